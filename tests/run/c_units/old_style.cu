// run: units="old_style_host.c" tolerance=0
// A unit in the C of old programs: functions without prototypes, parameters declared behind their names, int where no type is written.
#include <cstdio>

extern "C" {
int total(int n, double weight, char *name);
float on_device(float x, float y);
}

__global__ void product(const float *in, float *out) { *out = in[0] * in[1]; }

float on_device(float x, float y) {
  float *memory, host[2] = {x, y};
  cudaMalloc(&memory, 3 * sizeof(float));
  cudaMemcpy(memory, host, sizeof host, cudaMemcpyHostToDevice);
  product<<<1, 1>>>(memory, memory + 2);
  cudaMemcpy(host, memory + 2, sizeof(float), cudaMemcpyDeviceToHost);
  cudaFree(memory);
  return host[0];
}

int main() {
  char name[] = "weights";
  std::printf("%d\n", total(4, 2.5, name));
  return 0;
}
