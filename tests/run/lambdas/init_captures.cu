// run: tolerance=0
// Captures with initializers: moved-in owners, renamed and computed values, references, packs of them, mutable state that lives in the closure.
#include <stdio.h>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct Tracker {
  int id;
  explicit Tracker(int i) : id(i) { printf("make %d\n", id); }
  Tracker(Tracker &&o) noexcept : id(o.id) { o.id = -1; printf("move %d\n", id); }
  Tracker(const Tracker &o) : id(o.id + 100) { printf("copy %d\n", id); }
  ~Tracker() { printf("end %d\n", id); }
};

template <class... Ts>
auto delayed_sum(Ts... values) {
  return [total = (values + ... + 0)](int factor) { return total * factor; };
}

template <class F>
auto twice(F f) {
  return [f = std::move(f)](auto x) mutable { f(x); return f(x); };
}

int main() {
  auto owner = std::make_unique<std::string>("owned text");
  auto holds = [p = std::move(owner), extra = std::string("!")]() { return *p + extra; };
  printf("%s %d\n", holds().c_str(), owner == nullptr);

  {
    Tracker t(1);
    auto by_move = [t = std::move(t)] { return t.id; };
    printf("%d, left %d\n", by_move(), t.id);
    auto copy = by_move;
    printf("%d\n", copy());
  }

  int counter = 0;
  auto next = [n = 10, &count = counter]() mutable { count++; return n++; };
  auto other = next;
  printf("%d ", next());
  printf("%d ", next());
  printf("%d %d\n", other(), counter);

  std::vector<int> data{1, 2, 3};
  auto view = [first = data.data(), n = data.size()](unsigned long i) { return i < n ? first[i] : -1; };
  printf("%d %d\n", view(1), view(7));

  printf("%d %d\n", delayed_sum(1, 2, 3)(10), delayed_sum()(5));
  auto accumulate = twice([sum = 0](int x) mutable { return sum += x; });
  printf("%d ", accumulate(5));
  printf("%d\n", accumulate(1));

  const auto swapped = [a = 1, b = 2.5] { return std::pair(b, a); };
  auto [x, y] = swapped();
  printf("%g %d %d\n", x, y, (int)sizeof(swapped));
}
