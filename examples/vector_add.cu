// Adds two vectors on the device and checks the sum on the host: the smallest whole CUDA program.
//
//   cuda-wasm run examples/vector_add.cu
//   cuda-wasm run examples/vector_add.cu -- 5000000
//
#include <stdio.h>
#include <stdlib.h>

// Every thread adds one pair of numbers. Its place in the vector follows from the number of its block
// and its own number inside the block. The last block may stick out over the end: hence the test.
__global__ void vectorAdd(const float *a, const float *b, float *sum, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    sum[i] = a[i] + b[i];
  }
}

int main(int argc, char **argv) {
  int n = argc > 1 ? atoi(argv[1]) : 100000;
  if (n <= 0) {
    fprintf(stderr, "usage: vector_add [number of elements]\n");
    return 1;
  }
  size_t bytes = n * sizeof(float);

  float *a = (float *)malloc(bytes);
  float *b = (float *)malloc(bytes);
  float *sum = (float *)malloc(bytes);
  for (int i = 0; i < n; i++) {
    a[i] = 0.5f * i;
    b[i] = 1.0f - 0.25f * i;
  }

  // The device has its own memory: allocate there, and copy the input over.
  float *deviceA, *deviceB, *deviceSum;
  cudaMalloc(&deviceA, bytes);
  cudaMalloc(&deviceB, bytes);
  cudaMalloc(&deviceSum, bytes);
  cudaMemcpy(deviceA, a, bytes, cudaMemcpyHostToDevice);
  cudaMemcpy(deviceB, b, bytes, cudaMemcpyHostToDevice);

  // As many blocks of 256 threads as are needed to have a thread for each element.
  int threads = 256;
  int blocks = (n + threads - 1) / threads;
  vectorAdd<<<blocks, threads>>>(deviceA, deviceB, deviceSum, n);

  // A launch returns at once; this copy waits for the kernel.
  cudaMemcpy(sum, deviceSum, bytes, cudaMemcpyDeviceToHost);
  cudaError_t error = cudaGetLastError();
  if (error != cudaSuccess) {
    fprintf(stderr, "CUDA error: %s\n", cudaGetErrorString(error));
    return 1;
  }

  int wrong = 0;
  for (int i = 0; i < n; i++) {
    if (sum[i] != a[i] + b[i]) {
      wrong++;
    }
  }
  printf("%d elements added by %d blocks of %d threads: %s\n", n, blocks, threads, wrong == 0 ? "PASSED" : "FAILED");

  cudaFree(deviceA);
  cudaFree(deviceB);
  cudaFree(deviceSum);
  free(a);
  free(b);
  free(sum);
  return wrong == 0 ? 0 : 1;
}
