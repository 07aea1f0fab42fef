// run: nvcc="-std=c++20" tolerance=0
// Concepts: requires-expressions, constrained overloads and classes, abbreviated templates, subsumption by conjunction, constrained kernels.
#include <stdio.h>

template <class T, class U> constexpr bool same = false; template <class T> constexpr bool same<T, T> = true;
template <class T> concept Integral = same<T, int> || same<T, long> || same<T, char>;
template <class T> concept Small = Integral<T> && sizeof(T) < 8;
template <class T> concept Sized = requires(T t) { t.size(); { t.size() } noexcept; };
template <class T, class U> concept Addable = requires(T t, U u) { t + u; };
struct Box { int size() const noexcept { return 3; } }; struct Bad {};
template <class T> const char* kind(T) { return "any"; }
template <Integral T> const char* kind(T) { return "integral"; }
template <class T> requires Sized<T> const char* kind(T) { return "sized"; }
static auto twice(Integral auto v) { return v * 2; }
template <class T> struct Holder { static int f() { return 0; } int g() requires Integral<T> { return 1; } }; template <Integral T> struct Holder<T> { static int f() { return 1; } };
template <Integral T> __global__ void fill(T* p) { p[threadIdx.x] = threadIdx.x * 2; }

int main() {
  printf("%s %s %s %s\n", kind(1.5), kind(1), kind(Box()), kind(Bad())); printf("%d %ld\n", twice(4), twice(5L));
  printf("%d %d %d %d\n", Addable<int, double>, Addable<Bad, int>, Small<char>, Small<long>); printf("%d %d\n", Holder<int>::f(), Holder<float>::f());
  int h[2], *d; cudaMalloc(&d, sizeof h); fill<<<1, 2>>>(d); cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost); printf("%d %d\n", h[0], h[1]);
  if constexpr (requires { Box().size(); }) printf("has size\n");
}
