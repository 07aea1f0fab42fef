// run: nvcc="-std=c++20 --expt-relaxed-constexpr" tolerance=0
// C++20 constants: consteval functions, constinit variables, constexpr virtual functions and allocation-free algorithms, std::is_constant_evaluated, auto template parameters.
#include <stdio.h>
#include <type_traits>

consteval int square(int n) { return n * n; }
consteval unsigned hash(const char *s) {
  unsigned h = 2166136261u;
  while (*s) h = (h ^ (unsigned char)*s++) * 16777619u;
  return h;
}
constexpr double root(double x) {
  if (std::is_constant_evaluated()) {
    double r = x;
    for (int i = 0; i < 40; i++) r = 0.5 * (r + x / r);
    return r;
  }
  return -1;
}
constinit int counter = square(7);
constinit thread_local int per_thread = 3;

struct Animal {
  constexpr virtual int legs() const = 0;
};
struct Dog : Animal { constexpr int legs() const override { return 4; } };
struct Bird : Animal { constexpr int legs() const override { return 2; } };
constexpr int all_legs() {
  Dog d;
  Bird b;
  const Animal *zoo[] = {&d, &b, &d};
  int n = 0;
  for (auto *a : zoo) n += a->legs();
  return n;
}
static_assert(all_legs() == 10);

struct Extent {
  int w, h;
  constexpr bool operator==(const Extent &) const = default;
};
template <auto W, decltype(W) H>
struct Grid {
  int cells[W * H] = {};
  static constexpr int count = W * H;
};
static_assert(Extent{2, 3} == Extent{2, 3} && Extent{2, 3} != Extent{3, 2});
template <auto... Values> constexpr auto sum_of = (Values + ...);

constexpr int collatz(int n) {
  int steps = 0;
  for (; n != 1; steps++) n = n % 2 ? 3 * n + 1 : n / 2;
  return steps;
}
__global__ void kernel(int *out) {
  constexpr int c = collatz(27);
  out[0] = c;
  out[1] = Grid<3, 5>::count;
  out[2] = square(9);
}

int main() {
  switch (hash("beta")) {
    case hash("alpha"): printf("alpha\n"); break;
    case hash("beta"): printf("beta\n"); break;
  }
  constexpr double r = root(2.0);
  volatile double two = 2.0;
  printf("%.12f %g\n", r, root(two));
  counter += per_thread;
  printf("%d %d\n", counter, all_legs());
  printf("%d %d\n", (int)sizeof(Grid<2, 2>), sum_of<1, 2, 39>);
  int *d, h[3];
  cudaMalloc(&d, sizeof h);
  kernel<<<1, 1>>>(d);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  printf("%d %d %d\n", h[0], h[1], h[2]);
  cudaFree(d);
}
