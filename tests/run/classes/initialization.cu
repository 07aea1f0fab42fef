// run: tolerance=0
// Initialization: aggregates, designated and nested braces, default member initializers, delegating constructors, initializer lists, value and zero initialization, bases.
#include <stdio.h>
#include <initializer_list>

struct Point { int x = 1, y = 2; };
struct Line { Point a, b; const char* name = "line"; };
struct Matrix { int rows, cols; float v[2][3]; };
struct Sum {
  int total = 0, count = 0;
  Sum(std::initializer_list<int> list) { for (int v : list) { total += v; ++count; } }
  Sum(int n, double) : total(n), count(-1) {}
};
class Delegating {
  int a_, b_; const char* how_;
  Delegating(int a, int b, const char* how) : a_(a), b_(b), how_(how) {}
 public:
  Delegating() : Delegating(7) {}
  explicit Delegating(int a) : Delegating(a, a * 2, "one") {}
  Delegating(int a, int b) : Delegating(a, b, "two") {}
  void print() const { printf("%d %d %s\n", a_, b_, how_); }
};
struct Base { int b; }; struct Derived : Base { int d; };
struct Order { int first, second; Order(int n) : first(n++), second(n++) {} };
struct Lazy { int n; int twice = 2 * n; int self = twice + n; };
static int sum(std::initializer_list<int> list) { int s = 0; for (const int* p = list.begin(); p != list.end(); ++p) s += *p; return s * 100 + (int)list.size(); }
template <class T> T make() { return T{}; }

int main() {
  Point p, q{}, r{5}, s = {6, 7}; printf("%d%d %d%d %d%d %d%d\n", p.x, p.y, q.x, q.y, r.x, r.y, s.x, s.y);
  Line l{{1}, {3, 4}}, m = {1, 2, 3, 4, "flat"}; printf("%d %d %s %d %s\n", l.a.y, l.b.y, l.name, m.b.x, m.name);
  Matrix z = {2, 3, {{1, 2, 3}, {4}}}; printf("%.0f %.0f %.0f\n", z.v[0][2], z.v[1][0], z.v[1][2]);
  Sum s1{1, 2, 3}, s2(5, 1.0), s3 = {4}; printf("%d %d %d %d %d\n", s1.total, s1.count, s2.total, s2.count, s3.total);
  Delegating().print(); Delegating(1).print(); Delegating(1, 5).print();
  Derived d{{4}, 5}; Order o(3); Lazy lazy{4}; printf("%d %d %d %d %d\n", d.b, d.d, o.first, o.second, lazy.self);
  int* v = new int[4]{1, 2}; int* one = new int(); Point* pp = new Point[2]{{8}, {}}; printf("%d %d %d %d %d\n", v[1], v[3], *one, pp[0].x, pp[1].y); delete[] v; delete one; delete[] pp;
  printf("%d %d %d %d\n", sum({1, 2, 3}), sum({}), make<int>(), make<Point>().y);
  auto list = {1.5, 2.5}; double t = 0; for (double e : list) t += e; printf("%.1f %d\n", t, (int)list.size());
  int grid[2][3] = {{1}, {2, 3}}, flat[2][3] = {1, 2, 3, 4}, open[] = {1, 2, 3}; char text[] = "abc"; printf("%d %d %d %d %d\n", grid[1][1], grid[0][1], flat[1][0], (int)(sizeof open / sizeof *open), (int)sizeof text);
  const Point& bound = {9, 9}; static const Point table[] = {{1, 1}, {2, 2}, {3, 3}}; printf("%d %d\n", bound.x, table[2].y);
  struct { int a : 3; unsigned b : 5; int c; } bits = {-1, 17, 3}; printf("%d %u %d\n", bits.a, bits.b, bits.c);
}
