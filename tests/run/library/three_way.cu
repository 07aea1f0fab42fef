// run: nvcc="-std=c++20" tolerance=0
// <=> of library types: its category and result, in defaulted comparisons (of friends too), with operands exchanged, and by < where elements have no <=>.
#include <compare>
#include <string>
#include <string_view>
#include <vector>
#include <deque>
#include <list>
#include <forward_list>
#include <map>
#include <set>
#include <tuple>
#include <array>
#include <optional>
#include <variant>
#include <memory>
#include <chrono>
#include <cstdio>
#include <type_traits>
template <class T> char category(T) { return std::is_same_v<T, std::strong_ordering> ? 's' : std::is_same_v<T, std::weak_ordering> ? 'w' : 'p'; }
template <class T> void o(T x) { printf("%c%s ", category(x), x < 0 ? "<" : x > 0 ? ">" : x == 0 ? "=" : "?"); }
// Without <=>: ordered by <.
struct L {
  int i;
  bool operator<(const L& o) const { return i < o.i; }
  bool operator==(const L& o) const { return i == o.i; }
};
struct P {
  std::string s;
  int n;
  std::vector<double> v;
  auto operator<=>(const P&) const = default;
};
struct Q {
  std::tuple<int, std::string> t;
  std::optional<int> o;
  std::array<char, 2> a;
  auto operator<=>(const Q&) const = default;
};
struct R {
  std::map<int, int> m;
  friend auto operator<=>(const R&, const R&) = default;
};
struct D {
  int i;
  std::weak_ordering operator<=>(int j) const { return i % 10 <=> j % 10; }
  bool operator==(int j) const { return i % 10 == j % 10; }
};

int main() {
  using namespace std;
  using namespace std::literals;
  o("a"s <=> "b"s);
  o("b"s <=> "a");
  o("a" <=> "a"s);
  o("x"sv <=> "y"sv);
  o("x"sv <=> "x");
  o("x" <=> "w"sv);
  o(L"a"s <=> L"b"s);
  puts("");
  o(vector{1, 2} <=> vector{1, 3});
  o(vector{1.0} <=> vector{0.0/0.0});
  o(vector<L>{{1}} <=> vector<L>{{0}});
  o(deque{1} <=> deque{1, 2});
  o(list{3} <=> list{2});
  o(forward_list{1} <=> forward_list{1});
  o(map<int, double>{{1, 2}} <=> map<int, double>{{1, 3}});
  o(set{1, 2} <=> set{1});
  o(multiset{1} <=> multiset{1});
  o(vector{true} <=> vector{false});
  puts("");
  o(pair(1, 2.0) <=> pair(1, 3.0));
  o(pair(1, L{2}) <=> pair(1, L{2}));
  o(tuple(1,'a',"s"s) <=> tuple(1,'a',"r"s));
  o(tuple(1) <=> tuple(2.0));
  o(array{1, 2} <=> array{1, 2});
  o(tuple<>() <=> tuple<>());
  puts("");
  o(optional(1) <=> optional(2));
  o(optional<int>() <=> optional(2));
  o(optional(3) <=> 2);
  o(optional<int>() <=> nullopt);
  o(variant<int, double>(1) <=> variant<int, double>(0.5));
  o(variant<int, double>(1) <=> variant<int, double>(0));
  o(monostate() <=> monostate());
  o(1s <=> 1000ms);
  o(1.5s <=> 2s);
  o(unique_ptr<int>() <=> unique_ptr<int>());
  o(shared_ptr<int>() <=> shared_ptr<int>());
  puts("");
  P a{"x", 1, {1}}, b{"x", 1, {2}};
  o(a <=> b);
  printf("%d%d%d%d ", a<b, a==b, a!=b, a>=b);
  Q q{{1,"a"}, 2, {'x','y'}}, r=q;
  o(q <=> r);
  r.o=nullopt;
  o(q <=> r);
  printf("%d%d ", q==r, q>r);
  R m{{{1, 2}}}, n{{{1, 3}}};
  o(m <=> n);
  printf("%d%d\n", m==n, m<n);
  o(compare_three_way()(1, 2));
  o(lexicographical_compare_three_way("abc","abc"+3,"abd","abd"+3));
  o(partial_ordering::unordered);
  o(0 <=> partial_ordering::less);
  o(strong_ordering::less <=> 0);
  printf("%d%d%d\n", three_way_comparable<string>, three_way_comparable<L>, three_way_comparable<P, strong_ordering>);
  printf("%d%d%d%d\n", vector{1}<vector{2}, map<int, L>{{1, {2}}}<map<int, L>{{1, {1}}}, deque{1}>=deque{1}, list{1}!=list{1});
  vector<vector<string>> vv{{"b"}, {"a"}};
  printf("%d %d\n", vv[0]>vv[1], vv[0] <=> vv[1]>0);
  o(D{13} <=> 3);
  o(5 <=> D{14});
  printf("%d%d\n", 5 < D{14}, 6 != D{16});
}
