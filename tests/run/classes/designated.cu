// run: nvcc="-std=c++20" tolerance=0
// C++20 designated initializers, parenthesized aggregates, init-statements in range-based for, constinit, using enum, template lambdas.
#include <stdio.h>

struct Config { int width = 640, height = 480; const char* title = "none"; struct { int r, g, b; } colour = {1, 2, 3}; float scale; };
struct Options { int a; int b[3]; };
struct Aggregate { int x; double y; };
enum class Fruit { apple = 3, pear };
constinit int counter = 5;
template <class T> T make(int a) { return T(a, 2.5); }
struct Kernel { int threads = 32; int by = 1; };
__global__ void scale(Kernel k, int* out) { if (threadIdx.x < k.threads) out[threadIdx.x] = threadIdx.x * k.by; }

int main() {
  Config c = {.height = 200, .colour = {.g = 9}, .scale = 1.5f}; printf("%d %d %s %d %d %d %.1f\n", c.width, c.height, c.title, c.colour.r, c.colour.g, c.colour.b, c.scale);
  Options o{.a = 1, .b = {4, 5}}; printf("%d %d %d %d\n", o.a, o.b[0], o.b[1], o.b[2]);
  Aggregate g(3, 1.5); printf("%d %.1f %.1f %d\n", g.x, g.y, make<Aggregate>(4).y, ++counter);
  for (int total = 0; int v : {1, 2, 3}) { total += v; printf("%d ", total); } printf("\n");
  using enum Fruit; printf("%d %d\n", int(apple), int(pear));
  auto count = []<class T, int n>(T (&)[n]) { return n * int(sizeof(T)); }; short s[4]; printf("%d\n", count(s));
  int *d, h[4] = {}; cudaMalloc(&d, sizeof h); cudaMemset(d, 0, sizeof h); scale<<<1, 4>>>({.threads = 3, .by = 10}, d); cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost); printf("%d %d %d %d\n", h[0], h[1], h[2], h[3]);
}
