// run: nvcc="--extended-lambda" tolerance=0
// What closures are: sizes and copies of captures, destructors of captured objects, captured arrays and structs in kernels, conversions to function pointers and std::function, comparators, lambdas in default arguments, members and static storage.
#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

struct Tracked {
  static int alive, copies, moves;
  int id;
  explicit Tracked(int id) : id(id) { alive++; }
  Tracked(const Tracked &o) : id(o.id) { alive++; copies++; }
  Tracked(Tracked &&o) noexcept : id(o.id) { o.id = -1; alive++; moves++; }
  ~Tracked() { alive--; }
};
int Tracked::alive = 0, Tracked::copies = 0, Tracked::moves = 0;

struct Stencil { int weights[3]; int shift; };
template <class F> __global__ void each(int *p, int n, F f) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) p[i] = f(i, p);
}

class Scaler {
  int factor_;
 public:
  explicit Scaler(int factor) : factor_(factor) {}
  std::function<int(int)> scale() const { return [f = factor_](int x) { return x * f; }; }
  auto by_reference() { return [this](int by) -> Scaler & { factor_ += by; return *this; }; }
  int factor() const { return factor_; }
};

static int apply(int x, int (*f)(int) = [](int v) { return v * 100; }) { return f(x); }
static auto global_closure = [calls = 0]() mutable { return ++calls; };

int main() {
  {
    Tracked a(1);
    auto by_copy = [a] { return a.id; };
    auto again = by_copy;
    auto moved = [b = std::move(a)] { return b.id; };
    printf("%d %d %d, alive %d, copies %d, moves %d\n", by_copy(), again(), moved(), Tracked::alive, Tracked::copies, Tracked::moves);
    std::vector<std::function<int()>> stored;
    stored.push_back(moved);
    stored.push_back([t = Tracked(7)] { return t.id * 2; });
    for (auto &f : stored) printf("%d ", f());
    printf("\n");
  }
  printf("alive %d\n", Tracked::alive);

  char small = 1;
  double large = 2;
  auto none = [] {};
  auto mixed = [small, large] { return small + large; };
  auto reference = [&large] { return large; };
  printf("sizes %zu %zu %zu, %g %g\n", sizeof none, sizeof mixed, sizeof reference, mixed(), reference());

  const int n = 10;
  int host[n], *d;
  for (int i = 0; i < n; i++) host[i] = i * i;
  cudaMalloc(&d, sizeof host);
  cudaMemcpy(d, host, sizeof host, cudaMemcpyHostToDevice);
  Stencil stencil{{1, -2, 1}, 5};
  each<<<1, 32>>>(d, n, [stencil] __device__(int i, const int *p) { return stencil.weights[i % 3] * p[i] + stencil.shift; });
  cudaMemcpy(host, d, sizeof host, cudaMemcpyDeviceToHost);
  for (int v : host) printf("%d ", v);
  printf("\n");
  int lookup[4] = {10, 20, 30, 40};
  each<<<1, 32>>>(d, n, [lookup] __device__(int i, const int *) { return lookup[i & 3] + i; });
  cudaMemcpy(host, d, sizeof host, cudaMemcpyDeviceToHost);
  for (int v : host) printf("%d ", v);
  printf("\n");
  cudaFree(d);

  Scaler scaler(3);
  auto scale = scaler.scale();
  auto bump = scaler.by_reference();
  bump(4);
  printf("%d %d %d\n", scale(5), scaler.factor(), bump(1).scale()(2));
  printf("%d %d\n", apply(2), apply(2, [](int v) { return -v; }));
  global_closure();
  global_closure();
  auto copied = global_closure;
  printf("%d %d\n", copied(), global_closure());

  std::map<std::string, std::function<double(double, double)>> operations{
      {"add", [](double a, double b) { return a + b; }}, {"mul", [](double a, double b) { return a * b; }}, {"max", [](double a, double b) { return std::max(a, b); }}};
  for (const auto &[name, f] : operations) printf("%s %g ", name.c_str(), f(3, 4));
  printf("\n");
  std::vector<int> v{5, 3, 9, 1, 7};
  int comparisons = 0;
  std::sort(v.begin(), v.end(), [](int a, int b) { return a > b; });
  auto big = std::count_if(v.begin(), v.end(), [&comparisons](int x) { comparisons++; return x > 4; });
  auto it = std::find_if(v.begin(), v.end(), [limit = 4](int x) { return x < limit; });
  printf("%d..%d, %d big, %d compared, first small %d\n", v.front(), v.back(), (int)big, comparisons, *it);
  std::unique_ptr<int, void (*)(int *)> owned(new int(8), [](int *p) { printf("freed %d\n", *p); delete p; });
  auto owner = [p = std::move(owned)] { return *p + 1; };
  printf("%d %d\n", owner(), owned == nullptr);
}
