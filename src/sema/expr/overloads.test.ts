/** Overload resolution, operators, packs: programs of static_assert that g++ accepts too. */
import { describe, expect, it } from 'vitest';
import { checkText } from './test-support.js';

const overloadResolution = `
template<class T, class U> struct same { static constexpr bool value = false; };
template<class T> struct same<T, T> { static constexpr bool value = true; };
#define SAME(e, ...) static_assert(same<decltype(e), __VA_ARGS__>::value, #e)
template<int N> struct R {};
R<1> f(int); R<2> f(double); R<3> f(const char*); R<4> f(...); R<5> f(bool); R<6> f(long);
SAME(f(1), R<1>); SAME(f('a'), R<1>); SAME(f(1.0f), R<2>); SAME(f("x"), R<3>); SAME(f(true), R<5>); SAME(f(1l), R<6>);
struct X { X(int); }; struct Y { operator int() const; }; struct Z {};
SAME(f(Z()), R<4>); 
R<1> g(int&); R<2> g(const int&); R<3> g(int&&); int i; const int ci = 1; SAME(g(i), R<1>); SAME(g(ci), R<2>); SAME(g(1), R<3>); SAME(g((int&&)i), R<3>);
R<1> h(X); R<2> h(double); SAME(h(1), R<2>); struct W { W(X); }; R<1> k(W); SAME(k(X(1)), R<1>);
R<1> m(int*); R<2> m(void*); R<3> m(bool); int* ip; char* cp; SAME(m(ip), R<1>); SAME(m(cp), R<2>); SAME(m(&i), R<1>);
struct B1 {}; struct D1 : B1 {}; struct E1 : D1 {}; R<1> n(B1*); R<2> n(D1*); R<3> n(void*); E1* e1; SAME(n(e1), R<2>); R<1> o(const B1&); R<2> o(const D1&); E1 e; SAME(o(e), R<2>);
template<class T> R<1> p(T); R<2> p(int); SAME(p(1), R<2>); SAME(p(1.0), R<1>); SAME(p<int>(1), R<1>);
template<class T> R<1> q(T*); template<class T> R<2> q(T); SAME(q(ip), R<1>); SAME(q(1), R<2>);
struct M { R<1> a(); R<2> a() const; R<1> b() &; R<2> b() &&; static R<3> s(); R<1> operator()(int); R<2> operator()(double) const; R<4> operator[](int); R<5> operator*(); M* operator->(); int fld; R<6> operator++(); R<7> operator++(int); explicit operator bool() const; R<8> operator,(int); };
M mm; const M cm{mm}; SAME(mm.a(), R<1>); SAME(cm.a(), R<2>); SAME(mm.b(), R<1>); SAME(M(mm).b(), R<2>); SAME(mm.s(), R<3>); SAME(M::s(), R<3>); SAME(mm(1), R<1>); SAME(cm(1), R<2>); SAME(mm[1], R<4>); SAME(*mm, R<5>); SAME(mm->fld, int); SAME(++mm, R<6>); SAME(mm++, R<7>); SAME(!mm, bool);
namespace N { struct A {}; R<1> adl(A); R<2> operator+(A, A); R<3> operator<<(A&, int); R<4> operator==(A, int);} N::A na; SAME(adl(na), R<1>); SAME(na + na, R<2>); SAME(na << 3, R<3>); SAME(na == 3, R<4>);
Y y; SAME(y + 1, int); SAME(-y, int); SAME(y == 3, bool); int arr[5]; SAME(arr[y], int&); 
R<1> v(int, int = 2); R<2> v(double, double); SAME(v(1), R<1>); SAME(v(1, 2), R<1>); SAME(v(1.0, 2.0), R<2>);
R<1> fn(int (*)(int)); R<2> fn(int (*)(double)); int t1(int); SAME(fn(t1), R<1>); SAME(fn(&t1), R<1>); int t2(int); int t2(double, double); int (*pt)(int) = t2; int (*pt2)(double, double) = &t2;
struct Agg { int a, b; }; R<1> ag(Agg); R<2> ag(int); SAME(ag({1, 2}), R<1>); SAME(ag({1}), R<2>); R<1> ar(const int (&)[2]); R<2> ar(const int (&)[3]); SAME(ar({1, 2}), R<1>); SAME(ar({1, 2, 3}), R<2>);
struct C1 { operator const char*() const; }; const char* s1 = C1(); struct Q { Q(); Q(const Q&); Q(Q&&); Q& operator=(const Q&); Q& operator=(Q&&); ~Q(); }; Q mk(); Q q1 = mk(), q2 = q1, q3(static_cast<Q&&>(q1)); void asg() { q1 = q2; q1 = mk(); q1 = {}; }
int M::*pm = &M::fld; R<1> (M::*pmf)() = &M::a; SAME((mm.*pmf)(), R<1>); SAME((&mm)->*pm, int&); SAME(mm.*pm, int&);
template<class... T> constexpr int total(T... t) { return (t + ... + 0); } static_assert(total(1, 2, 3) == 6); static_assert(total() == 0); template<class... T> constexpr bool all(T... t) { return (... && t); } static_assert(all(true, true) && !all(true, false) && all());
template<class... T> constexpr int cnt(T&&...) { return sizeof...(T); } static_assert(cnt(1, 2.0, "x") == 3); template<class... T> constexpr int fwd(T&&... t) { return total(static_cast<T&&>(t)...); } static_assert(fwd(4, 5) == 9);
static_assert(__is_same(int, int) && !__is_same(int, const int)); static_assert(__is_class(M) && !__is_class(int)); static_assert(__is_base_of(B1, E1)); static_assert(__is_trivially_copyable(Agg) && !__is_trivially_copyable(Q)); static_assert(__is_constructible(X, int) && !__is_constructible(X, char*)); static_assert(__is_enum(int) == false); static_assert(__is_aggregate(Agg)); static_assert(__is_empty(B1)); static_assert(!__is_assignable(const int&, int)); static_assert(__is_assignable(int&, double));
`;

describe('expressions', () => {
  it('accepts overload resolution', () => {
    expect(checkText(overloadResolution).messages).toEqual([]);
  });
});
