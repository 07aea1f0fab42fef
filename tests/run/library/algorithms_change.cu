// run: tolerance=0
// Algorithms that look and change: find, count, search, copy, transform, replace, remove, unique, rotate, reverse, generate, fill, accumulate and the other sums.
#include <algorithm>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>

template <class C> void show(const char* name, const C& c) {
  std::cout << name << ':';
  for (const auto& x : c) std::cout << ' ' << x;
  std::cout << '\n';
}

int main() {
  std::vector<int> v(12);
  std::iota(v.begin(), v.end(), -3);
  std::cout << (std::find(v.begin(), v.end(), 4) - v.begin()) << std::count_if(v.begin(), v.end(), [](int x) { return x & 1; }) << std::all_of(v.begin(), v.end(), [](int x) { return x < 9; })
            << std::any_of(v.begin(), v.end(), [](int x) { return x > 8; }) << std::none_of(v.begin(), v.end(), [](int x) { return x == 0; }) << '\n';
  std::vector<int> needle = {2, 3, 4};
  std::cout << (std::search(v.begin(), v.end(), needle.begin(), needle.end()) - v.begin()) << ' ' << (std::find_first_of(v.begin(), v.end(), needle.begin(), needle.end()) - v.begin()) << ' '
            << (std::mismatch(needle.begin(), needle.end(), v.begin() + 5).first - needle.begin()) << ' ' << std::equal(needle.begin(), needle.end(), v.begin() + 5) << '\n';
  std::vector<int> squares(v.size());
  std::transform(v.begin(), v.end(), squares.begin(), [](int x) { return x * x; });
  show("squares", squares);
  std::transform(v.begin(), v.end(), squares.begin(), v.begin(), [](int a, int b) { return a + b; });
  show("sums", v);
  std::replace_if(v.begin(), v.end(), [](int x) { return x % 3 == 0; }, 0);
  v.erase(std::remove(v.begin(), v.end(), 0), v.end());
  show("removed", v);
  std::rotate(v.begin(), v.begin() + 2, v.end());
  show("rotated", v);
  std::reverse(v.begin() + 1, v.end());
  std::swap_ranges(v.begin(), v.begin() + 2, v.end() - 2);
  show("reversed", v);
  std::vector<int> u = {1, 1, 2, 2, 2, 3, 1, 1};
  u.erase(std::unique(u.begin(), u.end()), u.end());
  show("unique", u);
  int n = 0;
  std::generate(u.begin(), u.end(), [&n] { return n += 10; });
  std::fill_n(u.begin(), 2, 7);
  std::copy_backward(u.begin(), u.begin() + 3, u.end());
  show("copied", u);
  std::vector<double> d = {1.5, 2.5, 4};
  std::cout << std::accumulate(d.begin(), d.end(), 0.0) << ' ' << std::accumulate(d.begin(), d.end(), 1.0, [](double a, double b) { return a * b; }) << ' '
            << std::inner_product(d.begin(), d.end(), d.begin(), 0.0) << '\n';
  std::vector<int> w = {3, 1, 4, 1, 5}, out(5);
  std::partial_sum(w.begin(), w.end(), out.begin());
  show("partial sums", out);
  std::adjacent_difference(w.begin(), w.end(), out.begin());
  show("differences", out);
  std::exclusive_scan(w.begin(), w.end(), out.begin(), 100);
  show("exclusive", out);
  std::inclusive_scan(w.begin(), w.end(), out.begin(), [](int a, int b) { return a > b ? a : b; });
  show("running maxima", out);
  std::cout << std::reduce(w.begin(), w.end()) << ' ' << std::transform_reduce(w.begin(), w.end(), w.begin(), 0) << ' ' << std::gcd(84, 36) << ' ' << std::lcm(4, 10) << '\n';
  std::string text = "Hello";
  std::for_each(text.begin(), text.end(), [](char& c) { c ^= 32; });
  std::cout << text << ' ' << std::count(text.begin(), text.end(), 'L') << ' ' << (std::adjacent_find(text.begin(), text.end()) - text.begin()) << '\n';
}
