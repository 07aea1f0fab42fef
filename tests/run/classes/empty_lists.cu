// run: tolerance=0
// {} where a class has no default constructor but one from initializer_list: the empty list is its argument.
#include <stdio.h>
#include <initializer_list>

struct Both {
  int a;
  Both(int a, double = 1.5) : a(a) {}
  Both(std::initializer_list<int> list) : a(100 + (int)list.size()) {}
};
struct List {
  int a;
  List(std::initializer_list<int> list) : a((int)list.size()) {}
};
struct Pattern {
  int a;
  template <class T = int> Pattern(std::initializer_list<T>) : a(7) {}
};
struct Variadic {
  int a;
  template <class... T> Variadic(T...) : a(8 + (int)sizeof...(T)) {}
  Variadic(std::initializer_list<int>) : a(1) {}
};
struct Outer {
  List list;
  int x;
};
struct Members {
  List d{};
  List e = {};
};

void take(List list) { printf("%d\n", list.a); }

int main() {
  Both e = {}, g{}, *p = new Both{}, copy = Both{};
  List h{}, i = {}, array[2] = {}, part[3] = {{1, 2}};
  Pattern pattern{};
  Variadic variadic{}, one{1};
  Outer outer = {};
  Members members;
  printf("%d %d %d %d\n", e.a, g.a, p->a, copy.a);
  printf("%d %d %d %d %d\n", h.a, i.a, array[1].a, part[0].a, part[2].a);
  printf("%d %d %d %d %d %d\n", pattern.a, variadic.a, one.a, outer.list.a, members.d.a, members.e.a);
  take({});
  take({1, 2});
  delete p;
}
