// run: tolerance=0 exit=1
// The usual error-checking macro: file and line on standard error, exit with failure at the first bad call.
#include <stdio.h>
#include <stdlib.h>
#define check(call) checked((call), #call, __LINE__)
static void checked(cudaError_t e, const char *what, int line) {
  if (e != cudaSuccess) {
    printf("%s failed in line %d: %s\n", what, line, cudaGetErrorName(e));
    fprintf(stderr, "%s\n", cudaGetErrorString(e));
    cudaDeviceReset();
    exit(EXIT_FAILURE);
  }
}
__global__ void kernel(int *p) {
  *p = 1;
}
int main() {
  int *p;
  check(cudaMalloc(&p, 4));
  kernel<<<1, 1>>>(p);
  check(cudaGetLastError());
  check(cudaDeviceSynchronize());
  printf("so far good\n");
  kernel<<<1, 2000>>>(p);
  check(cudaGetLastError());
  printf("not reached\n");
  return 0;
}
