// run: tolerance=0
// Functions with warp operations that local pointers and a choice between two name; nobody else calls them.
#include <cstdio>

__device__ int warp_sum(int v) {
  for (int o = 16; o > 0; o /= 2) v += __shfl_xor_sync(~0u, v, o);
  return v;
}
__device__ int warp_max(int v) {
  for (int o = 16; o > 0; o /= 2) v = max(v, __shfl_xor_sync(~0u, v, o));
  return v;
}

typedef int (*Reduction)(int);

__device__ int passed(Reduction reduce, int v) { return reduce(v); }

__global__ void kernel(int* out, bool sum) {
  int v = threadIdx.x * 37 % 101;
  Reduction local = warp_max, chosen = sum ? warp_sum : warp_max;
  int l = local(v), c = chosen(v), p = passed(chosen, v + 1);
  if (threadIdx.x % 32 == 0) out[threadIdx.x / 32] = l * 10000000 + c * 100 + p % 100;
}

int main() {
  int* out;
  cudaError_t error;
  cudaMallocManaged(&out, 2 * sizeof(int));
  for (int sum = 0; sum < 2; sum++) {
    kernel<<<1, 64>>>(out, sum);
    error = cudaDeviceSynchronize();
    printf("%s %d %d\n", cudaGetErrorString(error), out[0], out[1]);
  }
  cudaFree(out);
}
