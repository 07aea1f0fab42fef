// run: tolerance=0
// Callables: function, bind, mem_fn, invoke, recursion, currying, event handlers and memoization.
#include <cstdio>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

class Button {
  std::vector<std::function<void(Button&, int)>> handlers;
  std::string label;

 public:
  explicit Button(std::string text) : label(std::move(text)) {}
  template <class F> Button& on(F&& f) {
    handlers.emplace_back(std::forward<F>(f));
    return *this;
  }
  void click(int times) {
    for (auto& h : handlers) h(*this, times);
  }
  const std::string& text() const { return label; }
  void rename(const std::string& s) { label = s; }
};

template <class R, class... A> auto memoize(std::function<R(A...)> f) {
  return [f = std::move(f), cache = std::map<std::tuple<A...>, R>()](A... a) mutable -> R {
    auto key = std::make_tuple(a...);
    auto it = cache.find(key);
    if (it != cache.end()) {
      printf("(cached) ");
      return it->second;
    }
    return cache[key] = f(a...);
  };
}

template <class F, class G> auto compose(F f, G g) {
  return [=](auto&&... a) { return f(g(std::forward<decltype(a)>(a)...)); };
}

struct Account {
  double balance = 0;
  double deposit(double x) { return balance += x; }
  double scaled(double f) const noexcept { return balance * f; }
};

static int add3(int a, int b, int c) { return a * 100 + b * 10 + c; }

int main() {
  Button b("ok");
  int total = 0;
  b.on([&total](Button& self, int n) {
     total += n;
     printf("%s clicked %d\n", self.text().c_str(), n);
   }).on([](auto& self, auto n) { self.rename(self.text() + std::to_string(n)); });
  b.click(2);
  b.click(3);
  printf("%d %s\n", total, b.text().c_str());

  auto power = memoize(std::function<int(int, int)>([](int x, int n) {
    int r = 1;
    while (n-- > 0) r *= x;
    return r;
  }));
  printf("%d ", power(2, 10));
  printf("%d ", power(3, 4));
  printf("%d\n", power(2, 10));

  std::function<long(int)> fib = [&fib](int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); };
  printf("%ld\n", fib(20));

  using namespace std::placeholders;
  auto swapped = std::bind(add3, _3, _1, 9);
  printf("%d %d\n", swapped(1, 2, 3), std::bind(add3, 1, 2, 3)());
  Account acc;
  auto put = std::bind(&Account::deposit, &acc, _1);
  put(10);
  put(5.5);
  auto scaled = std::mem_fn(&Account::scaled);
  printf("%g %g %g\n", acc.balance, scaled(acc, 2.0), std::invoke(&Account::balance, acc));
  std::function f = &Account::deposit == nullptr ? nullptr : std::function<double(Account&, double)>(&Account::deposit);
  printf("%g\n", f(acc, 1));

  auto twice_plus = compose([](int x) { return 2 * x; }, [](int x, int y) { return x + y; });
  printf("%d\n", twice_plus(3, 4));
  auto curry = [](int a) { return [a](int b) { return [=](int c) { return add3(a, b, c); }; }; };
  printf("%d\n", curry(1)(2)(3));

  std::map<std::string, std::function<double(double, double)>> ops{
      {"+", std::plus<double>()}, {"-", std::minus<>()}, {"*", [](double x, double y) { return x * y; }}, {"max", [](auto x, auto y) { return x > y ? x : y; }}};
  for (auto& [name, op] : ops) printf("%s %g\n", name.c_str(), op(6, 4));
  std::function<int()> empty;
  try {
    empty();
  } catch (const std::bad_function_call&) {
    printf("empty\n");
  }
  int (*plain)(int) = [](int x) { return x + 1; };
  std::function<int(int)> wrapped = plain;
  printf("%d %d\n", wrapped(1), wrapped ? 1 : 0);
  printf("%d\n", std::apply(add3, std::make_tuple(4, 5, 6)));
}
