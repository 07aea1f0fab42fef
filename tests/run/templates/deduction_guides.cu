// run: tolerance=0
// Class template argument deduction: implicit guides, user-written guides, aggregates' guides, new and casts, copies, explicit instantiation, members of templates.
#include <stdio.h>

template <class T> struct Box { T v; Box(T v) : v(v) {} };
template <class A, class B = int> struct Pair { A a; B b; Pair(A a, B b = B()) : a(a), b(b) {} };
template <class T, int n> struct Array { T v[n]; };
template <class T, class... U> Array(T, U...) -> Array<T, 1 + sizeof...(U)>;
template <class T> struct Text { T v; Text(T v) : v(v) {} };
Text(const char*) -> Text<char>;
template <> struct Text<char> { const char* s; int n; Text(const char* s) : s(s), n(0) { while (s[n]) n++; } };
template <class T> struct View { const T* p; int n; template <int k> View(const T (&a)[k]) : p(a), n(k) {} View(const T* p, int n) : p(p), n(n) {} T sum() const { T s = 0; for (int i = 0; i < n; i++) s += p[i]; return s; } };
template <class F> struct Guard { F f; explicit Guard(F f) : f(f) {} ~Guard() { f(); } };
template <class T> struct Outer { template <class U> struct Inner { T t; U u; Inner(T t, U u) : t(t), u(u) {} }; };
template <class... F> struct Overloaded : F... { using F::operator()...; };
template <class... F> Overloaded(F...) -> Overloaded<F...>;

int main() {
  Box a(1); Box b = 2.5; Box c{'x'}; Box copy = a; Box boxed(Box(3)); auto* p = new Box(4.5f);
  printf("%d %.1f %c %d %d %.1f %d\n", a.v, b.v, c.v, copy.v, boxed.v, p->v, (int)sizeof(*p)); delete p;
  Pair q(1.5, 'c'); Pair r(7); printf("%.1f %c %d %d\n", q.a, q.b, r.a, r.b);
  Array arr{1, 2, 3, 4}; printf("%d %d\n", (int)(sizeof arr.v / sizeof *arr.v), arr.v[3]);
  Text t("hello"); Text u(5); printf("%s %d %d\n", t.s, t.n, u.v);
  int raw[] = {1, 2, 3}; View v(raw); View w(raw, 2); printf("%d %d\n", v.sum(), w.sum());
  { int n = 0; { Guard g([&] { n = 9; }); } printf("%d\n", n); }
  Outer<int>::Inner<double> in(1, 2.5); printf("%.1f\n", in.u);
  Overloaded visit{[](int v) { return v * 2; }, [](double v) { return int(v * 100); }, [](const char* s) { return int(s[0]); }};
  printf("%d %d %d\n", visit(4), visit(1.25), visit("A"));
  printf("%d\n", Box(Pair(1, 2)).v.b);
}
