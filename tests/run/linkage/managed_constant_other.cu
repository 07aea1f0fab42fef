#include "managed_constant.cuh"

__constant__ Settings settings = {1, 2, {0.5f, 1.5f, 2.5f, 3.5f}};
__constant__ int primes[5] = {2, 3, 5, 7, 11};

__device__ float weigh(int i) { return settings.weights[i % 4]; }
__global__ void count(int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) atomicAdd(&total, 1);
  if (i < 3) shared_list[i] = i + 0.25;
  if (i == 0) hits += 1000;
}
void prepare(int scale) {
  Settings now = {scale, 7, {1, 2, 3, 4}};
  cudaMemcpyToSymbol(settings, &now, sizeof now);
  total += 37;
  cudaMallocManaged(&shared_list, 3 * sizeof(double));
}
