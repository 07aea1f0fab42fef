// run: tolerance=0
// How assignment changes a variant's alternative: copies that may throw are made beforehand, where moving cannot. With the header of all headers.
#include <bits/stdc++.h>
using namespace std;

struct Moves {
  int i;
  Moves(int i) : i(i) { printf("+%d ", i); }
  Moves(const Moves &o) : i(o.i + 100) { printf("copy%d ", i); }
  Moves(Moves &&o) noexcept : i(o.i + 1000) { printf("move%d ", i); }
  Moves &operator=(const Moves &) = default;
  ~Moves() { printf("-%d ", i); }
};
struct MayThrow {
  int i = 0;
  MayThrow() {}
  MayThrow(const MayThrow &o) : i(o.i) { throw i; }
  MayThrow &operator=(const MayThrow &) { throw 2; }
};
struct Unmovable {
  int i;
  Unmovable(int i) : i(i) {}
  Unmovable(Unmovable &&) = delete;
};

int main() {
  {
    variant<int, Moves> a = 5, b(in_place_index<1>, 1);
    a = b;
    printf("| %zu ", a.index());
    a = 6;
    a = std::move(b);
    printf("| ");
    a = 7;
    a.emplace<1>(2);
    b = a;
    Moves c(3);
    a = 8;
    a = c;
    printf("|\n");
  }
  printf("\n");
  variant<string, MayThrow> v = "text";
  MayThrow m;
  try {
    v = m;
  } catch (int e) {
    printf("%d %d\n", e, (int)v.valueless_by_exception());
  }
  v = "again";
  variant<string, MayThrow> w(in_place_index<1>);
  try {
    v = w;
  } catch (int e) {
    printf("%d %d\n", e, (int)v.valueless_by_exception());
  }
  variant<int, Unmovable> u;
  u.emplace<1>(4);
  printf("%d\n", get<1>(u).i);
}
