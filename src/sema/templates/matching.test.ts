/** Programs that matching, deduction and lookup of templates must accept; each states with assertions what is chosen. */
import { describe, expect, it } from 'vitest';
import { checkText } from '../testing.js';

function accept(source: string, std: 14 | 17 | 20 = 17): void {
  expect(checkText(source, std).messages).toEqual([]);
}

describe('templates', () => {
  it('matches noexcept in partial specializations', () => {
    accept(`
template<class> struct S { static constexpr int v = 0; };
template<class R,class C,class... A> struct S<R (C::*)(A...)> { static constexpr int v = 1; };
template<class R,class C,class... A> struct S<R (C::*)(A...) const> { static constexpr int v = 2; };
template<class R,class C,class... A> struct S<R (C::*)(A...) noexcept> { static constexpr int v = 3; };
template<class R,class C,class... A> struct S<R (C::*)(A...) const noexcept> { static constexpr int v = 4; };
struct X { int a(int); int b(int) const; int c(int) noexcept; int d(int) const noexcept; };
static_assert(S<decltype(&X::a)>::v == 1, "");
static_assert(S<decltype(&X::b)>::v == 2, "");
static_assert(S<decltype(&X::c)>::v == 3, "");
static_assert(S<decltype(&X::d)>::v == 4, "");
template<class> struct F { static constexpr int v = 0; };
template<class R, class... A> struct F<R(A...)> { static constexpr int v = 1; };
template<class R, class... A> struct F<R(A...) noexcept> { static constexpr int v = 2; };
template<class R, class... A> struct F<R(*)(A...)> { static constexpr int v = 3; };
template<class R, class... A> struct F<R(*)(A...) noexcept> { static constexpr int v = 4; };
static_assert(F<int(int)>::v == 1 && F<int(int) noexcept>::v == 2 && F<int(*)(int)>::v == 3 && F<int(*)(int) noexcept>::v == 4, "");
template<class R, class... A> constexpr int call(R (*)(A...)) { return sizeof...(A); }
int nf(int, char) noexcept;
static_assert(call(nf) == 2, "");
template<class R, class C, class... A> constexpr int mcall(R (C::*)(A...) const) { return sizeof...(A); }
static_assert(mcall(&X::d) == 1, "");
template<class> struct O { static constexpr bool v = false; }; template<class R, class... A> struct O<R(A...)> { static constexpr bool v = true; };
static_assert(!O<int() noexcept>::v, "");
template<class A, class B> struct same { static constexpr bool v = false; }; template<class A> struct same<A, A> { static constexpr bool v = true; };
static_assert(!same<int(), int() noexcept>::v, "");
static_assert(!same<decltype(&X::a), decltype(&X::c)>::v || true, "");
`);
  });

  it('names a template by the injected class names of several bases', () => {
    accept(`
template<int N, class T> struct L { T v; L(T x) : v(x) {} };
struct A : L<0,int>, L<1,long> { A() : L<0,int>(1), L<1,long>(2) {} };
template<class... T> struct B; 
template<class T, class U> struct M : L<0,T>, L<1,U> { M() : L<0,T>(1), L<1,U>(2) {} T a() { return L<0,T>::v; } U b() { return this->template L<1,U>::v; } };
int use() { M<int,long> m; A a; return m.a() + m.b() + a.L<0,int>::v; }
struct Sole : L<0,int> { Sole() : L(3) {} };
`);
  });

  it('deduces to the one base class that matches', () => {
    accept(`
template<int i, class T> struct L { T v; };
template<int i, class T> constexpr T& get(L<i,T>& l) { return l.v; }
template<int i, class T> constexpr T* getp(L<i,T>* l) { return &l->v; }
template<int i, class T> constexpr const T& get(const L<i,T>& l) { return l.v; }
template<class... T> struct tup;
struct D : L<0,int>, L<1,long>, L<2,char> { };
struct E : D {};
int use(D& d, const D& c, E& e) { get<0>(d) = 1; get<1>(d) = 2; get<2>(e) = 3; return get<1>(c) + *getp<1>(&d) + *getp<2>(&e); }
template<class T> struct Late : L<0,T>, L<1,long> {};
long later(Late<int>* p) { return *getp<1>(p); }
template<class T> struct wrap { T* p; long f() { return *getp<1>(p); } };
struct Own; 
struct Own : L<0,int>, L<1,long> { long g() { return get<1>(*this) + *getp<0>(this); } };
template<class T> long byT(L<1, T>&& x) { return x.v; }
long r() { return byT(D{}); }
template<class T> int any(...) { return 0; }
template<int i, class T> char test(L<i,T>*); template<int i> int test(...);
struct Inc;
static_assert(sizeof(test<1>((Inc*)0)) == 4, "");
struct Inc2 : L<1,int> { static constexpr int k = sizeof(test<1>((Inc2*)0)); };
`);
  });

  it('hides inherited constructors and keeps the implicit default one', () => {
    accept(`
struct B { int k; B() : k(1) {} B(int a) : k(a) {} B(int a, double) : k(a) {} explicit B(const char*) : k(0) {} };
struct D : B { using B::B; int z = 4; };
struct E : B { using B::B; E(int a) : B(a + 1) {} };
template<class T> struct F : T { using T::T; F(int a) : T(a) {} };
int use() { D d; D d2(3); D d3{1, 2.0}; E e(3); E e2(1, 2.0); F<B> f(2); F<B> g("a"); F<D> h(1); D arr[2]; return d.k + d2.k + d3.k + e.k + e2.k + f.k + g.k + h.k + arr[0].k; }
struct N { N(int); }; struct ND : N { using N::N; };
template<class T> struct isd { template<class U> static char t(decltype(U())*); template<class U> static long t(...); static constexpr bool v = sizeof(t<T>(0)) == 1; };
static_assert(isd<D>::v && !isd<ND>::v, "");
`);
  });

  it('takes addresses of templates with explicit packs', () => {
    accept(`
struct X { template<class R, class... A> static R call(A... a) { return R(sizeof...(a)); } template<class R, class... A> R mem(A... a) { return R(sizeof...(a)); } };
template<class R, class... A> struct H { R (*p)(A...) = &X::template call<R, A...>; R (X::*m)(A...) = &X::template mem<R, A...>; };
template<class T, class R, class... A> struct H2 { using fn = R(*)(A...); static fn get() { return &T::template call<R, A...>; } };
int use() { H<int, int&, const char&> h; H<int, int, long> g; H<int> k; H<int, int&&> q; H2<X, int, int&, long> z; (void)z.get()(*(int*)0, 2); int a = 0; char c = 1; return h.p(a, c) + g.p(1, 2) + k.p() + q.p(1); }
template<class R, class... A> R fr(A... a) { return R(sizeof...(a)); }
int use2() { int (*p)(int&, double) = &fr<int, int&, double>; auto q = &fr<int, int&, double>; auto r = fr<int, int&>; int a = 0; return p(a, 1) + q(a, 2) + r(a); }
struct Y { template<class R, class... A> static R call(void*, A&&... a) { return R(sizeof...(a)); } template<class R, class F, class... A> static R inv(F f, A... a) { return f(a...); } };
template<class> struct fun; template<class R, class... A> struct fun<R(A...)> { R (*p)(void*, A&&...) = &Y::template call<R, A...>; R (*q)(R (*)(A...), A...) = &Y::template inv<R, R(*)(A...), A...>; };
int use3() { fun<int(int&, const char&, long)> f; fun<int(const int, int*)> g; int a = 0; char c = 0; return f.p(nullptr, a, c, 3L) + g.p(nullptr, 3, nullptr); }
template<class... A> int fnp(int (*)(A&&...)) { return sizeof...(A); } int tgt(int&, long&&); int use4() { return fnp<int&>(tgt) + fnp<int&, long>(tgt); }
`);
  });

  it('adds const to array elements', () => {
    accept(`
typedef decltype(sizeof(0)) size_t;
template<class T> struct ident { using type = T; };
template<class T> struct span { T* p; size_t n; template<size_t N> constexpr span(T (&a)[N]) : p(a), n(N) {} template<size_t N> constexpr span(typename ident<T>::type (&a)[N], int) : p(a), n(N) {} };
template<class T, size_t n> constexpr size_t f(const T (&)[n]) { return n; }
template<class T, size_t n> constexpr size_t g(T (&)[n]) { return n; }
int use() { int a[2] = {1, 2}; span<const int> s(a); span<const int> s2(a, 1); span<int> s3(a); const int (&r)[2] = a; int b[2][3]; const int (&r2)[2][3] = b; return f(a) + g<const int>(a) + g(a) + s.n + r[0] + s2.n + f("abc") + r2[0][0]; }
int two(const int (&)[2]); int over(const int (&)[2]) ; char over(int (&)[2]);
int use2() { int a[2]; static_assert(sizeof(over(a)) == 1, ""); return two(a); }
`);
  });

  it('makes integer sequences and picks pack elements', () => {
    accept(`
template<class T, T... I> struct seq { static constexpr int n = sizeof...(I); };
template<class T, T N> using make = __make_integer_seq<seq, T, N>;
template<class A, class B> struct same { static constexpr bool v = false; }; template<class A> struct same<A, A> { static constexpr bool v = true; };
static_assert(same<make<int, 3>, seq<int, 0, 1, 2>>::v, "");
static_assert(same<make<unsigned long, 0>, seq<unsigned long>>::v, "");
template<class T, int... I> int s(T (&a)[sizeof...(I)], seq<int, I...>) { return (a[I] + ...); }
template<class T, int N> int sum(T (&a)[N]) { return s(a, make<int, N>()); }
int use() { int a[] = {1,2}; return sum(a); }
static_assert(same<__type_pack_element<1, int, char, long>, char>::v, "");
template<int i, class... T> using pick = __type_pack_element<i, T...>;
static_assert(same<pick<0, long, int>, long>::v, "");
`);
  });

  it('default arguments of earlier declarations with other names', () => {
    accept(`
template<class T> struct alloc {};
template<class X, class Y = alloc<X>> class S;
template<class A, class B> class S { public: A a; B b; };
S<int> s;
template<class X, class Y = alloc<X>> int f(X x);
template<class A, class B> int f(A x) { return sizeof(B); }
int z = f(3);
template<int N, int M = N + 1> struct V; template<int A, int B> struct V { int a[B]; };
static_assert(sizeof(V<2>) == 12, "");
template<class T, class = T> struct U; template<class, class> struct U { static constexpr int v = 1; }; template<class T> struct U<T, T> { static constexpr int v = 2; };
static_assert(U<int>::v == 2, "");
`);
  });

  it('deduces class template arguments', () => {
    accept(`
typedef decltype(sizeof(0)) size_t;
namespace std { template<class E> class initializer_list { const E* b; size_t n; public: constexpr initializer_list() : b(0), n(0) {} constexpr size_t size() const { return n; } constexpr const E* begin() const { return b; } constexpr const E* end() const { return b + n; } }; }
template<class A, class B> struct same { static constexpr bool v = false; }; template<class A> struct same<A, A> { static constexpr bool v = true; };
template<class T> struct alloc {};
template<class T, class A = alloc<T>> struct vec;
template<class E, class B> struct vec { vec(); vec(size_t, const E&, const B& = B()); vec(std::initializer_list<E>, const B& = B()); vec(const vec&); template<class I> vec(I, I); };
template<class I> vec(I*, I*) -> vec<I>;
vec a{1, 2, 3}; static_assert(same<decltype(a), vec<int>>::v, "");
vec b(3ul, 1.5); static_assert(same<decltype(b), vec<double>>::v, "");
vec c{a}; static_assert(same<decltype(c), vec<int>>::v, "");
vec d = {c, c}; static_assert(same<decltype(d), vec<vec<int>>>::v, "");
vec e(&a, &a + 1); static_assert(same<decltype(e), vec<vec<int>>>::v, "");
auto f = vec{1L}; static_assert(same<decltype(f), vec<long>>::v, "");
template<class... T> struct tup { tup(const T&...); }; template<class... T> tup(T...) -> tup<T...>;
tup g{1, "x", a}; static_assert(same<decltype(g), tup<int, const char*, vec<int>>>::v, "");
tup h(g); static_assert(same<decltype(h), decltype(g)>::v, "");
template<class> struct fun; template<class R, class... A> struct fun<R(A...)> { template<class F> fun(F); };
template<class> struct sig; template<class R, class C, class... A> struct sig<R (C::*)(A...)> { typedef R type(A...); };
template<class R, class C, class... A> struct sig<R (C::*)(A...) const> { typedef R type(A...); }; template<class R, class C, class... A> struct sig<R (C::*)(A...) const noexcept> { typedef R type(A...); };
template<class R, class... A> fun(R (*)(A...)) -> fun<R(A...)>; template<class F, class S = typename sig<decltype(&F::operator())>::type> fun(F) -> fun<S>;
fun i = [](int x) { return x; }; static_assert(same<decltype(i), fun<int(int)>>::v, "");
fun j = [](int x) noexcept { return x; }; static_assert(same<decltype(j), fun<int(int)>>::v, "");
int free(char) noexcept; fun k = free; static_assert(same<decltype(k), fun<int(char)>>::v, "");
`);
  });

  it('deduces aggregates with bases', () => {
    accept('template<class... F> struct over : F... { using F::operator()...; }; over o{[](int) { return 1; }, [](char*) { return 2; }}; static_assert(sizeof(o(3)) == 4);', 20);
  });

  it('prefers own constructors, leaves unused inherited ones unchecked', () => {
    accept(`
struct B { B(int a = 7, int b = 1); template<class T> B(T* p, int n = 2); };
struct D : B { using B::B; };
struct E : D { using D::D; E(int a); template<class T> E(T* p); };
struct X { X(int); }; struct Y { Y(const char*); };
struct XY : X, Y { using X::X; using Y::Y; XY(int a, const char* b) : X(a), Y(b) {} };
void f(int* p) { D a, b(1), c(1, 2), d(p); E e, g(1), h(1, 2), i(p), j(p, 3); XY k(1, ""); }
`);
  });

  it('refuses what several bases would match', () => {
    expect(checkText('template<int i, class T> struct L {}; struct D : L<0, int>, L<1, long> {}; template<int i, class T> void f(L<i, T>&); void g(D& d) { f(d); }').messages).toEqual([expect.stringContaining('5001')]);
    expect(checkText('template<int i> struct L { static int v; }; struct D : L<0>, L<1> { int f() { return L::v; } };').messages).toEqual([expect.stringContaining('4009')]);
  });

  it('leaves the members of anonymous unions to the class', () => {
    const parts = 'struct N { N(); ~N(); }; struct U { union { N a; int b; }; U() : b(1) {} ~U() {} }; struct S { union { N a; int b; }; };';
    accept(`${parts} template<class T> struct Opt { union { char c; T v; }; bool has; Opt() : c(0), has(false) {} ~Opt() { if (has) v.~T(); } }; void f() { U u; Opt<N> o; }`);
    expect(checkText(`${parts} void f() { S s{}; }`).messages).toEqual([expect.stringContaining("5003 attempt to use a deleted function 'S::~()'")]);
    expect(checkText('struct A { ~A() = delete; }; void f() { A a; }').messages).toEqual([expect.stringContaining('5003')]);
  });

  it('inherits constructor templates, also those defined outside of the class', () => {
    accept(`
template<class T> struct Base { typedef T value_type; T k; template<class U> Base(U u, T t, value_type v = 3) : k(T(u) + t + v) {} template<class U> Base(const volatile U*, U*); };
template<class T> template<class V> Base<T>::Base(const volatile V* u, V* v) : k(*u) {}
struct D : Base<int> { using Base<int>::Base; };
template<class T> struct E : Base<T> { using Base<T>::Base; };
void f(int* p) { D a(1.5, 2), b(p, p); E<long> c('a', 2, 4), d(p, p); }
`);
  });

  it('prints operators with their space', () => {
    expect(checkText('struct X { void operator delete[](void*) = delete; ~X(); }; void f(X* x) { delete[] x; }').messages).toEqual([expect.stringContaining("'void X::operator delete[](void *)'")]);
  });
});
