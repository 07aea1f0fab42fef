// run: tolerance=0
// Error codes, names and texts of bad calls; peek and get; launch configuration errors; the last error is cleared by reading it.
#include <stdio.h>
__global__ void kernel(int *p) {
  if (p) *p = 1;
}
__global__ void __launch_bounds__(64) bounded(int *p) {
  if (p) *p = 2;
}
#define SHOW(call)                                             \
  do {                                                         \
    cudaError_t e = (call);                                    \
    printf("%s: %d %s\n", #call, (int)e, cudaGetErrorName(e)); \
  } while (0)
int main() {
  int *p = nullptr, host[4], n;
  void *null = nullptr;
  float ms;
  cudaEvent_t event;
  cudaDeviceProp prop;
  cudaPointerAttributes attributes;
  SHOW(cudaGetLastError());
  SHOW(cudaMalloc(&p, 64));
  SHOW(cudaMalloc(&null, 0));
  printf("%d\n", null == nullptr);
  SHOW(cudaMemcpy(host, p, 16, (cudaMemcpyKind)77));
  SHOW(cudaMemcpy(nullptr, nullptr, 0, cudaMemcpyHostToDevice));
  SHOW(cudaGetLastError());
  SHOW(cudaMemcpy(nullptr, p, 16, cudaMemcpyDeviceToHost));
  SHOW(cudaSetDevice(99));
  SHOW(cudaPeekAtLastError());
  SHOW(cudaGetLastError());
  SHOW(cudaGetLastError());
  SHOW(cudaGetDeviceProperties(&prop, 55));
  SHOW(cudaMemset(p, 1, 64));
  SHOW(cudaFree(nullptr));
  SHOW(cudaFree(p));
  SHOW(cudaFree(p));
  SHOW(cudaFree(host + 1));
  SHOW(cudaGetLastError());
  kernel<<<1, 1025>>>(nullptr);
  SHOW(cudaPeekAtLastError());
  SHOW(cudaGetLastError());
  kernel<<<0, 32>>>(nullptr);
  SHOW(cudaGetLastError());
  kernel<<<1, 0>>>(nullptr);
  SHOW(cudaGetLastError());
  kernel<<<1, dim3(32, 32, 2)>>>(nullptr);
  SHOW(cudaGetLastError());
  kernel<<<1, dim3(1, 1, 65)>>>(nullptr);
  SHOW(cudaGetLastError());
  kernel<<<dim3(1, 65536), 1>>>(nullptr);
  SHOW(cudaGetLastError());
  kernel<<<1, 32, 300 * 1024>>>(nullptr);
  SHOW(cudaGetLastError());
  bounded<<<1, 65>>>(nullptr);
  SHOW(cudaGetLastError());
  kernel<<<1, 1>>>(nullptr);
  SHOW(cudaGetLastError());
  SHOW(cudaDeviceSynchronize());
  SHOW(cudaEventCreate(&event));
  SHOW(cudaEventElapsedTime(&ms, event, event));
  SHOW(cudaEventQuery(event));
  SHOW(cudaEventSynchronize(event));
  SHOW(cudaStreamSynchronize(0));
  SHOW(cudaStreamQuery(0));
  SHOW(cudaMallocHost(&null, 16));
  SHOW(cudaFreeHost(null));
  SHOW(cudaFreeHost(nullptr));
  SHOW(cudaPointerGetAttributes(&attributes, host));
  printf("%d\n", attributes.type == cudaMemoryTypeUnregistered);
  SHOW(cudaMalloc(&null, (size_t)1 << 50));
  SHOW(cudaGetLastError());
  SHOW(cudaGetDeviceCount(&n));
  printf("%d\n", n >= 1);
  SHOW(cudaGetDevice(&n));
  printf("%d\n", n);
  cudaError_t codes[] = {cudaSuccess,
                         cudaErrorInvalidValue,
                         cudaErrorMemoryAllocation,
                         cudaErrorInvalidConfiguration,
                         cudaErrorInvalidDevice,
                         cudaErrorInvalidResourceHandle,
                         cudaErrorNotReady,
                         cudaErrorIllegalAddress,
                         cudaErrorAssert,
                         cudaErrorUnknown,
                         cudaErrorLaunchFailure,
                         cudaErrorInvalidDeviceFunction,
                         cudaErrorInvalidMemcpyDirection,
                         cudaErrorNotSupported,
                         cudaErrorLaunchOutOfResources,
                         (cudaError_t)12345};
  for (cudaError_t e : codes)
    printf("%d %s: %s\n", e, cudaGetErrorName(e), cudaGetErrorString(e));
  return 0;
}
