// run: tolerance=0
// Generic lambdas: auto parameters, packs, forwarding, constrained results, recursion, conversion to function pointers, template parameter lists by decltype, constexpr lambdas.
#include <stdio.h>
#include <type_traits>
#include <utility>

template <class F> int twice(F f, int v) { return f(f(v)); }
template <class F, class G> auto compose(F f, G g) { return [=](auto&&... a) { return f(g(std::forward<decltype(a)>(a)...)); }; }
template <class F> auto curry(F f) { return [=](auto a) { return [=](auto b) { return f(a, b); }; }; }
template <class T> const char* category(T&&) { return std::is_lvalue_reference<T>::value ? "lvalue" : "rvalue"; }
template <class... F> struct Visitor : F... { using F::operator()...; }; template <class... F> Visitor(F...) -> Visitor<F...>;
static int call(int (*f)(int), int v) { return f(v); }
static double call2(double (*f)(double, double)) { return f(1.5, 2); }
template <int n> struct Constant { static constexpr int value = n; };

int main() {
  auto add = [](auto a, auto b) { return a + b; }; auto max = [](const auto& a, const auto& b) -> const auto& { return a < b ? b : a; };
  printf("%d %.1f %d %.1f\n", add(1, 2), add(1.5, 2), add('a', 1), max(2.5, 1.5));
  auto count = [](auto... v) { return sizeof...(v); }; auto sum = [](auto... v) { return (v + ... + 0); }; printf("%d %d %.1f\n", (int)count(1, 'a', 2.5), sum(1, 2, 3), sum(1, 2.5));
  printf("%d %d\n", twice([](auto v) { return v * 3; }, 2), compose([](int v) { return v + 1; }, [](int a, int b) { return a * b; })(6, 7));
  auto forward = [](auto&& v) { return category(std::forward<decltype(v)>(v)); }; int i = 1; printf("%s %s %d\n", forward(i), forward(2), curry(add)(3)(4));
  printf("%d %.1f %d\n", call([](auto v) { return v - 1; }, 10), call2([](auto a, auto b) { return a * b; }), call(+[](int v) { return v * v; }, 5));
  auto square = [](int v) constexpr { return v * v; }; constexpr int nine = square(3); int grid[square(2)] = {}; static_assert(square(4) == 16); printf("%d %d\n", nine, (int)(sizeof grid / sizeof *grid));
  auto types = [](auto v) { using T = decltype(v); if constexpr (std::is_integral_v<T>) return "integral"; else if constexpr (std::is_pointer_v<T>) return "pointer"; else return "other"; }; printf("%s %s %s\n", types(1), types(&i), types(1.0));
  Visitor visit{[](int v) { return v; }, [](double v) { return int(v * 10); }, [](auto*) { return -1; }}; printf("%d %d %d\n", visit(3), visit(1.5), visit(&i));
  auto fib = [](auto self, int n) -> int { return n < 2 ? n : self(self, n - 1) + self(self, n - 2); }; printf("%d\n", fib(fib, 15));
  auto apply = [](auto f, auto... a) { return f(a...); }; printf("%d %d\n", apply(add, 1, 2), apply([](auto c) { return decltype(c)::value; }, Constant<8>()));
  struct { int operator()(int v) const { return v + 100; } } functor; int (*table[])(int) = {[](int v) { return v + 1; }, [](int v) { return v * 2; }}; int t = 5; for (auto f : table) t = f(t); printf("%d %d\n", t, apply(functor, 1));
  const auto frozen = [n = 3] { return n; }; printf("%d %d\n", frozen(), std::is_same<decltype(frozen()), int>::value);
  auto variadic = [](auto first, auto... rest) { int order[] = {int(first), int(rest)...}; int s = 0; for (int o : order) s = s * 10 + o; return s; }; printf("%d %d\n", variadic(1), variadic(1, 2.9, 3L));
  auto defaulted = [](int a, int b = 7) { return a * b; }; auto noexcept_one = []() noexcept { return 1; }; printf("%d %d %d %d\n", defaulted(2), defaulted(2, 3), noexcept(noexcept_one()), noexcept(defaulted(1)));
}
