// run: tolerance=0
// Device properties and attributes that every device of compute capability 9.0 has, function attributes, occupancy sanity, cudaLaunchKernel, versions.
#include <stdio.h>
__global__ void scaled(int *out, int a, float b, double c, short d) {
  out[threadIdx.x] = a + (int)(b * 10) + (int)(c * 100) + d + threadIdx.x + blockIdx.x * 1000;
}
__global__ void with_shared(int *out) {
  __shared__ int s[256];
  s[threadIdx.x] = threadIdx.x;
  __syncthreads();
  out[threadIdx.x] = s[255 - threadIdx.x];
}
extern __shared__ int dynamic[];
__global__ void dynamic_shared(int *out) {
  dynamic[threadIdx.x] = 5;
  __syncthreads();
  out[threadIdx.x] = dynamic[0];
}
int main() {
  cudaDeviceProp p;
  printf("%d\n", cudaGetDeviceProperties(&p, 0));
  printf("%d.%d %d %d %d,%d,%d\n", p.major, p.minor, p.warpSize, p.maxThreadsPerBlock,
         p.maxThreadsDim[0], p.maxThreadsDim[1], p.maxThreadsDim[2]);
  printf("%d %d %d %zu %zu %d\n", p.maxGridSize[0], p.maxGridSize[1], p.maxGridSize[2],
         p.sharedMemPerBlock, p.totalConstMem, p.regsPerBlock);
  printf("%d %d %d %d %d\n", p.multiProcessorCount > 0, p.totalGlobalMem > 0, p.unifiedAddressing,
         p.managedMemory, p.canMapHostMemory);
  printf("%d %zu\n", p.name[0] != 0, p.memPitch);
  int v;
  cudaDeviceGetAttribute(&v, cudaDevAttrMaxThreadsPerBlock, 0);
  printf("%d ", v);
  cudaDeviceGetAttribute(&v, cudaDevAttrWarpSize, 0);
  printf("%d ", v);
  cudaDeviceGetAttribute(&v, cudaDevAttrMaxSharedMemoryPerBlock, 0);
  printf("%d ", v);
  cudaDeviceGetAttribute(&v, cudaDevAttrComputeCapabilityMajor, 0);
  printf("%d ", v);
  cudaDeviceGetAttribute(&v, cudaDevAttrMultiProcessorCount, 0);
  printf("%d\n", v == p.multiProcessorCount);
  cudaFuncAttributes a;
  cudaFuncGetAttributes(&a, with_shared);
  printf("%zu %d %d\n", a.sharedSizeBytes, a.maxThreadsPerBlock, a.constSizeBytes < 100);
  cudaFuncGetAttributes(&a, dynamic_shared);
  printf("%zu %d\n", a.sharedSizeBytes, a.numRegs > 0);
  int size, grid, blocks;
  printf("%d ", cudaOccupancyMaxPotentialBlockSize(&grid, &size, scaled, 0, 0));
  printf("%d %d ", grid > 0, size >= 32 && size <= 1024 && size % 32 == 0);
  cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, scaled, 256, 0);
  printf("%d\n", blocks >= 1 && blocks <= 32);
  int *d, h[256], n = 7;
  float f = 2.5f;
  double g = 1.25;
  short s = -3;
  cudaMalloc(&d, sizeof h);
  void *args[] = {&d, &n, &f, &g, &s};
  printf("%d\n", cudaLaunchKernel((const void *)scaled, dim3(1), dim3(8), args, 0, 0));
  n = 1000;
  cudaMemcpy(h, d, 32, cudaMemcpyDeviceToHost);
  printf("%d %d\n", h[0], h[7]);
  void *arg[] = {&d};
  cudaLaunchKernel((void *)dynamic_shared, 1, 64, arg, 256, nullptr);
  with_shared<<<1, 256>>>(d + 0);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  printf("%d %d\n", h[0], h[200]);
  int driver, runtime;
  cudaDriverGetVersion(&driver);
  cudaRuntimeGetVersion(&runtime);
  printf("%d %d\n", driver >= 12000, runtime >= 12000);
  size_t free_, total;
  cudaMemGetInfo(&free_, &total);
  printf("%d %d\n", free_ <= total, total > 1000000);
  size_t limit;
  cudaDeviceGetLimit(&limit, cudaLimitStackSize);
  printf("%d %d\n", limit > 0, cudaDeviceSetLimit(cudaLimitStackSize, 4096));
  printf("%d %d\n", cudaSetDevice(0), cudaDeviceSetCacheConfig(cudaFuncCachePreferShared));
  return 0;
}
