// run: tolerance=0
// Layout of classes with virtual bases: shared vtable pointers, order of virtual bases; overriders of repeated bases, conversion functions, ref-qualified functions; covariant results with adjustment.
#include <stdio.h>
struct V{virtual int f(){return 1;}}; struct B1: virtual V{}; struct B2: virtual V{int f() override {return 2;}}; struct D: B1,B2{};
struct D2 : D { int x; }; struct B3 : B1 { int q; }; struct E : B3, virtual B2 {}; struct F : virtual B1, virtual B2 {};
struct W { virtual int g() { return 9; } long data; }; struct G : virtual W, virtual V { int g() override { return 10; } };
// repeated base
struct A { int a; A(int x=0):a(x){} virtual int f() { return a; } virtual ~A(){} };
struct L : A { L() : A(1) {} };
struct R : A { R() : A(2) {} int f() override { return 20 + a; } };
struct M : L, R { };
struct Conv { virtual operator int() { return 1; } virtual operator long() { return 2; } virtual int q() & { return 3; } virtual int q() && { return 4; } };
struct Conv2 : Conv { operator long() override { return 5; } int q() && override { return 6; } };
struct Cl { virtual Cl *clone() const { return new Cl(*this); } virtual ~Cl() {} virtual const char *n() { return "Cl"; } virtual Cl &me() { return *this; } };
struct Other { int o = 3; virtual ~Other() {} };
struct Cl2 : Other, Cl { Cl2 *clone() const override { return new Cl2(*this); } const char *n() override { return "Cl2"; } int z = 7; Cl2 &me() override { return *this; } };
struct Cl3 : Cl2 { Cl3 *clone() const override { return new Cl3(*this); } const char *n() override { return "Cl3"; } };
int main() {
  printf("%d %d %d %d %d %d %d %d %d\n", (int)sizeof(V), (int)sizeof(B1), (int)sizeof(D), (int)sizeof(D2), (int)sizeof(B3), (int)sizeof(E), (int)sizeof(F), (int)sizeof(G), (int)sizeof(M));
  D d; V &v = d; B1 &b1 = d; B2 &b2 = d; printf("%d %d %d\n", v.f(), b1.f(), b2.f());
  E e; printf("%d %d %d\n", static_cast<V&>(e).f(), static_cast<B1&>(e).f(), static_cast<B2&>(e).f());
  F f; printf("%d %d %d\n", static_cast<V&>(f).f(), static_cast<B1&>(f).f(), static_cast<B2&>(f).f());
  G g; printf("%d %d\n", static_cast<V&>(g).f(), static_cast<W&>(g).g());
  M m; L *l = &m; R *r = &m; A *al = l, *ar = r; printf("%d %d %d %d\n", l->f(), r->f(), al->f(), ar->f());
  Conv2 c2; Conv &c = c2; printf("%d %ld %d %d\n", (int)c, (long)c, c.q(), static_cast<Conv&&>(c).q());
  Cl3 c3; Cl *cl = &c3; Cl *copy = cl->clone(); Cl2 *copy2 = c3.clone(); Cl2 *c2p = &c3; Cl2 *copy3 = c2p->clone();
  printf("%s %s %s %d %s %d\n", copy->n(), copy2->n(), copy3->n(), copy3->z, cl->me().n(), &cl->me() == cl);
  printf("%d %d\n", dynamic_cast<Cl2*>(copy)->z, c2p->me().o);
  delete copy; delete copy2; delete copy3;
}
struct X0{int x;}; struct Y0: virtual X0 {int y;}; struct Z0: virtual Y0 {}; struct Z1 : virtual Y0, virtual X0 { char c; }; struct Em{}; struct Z2: virtual Em, virtual Y0 {}; struct N1 : virtual B1 {}; struct N2 : virtual N1, virtual B2 { int k; }; struct N3 : virtual B2, N2 {}; struct N4 : N3, virtual D { int f() override { return 44; } }; struct N5 : virtual N4, B3 { double q; int f() override { return 55; } }; struct N6: virtual V, virtual N1, virtual D {};
struct N7 : V {}; struct N8 : N7, B1 {}; struct N9 : virtual N8, virtual N7 {};
template <class T> int offs() { static char buf[sizeof(T) + 64]; T *t = new T; V *v = (V*)(B1*)t; int o = (int)((char*)v - (char*)t); delete t; return o; }
struct Report { Report() { printf("%d %d %d %d %d %d %d %d %d %d %d %d\n", (int)sizeof(Z0), (int)sizeof(Z1), (int)sizeof(Z2), (int)sizeof(N1), (int)sizeof(N2), (int)sizeof(N3), (int)sizeof(N4), (int)sizeof(N5), (int)sizeof(N6), (int)sizeof(N7), (int)sizeof(N8), (int)sizeof(N9));
 printf("%d %d %d %d\n", offs<D>(), offs<B3>(), offs<E>(), offs<F>()); printf("%d %d\n", offs<N1>(), offs<N2>());
 N2 n; N2 &rn = n; B2 &b = rn; N1 &n1 = rn; printf("%d %d\n", b.f(), n1.f()); } } report;
