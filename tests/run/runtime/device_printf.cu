// run: tolerance=0
// printf in kernels: conversions, strings, percent, many arguments, return value, order within one thread and between launches and the host.
#include <stdio.h>
__device__ void nested(const char *name, int depth) {
  if (depth == 0) return;
  printf("%*s%s %d\n", depth, "", name, depth);
  nested(name, depth - 1);
}
__global__ void one(float f, const void *null) {
  printf("hello from the device\n");
  printf("%d %i %u %x %X %o %c %s %%\n", -5, 7, 4000000000u, 255, 255, 8, 'z', "text");
  printf("%5d|%-5d|%05d|%+d|% d|%#x\n", 42, 42, 42, 42, 42, 42);
  printf("%ld %lld %lu %llx\n", 1L << 40, -(1LL << 50), ~0UL, 0xabcdef0123ULL);
  printf("%f %.2f %8.3f|%-8.1f|%e %.3E %g %G\n", f, f, f, f, f, f, f, 1e-10);
  printf("%g %g %.0f %5s|%-5s|%.2s\n", 100000.0, 1e6, 2.5, "ab", "ab", "abcdef");
  printf("%d %d %d %d %d %d %d %d %d %d\n", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  int r = printf("%d arguments\n", 1);
  printf("returned %d\n", r);
  printf("no newline");
  printf(", then one\n");
  printf("%s", "");
  nested("deep", 3);
  double d = 1.0 / 3;
  printf("%.10f %a\n", d, 1.5);
  printf("%d%%\n", 50);
}
__global__ void each(int n) {
  for (int i = 0; i < n; i++) {
    if (threadIdx.x == i) printf("thread %d of block %d\n", threadIdx.x, blockIdx.x);
    __syncthreads();
  }
}
int main() {
  printf("before\n");
  fflush(stdout);
  one<<<1, 1>>>(3.14159f, nullptr);
  cudaDeviceSynchronize();
  printf("between\n");
  fflush(stdout);
  each<<<1, 5>>>(5);
  each<<<1, 3>>>(2);
  cudaDeviceSynchronize();
  printf("after\n");
  return 0;
}
