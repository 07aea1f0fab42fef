// run: tolerance=0
// Inherited constructors, using-declarations of members and types, access changes, private and protected inheritance, hiding, conversion of base pointers.
#include <stdio.h>

struct Base { int v; const char* how; Base() : v(0), how("default") {} explicit Base(int n) : v(n), how("int") {} Base(const char* s, int n = 3) : v(n), how(s) {} template <class T> Base(T* p, T q) : v(int(*p + q)), how("template") {} protected: int hidden = 11; int secret() const { return v * 2; } public: typedef int type; };
struct Derived : Base { using Base::Base; int extra = 7; Derived(double) : Base("double"), extra(1) {} };
struct Changed : private Base { using Base::Base; using Base::v; using Base::secret; using typename Base::type; type get() const { return hidden; } };
struct Two { int t; Two(char c) : t(c) {} }; struct Both : Two { int v = 4; using Two::Two; Both() : Two(122) {} };
template <class T> struct Generic : T { using T::T; T& base() { return *this; } };
struct Init { int a = 1, b; Init(int b) : b(b) {} }; struct InitDerived : Init { int c = a + 1; using Init::Init; };
class Protected { protected: int p = 5; ~Protected() {} friend int peek(const Protected& x) { return x.p; } }; struct User : Protected { int get() { return p + peek(*this); } int other(User& u) { return u.p; } };

int main() {
  Derived a, b(5), c("text"), d("two", 9), e(1.5); double dv = 2.5; Derived f(&dv, 1.5); printf("%d%s %d%s %d%s %d%s %d%s %d%s %d %d\n", a.v, a.how, b.v, b.how, c.v, c.how, d.v, d.how, e.v, e.how, f.v, f.how, b.extra, e.extra);
  Changed g(21); Changed::type t = g.get(); printf("%d %d %d\n", g.v, g.secret(), t);
  Generic<Derived> h(8), i("generic"); h.base().v++; printf("%d %s\n", h.v, i.how); InitDerived j(4); printf("%d %d %d\n", j.a, j.b, j.c); User u; printf("%d %d\n", u.get(), u.other(u));
  Both k('a'), l; printf("%d %d %d\n", k.t, k.v, l.t);
}
