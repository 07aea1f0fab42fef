// run: tolerance=0
// A failing assert in a kernel gives cudaErrorAssert at synchronization; a passing one does nothing; printf before it still arrives.
#include <stdio.h>
#include <assert.h>
__global__ void check(int limit) {
  assert(threadIdx.x < limit && "thread is in range");
  if (threadIdx.x == 0) printf("passed %d\n", limit);
}
int main() {
  check<<<2, 4>>>(4);
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  check<<<1, 4>>>(0);
  cudaError_t e = cudaDeviceSynchronize();
  printf("%s: %s\n", cudaGetErrorName(e), cudaGetErrorString(e));
  printf("%s\n", cudaGetErrorName(cudaGetLastError()));
  int *p;
  printf("%s\n", cudaGetErrorName(cudaMalloc(&p, 4)));
  return e == cudaErrorAssert ? 0 : 1;
}
