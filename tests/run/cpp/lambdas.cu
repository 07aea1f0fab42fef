// run: tolerance=0
// Host lambdas: captures by value and reference, mutable, generic, immediately called, converted to function pointers, stored in structs.
#include <stdio.h>
#include <stdlib.h>

template <typename F> int repeat(int n, F f) { int s = 0; for (int i = 0; i < n; i++) s += f(i); return s; }
template <typename F> struct Deferred { F f; ~Deferred() { f(); } };
template <typename F> Deferred<F> defer(F f) { return {f}; }
template <typename F, typename G> auto compose(F f, G g) { return [=](auto x) { return g(f(x)); }; }
static int apply(int (*f)(int), int x) { return f(x); }
struct Counter { int n = 5; auto adder() { return [this](int k) { n += k; return n; }; } auto copy() { return [*this](int k) { return n + k; }; } };
static auto make_counter() { return [n = 0]() mutable { return ++n; }; }

int main() {
  int a = 1, b = 10;
  auto by_value = [a](int x) { return a + x; };
  auto by_reference = [&b](int x) { b += x; return b; };
  auto mixed = [=, &b] { return a * 100 + b++; };
  a = 50;
  int r1 = by_value(2), r2 = by_reference(3), r3 = mixed();
  printf("%d %d %d %d\n", r1, r2, r3, b);
  printf("%d %d\n", repeat(5, [](int i) { return i * i; }), repeat(4, [&](int i) { return a += i; }));
  printf("%d\n", [](int x, int y) { return x * y; }(6, 7));
  printf("%d %d\n", apply([](int x) { return -x; }, 9), apply(+[](int x) { return x + 1; }, 9));
  auto c1 = make_counter();
  auto c2 = c1;
  c1(); c1(); printf("%d %d\n", c1(), c2());
  auto generic = [](auto x, auto y) { return x + y; };
  printf("%d %.2f\n", generic(1, 2), generic(1.5, 2));
  printf("%.1f\n", compose([](double x) { return x + 1; }, [](double x) { return x * 2; })(3));
  Counter counter; auto add = counter.adder(); auto copied = counter.copy(); add(3);
  int added = add(1);
  printf("%d %d %d\n", added, counter.n, copied(1));
  { auto last = defer([] { printf("deferred last\n"); }); auto first = defer([&] { printf("deferred first %d\n", b); }); printf("body\n"); }
  int values[] = {5, 2, 8, 1, 9, 3};
  qsort(values, 6, sizeof(int), [](const void *x, const void *y) { return *(const int *)y - *(const int *)x; });
  for (int v : values) printf("%d ", v);
  auto fact = [](auto &self, int n) -> long { return n < 2 ? 1 : n * self(self, n - 1); };
  printf("%ld\n", fact(fact, 15));
  int array[3] = {1, 2, 3};
  auto captured = [array] { return array[0] + array[1] + array[2]; };
  array[0] = 100;
  printf("%d %zu\n", captured(), sizeof captured);
  auto returns = [](int x) -> double { if (x > 0) return x; return 0.5; };
  printf("%.1f %.1f\n", returns(3), returns(-3));
  auto nested = [&] { auto inner = [&] { return ++a; }; return inner() + inner(); };
  int n = nested();
  printf("%d %d\n", n, a);
  return 0;
}
