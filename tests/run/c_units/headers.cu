// run: units="headers_host.c" tolerance=0
// Units in C that name the structs of system headers by their tags alone.
#include <cstdio>

__global__ void twice(int *values, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) values[i] *= 2;
}

extern "C" void twice_on_device(int *values, int n) {
  int *device;
  cudaMalloc(&device, n * sizeof *device);
  cudaMemcpy(device, values, n * sizeof *device, cudaMemcpyHostToDevice);
  twice<<<1, n>>>(device, n);
  cudaMemcpy(values, device, n * sizeof *device, cudaMemcpyDeviceToHost);
  cudaFree(device);
}

extern "C" int use_headers(void);

int main() {
  printf("%d\n", use_headers());
  return 0;
}
