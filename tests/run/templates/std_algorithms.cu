// run: tolerance=0
// Algorithms with lambdas: sorting, transforming, searching, numeric folds, iterators adaptors.
#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <iterator>
#include <numeric>
#include <string>
#include <vector>

struct Person {
  std::string name;
  int age;
  double height;
};

template <class C> void show(const char* what, const C& c) {
  printf("%s:", what);
  for (const auto& x : c) printf(" %d", static_cast<int>(x));
  printf("\n");
}

int main() {
  std::vector<int> v(10);
  std::iota(v.begin(), v.end(), 1);
  std::vector<int> squares;
  std::transform(v.begin(), v.end(), std::back_inserter(squares), [](int x) { return x * x; });
  show("squares", squares);
  int threshold = 30;
  auto big = std::count_if(squares.begin(), squares.end(), [threshold](int x) { return x > threshold; });
  printf("%ld above %d\n", static_cast<long>(big), threshold);
  std::sort(squares.begin(), squares.end(), std::greater<int>());
  show("down", squares);
  std::sort(squares.begin(), squares.end(), [](int a, int b) { return a % 10 != b % 10 ? a % 10 < b % 10 : a < b; });
  show("by last digit", squares);
  squares.erase(std::remove_if(squares.begin(), squares.end(), [](int x) { return x % 2; }), squares.end());
  show("even", squares);

  std::vector<Person> people{{"Ann", 31, 1.7}, {"Bob", 25, 1.8}, {"Cid", 31, 1.6}, {"Dee", 19, 1.75}};
  std::stable_sort(people.begin(), people.end(), [](const Person& a, const Person& b) { return a.age < b.age; });
  for (const auto& [name, age, height] : people) printf("%s %d %.2f; ", name.c_str(), age, height);
  printf("\n");
  auto oldest = std::max_element(people.begin(), people.end(), [](auto& a, auto& b) { return a.height < b.height; });
  printf("tallest %s\n", oldest->name.c_str());
  auto total = std::accumulate(people.begin(), people.end(), 0.0, [](double sum, const Person& p) { return sum + p.height; });
  printf("%.2f\n", total);
  auto all = std::accumulate(people.begin(), people.end(), std::string(), [](std::string s, const Person& p) { return std::move(s) + p.name[0]; });
  printf("%s\n", all.c_str());
  printf("%d %d %d\n", std::all_of(v.begin(), v.end(), [](int x) { return x > 0; }), std::any_of(v.begin(), v.end(), [](int x) { return x > 10; }), std::none_of(v.begin(), v.end(), [](int x) { return x > 10; }));
  std::array<int, 5> a{5, 3, 1, 4, 2};
  std::partial_sort(a.begin(), a.begin() + 2, a.end());
  printf("%d %d\n", a[0], a[1]);
  std::nth_element(a.begin(), a.begin() + 2, a.end());
  printf("median %d\n", a[2]);
  auto middle = std::partition(v.begin(), v.end(), [](int x) { return x % 3 == 0; });
  std::sort(v.begin(), middle);
  std::sort(middle, v.end());
  show("partitioned", v);
  std::rotate(v.begin(), v.begin() + 3, v.end());
  show("rotated", v);
  printf("%d\n", std::inner_product(v.begin(), v.end(), v.rbegin(), 0));
  std::vector<int> sums(v.size());
  std::partial_sum(v.begin(), v.end(), sums.begin());
  show("sums", sums);
  printf("%d %d\n", *std::lower_bound(sums.begin(), sums.end(), 20), (int)std::distance(sums.begin(), std::upper_bound(sums.begin(), sums.end(), 20)));
  std::vector<int> x{1, 3, 5, 7}, y{3, 4, 5, 6}, both, either;
  std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(both));
  std::set_union(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(either));
  show("both", both);
  show("either", either);
  std::string s = "hello";
  std::reverse(s.begin(), s.end());
  std::transform(s.begin(), s.end(), s.begin(), [](unsigned char c) { return c - 'a' + 'A'; });
  printf("%s\n", s.c_str());
  std::vector<int> p{1, 2, 3};
  do printf("%d%d%d ", p[0], p[1], p[2]);
  while (std::next_permutation(p.begin(), p.end()));
  printf("\n");
  std::generate(p.begin(), p.end(), [n = 10]() mutable { return n *= 2; });
  show("generated", p);
  auto [least, most] = std::minmax_element(p.begin(), p.end());
  printf("%d %d %d\n", *least, *most, std::clamp(50, *least, 30));
  std::for_each(p.begin(), p.end(), [&](int& e) { e += threshold; });
  std::copy_if(p.begin(), p.end(), p.begin(), [](int e) { return e != 70; });
  show("copied", p);
  std::vector<int> u{1, 1, 2, 2, 2, 3, 1};
  u.erase(std::unique(u.begin(), u.end()), u.end());
  show("unique", u);
}
