// run: tolerance=0
// std::map and multimap: order, insertion hints, bounds, erasure while walking, own comparisons, node handles, at().
#include <functional>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>

template <class M> void show(const M& m) {
  for (const auto& [k, v] : m) std::cout << k << '=' << v << ' ';
  std::cout << '\n';
}

int main() {
  std::map<std::string, int> m = {{"pear", 3}, {"apple", 1}, {"fig", 2}};
  m["kiwi"] = 7;
  m["apple"] += 10;
  auto [it, fresh] = m.insert({"fig", 99});
  std::cout << it->second << ' ' << fresh << '\n';
  std::cout << m.emplace("lime", 4).second << m.try_emplace("lime", 5).second << m.insert_or_assign("lime", 6).second << '\n';
  show(m);
  std::cout << m.count("fig") << m.count("nut") << ' ' << m.lower_bound("g")->first << ' ' << m.upper_bound("kiwi")->first << '\n';
  for (auto i = m.begin(); i != m.end();) i = i->second % 2 ? m.erase(i) : std::next(i);
  show(m);
  try {
    m.at("nut");
  } catch (const std::out_of_range&) {
    std::cout << "not there\n";
  }
  std::map<int, char, std::greater<int>> down;
  for (int i = 0; i < 20; i++) down[i * 7 % 20] = (char)('a' + i);
  show(down);
  std::cout << down.begin()->first << ' ' << down.rbegin()->first << ' ' << down.find(11)->second << '\n';
  std::multimap<int, std::string> mm = {{2, "b"}, {1, "a"}, {2, "c"}, {3, "d"}, {2, "e"}};
  auto range = mm.equal_range(2);
  for (auto i = range.first; i != range.second; ++i) std::cout << i->second;
  std::cout << ' ' << mm.count(2) << ' ' << mm.erase(2) << ' ' << mm.size() << '\n';
  std::map<int, int> big;
  for (int i = 0; i < 10000; i++) big[(int)((unsigned)i * 2654435761u >> 16) % 5000] += i;
  long sum = 0;
  int last = -1;
  bool ordered = true;
  for (auto& p : big) {
    ordered = ordered && p.first > last;
    last = p.first;
    sum += (long)p.first * p.second % 97;
  }
  std::cout << big.size() << ' ' << sum << ' ' << ordered << '\n';
  for (int i = 0; i < 5000; i += 2) big.erase(i);
  std::cout << big.size() << ' ' << (big.begin()->first % 2) << '\n';
  std::map<int, int> a = {{1, 2}}, b = {{1, 3}};
  std::cout << (a < b) << (a == b) << (a != b) << '\n';
}
