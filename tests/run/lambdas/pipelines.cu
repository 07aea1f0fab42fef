// run: nvcc="--extended-lambda" tolerance=0
// Lambdas that make and take lambdas: composition, folds over packs of stages, closures in structs that kernels get by value, a lambda as a template argument's type through decltype, immediately called ones.
#include <cstdio>
#include <type_traits>
#include <utility>

template <class F, class G> struct Composed {
  F first;
  G second;
  template <class X> __host__ __device__ auto operator()(X x) const { return second(first(x)); }
};
template <class F, class G> Composed<F, G> operator|(F f, G g) { return {f, g}; }

template <class F> __global__ void transform(const int *in, int *out, int n, F f) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) out[i] = f(in[i]);
}

template <class F> __global__ void reduce_rows(const int *in, int *out, int rows, int columns, F combine) {
  int row = threadIdx.x;
  if (row >= rows) return;
  int value = in[row * columns];
  for (int c = 1; c < columns; c++) value = combine(value, in[row * columns + c]);
  out[row] = value;
}

template <class... Stages> auto pipeline(Stages... stages) {
  return [=](int x) {
    int value = x;
    ((value = stages(value)), ...);
    return value;
  };
}

template <class F> struct Counter {
  F f;
  int calls = 0;
  int operator()(int x) { calls++; return f(x); }
};

template <class T> constexpr auto clamped(T low, T high) {
  return [low, high](T x) constexpr { return x < low ? low : x > high ? high : x; };
}

int main() {
  const int n = 12;
  int host[n], *in, *out;
  for (int i = 0; i < n; i++) host[i] = i * 7 % 11 - 3;
  cudaMalloc(&in, sizeof host);
  cudaMalloc(&out, sizeof host);
  cudaMemcpy(in, host, sizeof host, cudaMemcpyHostToDevice);
  int scale = 3, offset = -4;
  auto scaled = [=] __host__ __device__(int x) { return x * scale; };
  auto moved = [=] __host__ __device__(int x) { return x + offset; };
  auto squared = [] __host__ __device__(int x) { return x * x; };
  auto chain = Composed<decltype(scaled), decltype(moved)>{scaled, moved};
  auto show = [&](const char *name) {
    int back[n];
    cudaMemcpy(back, out, sizeof back, cudaMemcpyDeviceToHost);
    printf("%s:", name);
    for (int v : back) printf(" %d", v);
    printf("\n");
  };
  transform<<<1, 32>>>(in, out, n, chain);
  show("composed");
  transform<<<1, 32>>>(in, out, n, scaled | moved | squared);
  show("piped");
  auto all = pipeline(scaled, squared, moved);
  transform<<<1, 32>>>(in, out, n, scaled | squared | moved);
  show("piped again");
  printf("on the host: %d %d\n", all(2), chain(5));
  reduce_rows<<<1, 4>>>(in, out, 4, 3, [] __device__(int a, int b) { return a > b ? a : b; });
  int rows[4];
  cudaMemcpy(rows, out, sizeof rows, cudaMemcpyDeviceToHost);
  printf("rows: %d %d %d %d\n", rows[0], rows[1], rows[2], rows[3]);

  int total = 0;
  auto add = [&total](auto... values) -> int & { return total = (total + ... + values); };
  add(1, 2, 3) += 10;
  add();
  printf("total %d\n", total);
  Counter<decltype(squared)> counter{squared};
  for (int i = 0; i < 4; i++) total += counter(i);
  printf("counted %d, total %d\n", counter.calls, total);
  constexpr auto percent = clamped(0, 100);
  static_assert(percent(250) == 100 && percent(-1) == 0, "folds");
  printf("clamped %d %g\n", percent(42), clamped(-1.0, 1.0)(3.5));
  const int made = [](int k) { int product = 1; while (k > 1) product *= k--; return product; }(6);
  auto selector = [](bool up) { return up ? +[](int x) { return x + 1; } : +[](int x) { return x - 1; }; };
  printf("made %d, selected %d %d\n", made, selector(true)(made), selector(false)(made));
  auto nested = [n = 2](auto f) { return [=](auto x) { return [=] { return f(x) * n + 1; }; }; };
  printf("nested %d %d\n", nested(squared)(5)(), nested([](const char *s) { return (int)s[0]; })("A")());
  auto moving = [values = std::pair<int, int>(4, 5)]() mutable { std::swap(values.first, values.second); return values.first * 10 + values.second; };
  int once = moving();
  printf("mutable %d %d\n", once, moving());
  cudaFree(in);
  cudaFree(out);
}
