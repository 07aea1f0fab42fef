// A variable whose first value comes from an operation of the warp and is never read: the loop that gives it its next values declares it.
#include <cstdio>

__global__ void vote_then_loop(unsigned *out, int n) {
  unsigned b = __ballot_sync(0xffffffffu, n & 1);
  b = out[threadIdx.x] + 1;
  for (int k = 0; k < n; k++) {
    out[threadIdx.x] += b * 3;
    b = out[threadIdx.x ^ 1] + k;
    __syncthreads();
  }
  out[threadIdx.x] = b;
}
__global__ void count_then_loop(int *out, int *total, int n) {
  int d = atomicAdd(total, 1);
  d = __syncthreads_count(n & 1);
  for (d = threadIdx.x; d < n; d = d * 2 + 1) out[threadIdx.x] += d;
  out[threadIdx.x] += d;
}
