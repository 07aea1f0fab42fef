// run:
// Enumerators have the type of their values while their enumeration is open, and the enumeration's behind it.
#include <cstddef>
#include <cstdio>

constexpr int log2of(int x, int p = 0) { return x > 1 ? log2of(x / 2) + 1 : p; }
constexpr size_t log2of(size_t x, size_t p = 0) { return x > 1 ? log2of(x / 2) + 1 : p; }

template <int nt> struct Reduction {
  enum { group = nt < 32 ? nt : 32, passes = log2of(group), items = nt / group };
};
enum { five = 5, steps = log2of(five), negated = -five, less = negated < 0 };
enum Kind { small = 3, size = sizeof(small) };

const char* named(int) { return "int"; }
const char* named(Kind) { return "Kind"; }

// Moved out of functions that are never instantiated, too.
struct Owner {
  Owner(int n) : n(n) {}
  Owner(const Owner&) = delete;
  Owner(Owner&& other) : n(other.n) { other.n = 0; }
  ~Owner() {}
  int n;
};
template <int N> Owner never() {
  Owner o(N);
  return o;
}
template <int N> Owner once() {
  Owner o(N);
  return o;
}

int main() {
  printf("%d %d %d\n", Reduction<64>::passes, Reduction<64>::items, Reduction<8>::passes);
  printf("%d %d %d\n", steps, negated, less);
  printf("%d %s\n", size, named(small));
  printf("%d\n", once<7>().n);
}
