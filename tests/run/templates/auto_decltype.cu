// run: tolerance=0
// auto, decltype, decltype(auto), trailing results, structured bindings, range-based for, initializer lists and user-defined literals.
#include <stdio.h>
#include <type_traits>
#include <utility>

template <class A, class B> auto add(A a, B b) -> decltype(a + b) { return a + b; }
template <class T> decltype(auto) first(T& t) { return t[0]; }
template <class T> auto copy_first(T& t) { return t[0]; }
static auto recursive(int n) { if (n < 2) return 1; return n * recursive(n - 1); }
struct Point { int x; double y; };
struct Bits { unsigned a : 3, b : 5; };
struct Pack { int v; }; 
namespace std { template <> struct tuple_size<Pack> { static constexpr size_t value = 2; }; template <> struct tuple_element<0, Pack> { typedef int type; }; template <> struct tuple_element<1, Pack> { typedef int type; }; }
template <std::size_t i> int get(const Pack& p) { return p.v * (int(i) + 1); }
struct Countdown { struct It { int v; int operator*() const { return v; } It& operator++() { --v; return *this; } bool operator!=(const It& o) const { return v != o.v; } }; int n; It begin() const { return {n}; } It end() const { return {0}; } };
struct Free { int data[3] = {7, 8, 9}; }; int* begin(Free& f) { return f.data; } int* end(Free& f) { return f.data + 3; }
constexpr unsigned long long operator""_kb(unsigned long long n) { return n * 1024; }
constexpr double operator""_deg(long double d) { return double(d * 3.14159265358979L / 180); }
static int operator""_len(const char*, std::size_t n) { return int(n); }
constexpr int operator""_c(char c) { return c - 'a'; }
template <char... c> constexpr int operator""_digits() { return sizeof...(c); }
static int* source(int* p) { printf("once "); return p; }
struct Wrapper { int* p; int n; int* begin() const { return source(p); } int* end() const { return p + n; } };

int main() {
  auto i = 1; auto d = 2.5f; auto* p = &i; auto& r = i; const auto& cr = 3; auto&& fwd = i; r = 9; printf("%d %d %d %d\n", *p, cr, fwd, std::is_same<decltype(add(i, d)), float>::value);
  int a[3] = {1, 2, 3}; first(a) = 10; auto c = copy_first(a); c = 0; printf("%d %d\n", a[0], recursive(6));
  int x = 0; decltype(x) y = 1; decltype((x)) z = x; z = 4; static_assert(std::is_same_v<decltype(std::move(x)), int&&>); static_assert(std::is_same_v<decltype(a[0]), int&>); printf("%d %d\n", x, y);
  auto [px, py] = Point{1, 2.5}; Point pt{3, 4.5}; auto& [rx, ry] = pt; rx = 30; const auto& [e0, e1, e2] = a; printf("%d %.1f %d %.1f %d %d %d\n", px, py, pt.x, ry, e0, e1, e2);
  auto [b0, b1] = Bits{5, 17}; auto [t0, t1] = Pack{21}; auto [q0, q1] = std::make_pair(1, 'q'); printf("%u %u %d %d %d %c\n", b0, b1, t0, t1, q0, q1);
  for (auto v : Countdown{3}) printf("%d ", v); Free f; for (int& v : f) v++; for (int v : f) printf("%d ", v); for (auto v : {1.5, 2.5}) printf("%.1f ", v); printf("\n");
  int w[4] = {1, 2, 3, 4}, total = 0; for (const auto& v : Wrapper{w, 4}) { if (v == 3) continue; total += v; } for (auto& row : {a, a}) total += row[1]; for (char ch : "ab") total += ch != 0; printf("%d\n", total);
  Point points[2] = {{1, 1}, {2, 2}}; int sum = 0; for (auto& [qx, qy] : points) { qx *= 10; sum += qx + int(qy); } printf("%d %d\n", sum, points[1].x);
  printf("%llu %.4f %d %d %d\n", 4_kb, 180.0_deg, "hello"_len, 'd'_c, 12345_digits);
  if (auto v = add(1, 2); v > 2) printf("%d\n", v); switch (auto n = recursive(3); n) { case 6: printf("six\n"); }
}
