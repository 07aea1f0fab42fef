// run:
// Memory that is freed in another order than it was taken, and taken again: each allocation has its own contents.
#include <cstdio>

__global__ void add(int *values, int n, int by) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) values[i] += by;
}

int main() {
  const int count = 6, n = 100;
  int *taken[count] = {};
  int host[n];
  unsigned seed = 1;
  unsigned sums[count] = {};
  for (int round = 0; round < 200; round++) {
    seed = seed * 1664525u + 1013904223u;
    int k = (seed >> 16) % count;
    if (taken[k]) {
      cudaMemcpy(host, taken[k], sizeof host, cudaMemcpyDeviceToHost);
      unsigned sum = 0;
      for (int i = 0; i < n; i++) sum += host[i];
      if (sum != sums[k]) printf("round %d: allocation %d holds %u, not %u\n", round, k, sum, sums[k]);
      cudaFree(taken[k]);
      taken[k] = nullptr;
      continue;
    }
    cudaMalloc(&taken[k], sizeof host);
    sums[k] = 0;
    for (int i = 0; i < n; i++) host[i] = round * i, sums[k] += host[i] + k;
    cudaMemcpy(taken[k], host, sizeof host, cudaMemcpyHostToDevice);
    add<<<1, 128>>>(taken[k], n, k);
  }
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
}
