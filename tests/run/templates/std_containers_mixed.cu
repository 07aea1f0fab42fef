// run: tolerance=0
// Containers at work: a graph search, a priority queue, an LRU cache, a matrix class, a string builder.
#include <algorithm>
#include <bitset>
#include <cstdio>
#include <deque>
#include <limits>
#include <list>
#include <map>
#include <optional>
#include <queue>
#include <stack>
#include <string>
#include <unordered_map>
#include <vector>

struct Edge {
  int to, weight;
};
using Graph = std::vector<std::vector<Edge>>;

static std::vector<int> shortest(const Graph& g, int from) {
  constexpr int far = std::numeric_limits<int>::max();
  std::vector<int> distance(g.size(), far);
  using Item = std::pair<int, int>;
  std::priority_queue<Item, std::vector<Item>, std::greater<Item>> queue;
  distance[from] = 0;
  queue.emplace(0, from);
  while (!queue.empty()) {
    auto [d, at] = queue.top();
    queue.pop();
    if (d > distance[at]) continue;
    for (const auto& [to, weight] : g[at]) {
      if (d + weight < distance[to]) {
        distance[to] = d + weight;
        queue.push({distance[to], to});
      }
    }
  }
  return distance;
}

template <class K, class V> class Cache {
  size_t capacity;
  std::list<std::pair<K, V>> items;
  std::unordered_map<K, typename std::list<std::pair<K, V>>::iterator> where;

 public:
  explicit Cache(size_t n) : capacity(n) {}
  void put(const K& k, V v) {
    if (auto it = where.find(k); it != where.end()) {
      it->second->second = std::move(v);
      items.splice(items.begin(), items, it->second);
      return;
    }
    if (items.size() == capacity) {
      where.erase(items.back().first);
      items.pop_back();
    }
    items.emplace_front(k, std::move(v));
    where[k] = items.begin();
  }
  std::optional<V> get(const K& k) {
    auto it = where.find(k);
    if (it == where.end()) return std::nullopt;
    items.splice(items.begin(), items, it->second);
    return it->second->second;
  }
};

template <class T> class Matrix {
  size_t rows_, cols_;
  std::vector<T> data;

 public:
  Matrix(size_t r, size_t c, T init = T{}) : rows_(r), cols_(c), data(r * c, init) {}
  Matrix(std::initializer_list<std::initializer_list<T>> list) : rows_(list.size()), cols_(list.begin()->size()) {
    for (auto& row : list) data.insert(data.end(), row.begin(), row.end());
  }
  T& operator()(size_t i, size_t j) { return data[i * cols_ + j]; }
  const T& operator()(size_t i, size_t j) const { return data[i * cols_ + j]; }
  friend Matrix operator*(const Matrix& a, const Matrix& b) {
    Matrix c(a.rows_, b.cols_);
    for (size_t i = 0; i < a.rows_; i++)
      for (size_t j = 0; j < b.cols_; j++)
        for (size_t k = 0; k < a.cols_; k++) c(i, j) += a(i, k) * b(k, j);
    return c;
  }
};

static bool balanced(const std::string& s) {
  static const std::map<char, char> pairs{{')', '('}, {']', '['}, {'}', '{'}};
  std::stack<char> open;
  for (char c : s) {
    if (auto it = pairs.find(c); it == pairs.end()) open.push(c);
    else if (open.empty() || open.top() != it->second) return false;
    else open.pop();
  }
  return open.empty();
}

int main() {
  Graph g(5);
  auto link = [&g](int a, int b, int w) {
    g[a].push_back({b, w});
    g[b].push_back({a, w});
  };
  link(0, 1, 4);
  link(0, 2, 1);
  link(2, 1, 2);
  link(1, 3, 5);
  for (int d : shortest(g, 0)) {
    if (d == std::numeric_limits<int>::max()) printf("- ");
    else printf("%d ", d);
  }
  printf("\n");
  Cache<std::string, int> cache(2);
  cache.put("a", 1);
  cache.put("b", 2);
  (void)cache.get("a");
  cache.put("c", 3);
  printf("%d %d %d\n", cache.get("a").value_or(-1), cache.get("b").value_or(-1), cache.get("c").value_or(-1));
  Matrix<double> m{{1, 2}, {3, 4}};
  auto p = m * m * Matrix<double>(2, 1, 1);
  printf("%g %g\n", p(0, 0), p(1, 0));
  printf("%d %d %d\n", balanced("([]{})"), balanced("([)]"), balanced("(("));
  std::deque<int> window;
  std::vector<int> data{1, 3, -1, -3, 5, 3, 6, 7}, best;
  for (int i = 0; i < (int)data.size(); i++) {
    while (!window.empty() && data[window.back()] <= data[i]) window.pop_back();
    window.push_back(i);
    if (window.front() <= i - 3) window.pop_front();
    if (i >= 2) best.push_back(data[window.front()]);
  }
  for (int b : best) printf("%d ", b);
  printf("\n");
  std::bitset<16> bits(0b1011);
  bits.set(8).flip(0);
  printf("%s %zu\n", bits.to_string().c_str(), bits.count());
  std::list<int> l{3, 1, 2};
  l.sort();
  l.reverse();
  l.remove_if([](int x) { return x == 2; });
  l.insert(std::next(l.begin()), {8, 9});
  for (auto it = l.rbegin(); it != l.rend(); ++it) printf("%d ", *it);
  printf("\n");
  std::string text;
  for (auto& word : std::vector<std::string>{"one", "two", "three"}) {
    if (!text.empty()) text += ", ";
    text.append(word).push_back('.');
  }
  text.insert(0, "> ").replace(text.find("two"), 3, "2");
  printf("%s %d %d\n", text.c_str(), std::stoi("42") + 1, text > "abc");
  std::vector<bool> sieve(30, true);
  for (int i = 2; i * i < 30; i++)
    if (sieve[i])
      for (int j = i * i; j < 30; j += i) sieve[j] = false;
  for (int i = 2; i < 30; i++)
    if (sieve[i]) printf("%d ", i);
  printf("\n");
  std::vector<std::vector<std::string>> table(2, std::vector<std::string>(3, "x"));
  table[1][2] = "y";
  for (const auto& row : table) {
    for (const auto& cell : row) printf("%s", cell.c_str());
    printf("|");
  }
  printf("\n");
}
