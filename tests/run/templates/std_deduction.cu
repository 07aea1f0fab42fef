// run: tolerance=0
// Class template argument deduction for the library's classes.
#include <vector>
#include <utility>
#include <array>
#include <tuple>
#include <functional>
#include <mutex>
#include <memory>
#include <optional>
#include <map>
#include <set>
#include <string>
#include <list>
#include <deque>
#include <complex>
#include <variant>
#include <initializer_list>
#include <cstdio>
#include <type_traits>
#define SAME(e, ...) static_assert(std::is_same_v<decltype(e), __VA_ARGS__>)
std::mutex m;
int freef(int a, double) { return a; }
struct Fn { int operator()(char) const noexcept { return 1; } };
int main() {
  std::vector v{1, 2, 3}; SAME(v, std::vector<int>);
  std::vector v2(3, 1.5); SAME(v2, std::vector<double>);
  std::vector v3(v.begin(), v.end()); SAME(v3, std::vector<int>);
  std::vector v4{v}; SAME(v4, std::vector<int>);
  std::vector v5 = {std::string("a"), std::string("b")}; SAME(v5, std::vector<std::string>);
  std::pair p(1, 2.0); SAME(p, std::pair<int, double>);
  std::pair p2{"abc", std::string("x")}; SAME(p2, std::pair<const char*, std::string>);
  std::array a{1, 2, 3}; SAME(a, std::array<int, 3>);
  std::tuple t(1, 'a'); SAME(t, std::tuple<int, char>);
  std::tuple t2{p}; SAME(t2, std::tuple<int, double>);
  std::tuple t3{1, "x", v}; SAME(t3, std::tuple<int, const char*, std::vector<int>>);
  std::function f = [](int x) { return x + 1; }; SAME(f, std::function<int(int)>);
  std::function f2 = freef; SAME(f2, std::function<int(int, double)>);
  std::function f3 = Fn(); SAME(f3, std::function<int(char)>);
  std::function f4 = [&](const std::string& s, int k) mutable noexcept { return (double)s.size() * k + v.size(); }; SAME(f4, std::function<double(const std::string&, int)>);
  std::lock_guard g(m); SAME(g, std::lock_guard<std::mutex>);
  std::mutex m2; { std::unique_lock u(m2); SAME(u, std::unique_lock<std::mutex>); }
  { std::scoped_lock sl(m2); SAME(sl, std::scoped_lock<std::mutex>); }
  std::optional o(3); SAME(o, std::optional<int>);
  std::optional o2 = std::string("q"); SAME(o2, std::optional<std::string>);
  std::map mp{std::pair{1, 2.0}, std::pair{2, 3.0}}; SAME(mp, std::map<int, double>);
  std::set s{3, 1, 2}; SAME(s, std::set<int>);
  std::list l{1L, 2L}; SAME(l, std::list<long>);
  std::deque dq(v.begin(), v.end()); SAME(dq, std::deque<int>);
  std::initializer_list il = {1, 2, 3}; SAME(il, std::initializer_list<int>);
  std::shared_ptr sp(std::make_unique<int>(3)); SAME(sp, std::shared_ptr<int>);
  std::string str{"abc"}; std::basic_string bs("xyz"); SAME(bs, std::string);
  std::complex c(1.0, 2.0); SAME(c, std::complex<double>);
  std::reference_wrapper rw(p); SAME(rw, std::reference_wrapper<std::pair<int, double>>);
  printf("%zu %zu %zu %g %d %d %d\n", v.size(), v2.size(), v3.size(), p.second, a[2], std::get<0>(t), f(2));
  printf("%d %d %g %d %s %g %d %zu %zu\n", f2(7, 1), f3('c'), f4("abc", 2), *o, o2->c_str(), mp[2], *s.begin(), l.size(), dq.size());
  printf("%zu %d %s %g %g\n", il.size(), *sp, bs.c_str(), c.imag(), rw.get().second);
}
