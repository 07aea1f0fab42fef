#include <cassert>
#include <cstdio>

__global__ void prints(int n, float f, long long w, const float *p) {
  if (threadIdx.x == 0) printf("%d %5.2f %lld %s %p\n", n, f, w, n > 0 ? "yes" : "no", p);
  printf("hello\n");
}

__global__ void checks(const int *x, int *out) {
  int v = x[threadIdx.x];
  assert(v >= 0 && "is positive");
  if (v > 100) __trap();
  out[threadIdx.x] = v;
}

__global__ void checks_between_barriers(const int *x, int *out) {
  __shared__ int tile[64];
  tile[threadIdx.x] = x[threadIdx.x];
  assert(tile[threadIdx.x] > 0);
  __syncthreads();
  out[threadIdx.x] = tile[63 - threadIdx.x];
}
