// run: tolerance=0
// Captures: by value and reference, defaults with exceptions, init-captures, this and *this, moves, arrays, structured bindings, nested lambdas, mutable state, packs.
#include <stdio.h>
#include <utility>

struct Noisy { int v; Noisy(int v) : v(v) {} Noisy(const Noisy& o) : v(o.v) { printf("copy "); } Noisy(Noisy&& o) : v(o.v) { o.v = -1; printf("move "); } ~Noisy() { printf("~%d ", v); } };
struct Counter {
  int n = 5;
  auto by_pointer() { return [this](int k) { n += k; return n; }; }
  auto by_copy() { return [*this](int k) mutable { n += k; return n; }; }
  auto implicit() { return [=] { return n * 2; }; }
  auto nested() { return [this] { return [this] { return ++n; }; }; }
  int method(int k) { auto f = [&](int m) { return helper(m) + k; }; return f(3); }
  int helper(int m) const { return m * n; }
};
template <class... A> auto bind_all(A... a) { return [a...](auto f) { return f(a...); }; }
template <class... A> auto bind_moved(A&&... a) { return [a = 0, sum = (0 + ... + a)] { return a + sum; }; }
static auto counter(int start) { return [n = start]() mutable { return n++; }; }
static int global = 3;

int main() {
  int a = 1, b = 2; const int c = 30; static int s = 4; constexpr int k = 7;
  auto v = [a, &b] { return a * 10 + b; }; auto d = [=, &a] { return a + b; }; auto r = [&, b] { return a + b; };
  a = 5; b = 6; printf("%d %d %d\n", v(), d(), r());
  auto m = [a]() mutable { return ++a; }; m(); printf("%d %d %d\n", m(), a, [&] { return ++a; }());
  printf("%d %d %d\n", [] { return global + s + k; }(), [c] { return c; }(), [=] { auto two = [a, b] { return a + b; }; return (int)sizeof two; }());
  auto c1 = counter(10);
  auto c2 = c1;
  c1(); printf("%d %d\n", c1(), c2());
  { Noisy n(1); auto by_value = [n] { return n.v; }; auto moved = [n = std::move(n)] { return n.v; }; auto copy = by_value; printf("%d %d %d | ", by_value(), moved(), copy()); } printf("\n");
  Counter x; auto p = x.by_pointer(); auto q = x.by_copy(); p(1); q(10); printf("%d %d %d %d %d %d\n", x.n, p(2), q(10), x.implicit()(), x.nested()()(), x.method(1));
  int array[3] = {1, 2, 3}; auto sum = [array] { int t = 0; for (int e : array) t += e; return t; }; array[0] = 100; auto ref = [&array] { return array[0]; }; printf("%d %d\n", sum(), ref());
  auto outer = [&](int i) { return [&, i](int j) { a += i * j; return a; }; }; printf("%d %d\n", outer(2)(3), a);
  auto [y, z] = std::make_pair(8, 9); auto sb = [y = y, &z = z] { return y * 10 + z; }; printf("%d\n", sb());
  printf("%d %d\n", bind_all(1, 2, 3)([](int i, int j, int l) { return i * 100 + j * 10 + l; }), bind_moved(4, 5)());
  int total = 0; auto fact = [](auto self, int n) -> int { return n < 2 ? 1 : n * self(self, n - 1); }; auto add = [&total](int e) -> int& { return total += e; }; add(3) += 4; printf("%d %d\n", fact(fact, 5), total);
  auto&& temp = [w = Noisy(2)] { return w.v; }; printf("%d ", temp()); printf("\n");
  if (auto f = [&] { return b > 1; }; f()) printf("yes\n");
}
