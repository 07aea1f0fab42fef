// run: nvcc="-std=c++20" tolerance=0
// C++20 comparisons: builtin three-way comparison, defaulted operators, rewritten and reversed candidates.
#include <stdio.h>
#include <compare>

struct Point { int x, y; auto operator<=>(const Point&) const = default; };
struct Name { const char* s; int n; bool operator==(const Name& o) const { return n == o.n; } std::weak_ordering operator<=>(const Name& o) const { return n <=> o.n; } };
struct Version { int major, minor; constexpr bool operator==(const Version&) const = default; };
struct Mixed { int v; bool operator==(int o) const { return v == o; } auto operator<=>(int o) const { return v <=> o; } };
struct Derived : Point { int z; auto operator<=>(const Derived&) const = default; };
template <class T> const char* order(T o) { return o < 0 ? "less" : o > 0 ? "greater" : "equal"; }
enum class Level { low, high };

int main() {
  int a = 1, b = 2; printf("%s %s %s\n", order(a <=> b), order(b <=> a), order(a <=> a));
  double d = 1.5, nan = __builtin_nan(""); printf("%s %d %d\n", order(d <=> 1.0), (d <=> nan) == 0, (d <=> nan) == std::partial_ordering::unordered);
  Point p{1, 2}, q{1, 3}; printf("%d %d %d %d %d %d\n", p < q, p > q, p == q, p != q, p <= q, p >= q);
  Name n{"a", 1}, m{"b", 1}; printf("%d %d %d\n", n == m, n < m, n >= m);
  static_assert(Version{1, 2} == Version{1, 2}); printf("%d\n", Version{1, 2} != Version{1, 3});
  Mixed x{5}; printf("%d %d %d %d %d\n", x == 5, 5 == x, 4 < x, x < 9, 6 != x);
  Derived e{{1, 2}, 3}, f{{1, 2}, 4}; printf("%d %d\n", e < f, e == f);
  printf("%s %s\n", order(Level::low <=> Level::high), order('a' <=> 'a'));
}
