// run: tolerance=0
// Lifetimes of temporaries: full expressions, references that extend them (also through members, auto&& and range-based for), arguments, conditions, default arguments, return values.
#include <stdio.h>

struct T {
  int v;
  T(int v) : v(v) { printf("+%d ", v); }
  T(const T& o) : v(o.v + 100) { printf("c%d ", v); }
  ~T() { printf("-%d ", v); }
  int get() const { return v; }
  const T& self() const { return *this; }
  explicit operator bool() const { return v > 0; }
};
struct Pair { T a, b; };
struct Holds { const T& r; };
struct Range { int n; Range(int n) : n(n) { printf("range "); } ~Range() { printf("~range "); } const int* begin() const { return &n; } const int* end() const { return &n + 1; } };
static T make(int v) { return v; }
static Pair pair() { return {1, 2}; }
static int sum(const T& a, const T& b = T(9)) { return a.v + b.v; }
static int take(T t) { return t.v; }
static T nested(int n) { return n == 0 ? T(0) : nested(n - 1); }
struct Chain { Chain& add(const T& t) { printf("add%d ", t.v); return *this; } ~Chain() { printf("~chain "); } };

int main() {
  make(1).get(); printf("| "); int i = make(2).get() + make(3).get(); printf("%d\n", i);
  { const T& r = make(4); printf("bound "); const T& s = r.self(); printf("%d ", s.v); } printf("\n");
  { auto&& r = make(5); auto copy = make(6); printf("%d %d ", r.v, copy.v); } printf("\n");
  { const T& member = pair().b; printf("member %d ", member.v); } printf("\n");
  { Holds h{T(7)}; printf("held %d ", h.r.v); } printf("\n");
  printf("%d ", sum(10)); printf("%d ", sum(T(11), T(12))); printf("%d ", take(13)); printf("%d\n", take(T(14)));
  if (T(15)) printf("if "); else printf("else "); printf("\n"); while (T(0)) {} for (T t(1); t.v < 3; t.v++) printf("for "); printf("\n");
  for (int v : Range(3)) printf("%d ", v); printf("\n");
  nested(2); printf("| "); (void)T(16); printf("| "); i > 0 ? T(17) : T(18); printf("| "); (i > 100 && T(19)) || T(20); printf("\n");
  { Chain().add(1).add(T(2)); printf("end\n"); }
  { T array[] = {1, make(2)}; const T (&ref)[2] = array; printf("%d ", ref[1].v); } printf("\n");
  switch (T(2).v) { case 2: printf("two "); } { static const T& forever = T(21); printf("%d\n", forever.v); }
  T* p = new T(make(22)); delete p; const T c = i ? T(23) : make(24); printf("%d\n", c.v);
}
