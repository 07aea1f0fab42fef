// Multiplies two square matrices with tiles in shared memory, and compares with the host's product.
//
//   cuda-wasm run examples/matmul.cu -- 256
//
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define TILE 16

// A block computes one 16 × 16 tile of C. It walks along a row of tiles of A and a column of tiles of B;
// each thread brings one number of each tile into shared memory, where all 256 threads then use it.
__global__ void multiply(const float *a, const float *b, float *c, int n) {
  __shared__ float tileA[TILE][TILE];
  __shared__ float tileB[TILE][TILE];
  int row = blockIdx.y * TILE + threadIdx.y;
  int column = blockIdx.x * TILE + threadIdx.x;
  float sum = 0.0f;
  for (int first = 0; first < n; first += TILE) {
    int k = first + threadIdx.x;
    tileA[threadIdx.y][threadIdx.x] = row < n && k < n ? a[row * n + k] : 0.0f;
    k = first + threadIdx.y;
    tileB[threadIdx.y][threadIdx.x] = k < n && column < n ? b[k * n + column] : 0.0f;
    __syncthreads();  // both tiles are complete
    for (int i = 0; i < TILE; i++) {
      sum += tileA[threadIdx.y][i] * tileB[i][threadIdx.x];
    }
    __syncthreads();  // nobody needs these tiles any more
  }
  if (row < n && column < n) {
    c[row * n + column] = sum;
  }
}

int main(int argc, char **argv) {
  int n = argc > 1 ? atoi(argv[1]) : 200;
  if (n < 1 || n > 8192) {
    fprintf(stderr, "usage: matmul [size up to 8192]\n");
    return 1;
  }
  size_t bytes = (size_t)n * n * sizeof(float);
  float *a = (float *)malloc(bytes), *b = (float *)malloc(bytes), *c = (float *)malloc(bytes);
  for (int i = 0; i < n * n; i++) {
    a[i] = (i * 7 % 13) / 13.0f - 0.5f;
    b[i] = (i * 5 % 11) / 11.0f - 0.5f;
  }

  float *deviceA, *deviceB, *deviceC;
  cudaMalloc(&deviceA, bytes);
  cudaMalloc(&deviceB, bytes);
  cudaMalloc(&deviceC, bytes);
  cudaMemcpy(deviceA, a, bytes, cudaMemcpyHostToDevice);
  cudaMemcpy(deviceB, b, bytes, cudaMemcpyHostToDevice);

  // Events mark points in the stream of work; the time between two of them is the kernel's.
  cudaEvent_t start, stop;
  cudaEventCreate(&start);
  cudaEventCreate(&stop);
  dim3 threads(TILE, TILE);
  dim3 blocks((n + TILE - 1) / TILE, (n + TILE - 1) / TILE);
  cudaEventRecord(start);
  multiply<<<blocks, threads>>>(deviceA, deviceB, deviceC, n);
  cudaEventRecord(stop);
  cudaMemcpy(c, deviceC, bytes, cudaMemcpyDeviceToHost);
  float milliseconds = 0;
  cudaEventElapsedTime(&milliseconds, start, stop);
  if (milliseconds > 0) {
    fprintf(stderr, "%.2f ms, %.2f GFLOP/s\n", milliseconds, 2.0 * n * n * n / milliseconds / 1e6);
  }

  // Large products are checked in some rows only: the host takes n³ steps too.
  int step = n <= 256 ? 1 : n / 16;
  double worst = 0;
  for (int row = 0; row < n; row += step) {
    for (int column = 0; column < n; column++) {
      double sum = 0;
      for (int k = 0; k < n; k++) sum += (double)a[row * n + k] * b[k * n + column];
      worst = fmax(worst, fabs(sum - c[row * n + column]));
    }
  }
  printf("%d x %d: %s\n", n, n, worst < 1e-3 ? "PASSED" : "FAILED");
  cudaFree(deviceA);
  cudaFree(deviceB);
  cudaFree(deviceC);
  free(a);
  free(b);
  free(c);
  return worst < 1e-3 ? 0 : 1;
}
