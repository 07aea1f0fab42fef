// run: tolerance=0
// Virtual inheritance: one shared base, construction by the most derived class, dominance, conversion through virtual bases, destruction order.
#include <stdio.h>

struct Top { int t; Top(int v = 0) : t(v) { printf("Top%d ", v); } virtual ~Top() { printf("~Top "); } virtual int f() { return 1; } };
struct Left : virtual Top { int l = 10; Left() : Top(1) { printf("Left "); } ~Left() { printf("~Left "); } int f() override { return 2; } };
struct Right : virtual Top { int r = 20; Right() : Top(2) { printf("Right "); } ~Right() { printf("~Right "); } };
struct Bottom : Left, Right { int b = 30; Bottom() : Top(3) { printf("Bottom "); } ~Bottom() { printf("~Bottom "); } int sum() { return t + l + r + b; } };
struct Plain { int p; };
struct P1 : virtual Plain { int x = 1; }; struct P2 : virtual Plain { int y = 2; };
struct Both : P1, P2 { int z = 3; };

int main() {
  {
    Bottom b; printf("\n%d %d %d\n", b.sum(), b.f(), b.t);
    Top& top = b; Left& left = b; Right& right = b; left.t = 50;
    printf("%d %d %d %d\n", top.f(), right.t, right.f(), &static_cast<Top&>(left) == &static_cast<Top&>(right));
  }
  printf("\n");
  { Left l; printf("%d %d\n", l.t, l.f()); } printf("\n");
  { Top* p = new Bottom; delete p; } printf("\n");
  Both both; both.p = 7; P1& p1 = both; P2& p2 = both; printf("%d %d %d\n", p1.p, p2.p, p1.x + p2.y + both.z);
  Both copy = both; copy.p = 8; both = copy; printf("%d\n", both.p);
}
