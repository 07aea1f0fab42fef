// run: tolerance=0
// Static data members and functions: definitions out of class, inline and constexpr members, counters, singletons, members of class templates, static members in device code.
#include <stdio.h>

struct Counter {
  static int alive;
  static const int limit = 10;
  static constexpr double scale = 2.5;
  static inline int made = 0;
  static const char* const names[3];
  Counter() { ++alive; ++made; }
  Counter(const Counter&) { ++alive; ++made; }
  ~Counter() { --alive; }
  static int get() { return alive; }
  static Counter& instance() { static Counter one; return one; }
};

template <class T> struct Tagged { static int count; static T last; static constexpr int size = sizeof(T); static int next() { return ++count; } };
template <class T> int Tagged<T>::count = 100;
template <class T> T Tagged<T>::last{};
template <> int Tagged<char>::count = 500;

struct Config { static constexpr int width = 8, height = 4; static constexpr int table[4] = {1, 4, 9, 16}; };
__global__ void use_statics(int* out) { out[threadIdx.x] = Config::width * 10 + Config::height + int(threadIdx.x) * Tagged<double>::size; }

int Counter::alive = 0;
const int Counter::limit;
const char* const Counter::names[3] = {"a", "b", "c"};

int main() {
  { Counter a, b; Counter c = a; printf("%d %d\n", Counter::alive, c.get()); }
  printf("%d %d %d %.1f %s\n", Counter::get(), Counter::made, Counter::limit, Counter::scale, Counter::names[1]);
  Counter& one = Counter::instance(); printf("%d %d\n", &one == &Counter::instance(), one.alive);
  Tagged<int>::next(); Tagged<int>::next(); Tagged<float>::next(); Tagged<char>::next(); Tagged<int>::last = 9;
  printf("%d %d %d %d %d\n", Tagged<int>::count, Tagged<float>::count, Tagged<char>::count, Tagged<int>::last, Tagged<short>::size);
  const int* p = &Counter::limit; const int& r = Counter::limit; printf("%d %d %d\n", *p, r, Config::table[2]);
  int* d; cudaMalloc(&d, 4 * sizeof(int)); use_statics<<<1, 4>>>(d); int h[4]; cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost); cudaFree(d);
  printf("%d %d %d\n", h[0], h[1], h[3]);
}
