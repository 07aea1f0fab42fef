// run: tolerance=0
// Orders of hash tables as libstdc++ has them: load factors survive moves; nodes that come from other tables go in front of equal ones.
#include <stdio.h>
#include <string>
#include <unordered_map>
#include <unordered_set>

template <class C> void show(const C& c) {
  printf("%zu %zu %g:", c.size(), c.bucket_count(), c.max_load_factor());
  for (auto& x : c) printf(" %d", x);
  printf("\n");
}
template <class C> void showPairs(const C& c) {
  for (auto& x : c) printf(" %s=%d", x.first.c_str(), x.second);
  printf("\n");
}

int main() {
  std::unordered_set<int> c, d;
  c.max_load_factor(2);
  for (int i = 0; i < 20; i++) c.insert(i);
  auto e = std::move(c);
  show(c);
  show(e);
  c.clear();
  for (int i = 0; i < 30; i++) c.insert(i);
  d = std::move(c);
  show(c);
  show(d);
  c = d;
  show(c);
  c.swap(e);
  show(c);
  std::unordered_multiset<int> m{1, 1, 2, 2, 3}, n = m;
  m.merge(n);
  show(m);
  show(n);
  std::unordered_multimap<std::string, int> x{{"q", 1}, {"zz", 88}, {"bb", 5}}, y{{"zz", 52}};
  x.insert(y.extract("zz"));
  showPairs(x);
  x.emplace("zz", 7);
  auto node = x.extract("q");
  node.key() = "bb";
  x.insert(std::move(node));
  showPairs(x);
}
