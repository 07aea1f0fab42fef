/** Declarations, classes, statements. Each program is valid C++ (g++ accepts it) and must check without a message. */
import { describe, expect, it } from 'vitest';
import { checkText } from './testing.js';

const accept = (source: string, std: 11 | 14 | 17 | 20 = 17): void => expect(checkText(source, std).messages).toEqual([]);

describe('programs-accept', () => {
  it('checks C and C++ declarations', () => {
    accept(
      `
namespace std { template<class E> class initializer_list { const E *p; unsigned long n; public: const E *begin() const { return p; } const E *end() const { return p + n; } unsigned long size() const { return n; } }; }
// round 4: assorted C & C++
extern "C" { int puts(const char *); void *memcpy(void *, const void *, unsigned long); typedef struct fl FILE; extern FILE *stdout; struct fl { int fd; }; int cfn(int x) { return x; } }
typedef struct list { struct list *next; int v; } list_t;
typedef enum { RED, GREEN = 5 } color; color cc = GREEN;
static int sfn(list_t *l) { int n = 0; while (l) { n += l->v; l = l->next; } return n; }
int tab[][2] = {{1,2},{3,4},{5,6}}; static_assert(sizeof(tab) == 24, "");
char str[] = "hello"; static_assert(sizeof(str) == 6, "");
const char *names[] = {"a", "b"}; 
int (*ops[2])(int, int); int (*getop(int i))(int, int) { return ops[i]; }
int proto(int[], int (*)(float), int n), other;
struct Fwd; struct UsesFwd { Fwd *p; Fwd *get() { return p; } }; struct Fwd { int q; };
struct Later { int f() { return g() + K; } int g() { return m; } int m = 3; static const int K = 5; int arr[K]; }; 
struct Stat { static int cnt; static constexpr double pi = 3.14; static inline int inl = 2; int operator()(int a) const { return a; } Stat *self() { return this; } const Stat &cref() const { return *this; } }; int Stat::cnt = 1;
struct OpS { int v; OpS &operator+=(const OpS &o) { v += o.v; return *this; } OpS operator-() const { return OpS(-v); } OpS operator++(int) { OpS t = *this; v++; return t; } bool operator==(const OpS &o) const { return v == o.v; } explicit OpS(int x) : v(x) {} OpS() = default; OpS(int a, int b) : OpS(a + b) {} int &operator[](int) { return v; } };
OpS operator+(OpS a, const OpS &b) { a += b; return a; } 
template<class T> OpS &operator<<(OpS &o, const T &) { return o; }
int useops() { OpS a(1), b(2, 3); OpS c = a + b; c++; -c; a << 3 << "x"; return (a == b) + c[0]; }
namespace deep::er { struct X { friend int adlf(X) { return 1; } }; template<class T> T tf(T t) { return t; } int operator*(X, int) { return 2; } }
int useadl() { deep::er::X x; return adlf(x) + deep::er::tf(3) + x * 2; }
using deep::er::tf; int usetf() { return tf(3); }
struct Multi1 { int a; void same(); }; struct Multi2 { int b; void same(int); }; struct Multi : Multi1, Multi2 { using Multi1::same; using Multi2::same; }; void usem() { Multi m; m.same(); m.same(1); m.a = m.b; }
struct VA { virtual int f(int) { return 1; } virtual ~VA() = default; }; struct VB : virtual VA { int f(int) override { return 2; } }; struct VC : virtual VA { }; struct VD : VB, VC { }; int usevd() { VD d; VA *p = &d; delete new VD; return p->f(1) + d.f(2) + (dynamic_cast<VB *>(p) != nullptr); }
int memptr() { int OpS::*p = &OpS::v; OpS (OpS::*f)() const = &OpS::operator-; OpS o(3); return o.*p + (o.*f)().v; }
union UU { int i; float f; UU() : i(0) {} }; 
struct Bits { unsigned a : 3, b : 5; int : 0; signed c : 4; }; int usebits() { Bits b = {1, 2, 3}; b.a = 5; return b.a + b.c; }
int gnu() { int x = ({ int y = 3; y + 1; }); __typeof__(x) z = x; return x ?: z; }
int lambdas() { int a = 1, b = 2; auto f = [&a, b]() mutable { a++; b++; return b; }; auto g = [c = a + b, &r = a] { return c + r; }; struct L { int q; int m() { auto h = [this] { return q; }; return h(); } } l{3}; int (*fp)(int) = [](int x) { return x; }; return f() + g() + l.m() + fp(2); }
constexpr int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); } static_assert(fib(10) == 55, ""); template<int N> struct Arr { int a[N]; }; Arr<fib(5)> af; static_assert(sizeof(af) == 20, "");
struct CE { int x; constexpr CE(int v) : x(v * 2) {} constexpr int get() const { return x; } }; constexpr CE ce(4); static_assert(ce.get() == 8, ""); constexpr int ca[] = {1, 2, 3}; static_assert(ca[1] == 2, "");
inline int inlv = 3; thread_local int tl = 1; static const char msg[] = "x"; extern const int exc; const int exc = 3;
int tryy() try { throw OpS(3); } catch (const OpS &e) { return e.v; } catch (...) { throw; }
struct Ctor { int a; int &r; const int c; OpS o; Ctor(int &x) try : a(x), r(x), c(2), o(1, 2) { } catch (int) { } ~Ctor() { a = 0; } };
int usector() { int k = 0; Ctor c(k); const Ctor &cr = c; return cr.a; }
template<class T> struct Sing { static Sing &inst() { static Sing s; return s; } T t; private: Sing() {} Sing(const Sing &) = delete; }; int usesing() { return Sing<int>::inst().t = 3; }
template<class T, class U = T, int N = sizeof(T)> struct Dflt { U u[N]; }; static_assert(sizeof(Dflt<int>) == 16, "");
template<typename T> struct Tr { typedef T value_type; typedef T *ptr; enum { is = 1 }; }; template<class T> typename Tr<T>::ptr trp(T &t) { typename Tr<T>::value_type v = t; return Tr<T>::is ? &t : nullptr; } int usetr() { int i = 0; return *trp(i); }
struct Cmp { bool operator<(const Cmp &) const { return true; } friend bool operator>(const Cmp &a, const Cmp &b) { return b < a; } }; bool usecmp() { Cmp a, b; return a > b; }
void ptrs() { const int *const *pp = nullptr; int **q = nullptr; void *v = q; char c = 'a'; v = &c; int arr2[3][4]; int (*row)[4] = arr2; row[0][1] = 3; }
int dflt(int a, int b = 2, int c = sizeof(int)); int dflt(int a, int b, int c) { return a + b + c; } int usedf() { return dflt(1) + dflt(1, 2); }
struct Iter { struct iterator { int i; iterator &operator++() { i++; return *this; } int operator*() const { return i; } friend bool operator!=(const iterator &a, const iterator &b) { return a.i != b.i; } }; iterator begin() { return iterator{0}; } iterator end() { return iterator{3}; } }; int useiter() { int s = 0; for (auto i : Iter()) s += i; for (const auto &x : {1.0, 2.0}) s += 1; return s; }
struct IL { IL(std::initializer_list<int> l) : n(l.size()) {} int n; }; int useil() { IL a{1, 2, 3}; IL b = {4}; return a.n + b.n; }
decltype(auto) da(int &x) { return (x); } auto trail(int x) -> long { return x; } auto rec(int n) -> int { return n ? rec(n - 1) : 0; }
int useda() { int k; da(k) = 3; static_assert(sizeof(trail(1)) == 8, ""); return rec(k); }
`,
      17,
    );
  });

  it('checks friends, nested templates, unions and two-phase lookup', () => {
    accept(
      `
// two-phase, friends, etc
int ff(double) { return 1; }
template<class T> int callff(T t) { return ff(1) + (int)sizeof(t); }
char ff(int) { return 'x'; }
static_assert(sizeof(decltype(callff(1))) == 4, "");
struct Box; template<class T> struct Peek { static int p(T &t) { return t.secret; } };
struct Box { private: int secret = 3; friend struct Peek<Box>; template<class U> friend class FT; template<class U> friend int fft(U &u); };
template<class U> int fft(U &u) { return u.secret; } template<class U> class FT { public: int g(Box &b) { return b.secret; } };
int usepk() { Box b; FT<int> f; return Peek<Box>::p(b) + fft(b) + f.g(b); }
template<class T> struct LinkedList { struct Node { T v; Node *n; }; Node *head = nullptr; void add(T v) { head = new Node{v, head}; } class iterator { Node *p; public: iterator(Node *q) : p(q) {} T &operator*() { return p->v; } iterator &operator++() { p = p->n; return *this; } bool operator!=(const iterator &o) const { return p != o.p; } }; iterator begin() { return iterator(head); } iterator end() { return {nullptr}; } };
int usell() { LinkedList<int> l; l.add(3); int s = 0; for (int x : l) s += x; return s; }
template<int R, int C, class T = float> struct Mat { T d[R][C]; template<int K> Mat<R, K, T> operator*(const Mat<C, K, T> &o) const { Mat<R, K, T> r{}; for (int i = 0; i < R; i++) for (int j = 0; j < K; j++) for (int k = 0; k < C; k++) r.d[i][j] += d[i][k] * o.d[k][j]; return r; } T &operator()(int i, int j) { return d[i][j]; } static constexpr int rows = R; };
int usemat() { Mat<2, 3> a{}; Mat<3, 4> b{}; auto c = a * b; static_assert(decltype(c)::rows == 2, ""); return (int)c(0, 0); }
class Shape { public: virtual double area() const = 0; virtual ~Shape() = default; protected: int id; static int n; }; int Shape::n = 0;
class Circle : public Shape { double r; public: explicit Circle(double x) : r(x) { id = n++; } double area() const override { return 3 * r * r; } };
double usesh() { Shape *s[2] = {new Circle(1), new Circle(2)}; double t = 0; for (Shape *p : s) { t += p->area(); delete p; } return t; }
template<typename... Ts> struct Overload : Ts... { using Ts::operator()...; }; template<class... Ts> Overload(Ts...) -> Overload<Ts...>;
int useovl() { Overload o{[](int) { return 1; }, [](double) { return 2; }}; return o(1) + o(2.0); }
template<class T, class U> struct conv_to { template<class X> static char test(X); template<class X> static long test(...); };
template<class T> class Opt { union { T v; char c; }; bool has; public: Opt() : c(0), has(false) {} Opt(T t) : v(t), has(true) {} ~Opt() {} T value_or(T d) const { return has ? v : d; } }; int useopt() { return Opt<int>(3).value_or(1) + Opt<int>().value_or(2); }
namespace lib { inline namespace v2 { template<class T> struct Q { T t; }; } template<class T> void swap(Q<T> &, Q<T> &) {} } void usesw() { lib::Q<int> a, b; swap(a, b); }
template<class F> struct Defer { F f; ~Defer() { f(); } }; template<class F> Defer<F> mkd(F f) { return {f}; } void usedf() { int x = 0; auto d = mkd([&] { x++; }); }
typedef int Fn(int); Fn fdecl; int fdecl(int x) { return x; } struct HasFn { Fn meth; }; int HasFn::meth(int x) { return x; }
enum struct Flags : unsigned { A = 1, B = 2 }; constexpr Flags operator|(Flags a, Flags b) { return Flags(unsigned(a) | unsigned(b)); } static_assert((unsigned)(Flags::A | Flags::B) == 3, "");
struct Tree { Tree *l = nullptr, *r = nullptr; int k{}; int depth() const { int a = l ? l->depth() : 0, b = r ? r->depth() : 0; return 1 + (a > b ? a : b); } };
template<class T> T tmax(const T *a, int n) { T m = a[0]; for (int i = 1; i < n; ++i) m = m < a[i] ? a[i] : m; return m; } int usetm() { static const int q[] = {3, 1, 2}; return tmax(q, sizeof q / sizeof *q); }
static int counter() { static int c; return ++c; } int (*const fpt[])() = {counter, &counter}; int usefpt() { return fpt[0]() + (*fpt[1])(); }
extern int later; int uselater() { return later; } int later = 4; extern "C++" { int cpp1; }
struct S1 { struct { int x, y; } pos; enum { N = 4 } e; int a[N]; union { struct { float r, g; }; float v[2]; }; }; float uses1() { S1 s{}; s.pos.x = 1; s.r = 2; return s.v[0] + s.pos.x; }
template <> struct conv_to<int, int> { int only; }; int usect() { return conv_to<int, int>{3}.only; }
`,
    );
  });
});
