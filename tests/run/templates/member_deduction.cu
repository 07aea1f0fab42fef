// run: tolerance=0
// Deduction of class template arguments for member templates, from lists within lists, and what goes with packs: alignas, conversion functions by name.
#include <cstdio>
#include <map>
#include <type_traits>
#include <utility>
#include <vector>

template <class T> struct Outer {
  template <class U> struct Aggregate { U u; };
  template <class U> Aggregate(U) -> Aggregate<U>;
};
template <class... T> struct alignas(T...) Aligned { char c; };
template <class K, class V> struct Table {
  int count;
  Table(std::initializer_list<std::pair<const K, V>> list) : count(list.size()) {}
  Table(std::pair<K, V>, V) : count(-1) {}
};

struct Two { operator int() const { return 1; } operator double() const { return 2.5; } };
struct More : Two { operator const char *() const { return "text"; } };
struct Any { template <class T> operator T *() const { return nullptr; } int self() const { return operator int *() == nullptr; } };

int main() {
  Outer<int>::Aggregate aggregate{3L};
  printf("%zu\n", sizeof(aggregate.u));
  std::map m{std::pair{1, 2.0}, {2, 3.0}};
  std::vector v{std::pair{1, 'a'}, {2, 'b'}, {3, 'c'}};
  Table table{std::pair<const int, char>{1, 'a'}, {2, 'b'}};
  Table other(std::pair{1, 'a'}, 'b');
  printf("%zu %g, %zu %c, %d %d\n", m.size(), m[2], v.size(), v[2].second, table.count, other.count);
  auto *made = new Table{std::pair<const int, char>{1, 'a'}, {2, 'b'}, {3, 'c'}};
  printf("%d %d\n", made->count, Table{std::pair<const int, char>{4, 'd'}, {5, 'e'}}.count);
  delete made;
  printf("%zu %zu\n", alignof(Aligned<int, double>), alignof(Aligned<char>));
  More more;
  printf("%d %g %s %d %d\n", more.Two::operator int(), more.Two::operator double(), more.operator const char *(), Any().self(), Any().operator long *() == nullptr);
  printf("%d\n", more.Two::operator int());
  double (Two::*conversion)() const = &Two::operator double;
  printf("%g\n", (more.*conversion)());
}
