import { expect, test } from 'vitest';
import { parseText } from './test-support.js';

test.each([
  [
    'int *p[3], (*q)[3], *(*f)(int), (*(*g)(int))[2];',
    '(decl int (* (array 3 p)) (array 3 (* q)) (* (fn (int) (* f))) (array 2 (* (fn (int) (* g)))))',
  ],
  [
    'void (*signal(int sig, void (*func)(int)))(int);',
    '(decl void (fn (int) (* (fn (int sig, void (fn (int) (* func))) signal))))',
  ],
  ['auto trailing() -> int (*)(int);', '(decl auto (fn () -> int (fn (int) (*)) trailing))'],
  [
    'struct A; int (A::*pm)(int) const; int A::*pd; int A::* const *pp;',
    `(decl struct A)
(decl int (fn (int) const (A::* pm)))
(decl int (A::* pd))
(decl int (A::* const (* pp)))`,
  ],
  [
    'const char *const s = "x"; char *restrict_me(char *__restrict__ a, volatile int *b);',
    `(decl const char (* const s) = "x")
(decl char (* (fn (char (* restrict a), volatile int (* b)) restrict_me)))`,
  ],
  [
    'int (x), (y) = 3; int a[] = {1, 2, 3,}, b{4}, c(5);',
    `(decl int x y = 3)
(decl int (array ? a) = {1, 2, 3} b {4} c (5))`,
  ],
  [
    'unsigned long long int u; long double ld; short sh; unsigned char uc; signed s2; long int unsigned lu;',
    `(decl unsigned long long int u)
(decl long double ld)
(decl short sh)
(decl unsigned char uc)
(decl signed s2)
(decl unsigned long int lu)`,
  ],
  [
    'typedef int (*fn_t)(int, ...); fn_t f; typedef struct { int x; } S, *PS; S s; PS ps;',
    `(decl typedef int (fn (int, ...) (* fn_t)))
(decl fn_t f)
(decl typedef (struct [public] (decl int x)) S (* PS))
(decl S s)
(decl PS ps)`,
  ],
  [
    'int f(void), g(int, char *), h(...), k(int ...);',
    '(decl int (fn () f) (fn (int, char (*)) g) (fn (...) h) (fn (int ...) k))',
  ],
  [
    'typeof(3 + 4) t; __typeof__(int *) tp; decltype(auto) d = 3; decltype(3) d2;',
    `(decl typeof((+ 3 4)) t)
(decl typeof(:int (*)) tp)
(decl decltype(auto) d = 3)
(decl decltype(3) d2)`,
  ],
  [
    'extern int renamed __asm__("other"); int aligned __attribute__((aligned(8), unused)) = 3;',
    `(decl extern int renamed asm("other"))
(decl int aligned @aligned(8) @unused = 3)`,
  ],
  [
    'int f(int a[static 3], int b[const 4], int (&r)[5], int (*p)[6], int q[]);',
    '(decl int (fn (int (array 3 a), int (array 4 b), int (array 5 (& r)), int (array 6 (* p)), int (array ? q)) f))',
  ],
])('declarations: declarators: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});

test.each([
  [
    'struct T { T(int); T(); }; int v; T a(v); T b(T()); T c((T())); T d(T(v)); T e(int(v)); T f(int(3)); T g(v, 3); T h();',
    `(decl (struct T [public] (decl (fn (int) T)) [public] (decl (fn () T))))
(decl int v)
(decl T a (v))
(decl T (fn (T (fn ())) b))
(decl T c ((paren (construct :T))))
(decl T (fn (T v) d))
(decl T (fn (int v) e))
(decl T f ((construct :int 3)))
(decl T g (v, 3))
(decl T (fn () h))`,
  ],
  [
    'struct T {}; int a, b; T x(a * b); T y(T * b); T z(T & b), w(T()(3));',
    `(decl (struct T))
(decl int a b)
(decl T x ((* a b)))
(decl T (fn (T (* b)) y))
(decl T (fn (T (& b)) z) w ((call (construct :T) 3)))`,
  ],
])('declarations: direct initializer or function: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});

test.each([
  [
    'struct S { int a : 3, : 2, b : 4; unsigned : 0; union { int i; float f; }; struct { int q; } in; } s;',
    '(decl (struct S [public] (decl int a : 3 : 2 b : 4) [public] (decl unsigned : 0) [public] (decl (union [public] (decl int i) [public] (decl float f))) [public] (decl (struct [public] (decl int q)) in)) s)',
  ],
  [
    'class B {}; class C : virtual public B, private B { public: int x; protected: virtual void f() = 0; private: static const int k = 3; };',
    `(decl (class B))
(decl (class C (bases virtual public B private B) [public] (decl int x) [protected] (decl virtual void (fn () f) = 0) [private] (decl static const int k = 3)))`,
  ],
  [
    'struct S final {}; struct P; struct P *p; struct Q *q; void f(struct R *r);',
    `(decl (struct S final))
(decl struct P)
(decl struct P (* p))
(decl struct Q (* q))
(decl void (fn (struct R (* r)) f))`,
  ],
  [
    'struct stat { int a; }; int stat(struct stat *); void g() { struct stat s; stat(&s); }',
    `(decl (struct stat [public] (decl int a)))
(decl int (fn (struct stat (*)) stat))
(def void (fn () g) {(decl struct stat s) (call stat (& s))})`,
  ],
  [
    'enum E { a, b = 3, c = a + b, }; enum class F : unsigned char { x }; enum G : int; enum class H; E e; F f = F::x;',
    `(decl (enum E {a, b=3, c=(+ a b)}))
(decl (enum-class F : unsigned char {x}))
(decl (enum G : int))
(decl (enum-class H))
(decl E e)
(decl F f = F::x)`,
  ],
])('declarations: structs and unions: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});

test.each([
  [
    'struct L { int get() { return v + h<int>(3) + (sizeof(In) < 4); } template<class T> T h(T); struct In { int q; }; int v = d(3), w{4}; static int d(int a = Later::k); struct Later { static const int k = 1; }; };',
    '(decl (struct L [public] (def int (fn () get) {(return (+ (+ v (call h<:int> 3)) (paren (< (sizeof :In) 4))))}) [public] (template <class T> (decl T (fn (T) h))) [public] (decl (struct In [public] (decl int q))) [public] (decl int v = (call d 3) w {4}) [public] (decl static int (fn (int a = Later::k) d)) [public] (decl (struct Later [public] (decl static const int k = 1)))))',
  ],
  [
    'struct O { O() = default; O(const O &) = delete; explicit O(int x) : a(x), b{x} {} ~O(); explicit operator bool() const; operator int *(); O &operator++(); O operator++(int); bool operator()(int) const; int operator[](int); void *operator new(unsigned long); void operator delete[](void *); O *operator->(); O &operator=(O &&) &; O operator,(O); bool operator>>(int); bool operator>(int); bool operator<(int); int a, b; };',
    '(decl (struct O [public] (def (fn () O) = default) [public] (def (fn (const O (&)) O) = delete) [public] (def explicit (fn (int x) O) : a(x), b{x} {}) [public] (decl (fn () ~O)) [public] (decl explicit (fn () const (operator bool))) [public] (decl (fn () (operator int (*)))) [public] (decl O (& (fn () operator++))) [public] (decl O (fn (int) operator++)) [public] (decl bool (fn (int) const operator())) [public] (decl int (fn (int) operator[])) [public] (decl void (* (fn (unsigned long) operatornew))) [public] (decl void (fn (void (*)) operatordelete[])) [public] (decl O (* (fn () operator->))) [public] (decl O (& (fn (O (&&)) & operator=))) [public] (decl O (fn (O) operator,)) [public] (decl bool (fn (int) operator>>)) [public] (decl bool (fn (int) operator>)) [public] (decl bool (fn (int) operator<)) [public] (decl int a b)))',
  ],
  [
    'struct A { A(); ~A(); void f(); struct I { int g(); }; typedef int type; static type s; template<class T> A(T t); }; A::A() try : A(3) {} catch (...) {} A::~A() {} void A::f() { type x; } int A::I::g() { return 1; } A::type A::s = 3; template<class T> A::A(T t) {}',
    `(decl (struct A [public] (decl (fn () A)) [public] (decl (fn () ~A)) [public] (decl void (fn () f)) [public] (decl (struct I [public] (decl int (fn () g)))) [public] (decl typedef int type) [public] (decl static type s) [public] (template <class T> (decl (fn (T t) A)))))
(def (fn () A::A) : A(3) {} (catch ... {}))
(def (fn () A::~A) {})
(def void (fn () A::f) {(decl type x)})
(def int (fn () A::I::g) {(return 1)})
(decl A::type A::s = 3)
(template <class T> (def (fn (T t) A::A) {}))`,
  ],
  [
    'struct D { using B::f; using typename B::type; friend class F; friend int g(D); friend D operator+(D, D) { return D(); } mutable int m; static_assert(1 < 2, "m"); enum { k = 3 }; D *self() noexcept(sizeof(D) < 8) { return this; } void c() const volatile && noexcept; virtual void v() override final; };',
    '(decl (struct D [public] (using B::f) [public] (using typename B::type) [public] (decl friend class F) [public] (decl friend int (fn (D) g)) [public] (def friend D (fn (D, D) operator+) {(return (construct :D))}) [public] (decl mutable int m) [public] (static-assert (< 1 2) "m") [public] (decl (enum {k=3})) [public] (def D (* (fn () noexcept((< (sizeof :D) 8)) self)) {(return this)}) [public] (decl void (fn () const volatile && noexcept c)) [public] (decl virtual void (fn () override final v))))',
  ],
  [
    'struct S { int x = a < b, y; int z = T<int, float>::v; int (*fp)(int) = nullptr, *q = &x; };',
    '(decl (struct S [public] (decl int x = (< a b) y) [public] (decl int z = T<:int, :float>::v) [public] (decl int (fn (int) (* fp)) = nullptr (* q) = (& x))))',
  ],
  [
    'struct N { struct In { int f() { return out; } int g(int a = out) { return a; } }; static const int out = 1; };',
    '(decl (struct N [public] (decl (struct In [public] (def int (fn () f) {(return out)}) [public] (def int (fn (int a = out) g) {(return a)}))) [public] (decl static const int out = 1)))',
  ],
])('declarations: members: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});

test.each([
  [
    'namespace a { int x; namespace b { struct T {}; } } namespace c = a::b; c::T t; using namespace a; b::T t2; using a::b::T; T t3; namespace a { T t4; }',
    `(namespace a (decl int x) (namespace b (decl (struct T))))
(namespace-alias c a::b)
(decl c::T t)
(using-namespace a)
(decl b::T t2)
(using a::b::T)
(decl T t3)
(namespace a (decl T t4))`,
  ],
  [
    'namespace x::y { struct Z {}; } x::y::Z z; inline namespace v1 { struct I {}; } I i; namespace { struct U {}; } U u; namespace n { inline namespace m { struct J {}; } } n::J j; ::n::m::J j2;',
    `(namespace x::y (decl (struct Z)))
(decl x::y::Z z)
(namespace inline v1 (decl (struct I)))
(decl I i)
(namespace (decl (struct U)))
(decl U u)
(namespace n (namespace inline m (decl (struct J))))
(decl n::J j)
(decl ::n::m::J j2)`,
  ],
  [
    'extern "C" { int f(int); typedef int T; } extern "C" T g; extern "C++" int h; extern int e;',
    `(linkage C (decl int (fn (int) f)) (decl typedef int T))
(linkage C (decl extern T g))
(linkage C++ (decl extern int h))
(decl extern int e)`,
  ],
  [
    'using I = int; using F = void (*)(int); using A [[deprecated]] = I; I i; F f;',
    `(alias I int)
(alias F void (fn (int) (*)))
(alias A I @deprecated)
(decl I i)
(decl F f)`,
  ],
  [
    'static_assert(sizeof(int) == 4); static_assert(true, "text"); asm("nop"); ; int after;',
    `(static-assert (== (sizeof :int) 4))
(static-assert true "text")
(asm "nop")
(decl int after)`,
  ],
  [
    '[[nodiscard]] int nd(); [[maybe_unused]] static int mu; [[deprecated("why"), gnu::aligned(8)]] int dp; alignas(16) int al; alignas(double) char ac[8]; __declspec(x) int ds;',
    `(decl @nodiscard int (fn () nd))
(decl @maybe_unused static int mu)
(decl @deprecated("why") @aligned(8) int dp)
(decl @alignas(16) int al)
(decl @alignas(:double) char (array 8 ac))
(decl @x int ds)`,
  ],
])('declarations: namespaces and using: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});

test.each([
  [
    'struct P { int a, b; }; void f(P p) { auto [a, b] = p; const auto &[c, d] = p; auto &&[e]{p}; for (auto [x, y] : ps) {} }',
    `(decl (struct P [public] (decl int a b)))
(def void (fn (P p) f) {(bind auto [a, b] = p) (bind const auto & [c, d] = p) (bind auto && [e] {p}) (for-in (bind auto [x, y]) ps {})})`,
  ],
])('declarations: structured bindings: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});
