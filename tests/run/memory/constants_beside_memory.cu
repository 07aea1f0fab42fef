// run: tolerance=0
// Constant memory and memory that is allocated as the program's first act lie apart, in kernels that follow pointers out of memory: what is written to the one is not read from the other.
#include <stdio.h>

__constant__ char letters[4] = {'I', 'X'};
__constant__ int numbers[3] = {1000, 2000, 3000};
__device__ int counter = 7;

__global__ void mixed(int *out, int n) {
  int own[4] = {letters[0], letters[1], numbers[n % 3], n};
  __shared__ int shared[32];
  shared[threadIdx.x] = n * 100 + threadIdx.x;
  __syncthreads();
  int *views[2] = {own, shared};
  out[threadIdx.x] = views[n & 1][threadIdx.x & 3] + views[(n + 1) & 1][1] + counter;
}

int main() {
  int *out, host[8], replaced[3] = {-1, -2, -3};
  cudaMalloc(&out, 32 * sizeof(int));
  for (int n = 0; n < 4; n++) {
    mixed<<<1, 32>>>(out, n);
    cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost);
    for (int x : host) printf("%d ", x);
    printf("\n");
    if (n == 2) cudaMemcpyToSymbol(numbers, replaced, sizeof replaced);
  }
  int values[3];
  cudaMemcpyFromSymbol(values, numbers, sizeof values);
  printf("%d %d %d, %s\n", values[0], values[1], values[2], cudaGetErrorName(cudaGetLastError()));
}
