// run: tolerance=0
// Variables and parameters named like a namespace or a class: before `::` the name is still the namespace or the class.
#include <algorithm>
#include <cstdio>
#include <random>

namespace settings {
constexpr int width = 3;
struct Box {
  int w;
  static __host__ __device__ int sides() { return 7; }
};
template <class T> struct Wide {
  T v;
};
}  // namespace settings
struct Shape {
  int v;
  static int sides() { return 4; }
  typedef double real;
};

static int spread(float mean, float std) {
  std::mt19937 gen(5);
  std::uniform_int_distribution<int> dist(2, 2);
  return std::max((int)(mean + std), 2) + dist(gen);
}

static double hidden() {
  int settings = 5;
  settings::Box b;
  b.w = settings::width + settings;
  const settings::Wide<long> wide{40};
  int Shape = 2;
  struct Shape s{Shape};
  Shape::real r = 1.5;
  return b.w + settings::Box::sides() + Shape::sides() + s.v + (int)wide.v + r;
}

__global__ void kernel(int *out, int settings) {
  settings::Box b{settings};
  settings::Wide<int> wide{b.w * settings::width};
  out[0] = wide.v + settings::Box::sides();
}

int main() {
  printf("%d %g\n", spread(3.0f, 1.5f), hidden());
  int *d, h;
  cudaMalloc(&d, sizeof(int));
  kernel<<<1, 1>>>(d, 2);
  cudaMemcpy(&h, d, sizeof(int), cudaMemcpyDeviceToHost);
  printf("%d\n", h);
}
