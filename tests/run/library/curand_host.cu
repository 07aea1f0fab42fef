// run: tolerance=1e-5 nvcc="-lcurand"
// cuRAND's host API: a generator that fills device memory.
#include <cstdio>
#include <curand.h>
#include <vector>

int main() {
  curandGenerator_t generator;
  float* device;
  const int n = 5000;
  cudaMalloc(&device, n * sizeof(float));
  if (curandCreateGenerator(&generator, CURAND_RNG_PSEUDO_XORWOW) != CURAND_STATUS_SUCCESS) return 1;
  curandSetPseudoRandomGeneratorSeed(generator, 1234ULL);
  if (curandGenerateUniform(generator, device, n) != CURAND_STATUS_SUCCESS) return 1;
  std::vector<float> host(n);
  cudaMemcpy(host.data(), device, n * sizeof(float), cudaMemcpyDeviceToHost);
  for (int i = 0; i < 10; i++) printf("%.4f ", host[i]);
  double sum = 0;
  for (float x : host) sum += x;
  printf("\n%d\n", sum / n > 0.48 && sum / n < 0.52);
  curandGenerateNormal(generator, device, n, 10.0f, 2.0f);
  cudaMemcpy(host.data(), device, n * sizeof(float), cudaMemcpyDeviceToHost);
  double mean = 0, squares = 0;
  for (float x : host) mean += x / n;
  for (float x : host) squares += (x - mean) * (x - mean) / n;
  printf("%d %d\n", mean > 9.9 && mean < 10.1, squares > 3.8 && squares < 4.2);
  printf("%d\n", curandGenerateNormal(generator, device, 3, 0.f, 1.f) == CURAND_STATUS_LENGTH_NOT_MULTIPLE);
  curandDestroyGenerator(generator);
  cudaFree(device);
  return 0;
}
