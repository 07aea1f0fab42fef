// run: tolerance=0
// Function templates: explicit and deduced arguments, overloading with functions, specialization, non-type parameters, arrays by reference, recursion, default arguments.
#include <stdio.h>

template <class T> __host__ __device__ T square(T v) { return v * v; }
template <class To, class From> To convert(From f) { return static_cast<To>(f); }
template <class T, int n> int length(T (&)[n]) { return n; }
template <class T, int n> T total(const T (&a)[n]) { T s = 0; for (const T& v : a) s += v; return s; }
template <int n> struct Tag {};
template <int n> int tag(Tag<n>) { return n; }
template <unsigned n> unsigned factorial() { return n * factorial<n - 1>(); }
template <> unsigned factorial<0>() { return 1; }
template <class T> const char* kind(T) { return "generic"; }
template <class T> const char* kind(T*) { return "pointer"; }
template <class T> const char* kind(const T*) { return "const pointer"; }
template <> const char* kind(double) { return "double"; }
const char* kind(int) { return "function"; }
template <class T> const char* category(T&&) { return "rvalue"; }
template <class T> const char* category(T&) { return "lvalue"; }
template <class T> const char* category(const T&) { return "const lvalue"; }
template <class T = float, int n = 3> int defaults() { return int(sizeof(T)) * 10 + n; }
template <class T> int accept(T, int (*f)(T)) { return f(T(5)); }
template <class R, class... A> int arity(R (*)(A...)) { return sizeof...(A); }
static int triple(int v) { return 3 * v; }
static double two(int, char) { return 0; }
template <class T> T largest(T a, T b) { return a < b ? b : a; }
template <class T> void exchange(T& a, T& b) { T t = a; a = b; b = t; }
template <bool up> int step(int v) { return up ? v + 1 : v - 1; }
template <int (*f)(int)> int apply(int v) { return f(v); }
static int global_value = 17;
template <int* p> int through() { return *p + 1; }
template <class T> __global__ void squares(T* v) { v[threadIdx.x] = square(v[threadIdx.x]); }

int main() {
  printf("%d %.2f %d\n", square(7), square(1.5), convert<int>(3.9));
  int a[4] = {1, 2, 3, 4}; double d[] = {0.5, 1.5}; printf("%d %d %d %.1f\n", length(a), length("text"), total(a), total(d));
  printf("%d %u\n", tag(Tag<42>()), factorial<6>());
  const int* cp = a; printf("%s, %s, %s, %s, %s, %s\n", kind('c'), kind(a), kind(cp), kind(1.0), kind(1), kind<>(1));
  const int ci = 1; int i = 2; printf("%s %s %s\n", category(1), category(i), category(ci));
  printf("%d %d %d\n", defaults(), defaults<double>(), defaults<char, 9>());
  printf("%d %d %d\n", accept(1, triple), arity(two), arity(main));
  printf("%.1f %d\n", largest<double>(1, 2.5), largest('a', 'b')); int x = 1, y = 2; exchange(x, y); printf("%d %d\n", x, y);
  printf("%d %d %d %d\n", step<true>(1), step<false>(1), apply<triple>(4), through<&global_value>());
  int (*p)(int) = square; double (*q)(double) = &square<double>; printf("%d %.2f\n", p(9), q(2.5));
  float h[3] = {1, 2, 3}, *dev; cudaMalloc(&dev, sizeof h); cudaMemcpy(dev, h, sizeof h, cudaMemcpyHostToDevice); squares<<<1, 3>>>(dev); cudaMemcpy(h, dev, sizeof h, cudaMemcpyDeviceToHost); printf("%.0f %.0f %.0f\n", h[0], h[1], h[2]);
}
