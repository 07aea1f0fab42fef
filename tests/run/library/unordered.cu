// run: tolerance=0
// Unordered maps and sets: what does not depend on their order; own hashes; growth; erasure; buckets hold what they should.
#include <algorithm>
#include <iostream>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

struct Point {
  int x, y;
  bool operator==(const Point& o) const { return x == o.x && y == o.y; }
};
struct PointHash {
  size_t operator()(const Point& p) const { return (size_t)(p.x * 31 + p.y); }
};

int main() {
  std::unordered_map<std::string, int> words;
  for (const char* w : {"a", "rose", "is", "a", "rose", "is", "a", "rose"}) words[w]++;
  std::vector<std::pair<std::string, int>> sorted(words.begin(), words.end());
  std::sort(sorted.begin(), sorted.end());
  for (auto& p : sorted) std::cout << p.first << ' ' << p.second << '\n';
  std::cout << words.count("rose") << words.count("lily") << (words.find("is") != words.end()) << words.at("a") << '\n';
  std::unordered_map<int, long> m;
  for (int i = 0; i < 3000; i++) m[i * i % 1009] += i;
  long sum = 0;
  for (auto& p : m) sum += p.first * p.second;
  size_t in_buckets = 0;
  for (size_t i = 0; i < m.bucket_count(); i++) in_buckets += m.bucket_size(i);
  std::cout << m.size() << ' ' << sum << ' ' << (in_buckets == m.size()) << ' ' << (m.load_factor() <= m.max_load_factor()) << '\n';
  for (auto i = m.begin(); i != m.end();) i = i->first % 3 == 0 ? m.erase(i) : std::next(i);
  std::cout << m.size() << ' ' << m.erase(1) << m.erase(1) << '\n';
  std::unordered_set<Point, PointHash> points;
  for (int i = 0; i < 100; i++) points.insert({i % 7, i % 5});
  std::cout << points.size() << ' ' << points.count({6, 4}) << points.count({7, 0}) << '\n';
  std::unordered_multimap<int, int> mm;
  for (int i = 0; i < 10; i++) mm.emplace(i % 3, i);
  auto range = mm.equal_range(1);
  int total = 0;
  for (auto i = range.first; i != range.second; ++i) total += i->second;
  std::cout << mm.count(1) << ' ' << total << '\n';
  std::unordered_set<int> a = {1, 2, 3}, b = {3, 2, 1};
  std::cout << (a == b) << a.insert(2).second << a.emplace(4).second << (a == b) << '\n';
  std::cout << (std::hash<std::string>()("x") == std::hash<std::string>()(std::string("x"))) << (std::hash<int>()(42) == 42) << '\n';
}
