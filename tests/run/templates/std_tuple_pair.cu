// run: tolerance=0
// Tuples, pairs, arrays and index sequences: ties, structured bindings, concatenation, printing by folds.
#include <array>
#include <cstdio>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>
#include <algorithm>

static void print(int v) { printf("%d", v); }
static void print(double v) { printf("%g", v); }
static void print(char v) { printf("'%c'", v); }
static void print(const char* v) { printf("\"%s\"", v); }
static void print(const std::string& v) { printf("\"%s\"", v.c_str()); }
template <class A, class B> void print(const std::pair<A, B>& p);
template <class... T> void print(const std::tuple<T...>& t);
template <class T> void print(const std::vector<T>& v) {
  printf("[");
  for (size_t i = 0; i < v.size(); i++) {
    if (i) printf(", ");
    print(v[i]);
  }
  printf("]");
}
template <class A, class B> void print(const std::pair<A, B>& p) {
  printf("<");
  print(p.first);
  printf(", ");
  print(p.second);
  printf(">");
}
template <class Tuple, size_t... i> void print_tuple(const Tuple& t, std::index_sequence<i...>) {
  printf("(");
  ((printf(i == 0 ? "" : ", "), print(std::get<i>(t))), ...);
  printf(")");
}
template <class... T> void print(const std::tuple<T...>& t) { print_tuple(t, std::index_sequence_for<T...>{}); }
template <class... T> void line(const T&... t) {
  ((print(t), printf(" ")), ...);
  printf("\n");
}

struct Version {
  int major, minor, patch;
  auto key() const { return std::tie(major, minor, patch); }
  bool operator<(const Version& o) const { return key() < o.key(); }
  bool operator==(const Version& o) const { return key() == o.key(); }
};

template <class F, class Tuple> void each(F&& f, Tuple&& t) {
  std::apply([&](auto&&... x) { (f(std::forward<decltype(x)>(x)), ...); }, std::forward<Tuple>(t));
}

static std::tuple<int, std::string, double> record() { return {7, "seven", 7.5}; }
static std::pair<int, int> divide(int a, int b) { return {a / b, a % b}; }

template <size_t n> constexpr std::array<int, n> squares() {
  std::array<int, n> a{};
  for (size_t i = 0; i < n; i++) a[i] = int(i * i);
  return a;
}
template <class T, size_t... i> constexpr auto head(const T& t, std::index_sequence<i...>) { return std::make_tuple(std::get<i>(t)...); }

int main() {
  line(1, 2.5, 'c', "str", std::string("s"));
  line(std::make_tuple(1, 2.5, std::make_pair('x', "y")), std::pair(1, std::vector{1, 2, 3}));
  auto [id, name, weight] = record();
  line(id, name, weight);
  std::string only;
  std::tie(std::ignore, only, std::ignore) = record();
  line(only);
  int q, r;
  std::tie(q, r) = divide(17, 5);
  line(q, r);
  auto joined = std::tuple_cat(record(), divide(9, 4), std::array<char, 2>{'a', 'b'});
  static_assert(std::tuple_size_v<decltype(joined)> == 7);
  line(joined);
  std::vector<Version> versions{{1, 2, 3}, {1, 0, 9}, {0, 9, 9}, {1, 2, 0}};
  std::sort(versions.begin(), versions.end());
  for (auto [a, b, c] : versions) printf("%d.%d.%d ", a, b, c);
  printf("%d\n", versions.back() == Version{1, 2, 3});
  double sum = 0;
  each([&](auto x) {
    if constexpr (std::is_arithmetic_v<decltype(x)>) sum += x;
  }, joined);
  line(sum);
  constexpr auto table = squares<6>();
  static_assert(table[5] == 25 && table.size() == 6);
  line(std::get<3>(table), table.back());
  line(head(joined, std::make_index_sequence<3>{}));
  std::vector<std::tuple<int, char, std::string>> rows;
  rows.emplace_back(2, 'b', "two");
  rows.push_back({1, 'z', "one"});
  rows.emplace_back(1, 'a', "uno");
  std::sort(rows.begin(), rows.end());
  line(rows);
  auto& [n, ch, text] = rows[0];
  text += "!";
  n = 42;
  line(rows.front(), std::get<std::string>(rows[0]));
  line(std::max(std::pair(1, 'b'), std::pair(1, 'a')), std::make_from_tuple<std::pair<int, double>>(std::make_tuple(3, 4.5)));
  std::swap(rows[0], rows[1]);
  line(rows[0]);
  auto moved = std::exchange(name, "new");
  line(moved, name);
}
