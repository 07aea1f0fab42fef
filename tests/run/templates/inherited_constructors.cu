// run: tolerance=0
// Inherited constructors: defaults, templates (also defined outside of the class), hiding by the class's own, several bases.
#include <cstdio>
#include <initializer_list>
#include <string>
#include <utility>

struct Base {
  int k;
  Base(int a = 7, int b = 1) : k(a * b) {}
  Base(std::initializer_list<int> list) : k(static_cast<int>(list.size())) {}
  template <class T> Base(T* p, int n = 2) : k(*p * n) {}
  template <class... A> Base(std::string s, A&&...) : k(static_cast<int>(s.size() + sizeof...(A))) {}
};
struct Derived : Base {
  using Base::Base;
  int z = 4;
};
struct Own : Derived {
  using Derived::Derived;
  Own(int a) : Derived(a + 1) {}
  template <class T> Own(T* p) : Derived(p, 100) {}
};

struct Moved {
  std::string s;
  Moved(std::string t) : s(std::move(t)) {}
  Moved(Moved&&) = default;
};
struct AlsoMoved : Moved {
  using Moved::Moved;
};
template <class T> struct NoDefault : T {
  using T::T;
  NoDefault() = delete;
};

struct Left {
  int a;
  Left(int v) : a(v) {}
};
struct Right {
  int b;
  Right(const char*) : b(9) {}
};
struct Both : Left, Right {
  using Left::Left;
  using Right::Right;
  Both(int a, const char* b) : Left(a), Right(b) {}
};

template <class T> struct Generic {
  typedef T value_type;
  T k;
  template <class U> Generic(U u, T t, value_type v = 3) : k(T(u) + t + v) {}
  template <class U> explicit Generic(const volatile U* u, U* v);
};
template <class T> template <class V> Generic<T>::Generic(const volatile V* u, V* v) : k(*u + *v) {}
struct Ints : Generic<int> {
  using Generic<int>::Generic;
};
template <class T> struct Again : Generic<T> {
  using Generic<T>::Generic;
};

int main() {
  int five = 5;
  Derived a, b(3), c(3, 4), d{1, 2, 3}, e(&five), f(&five, 3), g(std::string("abc"), 1, 2);
  printf("%d %d %d %d %d %d %d %d\n", a.k, b.k, c.k, d.k, e.k, f.k, g.k, g.z);
  Own h, i(1), j(2, 3), k(&five), l(&five, 2);
  printf("%d %d %d %d %d\n", h.k, i.k, j.k, k.k, l.k);
  AlsoMoved m("text");
  AlsoMoved n(std::move(m));
  NoDefault<Base> o(2, 3);
  Both p(1, "");
  printf("%s %d %d %d\n", n.s.c_str(), o.k, p.a, p.b);
  Ints q(1.5, 2), r(&five, &five);
  Again<long> s('a', 2, 4), t(&five, &five);
  printf("%d %d %ld %ld\n", q.k, r.k, s.k, t.k);
}
