/** Types of expressions and constant evaluation: programs of static_assert that g++ accepts too. */
import { describe, expect, it } from 'vitest';
import { checkText } from './test-support.js';

const literalsAndConstants = `
template<class T, class U> struct same { static constexpr bool value = false; };
template<class T> struct same<T, T> { static constexpr bool value = true; };
#define SAME(e, ...) static_assert(same<decltype(e), __VA_ARGS__>::value, #e)
SAME(1, int); SAME(1u, unsigned); SAME(1l, long); SAME(1ull, unsigned long long); SAME(2147483648, long); SAME(0xffffffff, unsigned); SAME(0x100000000, long);
SAME('a', char); SAME(L'a', wchar_t); SAME(u'a', char16_t); SAME("abc", const char(&)[4]); SAME(1.0, double); SAME(1.0f, float); SAME(1.0L, long double);
SAME(true, bool); SAME(nullptr, decltype(nullptr));
SAME('a' + 'b', int); SAME(1 + 1u, unsigned); SAME(1l + 1u, long); SAME(1ull + 1l, unsigned long long); SAME(1.0f + 1, float); SAME(1.0f + 1.0, double);
SAME((short)1 << 3l, int); SAME(1 < 2, bool); SAME(-true, int); SAME(~(unsigned char)0, int); SAME(+'c', int); SAME(!1, bool);
SAME(sizeof(int), unsigned long); SAME(true ? 1 : 2.0, double); SAME(true ? nullptr : (int*)0, int*);
int gi; const int gc = 4; int ga[10]; int *gp; struct P { int x; double y; int b : 3; unsigned c : 5; };
P gs; const P gcs{};
SAME(gi, int); SAME((gi), int&); SAME(gi = 1, int&); SAME(gi++, int); SAME(++gi, int&); SAME(*gp, int&); SAME(ga[1], int&); SAME(1[ga], int&); SAME(&gi, int*);
SAME(&ga, int(*)[10]); SAME(ga + 1, int*); SAME(gp - gp, long); SAME(gs.x, int); SAME((gs.x), int&); SAME((gcs.x), const int&); SAME(&P::x, int P::*);
SAME(gs.b + 0, int); SAME(+gs.c, int); SAME(true ? gi : gi, int&); SAME(true ? gi : 1, int); SAME(true ? gi : gc, const int&); SAME((gi, gs.y), double&);
SAME(&gcs, const P*); SAME(gs.*&P::x, int&);
static_assert(sizeof(P) == 24); static_assert(sizeof(gs.x) == 4); static_assert(sizeof(ga) / sizeof(ga[0]) == 10); static_assert(sizeof("hello") == 6);
static_assert(7 / 2 == 3 && -7 / 2 == -3 && -7 % 2 == -1); static_assert((1u << 31) == 2147483648u); static_assert((unsigned char)300 == 44); static_assert((signed char)200 == -56);
static_assert(-1 > 0u); static_assert(3.5 + 1 == 4.5); static_assert((int)3.9 == 3 && (int)-3.9 == -3); static_assert(0.1f != 0.1); static_assert(1 ? 2 : 0);
static_assert('\\377' == -1); static_assert(sizeof(int*) == 8 && sizeof(long double) == 16); static_assert((char)65 == 'A'); static_assert(5 & 3 == 3); static_assert((6 ^ 3) == 5);
enum E { A, B = 5, C }; enum class S : unsigned char { X = 250, Y }; static_assert(C == 6); static_assert((int)S::Y == 251); static_assert(sizeof(S) == 1); SAME(A + 1, int);
static_assert(S::X < S::Y); static_assert(A < B); SAME(S::X, S);
constexpr int fact(int n) { return n <= 1 ? 1 : n * fact(n - 1); } static_assert(fact(10) == 3628800); int arr[fact(4)]; static_assert(sizeof(arr) == 96);
constexpr unsigned long gcd(unsigned long a, unsigned long b) { while (b) { auto t = a % b; a = b; b = t; } return a; } static_assert(gcd(48, 36) == 12);
constexpr int sum(int n) { int s = 0; for (int i = 0; i < n; ++i) { if (i % 3 == 0) continue; if (i > 50) break; s += i; } return s; } static_assert(sum(100) == 867);
struct V { int x, y; constexpr V(int a, int b) : x(a), y(b) {} constexpr V operator+(V o) const { return V(x + o.x, y + o.y); } constexpr bool operator==(const V& o) const { return x == o.x && y == o.y; } constexpr int operator[](int i) const { return i ? y : x; } };
static_assert(V(1, 2) + V(3, 4) == V(4, 6)); constexpr V cv(5, 6); static_assert(cv[1] == 6 && cv.x == 5); constexpr V cw = cv + V(1, 1); static_assert(cw.y == 7);
struct T3 { int a[4]; int n; constexpr int total() const { int r = 0; for (int i = 0; i < n; i++) r += a[i]; return r; } }; constexpr T3 t3{{1, 2, 3, 4}, 4}; static_assert(t3.total() == 10);
constexpr int tab[] = {1, 4, 9, 16}; static_assert(tab[2] == 9 && sizeof(tab) == 16); constexpr const char* str = "hello"; static_assert(str[1] == 'e' && *str == 'h');
constexpr int len(const char* s) { int n = 0; while (*s++) n++; return n; } static_assert(len("abcdef") == 6);
constexpr int sw(int x) { switch (x) { case 1: return 10; case 2: x = 5; case 3: return x; default: return -1; } } static_assert(sw(1) == 10 && sw(2) == 5 && sw(3) == 3 && sw(9) == -1);
constexpr void swp(int& a, int& b) { int t = a; a = b; b = t; } constexpr int usw() { int a = 1, b = 2; swp(a, b); return a * 10 + b; } static_assert(usw() == 21);
constexpr int ptr() { int a[3] = {1, 2, 3}; int* p = a; ++p; *p += 5; return *p + p[1] + (int)(p - a); } static_assert(ptr() == 11);
struct Base { int b; constexpr Base(int v) : b(v) {} constexpr int get() const { return b; } }; struct Der : Base { int d = 3; constexpr Der() : Base(4) {} }; static_assert(Der().get() == 4 && Der().d == 3);
static_assert(noexcept(1 + 1)); void mayt(); static_assert(!noexcept(mayt())); void nt() noexcept; static_assert(noexcept(nt()));
static_assert(__builtin_popcount(255) == 8 && __builtin_clz(1) == 31 && __builtin_ctz(8) == 3);
constexpr int lam = [](int x) { return x * 2; }(21); static_assert(lam == 42);
`;

const constantFunctions = `
constexpr unsigned crc(unsigned i) { unsigned c = i; for (int k = 0; k < 8; k++) c = c & 1 ? 0xEDB88320u ^ (c >> 1) : c >> 1; return c; }
struct Tab { unsigned t[256]; constexpr Tab() : t{} { for (unsigned i = 0; i < 256; i++) t[i] = crc(i); } }; constexpr Tab tab; static_assert(tab.t[255] == 0x2d02ef8d);
constexpr bool prime(int n) { for (int i = 2; i * i <= n; i++) if (n % i == 0) return false; return n > 1; } constexpr int count(int n) { int c = 0; for (int i = 0; i < n; i++) c += prime(i); return c; } static_assert(count(2000) == 303);
constexpr int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); } static_assert(fib(18) == 2584);
template<int N> struct F { static constexpr long v = N * F<N - 1>::v; }; template<> struct F<0> { static constexpr long v = 1; }; static_assert(F<15>::v == 1307674368000);
constexpr double sq(double x) { double g = x; for (int i = 0; i < 30; i++) g = (g + x / g) / 2; return g; } static_assert(sq(2.0) > 1.41421356 && sq(2.0) < 1.41421357); constexpr float third = 1.0f / 3; static_assert(third * 3 == 1.0f);
struct S { const char* n; int v; }; constexpr S ss[] = {{"one", 1}, {"two", 2}}; constexpr bool eq(const char* a, const char* b) { while (*a && *a == *b) { ++a; ++b; } return *a == *b; } constexpr int find(const char* n) { for (const S& s : ss) if (eq(s.n, n)) return s.v; return -1; } static_assert(find("two") == 2 && find("x") == -1);
constexpr int ov(int x) { return x + 2147483647; } static_assert(__builtin_constant_p(3)); constexpr int sorted() { int a[5] = {5, 3, 1, 4, 2}; for (int i = 0; i < 5; i++) for (int j = i + 1; j < 5; j++) if (a[j] < a[i]) { int t = a[i]; a[i] = a[j]; a[j] = t; } int r = 0; for (int x : a) r = r * 10 + x; return r; } static_assert(sorted() == 12345);
struct Cx { double re, im; constexpr Cx& operator+=(const Cx& o) { re += o.re; im += o.im; return *this; } friend constexpr Cx operator*(Cx a, Cx b) { return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; } }; constexpr int mandel(double x, double y) { Cx z{0, 0}, c{x, y}; int n = 0; for (; n < 50 && z.re * z.re + z.im * z.im < 4; n++) { z = z * z; z += c; } return n; } static_assert(mandel(0, 0) == 50 && mandel(2, 2) == 1);
`;

describe('expressions', () => {
  it('accepts constant functions, classes and loops', () => {
    expect(checkText(constantFunctions).messages).toEqual([]);
  });
  it('accepts literals and constants', () => {
    expect(checkText(literalsAndConstants).messages).toEqual([]);
  });
  it('evaluates what static_assert says', () => {
    expect(checkText('constexpr int f(int n) { return n < 2 ? n : f(n - 1) + f(n - 2); }\nstatic_assert(f(10) == 54);').codes).toEqual(['2:4061']);
  });
});
