// run: tolerance=0 exit=7
// __trap ends the kernel with a launch failure; the program decides its own exit code.
#include <stdio.h>
#include <stdlib.h>
__global__ void stop(int v) {
  if (v > 3) __trap();
}
int main() {
  stop<<<1, 1>>>(3);
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  stop<<<1, 1>>>(4);
  cudaError_t e = cudaDeviceSynchronize();
  printf("%d\n", e != cudaSuccess);
  exit(e != cudaSuccess ? 7 : 0);
}
