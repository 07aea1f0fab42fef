// run: tolerance=0
// Container adaptors whose headers stand around others that compare what they declare.
#include <queue>
#include <chrono>
#include <optional>
#include <variant>
#include <string_view>
#include <memory>
#include <stack>
#include <cstdio>

int main() {
  std::stack<int> a, b;
  std::queue<int> c, d;
  a.push(1);
  b.push(2);
  c.push(4);
  d.push(3);
  printf("%d %d %d %d %d %d\n", a < b, a == b, a != b, c > d, c <= d, std::optional<int>(3) > 2);
}
