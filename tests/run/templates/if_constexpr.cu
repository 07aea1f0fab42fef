// run: tolerance=0
// if constexpr and constexpr evaluation: functions with loops and locals, classes, arrays, tables in device code, static_assert, recursion, constant conditions in templates.
#include <stdio.h>
#include <type_traits>

constexpr int factorial(int n) { int r = 1; for (int i = 2; i <= n; i++) r *= i; return r; }
constexpr bool prime(int n) { if (n < 2) return false; for (int i = 2; i * i <= n; ++i) if (n % i == 0) return false; return true; }
constexpr int count_primes(int n) { int c = 0; while (n > 0) c += prime(n--); return c; }
struct Complex { double re, im; constexpr Complex(double r, double i = 0) : re(r), im(i) {} constexpr Complex operator*(Complex o) const { return {re * o.re - im * o.im, re * o.im + im * o.re}; } constexpr double norm() const { return re * re + im * im; } };
template <int n> struct Table { int v[n] = {}; constexpr Table() { for (int i = 0; i < n; i++) v[i] = i * i; } constexpr int sum() const { int s = 0; for (int x : v) s += x; return s; } };
constexpr unsigned hash(const char* s) { unsigned h = 2166136261u; for (; *s; ++s) h = (h ^ (unsigned char)*s) * 16777619u; return h; }
constexpr const char* pick(bool b) { return b ? "yes" : "no"; }
__host__ __device__ constexpr int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
static_assert(factorial(5) == 120, "factorial"); static_assert(prime(97) && !prime(91)); static_assert(Complex(0, 1).norm() == 1);
static_assert(hash("a") == 0xe40c292cu, "hash"); static_assert(Table<4>().sum() == 14, "table");
constexpr Table<10> squares; __constant__ Table<6> device_table = Table<6>(); constexpr int factorial_of_three = factorial(3);
template <class T> const char* describe(T v) {
  if constexpr (std::is_pointer_v<T>) return *v ? "pointer to true" : "pointer to false";
  else if constexpr (std::is_integral_v<T>) { static_assert(sizeof(T) <= 8); return v > 0 ? "positive" : "other"; }
  else return v.name();
}
struct Named { const char* name() const { return "named"; } };
template <int n> constexpr int unrolled() { if constexpr (n == 0) return 0; else return n + unrolled<n - 1>(); }
template <class T, class... R> int depth(T, R... r) { if constexpr (sizeof...(r) > 0) return 1 + depth(r...); else return 1; }
template <bool fast, class T> __global__ void kernel(T* out) {
  if constexpr (fast) out[threadIdx.x] = device_table.v[threadIdx.x] + factorial_of_three;
  else { constexpr int steps[] = {1, 2, 4, 8}; out[threadIdx.x] = T(fib(10)) + T(steps[threadIdx.x & 3]); }
}
constexpr int swapped(int a, int b) { struct { int x, y; } p = {a, b}; auto t = p.x; p.x = p.y; p.y = t; return p.x * 10 + p.y; }

int main() {
  int grid[factorial(3)] = {}; constexpr int primes = count_primes(100); printf("%d %d %d\n", (int)(sizeof grid / sizeof *grid), primes, fib(20));
  constexpr Complex z = Complex(1, 2) * Complex(3, -1); printf("%.1f %.1f %.1f\n", z.re, z.im, z.norm());
  switch (hash("beta")) { case hash("alpha"): printf("alpha\n"); break; case hash("beta"): printf("beta\n"); break; }
  int t = 1, *pt = &t; printf("%s, %s, %s, %s\n", describe(pt), describe(5), describe(-1), describe(Named()));
  printf("%d %d %s %d %d\n", unrolled<10>(), depth(1, 2.5, 'c'), pick(sizeof(int) == 4), squares.v[9], swapped(3, 4));
  int* d; int h[4]; cudaMalloc(&d, sizeof h);
  kernel<true><<<1, 4>>>(d); cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost); printf("%d %d %d %d\n", h[0], h[1], h[2], h[3]);
  kernel<false><<<1, 4>>>(d); cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost); printf("%d %d %d %d\n", h[0], h[1], h[2], h[3]);
}
