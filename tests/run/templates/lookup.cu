// run: tolerance=0
// Name lookup: argument-dependent lookup, two-phase lookup, hiding, using-declarations and directives, nested and inline namespaces, unnamed namespaces, qualified names.
#include <stdio.h>

namespace geometry {
struct Point { int x; };
int norm(const Point& p) { return p.x * 10; }
template <class T> int norm(const T&, int) { return 77; }
namespace detail { int helper() { return 5; } }
inline namespace v2 { int version() { return 2; } struct Modern { int m = 6; }; int inspect(const Modern& v) { return v.m; } }
namespace v1 { int version() { return 1; } }
Point operator+(Point a, Point b) { return {a.x + b.x}; }
enum Colour { red = 4 }; int paint(Colour c) { return c + 1; }
}
namespace { int hidden = 12; int internal() { return hidden + 1; } }
namespace a::b::c { int deep = 9; struct S { static int s() { return deep; } }; }
namespace abc = a::b::c;
int value = 100; int f(long) { return 1; }
template <class T> int call_f(T t) { return f(t); }
template <class T> int call_norm(T t) { return norm(t); }
int f(int) { return 2; }
namespace user { struct U {}; int f(U) { return 3; } void swap(U&, U&) { printf("user swap "); } template <class T> struct Holder { T t; }; int g(...) { return 8; } }
namespace lib { template <class T> void swap(T&, T&) { printf("lib swap "); } template <class T> void reorder(T& a, T& b) { using lib::swap; swap(a, b); } }
struct Base { int value = 1; int f() { return 10; } int f(int) { return 11; } };
struct Derived : Base { int value = 2; int f(double) { return 12; } int outer() { return ::value; } int both() { return value * 10 + Base::value; } };
struct Unhidden : Base { using Base::f; int f(double) { return 12; } };
template <class T> struct Dependent : T { int get() { return this->value + ::value; } };
int shadow(int value) { { int value = 3; (void)value; } for (int value = 0; value < 1; value++) {} return value; }

int main() {
  using geometry::Point; Point p{4}; printf("%d %d %d\n", norm(p), norm(p, 1), (p + p).x);
  printf("%d %d %d %d\n", geometry::version(), geometry::v1::version(), inspect(geometry::Modern()), paint(geometry::red));
  printf("%d %d %d %d\n", internal(), geometry::detail::helper(), a::b::c::deep + abc::S::s(), ::value);
  printf("%d %d %d\n", call_f(1), call_f(user::U()), call_norm(p));
  user::U u, w; int i = 0, j = 1; lib::reorder(u, w); lib::reorder(i, j); printf("%d\n", g(user::Holder<int>()));
  Derived d; Unhidden h; printf("%d %d %d %d %d\n", d.f(1), d.Base::f(1), h.f(1), h.f(), d.both());
  printf("%d %d %d\n", d.outer(), Dependent<Base>().get(), shadow(50));
  { using namespace geometry; int norm = 8; printf("%d %d\n", norm, v1::version()); }
  int value = 5; { int value = ::value + 1; printf("%d ", value); } printf("%d\n", value);
  struct f {}; struct f x; (void)x; printf("%d %d\n", (int)sizeof(struct f), ::f(1));
}
