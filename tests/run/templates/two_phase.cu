// run: tolerance=0
// Templates: when bodies are instantiated, recursion between templates, point of instantiation, unused members with errors for some types, local classes and statics in templates, mutual recursion.
#include <stdio.h>

template <class T> struct Lazy { void good() { printf("good "); } void bad() { T::does_not_exist(); } T* p = nullptr; };
template <class T> struct Even; template <class T> struct Odd;
template <class T> struct Even { static bool test(T n) { return n == 0 ? true : Odd<T>::test(n - 1); } };
template <class T> struct Odd { static bool test(T n) { return n == 0 ? false : Even<T>::test(n - 1); } };
template <class T> int counter() { static int n = 0; struct Inc { int by; int apply() { return n += by; } }; return Inc{int(sizeof(T))}.apply(); }
struct Incomplete; template <class T> int use(T* p) { return p->value(); }
struct Incomplete { int value() { return 6; } };
template <class T> T later(T v); template <class T> T caller(T v) { return later(v) + 1; } template <class T> T later(T v) { return v * 2; }
template <class T> struct Traits { enum { id = 0 }; }; template <class T> int id_of(T) { return Traits<T>::id; } struct Known {}; template <> struct Traits<Known> { enum { id = 5 }; };
template <class T> struct Tree { T v; Tree *l = nullptr, *r = nullptr; Tree(T v) : v(v) {} void insert(T x) { Tree*& c = x < v ? l : r; if (c) c->insert(x); else c = new Tree(x); } template <class F> void walk(F f) { if (l) l->walk(f); f(v); if (r) r->walk(f); } ~Tree() { delete l; delete r; } };
template <int n> struct Depth { static int value() { return 1 + Depth<n - 1>::value(); } }; template <> struct Depth<0> { static int value() { return 0; } };
template <class T, T... v> struct Seq { static T sum() { T s = 0; T a[] = {v...}; for (T x : a) s += x; return s; } };
template <class T> auto nested(T v) { return [v](auto w) { return [v, w](auto x) { return v + w + x; }; }; }
template <class T> struct Op { friend Op operator*(Op a, Op b) { return {a.v * b.v}; } T v; operator T() const { return v; } };

int main() {
  Lazy<int> lazy; lazy.good(); printf("%d %d\n", Even<int>::test(10), Odd<long>::test(10));
  counter<int>(); counter<char>(); printf("%d %d\n", counter<int>(), counter<char>());
  Incomplete inc; printf("%d %d %d %d\n", use(&inc), caller(4), id_of(1), id_of(Known()));
  Tree<int> t(5); for (int v : {3, 8, 1, 4, 9}) t.insert(v); t.walk([](int v) { printf("%d ", v); }); printf("\n");
  printf("%d %d %.1f\n", Depth<200>::value(), Seq<int, 1, 2, 3>::sum(), nested(1)(2)(3.5));
  Op<int> a{3}, b{4}; printf("%d\n", (int)(a * b));
}
