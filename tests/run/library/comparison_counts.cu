// run: tolerance=0
// How often the library compares, which iteration orders merging leaves, and what the headers bring along: as with gcc's library.
#include <algorithm>
#include <cstdio>
#include <list>
#include <random>
#include <sstream>
#include <unordered_map>
#include <unordered_set>
#include <vector>

static int calls;
struct Less {
  bool operator()(int a, int b) const {
    calls++;
    return a / 4 < b / 4;
  }
};
template <class C> static void show(const char *what, const C &c) {
  printf("%s: %d calls:", what, calls);
  for (int x : c) printf(" %d", x);
  printf("\n");
  calls = 0;
}
static std::vector<int> numbers(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; i++) v.push_back(i * 37 % 41);
  return v;
}

int main() {
  for (int n : {1, 2, 7, 16, 33, 40}) {
    std::vector<int> v = numbers(n);
    std::stable_sort(v.begin(), v.end(), Less());
    show("stable_sort", v);
    v = numbers(n);
    std::sort(v.begin(), v.begin() + n / 3);
    std::sort(v.begin() + n / 3, v.end());
    std::inplace_merge(v.begin(), v.begin() + n / 3, v.end(), Less());
    show("inplace_merge", v);
    v = numbers(n);
    std::stable_partition(v.begin(), v.end(), [](int x) {
      calls++;
      return x % 3 == 0;
    });
    show("stable_partition", v);
    v = numbers(n);
    std::list<int> l(v.begin(), v.end());
    l.sort(Less());
    show("list::sort", l);
  }
  std::vector<int> a;
  std::vector<int> v = numbers(10);
  std::copy_if(v.begin(), v.end(), std::back_inserter(a), [](int x) { return x % 2 == 0; });
  show("back_inserter", a);

  std::unordered_set<int> s{1, 20, 30}, t{20, 5, 77, 12, 1};
  s.merge(t);
  show("merge", s);
  show("left", t);
  std::unordered_multiset<int> m{1, 1, 20, 30}, o{20, 5, 20, 77, 12, 1};
  m.merge(o);
  show("merge", m);
  printf("%zu %zu\n", s.bucket_count(), m.bucket_count());

  std::istringstream in("x  y");
  int number = 0;
  in >> number >> std::ws;
  in.clear();
  std::string rest;
  std::getline(in, rest);
  printf("<%s>\n", rest.c_str());

  std::mt19937 g(7);
  const double ends[] = {0, 1, 3, 4}, weights[] = {2, 1, 3, 1};
  std::piecewise_constant_distribution<> constant(std::begin(ends), std::end(ends), weights);
  std::piecewise_linear_distribution<> linear(std::begin(ends), std::end(ends), weights);
  for (int i = 0; i < 4; i++) printf("%.12f %.12f\n", constant(g), linear(g));
  printf("%zu %zu %.3f\n", constant.intervals().size(), linear.densities().size(), linear.max());
}
