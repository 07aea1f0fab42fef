// run: units="managed_constant_other.cu" tolerance=0
// Managed, constant and device variables that two units share: defined in one, set and read from both, on both sides.
#include <stdio.h>
#include "managed_constant.cuh"

__managed__ int total = 5;
__managed__ double *shared_list;
__device__ int hits = 100;

__global__ void use(float *out) {
  int i = threadIdx.x;
  out[i] = settings.scale * primes[i] + settings.offset + weigh(i);
  atomicAdd(&hits, 1);
}

int main() {
  prepare(10);
  printf("%d\n", total);
  float *out;
  cudaMallocManaged(&out, 5 * sizeof(float));
  use<<<1, 5>>>(out);
  cudaDeviceSynchronize();
  for (int i = 0; i < 5; i++) printf("%g ", out[i]);
  total = 0;
  count<<<2, 32>>>(40);
  cudaDeviceSynchronize();
  int seen;
  cudaMemcpyFromSymbol(&seen, hits, sizeof seen);
  printf("\n%d %d %g %g\n", total, seen, shared_list[0], shared_list[2]);
  Settings copy;
  cudaMemcpyFromSymbol(&copy, settings, sizeof copy);
  printf("%d %d %g\n", copy.scale, copy.offset, copy.weights[3]);
  cudaFree(out);
  cudaFree(shared_list);
}
