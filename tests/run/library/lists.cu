// run: tolerance=0
// std::list, forward_list and deque: splicing, merging, sorting, removing, both ends, stable iterators.
#include <deque>
#include <forward_list>
#include <iostream>
#include <list>

template <class C> void show(const char* name, const C& c) {
  std::cout << name << ':';
  for (const auto& x : c) std::cout << ' ' << x;
  std::cout << '\n';
}

int main() {
  std::list<int> a = {4, 1, 3}, b = {9, 2};
  a.sort();
  b.sort();
  auto three = std::prev(a.end(), 2);
  a.merge(b);
  show("merged", a);
  std::cout << *three << b.empty() << '\n';
  b = {7, 7, 8};
  a.splice(three, b, b.begin());
  show("spliced", a);
  a.push_front(0);
  a.remove(7);
  a.remove_if([](int x) { return x > 8; });
  a.reverse();
  show("reversed", a);
  b.splice(b.end(), a);
  b.unique();
  show("all", b);
  b.insert(std::next(b.begin()), 2, -1);
  b.erase(std::prev(b.end()));
  b.resize(6);
  show("edited", b);
  std::forward_list<int> f = {3, 1, 2};
  f.push_front(5);
  f.insert_after(f.begin(), 4);
  f.sort();
  f.erase_after(f.begin());
  f.reverse();
  show("forward", f);
  f.remove(3);
  std::cout << f.front() << ' ' << std::distance(f.begin(), f.end()) << '\n';
  std::deque<int> d;
  for (int i = 0; i < 600; i++) i % 2 ? d.push_back(i) : d.push_front(i);
  std::cout << d.size() << ' ' << d.front() << ' ' << d.back() << ' ' << d[299] << ' ' << d[300] << '\n';
  for (int i = 0; i < 595; i++) i % 3 ? d.pop_back() : d.pop_front();
  show("deque", d);
  d.insert(d.begin() + 2, {10, 20, 30});
  d.erase(d.begin());
  show("deque", d);
  std::cout << (d.end() - d.begin()) << ' ' << (d.begin() + 3 < d.end()) << '\n';
}
