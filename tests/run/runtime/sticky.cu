// run: tolerance=0
// An illegal address in a kernel: the launch succeeds, synchronization and every later call report the sticky error, and it cannot be cleared.
#include <stdio.h>
__global__ void bad(int *p, int v) {
  p[threadIdx.x] = v;
}
int main() {
  int *ok, h = 0;
  cudaMalloc(&ok, 4);
  bad<<<1, 1>>>(ok, 5);
  printf("%s\n", cudaGetErrorName(cudaMemcpy(&h, ok, 4, cudaMemcpyDeviceToHost)));
  printf("%d\n", h);
  bad<<<1, 1>>>((int *)nullptr, 1);
  printf("launch %s\n", cudaGetErrorName(cudaPeekAtLastError()));
  printf("synchronize %s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  printf("last %s\n", cudaGetErrorName(cudaGetLastError()));
  printf("again %s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  printf("malloc %s\n", cudaGetErrorName(cudaMalloc(&ok, 4)));
  bad<<<1, 1>>>(ok, 1);
  printf("launch %s\n", cudaGetErrorName(cudaGetLastError()));
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  return 0;
}
