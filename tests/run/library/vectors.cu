// run: tolerance=0
// std::vector: growth, insertion and erasure anywhere, assignment, iterators, vector<bool>, elements with destructors, at() out of range.
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

struct Counted {
  static int alive;
  int n;
  Counted(int v = 0) : n(v) { alive++; }
  Counted(const Counted& o) : n(o.n) { alive++; }
  Counted& operator=(const Counted& o) = default;
  ~Counted() { alive--; }
};
int Counted::alive = 0;

template <class V> void show(const char* name, const V& v) {
  printf("%s (%zu):", name, v.size());
  for (const auto& x : v) printf(" %d", (int)x);
  printf("\n");
}

int main() {
  std::vector<int> v = {5, 1, 4};
  v.push_back(9);
  v.insert(v.begin() + 1, {7, 8});
  v.insert(v.end() - 1, 3, 2);
  show("inserted", v);
  v.erase(v.begin());
  v.erase(v.begin() + 1, v.begin() + 3);
  show("erased", v);
  std::vector<int> copy(v.rbegin(), v.rend());
  show("reversed", copy);
  v.swap(copy);
  v.resize(9, -1);
  show("resized", v);
  v.assign(4, 6);
  show("assigned", v);
  v.emplace(v.begin() + 2, 11);
  show("emplaced", v);
  printf("%d %d %d %d\n", v.front(), v.back(), v == std::vector<int>({6, 6, 11, 6, 6}), v < copy);
  size_t before = v.capacity();
  v.reserve(100);
  printf("%d %d\n", before < 100, v.capacity() >= 100);
  v.shrink_to_fit();
  try {
    v.at(5) = 1;
  } catch (const std::out_of_range& e) {
    printf("%s\n", e.what());
  }
  {
    std::vector<Counted> c(5);
    c.push_back(Counted(7));
    c.erase(c.begin() + 1);
    printf("alive %d, last %d\n", Counted::alive, c.back().n);
    c.clear();
    printf("alive %d\n", Counted::alive);
  }
  std::vector<bool> bits(70, true);
  bits[3] = false;
  bits.flip();
  bits.push_back(true);
  int set = 0;
  for (bool b : bits) set += b;
  printf("%zu bits, %d set, %d %d\n", bits.size(), set, (int)bits[3], (int)bits[70]);
  std::vector<std::vector<std::string>> nested(2, std::vector<std::string>(2, "x"));
  nested[1][0] += "yz";
  for (auto& row : nested)
    for (auto& s : row) printf("%s ", s.c_str());
  printf("\n");
}
