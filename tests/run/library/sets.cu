// run: tolerance=0
// std::set, multiset and the algorithms on sorted ranges: union, intersection, differences, merging, includes.
#include <algorithm>
#include <iostream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

template <class C> void show(const char* name, const C& c) {
  std::cout << name << ':';
  for (const auto& x : c) std::cout << ' ' << x;
  std::cout << '\n';
}

struct Last {
  bool operator()(const std::string& a, const std::string& b) const { return a.back() < b.back(); }
};

int main() {
  std::set<int> a = {5, 3, 9, 1, 3}, b;
  for (int i = 0; i < 12; i += 3) b.insert(i);
  show("a", a);
  show("b", b);
  std::vector<int> out;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  show("union", out);
  out.clear();
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  show("intersection", out);
  out.clear();
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  show("difference", out);
  out.clear();
  std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  show("symmetric", out);
  out.clear();
  std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  show("merged", out);
  std::cout << std::includes(out.begin(), out.end(), a.begin(), a.end()) << a.count(9) << a.erase(9) << a.erase(9) << '\n';
  std::cout << *a.lower_bound(2) << ' ' << *a.upper_bound(3) << ' ' << (a.find(4) == a.end()) << '\n';
  std::multiset<int> m = {4, 2, 4, 4, 1};
  m.erase(m.find(4));
  show("multiset", m);
  std::cout << m.count(4) << ' ' << std::distance(m.lower_bound(4), m.upper_bound(4)) << '\n';
  std::set<std::string, Last> by_last = {"abc", "xya", "zzb", "qqc"};
  show("by last letter", by_last);
  std::set<int> moved;
  moved.merge(b);
  std::cout << moved.size() << b.size() << '\n';
}
