// run: nvcc="-std=c++20" tolerance=0
// Concepts of the library that other headers bring along.
#include <cstdio>
#include <random>
#include <vector>

template <std::integral T> T between(T low, T high, unsigned seed) {
  std::mt19937 engine(seed);
  return std::uniform_int_distribution<T>(low, high)(engine);
}
template <std::floating_point T> T half(T x) { return x / 2; }

int main() {
  std::vector<int> v{between(3, 3, 1u), between(-4, -4, 2u)};
  printf("%d %d %.2f\n", v[0], v[1], half(2.5));
}
