// What kernels cannot do here.
#include <cstdio>
__device__ void recursive_barrier(int n) {
  if (n == 0) return;
  __syncthreads();
//^ error CW8004: barrier in 'void recursive_barrier(int)', which is recursive, is not supported: threads can only wait for each other in functions that are inlined into the kernel
  recursive_barrier(n - 1);
}
__device__ int warp_operation(int x) { return __shfl_down_sync(0xffffffff, x, 1); }
typedef int (*Operation)(int);
__device__ Operation table[1] = {warp_operation};
__global__ void kernel(int *out, int n) {
  recursive_barrier(n);
  out[threadIdx.x] = table[n](n);
}
__global__ void fine(int *out) { out[threadIdx.x] = warp_operation(1); }
