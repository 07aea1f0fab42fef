// run: tolerance=0
// Maps of containers, structured bindings over them, and the standard ways of counting and grouping.
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>
#include <algorithm>

struct Point {
  int x, y;
  bool operator==(const Point& o) const { return x == o.x && y == o.y; }
  bool operator<(const Point& o) const { return x != o.x ? x < o.x : y < o.y; }
};

namespace std {
template <> struct hash<Point> {
  size_t operator()(const Point& p) const noexcept { return hash<int>()(p.x) * 31 + hash<int>()(p.y); }
};
}

static std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::string::size_type from = 0, to;
  while ((to = text.find(at, from)) != std::string::npos) {
    parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  parts.emplace_back(text.substr(from));
  return parts;
}

int main() {
  std::map<std::string, std::vector<int>> places;
  const auto words = split("the quick fox and the lazy dog and the cat", ' ');
  for (size_t i = 0; i < words.size(); ++i) places[words[i]].push_back(static_cast<int>(i));
  for (auto& [word, at] : places) {
    printf("%s:", word.c_str());
    for (int i : at) printf(" %d", i);
    printf("\n");
  }
  for (auto& [word, at] : places) at.clear();
  for (const auto& [word, at] : places)
    if (!at.empty()) printf("left: %s\n", word.c_str());

  std::unordered_map<std::string, int> counts;
  for (const auto& w : words) ++counts[w];
  std::vector<std::pair<std::string, int>> sorted(counts.begin(), counts.end());
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
  for (const auto& [word, n] : sorted) printf("%s=%d ", word.c_str(), n);
  printf("\n");

  if (auto [at, fresh] = counts.insert({"the", 100}); !fresh) printf("there already: %s %d\n", at->first.c_str(), at->second);
  if (auto it = counts.find("bird"); it == counts.end()) printf("no bird\n");
  const auto gone = counts.erase("cat");
  printf("%zu %zu\n", counts.count("cat"), gone);

  std::unordered_set<Point> seen;
  std::unordered_map<Point, std::string> names{{{1, 2}, "a"}, {{3, 4}, "b"}};
  for (int i = 0; i < 10; i++) seen.insert(Point{i % 3, i % 2});
  printf("%zu %s\n", seen.size(), names.at({3, 4}).c_str());

  std::multimap<int, const char*> many{{2, "two"}, {1, "one"}, {2, "zwei"}};
  auto [lo, hi] = many.equal_range(2);
  for (auto it = lo; it != hi; ++it) printf("%d %s\n", it->first, it->second);
  std::set<Point> points{{2, 1}, {1, 5}, {1, 2}};
  for (auto [x, y] : points) printf("(%d,%d)", x, y);
  printf("\n");
  std::map<int, std::map<int, double>> nested;
  nested[1][2] = 0.5;
  nested[1][3] += 1.5;
  nested.try_emplace(7);
  nested.insert_or_assign(8, std::map<int, double>{{1, 1.0}});
  for (auto& [k, inner] : nested) printf("%d has %zu\n", k, inner.size());
  auto node = nested.lower_bound(2);
  printf("%d %d\n", node->first, nested.rbegin()->first);
}
