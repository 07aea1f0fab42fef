#include <iostream>
#include <vector>
#include <string>
#include <map>
#include <algorithm>
__global__ void twice(int *p, int n) { int i = blockIdx.x * blockDim.x + threadIdx.x; if (i < n) p[i] *= 2; }
int main() {
  std::vector<int> v{5, 3, 9, 1, 7};
  std::sort(v.begin(), v.end());
  int *d;
  cudaMalloc(&d, v.size() * sizeof(int));
  cudaMemcpy(d, v.data(), v.size() * sizeof(int), cudaMemcpyHostToDevice);
  twice<<<1, 32>>>(d, (int)v.size());
  cudaMemcpy(v.data(), d, v.size() * sizeof(int), cudaMemcpyDeviceToHost);
  cudaFree(d);
  std::map<std::string, int> m;
  for (int x : v) m["k" + std::to_string(x)] = x;
  for (const auto &e : m) std::cout << e.first << " = " << e.second << "\n";
  std::cout << "max " << *std::max_element(v.begin(), v.end()) << std::endl;
}
