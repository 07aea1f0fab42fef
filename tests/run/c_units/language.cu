// run: units="language_host.c" tolerance=0
// Units in C beside CUDA's: what C has that C++ has not.
#include <cstdio>
#include "language.h"

__global__ void scale(struct sample *samples, int n, float factor) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) samples[i].value *= factor;
}

extern "C" void scale_on_device(struct sample *samples, int n, float factor) {
  struct sample *device;
  cudaMalloc(&device, n * sizeof *device);
  cudaMemcpy(device, samples, n * sizeof *device, cudaMemcpyHostToDevice);
  scale<<<(n + 31) / 32, 32>>>(device, n, factor);
  cudaMemcpy(samples, device, n * sizeof *device, cudaMemcpyDeviceToHost);
  cudaFree(device);
}

int main() {
  std::printf("%d\n", run_all());
  return 0;
}
