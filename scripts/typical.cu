// What programs in C++ use often: the build puts what this needs of the library into one part, which pages fetch for all of them. It is compiled only.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

__global__ void scale(float* data, int n, float factor) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) data[i] *= factor;
}

#define CHECK(call)                                                                                              \
  if (cudaError_t error = (call)) {                                                                              \
    std::cerr << "CUDA error " << cudaGetErrorString(error) << " at " << __FILE__ << ":" << __LINE__ << std::endl; \
    std::exit(EXIT_FAILURE);                                                                                     \
  }

struct Shape {
  virtual ~Shape() {}
  virtual double area() const = 0;
};
struct Square : Shape {
  double side;
  explicit Square(double s) : side(s) {}
  double area() const override { return side * side; }
};

int main(int argc, char** argv) {
  int n = argc > 1 ? std::stoi(argv[1]) : 1000;
  std::vector<float> values(n);
  for (int i = 0; i < n; i++) values[i] = float(rand()) / RAND_MAX;
  float* data;
  cudaEvent_t begin, end;
  CHECK(cudaEventCreate(&begin));
  CHECK(cudaEventCreate(&end));
  CHECK(cudaMalloc(&data, n * sizeof(float)));
  CHECK(cudaMemcpy(data, values.data(), n * sizeof(float), cudaMemcpyHostToDevice));
  CHECK(cudaEventRecord(begin));
  scale<<<(n + 255) / 256, 256>>>(data, n, 2.0f);
  CHECK(cudaEventRecord(end));
  CHECK(cudaEventSynchronize(end));
  float milliseconds = 0;
  CHECK(cudaEventElapsedTime(&milliseconds, begin, end));
  CHECK(cudaMemset(data, 0, n));
  CHECK(cudaDeviceSynchronize());
  CHECK(cudaFree(data));

  const auto start = std::chrono::high_resolution_clock::now();
  std::map<std::string, int> counts;
  std::set<int> seen;
  std::unordered_map<std::string, double> totals;
  std::string line, word;
  while (std::getline(std::cin, line)) {
    std::istringstream words(line);
    int number;
    double real;
    if (words >> number >> real) seen.insert(number);
    while (words >> word) counts[word]++, totals[word] += word.size();
  }
  std::sort(values.begin(), values.end());
  std::ostringstream text;
  text << std::fixed << std::setprecision(3) << std::setw(8) << values[0] << ' ' << 1.5 << ' ' << 7u << ' ' << 7l << ' ' << 7ul << ' ' << true << '\n' << std::hex << 255;
  std::cout << text.str() << std::left << std::setfill('.') << std::to_string(n) + " " + word.substr(0, 3) << '\t' << values.size() << ' ' << milliseconds << " ms" << std::endl;
  std::ofstream("out.txt") << line << word.find("x") << "\n";
  std::ifstream in("out.txt");
  if (!in) throw std::runtime_error("cannot open " + line);
  std::unique_ptr<Shape> shape(new Square(2));
  std::shared_ptr<Shape> shared = std::make_shared<Square>(3);
  try {
    if (shape->area() + shared->area() > std::sqrt(double(n))) throw std::invalid_argument("large");
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    printf("%s %d %f\n", error.what(), std::max(1, n), std::pow(2.0, n));
  }
  std::cout << std::chrono::duration<double>(std::chrono::high_resolution_clock::now() - start).count() << "\n";
  return 0;
}
