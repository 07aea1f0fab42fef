// The build runs this program once: the code that V8 compiles on the way is what the launcher keeps. It uses what programs usually use.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>
#include <string>
#include <vector>

__global__ void scale(float* data, int n, float factor) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) data[i] *= factor;
}

__global__ void sum(const float* data, float* result) {
  __shared__ float part[64];
  part[threadIdx.x] = data[threadIdx.x];
  __syncthreads();
  for (int half = blockDim.x / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) part[threadIdx.x] += part[threadIdx.x + half];
    __syncthreads();
  }
  if (threadIdx.x == 0) *result = part[0];
}

int main() {
  std::vector<float> values(64);
  for (int i = 0; i < 64; i++) values[i] = (float)(63 - i);
  float *data, *result, total;
  cudaMalloc(&data, 64 * sizeof(float));
  cudaMalloc(&result, sizeof(float));
  cudaMemcpy(data, values.data(), 64 * sizeof(float), cudaMemcpyHostToDevice);
  scale<<<1, 64>>>(data, 64, 2.0f);
  sum<<<1, 64>>>(data, result);
  cudaMemcpy(&total, result, sizeof total, cudaMemcpyDeviceToHost);
  std::sort(values.begin(), values.end());
  std::map<std::string, float> named;
  named["total"] = total;
  named["largest"] = values.back();
  for (const auto& entry : named) std::cout << entry.first << ": " << entry.second << std::endl;
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
  return cudaFree(data) != cudaSuccess || cudaFree(result) != cudaSuccess;
}
