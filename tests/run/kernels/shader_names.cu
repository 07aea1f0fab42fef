// run: tolerance=1e-5
// Names that other languages keep for themselves.
#include <cstdio>

struct workgroup {
  float step, mix;
};

__device__ float read_write(float private_, float distance) { return private_ * distance; }

__global__ void storage(float* uniform, const float* read, workgroup function, int n, float exp, float vec4f, float dot) {
  int length = blockIdx.x * blockDim.x + threadIdx.x;
  if (length >= n) return;
  float min = read[length], max = fminf(min, exp), normalize = expf(dot) * sqrtf(vec4f);
  float select = length % 2 ? max : normalize, cross = fmaf(min, exp, function.mix), clamp = floorf(select + cross);
  uniform[length] = read_write(select + cross, function.step) + clamp;
}

int main() {
  const int n = 8;
  float *uniform, *read;
  cudaMallocManaged(&uniform, n * sizeof(float));
  cudaMallocManaged(&read, n * sizeof(float));
  for (int i = 0; i < n; i++) read[i] = i * 0.5f;
  storage<<<1, n>>>(uniform, read, {0.5f, 2.0f}, n, 1.5f, 4.0f, 0.25f);
  cudaDeviceSynchronize();
  for (int i = 0; i < n; i++) printf("%.5f%c", uniform[i], i == n - 1 ? '\n' : ' ');
  return 0;
}
