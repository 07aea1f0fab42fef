// run: tolerance=0
// Operator overloading of all kinds: arithmetic, comparison, logical, bitwise, assignment, increment, subscript, call, arrow, comma, address, new and delete.
#include <stdio.h>
#include <stdlib.h>
#include <stddef.h>

struct Vec {
  int x, y;
  Vec operator+(const Vec& o) const { return {x + o.x, y + o.y}; }
  Vec operator-() const { return {-x, -y}; }
  Vec operator+() const { return *this; }
  Vec& operator+=(const Vec& o) { x += o.x; y += o.y; return *this; }
  Vec& operator<<=(int n) { x <<= n; y <<= n; return *this; }
  Vec& operator++() { ++x; ++y; return *this; }
  Vec operator++(int) { Vec old = *this; ++*this; return old; }
  Vec& operator--() { --x; --y; return *this; }
  Vec operator--(int) { Vec old = *this; --*this; return old; }
  int& operator[](int i) { return i == 0 ? x : y; }
  int operator[](int i) const { return (i == 0 ? x : y) * 100; }
  int operator()(int a) const { return x * a; }
  int operator()(int a, int b) const { return x * a + y * b; }
  bool operator!() const { return x == 0 && y == 0; }
  explicit operator bool() const { return x != 0; }
};
static Vec operator-(Vec a, Vec b) { return {a.x - b.x, a.y - b.y}; }
static Vec operator*(int k, Vec v) { return {k * v.x, k * v.y}; }
static int operator*(Vec a, Vec b) { return a.x * b.x + a.y * b.y; }
static bool operator==(const Vec& a, const Vec& b) { return a.x == b.x && a.y == b.y; }
static bool operator!=(const Vec& a, const Vec& b) { return !(a == b); }
static bool operator<(const Vec& a, const Vec& b) { return a.x < b.x || (a.x == b.x && a.y < b.y); }
static Vec operator,(Vec a, Vec b) { return {a.x, b.y}; }
static Vec operator%(Vec a, int m) { return {a.x % m, a.y % m}; }
static Vec operator^(Vec a, Vec b) { return {a.x ^ b.x, a.y ^ b.y}; }
static Vec operator~(Vec a) { return {~a.x, ~a.y}; }
static bool operator&&(Vec a, Vec b) { printf("[&&] "); return a.x && b.x; }
static bool operator||(Vec a, Vec b) { printf("[||] "); return a.x || b.x; }

struct Inner { int v = 42; int twice() const { return 2 * v; } };
struct Arrow { Inner* p; Inner* operator->() const { return p; } Inner& operator*() const { return *p; } };
struct Arrow2 { Arrow a; Arrow operator->() const { return a; } };
struct MemberArrow { int operator->*(int Inner::*m) const { Inner i; return i.*m + 1; } };
struct Address { int v; int operator&() const { return v + 1000; } };

struct Out { Out& operator<<(int v) { printf("%d ", v); return *this; } Out& operator<<(const char* s) { printf("%s ", s); return *this; } Out& operator<<(Out& (*f)(Out&)) { return f(*this); } };
static Out& endl(Out& o) { printf("\n"); return o; }

static int allocated = 0;
struct Counted {
  int v;
  Counted(int n = 0) : v(n) {}
  static void* operator new(size_t n) { allocated += (int)n; return malloc(n); }
  static void operator delete(void* p) { allocated -= (int)sizeof(Counted); free(p); }
  static void* operator new[](size_t n) { allocated += 10000; return malloc(n); }
  static void operator delete[](void* p) { allocated -= 10000; free(p); }
  static void* operator new(size_t n, int extra) { allocated += extra; return malloc(n); }
};

int main() {
  Vec a{1, 2}, b{3, 4};
  const Vec c{5, 6};
  Vec s = a + b - c, n = -s, m = 2 * b;
  printf("%d %d %d %d %d %d %d\n", s.x, s.y, n.x, n.y, m.x, m.y, a * b);
  (a += b) += c; printf("%d %d\n", a.x, a.y);
  Vec p = a++, q = ++a, r = a--, t = --a; printf("%d %d %d %d\n", p.x, q.x, r.x, t.x);
  a[0] = 7; printf("%d %d %d\n", a[0], a[1], c[1]);
  printf("%d %d\n", a(3), a(3, 10));
  printf("%d %d %d %d %d %d\n", a == b, a != b, b < a, !Vec{0, 0}, a ? 1 : 0, Vec{0, 1} ? 1 : 0);
  Vec comma = (a, b); printf("%d %d\n", comma.x, comma.y);
  Vec mod = a % 4, x = a ^ b, inv = ~a; a <<= 2; printf("%d %d %d %d %d\n", mod.x, x.x, inv.x, a.x, a.y);
  printf("%d %d\n", a && b, Vec{0, 0} || Vec{0, 0});
  Inner in; Arrow arrow{&in}; Arrow2 arrow2{arrow}; printf("%d %d %d %d\n", arrow->v, (*arrow).twice(), arrow2->twice(), MemberArrow()->*&Inner::v);
  Address at{5}; printf("%d\n", &at);
  Out out; out << 1 << "two" << 3 << endl;
  printf("%d\n", operator*(a, b) + a.operator+(b).x);
  Counted* one = new Counted(3); Counted* many = new Counted[3]; Counted* placed = new (500) Counted(4);
  printf("%d %d %d\n", allocated - (int)sizeof(Counted), one->v, placed->v);
  delete one; delete[] many; delete placed; printf("%d\n", allocated);
}
