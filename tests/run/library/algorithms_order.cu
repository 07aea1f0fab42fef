// run: tolerance=0
// Sorting and its kin: sort, stable_sort, partial_sort, nth_element, partitions, permutations, binary searches, minima and maxima.
#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

template <class C> void show(const char* name, const C& c) {
  std::cout << name << ':';
  for (const auto& x : c) std::cout << ' ' << x;
  std::cout << '\n';
}

struct Item {
  int key, order;
};

int main() {
  std::vector<int> v;
  unsigned state = 12345;
  for (int i = 0; i < 2000; i++) {
    state = state * 1664525u + 1013904223u;
    v.push_back((int)(state >> 20) % 1000);
  }
  std::vector<int> sorted = v;
  std::sort(sorted.begin(), sorted.end());
  std::cout << std::is_sorted(sorted.begin(), sorted.end()) << ' ' << sorted[0] << ' ' << sorted[1000] << ' ' << sorted[1999] << '\n';
  std::vector<int> part = v;
  std::partial_sort(part.begin(), part.begin() + 5, part.end(), std::greater<int>());
  show("largest", std::vector<int>(part.begin(), part.begin() + 5));
  part = v;
  std::nth_element(part.begin(), part.begin() + 700, part.end());
  std::cout << (part[700] == sorted[700]) << (*std::max_element(part.begin(), part.begin() + 700) <= part[700]) << '\n';
  std::vector<Item> items;
  for (int i = 0; i < 200; i++) items.push_back({v[i] % 5, i});
  std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.key < b.key; });
  bool stable = true;
  for (int i = 1; i < 200; i++) stable = stable && (items[i - 1].key < items[i].key || items[i - 1].order < items[i].order);
  std::cout << stable << '\n';
  std::cout << std::binary_search(sorted.begin(), sorted.end(), sorted[3]) << std::binary_search(sorted.begin(), sorted.end(), -1) << ' '
            << (std::lower_bound(sorted.begin(), sorted.end(), 500) - sorted.begin()) << ' ' << (std::upper_bound(sorted.begin(), sorted.end(), 500) - sorted.begin()) << '\n';
  std::vector<int> p = {1, 2, 3, 4, 5, 6, 7, 8};
  auto middle = std::stable_partition(p.begin(), p.end(), [](int x) { return x % 3 == 0; });
  show("partitioned", p);
  std::cout << (middle - p.begin()) << std::is_partitioned(p.begin(), p.end(), [](int x) { return x % 3 == 0; }) << '\n';
  std::string s = "aabc";
  int count = 0;
  do count++;
  while (std::next_permutation(s.begin(), s.end()));
  std::cout << count << s << ' ';
  std::prev_permutation(s.begin(), s.end());
  std::cout << s << '\n';
  auto mm = std::minmax_element(v.begin(), v.end());
  std::cout << *mm.first << ' ' << *mm.second << ' ' << std::min({5, 2, 8}) << std::max({5, 2, 8}) << ' ' << std::clamp(15, 0, 10) << '\n';
  std::cout << std::lexicographical_compare(p.begin(), p.end(), sorted.begin(), sorted.end()) << std::is_permutation(p.begin(), p.begin() + 3, std::vector<int>{6, 3, 1}.begin()) << '\n';
  std::inplace_merge(p.begin(), middle, p.end());
  show("merged", p);
}
