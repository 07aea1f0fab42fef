/** Templates. Each program is valid C++ (g++ accepts it) and must check without a message. */
import { describe, expect, it } from 'vitest';
import { checkText } from './testing.js';

const accept = (source: string, std: 11 | 14 | 17 | 20 = 17): void => expect(checkText(source, std).messages).toEqual([]);

describe('templates-accept', () => {
  it('instantiates, specializes and deduces', () => {
    accept(
      `
typedef unsigned long size_t; int gi0;
namespace std { template<class E> class initializer_list { const E *p; unsigned long n; public: const E *begin() const { return p; } const E *end() const { return p + n; } unsigned long size() const { return n; } }; }
// templates
template<class T, class U> struct is_same { static constexpr bool value = false; };
template<class T> struct is_same<T,T> { static constexpr bool value = true; };
template<class T, class U> constexpr bool is_same_v = is_same<T,U>::value;
static_assert(is_same_v<int,int> && !is_same_v<int,long>, "");
template<class T> struct rr { using type = T; };
template<class T> struct rr<T&> { using type = T; };
template<class T> struct rr<T&&> { using type = T; };
template<class T> using rr_t = typename rr<T>::type;
static_assert(is_same_v<rr_t<int&&>, int>, "");
template<bool B, class T = void> struct enable_if {};
template<class T> struct enable_if<true, T> { using type = T; };
template<bool B, class T = void> using enable_if_t = typename enable_if<B,T>::type;
template<class T> enable_if_t<sizeof(T)==4, int> sz(T) { return 4; }
template<class T> enable_if_t<sizeof(T)==8, long> sz(T) { return 8; }
static_assert(is_same_v<decltype(sz(1)), int> && is_same_v<decltype(sz(1.0)), long>, "");
template<class... Ts> struct tuple;
template<> struct tuple<> { static constexpr int n = 0; };
template<class H, class... T> struct tuple<H, T...> : tuple<T...> { H h; static constexpr int n = 1 + tuple<T...>::n; };
static_assert(tuple<int,char,double>::n == 3, "");
template<class... A> constexpr auto sum(A... a) { return (a + ... + 0); }
static_assert(sum(1,2,3) == 6, "");
template<int N> struct fact { static const int v = N * fact<N-1>::v; };
template<> struct fact<0> { static const int v = 1; };
static_assert(fact<5>::v == 120, "");
template<class T, T v> struct ic { static constexpr T value = v; using value_type = T; constexpr operator T() const { return v; } };
static_assert(ic<int,5>::value == 5, "");
static_assert(ic<bool,true>(), "");
template<class T> void fwd(T&& t);
template<class T> constexpr bool isl(T&&) { return is_same_v<T, int&>; }
int gi;
static_assert(is_same_v<decltype(gi), int>, ""); static_assert(is_same_v<decltype((gi)), int&>, "");
constexpr int cf(int x) { int r = 1; for (int i = 0; i < x; i++) r *= 2; return r; }
static_assert(cf(10) == 1024, "");
int arr[cf(3)]; static_assert(sizeof(arr)==32,"");
template<class T, int N> constexpr int len(T (&)[N]) { return N; }
static_assert(sizeof(char[len(arr)]) == 8, "");
template<template<class> class TT, class X> struct app { using type = TT<X>; };
static_assert(is_same_v<app<rr, int&>::type, rr<int&>>, "");
template<class F> struct fnt; template<class R, class... As> struct fnt<R(As...)> { using r = R; static constexpr int n = sizeof...(As); };
static_assert(fnt<int(char,long)>::n == 2, "");
template<class F> struct mf; template<class R, class Cc, class... As> struct mf<R (Cc::*)(As...) const> { using c = Cc; };
struct MM { int f(int) const; };
static_assert(is_same_v<mf<decltype(&MM::f)>::c, MM>, "");
template<class T, class = void> struct has_x { static constexpr bool v = false; };
template<class...> using void_t = void;
template<class T> struct has_x<T, void_t<decltype(T::x)>> { static constexpr bool v = true; };
struct HX { int x; };
static_assert(has_x<HX>::v && !has_x<MM>::v, "");
template<class T> struct Outer { template<class U> struct In { T t; U u; }; template<class U> U conv(T t); struct Nest { T q; int f(); }; static T st; typedef T vt; };
template<class T> template<class U> U Outer<T>::conv(T t) { return (U)t; }
template<class T> int Outer<T>::Nest::f() { return sizeof(T); }
template<class T> T Outer<T>::st = T(3);
static_assert(sizeof(Outer<int>::In<double>) == 16, "");
int useouter() { Outer<int> o; Outer<int>::Nest n; return o.conv<long>(3) + n.f() + Outer<int>::st; }
auto lam = [](int a) { return a + 1; };
int uselam() { int k = 4; auto f = [k](auto x) { return x + k; }; return lam(3) + f(2) + f(2.5); }
struct Base { virtual int f(); virtual int g() = 0; virtual ~Base() {} }; 
struct Der : Base { int f() override { return 1; } int g() final { return 2; } };
int usev() { Der d; Base &b = d; return b.f() + b.g(); }
template<class T> struct Vec { T *p; int n; Vec(int k) : p(new T[k]), n(k) {} ~Vec() { delete[] p; } T &operator[](int i) { return p[i]; } T *begin() { return p; } T *end() { return p + n; } Vec(const Vec&) = delete; };
int usevec() { Vec<int> v(3); int s = 0; for (auto &x : v) s += x; for (int y : {1,2,3}) s += y; return s + v[0]; }
struct S3 { int a; double b; };
int usesb() { S3 s{1, 2}; auto [a, b] = s; auto &[c, d] = s; int q[2] = {1,2}; auto [e, f] = q; return a + (int)b + c + e + f + (int)d; }
template<class T> struct Cx { T re; Cx(T r) : re(r) {} friend Cx operator+(const Cx &a, const Cx &b) { return Cx(a.re + b.re); } };
Cx<float> usecx() { Cx<float> a(1), b(2); return a + b; }
Cx ctad(3.0); static_assert(is_same_v<decltype(ctad), Cx<double>>, "");
int sw(int x) { switch (x) { case 1 ... 3: return 1; case 4: goto out; default: break; } for (;;) { if (x) break; continue; } do { x--; } while (x > 0); out: return x; }
int cond() { if (int k = gi; k > 2) return k; else if (auto p = &gi) return *p; while (int z = gi) { return z; } return 0; }
template<class T> auto ifc(T t) { if constexpr (sizeof(T) == 4) return t; else return &t; }
static_assert(is_same_v<decltype(ifc(1)), int>, "");
namespace a1 { namespace b1 { int z = 3; struct Q {}; void adl(Q); } inline namespace v1 { int inl; } }
using namespace a1; namespace ab = a1::b1;
int usens() { adl(ab::Q()); return b1::z + inl + a1::inl; }
namespace { int hidden() { return 3; } struct Anon { int m; }; }
int useanon() { Anon a{1}; static int cnt = 3; static Anon sa; return hidden() + a.m + cnt++ + sa.m; }
int fp(int (*f)(int, int), int x) { return f(x, x); }
int add2(int a, int b = 3) { return a + b; }
int usefp() { return fp(add2, 1) + fp(&add2, 2) + add2(1); }
class Priv { int x; friend int peek(Priv &p); public: Priv() : x(0) {} static int count; enum { K = 3 }; }; int Priv::count = Priv::K; int peek(Priv &p) { return p.x; }
struct Conv { operator int() const { return 3; } explicit operator bool() const { return true; } };
int useconv() { Conv c; if (c) return c; return 0; }
int excep() { try { throw 3; } catch (int e) { return e; } catch (...) { return 1; } }
template<class T> struct Inh : T { using T::T; }; struct HasC { HasC(int, int = 2); }; int useinh() { Inh<HasC> i(3); Inh<HasC> j(3,4); return 0; }
int va(const char *f, ...) { __builtin_va_list l; __builtin_va_start(l, f); int x = __builtin_va_arg(l, int); __builtin_va_end(l); return x; }
`,
      17,
    );
  });
  it('checks a small standard library', () => {
    accept(
      `
// templates harder
namespace std { typedef decltype(sizeof(0)) size_t; template<class T> struct rr{using type=T;}; template<class T> struct rr<T&>{using type=T;}; template<class T> struct rr<T&&>{using type=T;};
template<class T> constexpr T&& forward(typename rr<T>::type &t) noexcept { return static_cast<T&&>(t); }
template<class T> constexpr T&& forward(typename rr<T>::type &&t) noexcept { return static_cast<T&&>(t); }
template<class T> constexpr typename rr<T>::type&& move(T&& t) noexcept { return static_cast<typename rr<T>::type&&>(t); }
template<class A, class B> struct pair { A first; B second; };
template<class T> void swap(T &a, T &b) { T t = move(a); a = move(b); b = move(t); }
template<class T, size_t N> struct array { T d[N]; constexpr T& operator[](size_t i) { return d[i]; } constexpr const T& operator[](size_t i) const { return d[i]; } constexpr size_t size() const { return N; } T *begin() { return d; } T *end() { return d + N; } };
template<class T, class... U> array(T, U...) -> array<T, 1 + sizeof...(U)>;
template<size_t... I> struct index_sequence {};
template<size_t N, size_t... I> struct mk : mk<N-1, N-1, I...> {}; template<size_t... I> struct mk<0, I...> { using type = index_sequence<I...>; };
template<size_t N> using make_index_sequence = typename mk<N>::type;
template<class... T> struct tuple {}; 
template<class H, class... T> struct tuple<H, T...> : private tuple<T...> { H head; tuple(H h, T... t) : tuple<T...>(t...), head(h) {} tuple<T...> &rest() { return *this; } };
template<size_t I, class T> struct tuple_element; template<class H, class... T> struct tuple_element<0, tuple<H,T...>> { using type = H; }; template<size_t I, class H, class... T> struct tuple_element<I, tuple<H,T...>> : tuple_element<I-1, tuple<T...>> {};
template<class T> struct tuple_size; template<class... T> struct tuple_size<tuple<T...>> { static constexpr size_t value = sizeof...(T); };
template<size_t I, class... T> typename tuple_element<I, tuple<T...>>::type &get(tuple<T...> &t) { if constexpr (I == 0) return t.head; else return get<I-1>(t.rest()); }
template<class... T> tuple<T...> make_tuple(T... t) { return tuple<T...>(t...); }
template<class T> class function; 
template<class R, class... A> class function<R(A...)> { struct Base { virtual R call(A...) = 0; virtual ~Base() {} }; template<class F> struct Impl : Base { F f; Impl(F g) : f(g) {} R call(A... a) override { return f(std::forward<A>(a)...); } }; Base *b = nullptr; public: function() = default; template<class F> function(F f) : b(new Impl<F>(f)) {} R operator()(A... a) const { return b->call(std::forward<A>(a)...); } ~function() { delete b; } };
template<class T> struct less { bool operator()(const T&a, const T&b) const { return a < b; } };
template<class It, class C> void sort(It a, It b, C c) { for (It i = a; i != b; ++i) for (It j = i; j != a && c(*j, *(j-1)); --j) swap(*j, *(j-1)); }
template<class It> void sort(It a, It b) { sort(a, b, less<typename rr<decltype(*a)>::type>()); }
template<class T> struct vector { T *b=nullptr,*e=nullptr; using value_type = T; using iterator = T*; vector() = default; explicit vector(size_t n, const T &v = T()); ~vector(); iterator begin(); iterator end() { return e; } template<class It> vector(It a, It b); vector(const vector&o); vector &operator=(const vector &o) { return *this; } size_t size() const { return e - b; } T &operator[](size_t i) { return b[i]; } void push_back(const T&); void push_back(T&&); template<class... A> T& emplace_back(A&&... a); private: void grow(size_t); };
template<class T> vector<T>::vector(size_t n, const T &v) : b(new T[n]), e(b + n) { for (T *p = b; p != e; ++p) *p = v; }
template<class T> vector<T>::~vector() { delete[] b; }
template<class T> typename vector<T>::iterator vector<T>::begin() { return b; }
template<class T> template<class It> vector<T>::vector(It x, It y) { while (x != y) push_back(*x++); }
template<class T> void vector<T>::push_back(const T &x) { grow(1); *e++ = x; }
template<class T> void vector<T>::push_back(T &&x) { grow(1); *e++ = move(x); }
template<class T> template<class... A> T &vector<T>::emplace_back(A&&... a) { push_back(T(forward<A>(a)...)); return e[-1]; }
template<class T> void vector<T>::grow(size_t) {}
template<class T> vector<T>::vector(const vector<T> &o) : vector(o.b, o.e) {}
template<class T> bool operator==(const vector<T> &a, const vector<T> &b) { return a.size() == b.size(); }
template<class T> struct hash; template<> struct hash<int> { size_t operator()(int x) const { return x; } };
}
using namespace std;
template<class T, size_t... I> int sumt(T &t, index_sequence<I...>) { return (get<I>(t) + ...); }
template<class... A> void pass(A&&...) {}
template<class... A> int each(A... a) { int s = 0; int dummy[] = {(s += a, 0)...}; (void)dummy; pass((a + 1)...); return s; }
template<class F, class... A> auto invoke(F &&f, A&&... a) -> decltype(f(forward<A>(a)...)) { return f(forward<A>(a)...); }
template<class T> struct Node { T v; Node *next; Node(T x, Node *n = nullptr) : v(x), next(n) {} };
template<class D> struct CRTP { int run() { return static_cast<D*>(this)->impl(); } }; struct CD : CRTP<CD> { int impl() { return 7; } };
template<class T> int spec(T) { return 0; } template<> int spec<int>(int) { return 1; } template<> int spec(double) { return 2; }
template<class T> int ov(T) { return 0; } template<class T> int ov(T*) { return 1; } template<class T> int ov(const T*) { return 2; } int ov(int) { return 3; }
template int spec<char>(char); template struct Node<long>;
enum class Op { Add, Sub }; template<Op O> struct OpT; template<> struct OpT<Op::Add> { static int ap(int a, int b) { return a + b; } };
template<int (*F)(int)> int callf(int x) { return F(x); } int twice(int x) { return 2 * x; }
struct Str { const char *s; Str(const char *p) : s(p) {} bool operator<(const Str &o) const { return s < o.s; } friend Str operator+(Str a, Str b) { return a; } };
constexpr unsigned long long operator""_k(unsigned long long x) { return x * 1000; }
struct It { int i; int operator*() const { return i; } It &operator++() { ++i; return *this; } bool operator!=(It o) const { return i != o.i; } }; struct Rg { int n; It begin() const { return {0}; } It end() const { return {n}; } };
int main() {
  vector<int> v(3ul, 1); v.push_back(2); v.emplace_back(5); vector<int> w = v; w = v; if (v == w) return 1; sort(v.begin(), v.end()); sort(v.begin(), v.end(), [](int a, int b) { return a > b; });
  auto t = make_tuple(1, 2.5, 'c'); auto &[x, y, z] = t; int s = sumt(t, make_index_sequence<3>());
  function<int(int)> f = [s](int k) { return k + s; }; f(3);
  array<int, 3> a{{1, 2, 3}}; array b{1, 2}; static_assert(sizeof(b) == 8, ""); a[1] = b[0];
  for (int i : Rg{3}) s += i;
  vector<pair<int, Str>> vp; vp.push_back({1, "x"}); vp.push_back(pair<int, Str>{2, "y"});
  CD c; int q = 0; auto rec = [&](auto self, int n) -> int { return n ? self(self, n - 1) + q : 0; };
  const int *cp = &q; 
  return each(1, 2, 3) + invoke([](int a) { return a; }, 3) + c.run() + spec(1) + spec('c') + ov(&q) + ov(cp) + ov(1) + ov(1.0) + OpT<Op::Add>::ap(1, 2) + callf<twice>(3) + callf<&twice>(4) + (int)5_k + rec(rec, 3) + hash<int>()(3) + [&q] { return q; }() + (int)(Str("a") < "b");
}
`,
      17,
    );
  });
  it('checks concepts and abbreviated templates', () => {
    accept(
      `
// round 3
template<class T> concept Num = __is_same(T,int) || __is_same(T,float);
template<Num T> T cadd(T a, T b) { return a + b; }
template<class T> requires (sizeof(T) == 8) int rq(T) { return 8; }
template<class T> int rq(T) { return 0; }
int usec() { return cadd(1, 2) + rq(1.0) + rq(1); }
static_assert(Num<int> && !Num<char>);
auto abbrev(auto x, auto y) { return x + y; }
int useab() { return abbrev(1, 2) + (int)abbrev(1.5, 2); }
template<class T> concept HasFoo = requires(T t) { t.foo(); { t.bar() }; typename T::type; };
struct HF { void foo(); int bar(); using type = int; };
static_assert(HasFoo<HF> && !HasFoo<int>);
struct Agg { int a; double b; }; Agg ag{.a = 1, .b = 2};
`,
      20,
    );
  });
});
