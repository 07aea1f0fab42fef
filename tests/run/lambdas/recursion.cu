// run: tolerance=0
// Recursive lambdas: fixed-point combinators, std::function, self passed along; memoization; lambdas that return lambdas.
#include <stdio.h>
#include <functional>
#include <map>
#include <string>
#include <vector>

template <class F>
struct Fix {
  F f;
  template <class... Args>
  decltype(auto) operator()(Args &&...args) const { return f(*this, std::forward<Args>(args)...); }
};
template <class F> Fix(F) -> Fix<F>;

struct Tree {
  int value;
  std::vector<Tree> children;
};

int main() {
  auto factorial = Fix{[](auto self, int n) -> long { return n <= 1 ? 1 : n * self(n - 1); }};
  printf("%ld\n", factorial(15));

  std::function<int(int, int)> gcd = [&gcd](int a, int b) { return b == 0 ? a : gcd(b, a % b); };
  printf("%d\n", gcd(1071, 462));

  std::map<int, long> known;
  auto fibonacci = [&known](auto &&self, int n) -> long {
    if (n < 2) return n;
    auto found = known.find(n);
    if (found != known.end()) return found->second;
    long value = self(self, n - 1) + self(self, n - 2);
    known[n] = value;
    return value;
  };
  printf("%ld %d\n", fibonacci(fibonacci, 80), (int)known.size());

  Tree tree{1, {{2, {{4, {}}, {5, {}}}}, {3, {{6, {{7, {}}}}}}}};
  auto depth = Fix{[](auto self, const Tree &t) -> int {
    int best = 0;
    for (const Tree &child : t.children) { int d = self(child); if (d > best) best = d; }
    return best + 1;
  }};
  auto sum = Fix{[](auto self, const Tree &t) -> int {
    int total = t.value;
    for (auto &child : t.children) total += self(child);
    return total;
  }};
  printf("%d %d\n", depth(tree), sum(tree));

  auto compose = [](auto f, auto g) { return [=](auto x) { return f(g(x)); }; };
  auto curry = [](auto f) { return [f](auto a) { return [f, a](auto b) { return f(a, b); }; }; };
  auto inc = [](int x) { return x + 1; };
  auto dbl = [](int x) { return x * 2; };
  printf("%d %d %d\n", compose(inc, dbl)(5), compose(compose(dbl, inc), dbl)(5), curry([](int a, int b) { return a - b; })(10)(3));

  std::string moves;
  auto hanoi = Fix{[&moves](auto self, int n, char from, char to, char via) -> int {
    if (n == 0) return 0;
    int before = self(n - 1, from, via, to);
    moves += from;
    moves += to;
    moves += ' ';
    return before + 1 + self(n - 1, via, to, from);
  }};
  printf("%d %s\n", hanoi(3, 'A', 'C', 'B'), moves.c_str());
}
