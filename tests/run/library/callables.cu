// run: tolerance=0
// std::function, bind, mem_fn, reference_wrapper, invoke, function objects, hash; captures that copy and move.
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

int add(int a, int b) { return a + b; }
struct Counter {
  int n = 0;
  int bump(int by) { return n += by; }
  int get() const { return n; }
  int operator()(int x) { return x * (n += 1); }
};

int main() {
  using namespace std;
  using namespace std::placeholders;
  function<int(int, int)> f = add;
  cout << f(2, 3);
  f = [k = 10](int a, int b) { return a * b + k; };
  cout << ' ' << f(2, 3);
  f = multiplies<int>();
  cout << ' ' << f(2, 3) << ' ' << (bool)f;
  f = nullptr;
  try {
    f(1, 2);
  } catch (const bad_function_call&) {
    cout << " empty\n";
  }
  auto minus_from = bind(minus<int>(), _2, _1);
  auto add5 = bind(add, 5, _1);
  Counter c;
  auto bump = bind(&Counter::bump, &c, _1);
  cout << minus_from(3, 10) << ' ' << add5(1) << ' ' << bump(4) << ' ' << mem_fn(&Counter::get)(c) << ' ' << invoke(&Counter::n, c) << ' ' << invoke(add, 1, 1) << '\n';
  function<int(int)> by_copy = c, by_ref = ref(c);
  by_copy(1);
  cout << c.n << ' ';
  by_ref(1);
  cout << c.n << '\n';
  map<string, function<double(double, double)>> table = {{"+", plus<>()}, {"-", minus<>()}, {"*", multiplies<>()}, {"/", divides<>()}};
  for (auto& [op, g] : table) cout << op << g(7, 2) << ' ';
  cout << '\n';
  vector<function<int()>> later;
  for (int i = 0; i < 3; i++) later.push_back([i, p = make_shared<int>(i * i)] { return i + *p; });
  for (auto& g : later) cout << g() << ' ';
  function<int(int)> fib = [&fib](int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); };
  cout << fib(15) << '\n';
  int x = 1, y = 2;
  vector<reference_wrapper<int>> refs = {x, y};
  for (int& r : refs) r *= 10;
  cout << x << y << ' ' << greater<int>()(3, 2) << less_equal<>()(3, 2) << logical_not<bool>()(false) << bit_xor<int>()(6, 3) << modulus<int>()(7, 3) << negate<int>()(4) << not_fn(less<int>())(1, 2) << '\n';
}
