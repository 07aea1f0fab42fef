import { expect, test } from 'vitest';
import { parseText } from './test-support.js';

test.each([
  [
    'template<class T> struct A {}; A<A<A<int>>> a; A<int(*)(int)> b; A<int[3]> c; A<int()> d; A<const int &> e; A<A<int> *> f; A<decltype(1 < 2)> g;',
    `(template <class T> (decl (struct A)))
(decl A<:A<:A<:int>>> a)
(decl A<:int (fn (int) (*))> b)
(decl A<:int (array 3)> c)
(decl A<:int (fn ())> d)
(decl A<:const int (&)> e)
(decl A<:A<:int> (*)> f)
(decl A<:decltype((< 1 2))> g)`,
  ],
  [
    'template<int N, bool B = (N > 3)> struct I { static const int v = N >> 1; I<(N > 2)> *p; I<N + 1, !B> *q; I<sizeof(int), 1 == 2> *r; I<-1> *s; }; int x = I<3>::v < 4; int y = I<(1 > 0)>::v;',
    `(template <int N, bool B = (paren (> N 3))> (decl (struct I [public] (decl static const int v = (>> N 1)) [public] (decl I<(paren (> N 2))> (* p)) [public] (decl I<(+ N 1), (! B)> (* q)) [public] (decl I<(sizeof :int), (== 1 2)> (* r)) [public] (decl I<(- 1)> (* s)))))
(decl int x = (< I<3>::v 4))
(decl int y = I<(paren (> 1 0))>::v)`,
  ],
  [
    'template<template<class...> class C, class T> struct W { C<T> c; }; template<class...> struct V {}; W<V, int> w; V<> e; V<V<>, V<int, V<>>> n;',
    `(template <template<class...> C, class T> (decl (struct W [public] (decl C<:T> c))))
(template <class...> (decl (struct V)))
(decl W<V, :int> w)
(decl V<> e)
(decl V<:V<>, :V<:int, :V<>>> n)`,
  ],
  [
    'namespace ns { template<class T> struct P { template<class U> struct Q {}; typedef T type; }; } ns::P<int>::Q<float> q; ns::P<int>::type t; ::ns::P<ns::P<int>> p;',
    `(namespace ns (template <class T> (decl (struct P [public] (template <class U> (decl (struct Q))) [public] (decl typedef T type)))))
(decl ns::P<:int>::Q<:float> q)
(decl ns::P<:int>::type t)
(decl ::ns::P<:ns::P<:int>> p)`,
  ],
])('templates: arguments: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});

test.each([
  [
    'template<bool B, class T = void> struct enable_if {}; template<class T> struct enable_if<true, T> { using type = T; }; template<class T> typename enable_if<(sizeof(T) > 4), int>::type f(T) { return 0; } enable_if<true, int>::type v;',
    `(template <bool B, class T = void> (decl (struct enable_if)))
(template <class T> (decl (struct enable_if<true, :T> [public] (alias type T))))
(template <class T> (def typename enable_if<(paren (> (sizeof :T) 4)), :int>::type (fn (T) f) {(return 0)}))
(decl enable_if<true, :int>::type v)`,
  ],
  [
    'template<class...> using void_t = void; template<class T, class = void> struct has { static constexpr bool value = false; }; template<class T> T &&declval(); template<class T> struct has<T, void_t<decltype(declval<T>().size())>> { static constexpr bool value = true; };',
    `(template <class...> (alias void_t void))
(template <class T, class  = void> (decl (struct has [public] (decl static constexpr bool value = false))))
(template <class T> (decl T (&& (fn () declval))))
(template <class T> (decl (struct has<:T, :void_t<:decltype((call (. (call declval<:T>) size)))>> [public] (decl static constexpr bool value = true))))`,
  ],
  [
    'template<class T, class U> constexpr bool same = __is_same(T, U); template<class T> constexpr bool same<T, T> = true; static_assert(same<int, int> && !same<int, float>); template<class T> using ut = __underlying_type(T);',
    `(template <class T, class U> (decl constexpr bool same = (__is_same :T :U)))
(template <class T> (decl constexpr bool same<:T, :T> = true))
(static-assert (&& same<:int, :int> (! same<:int, :float>)))
(template <class T> (alias ut __underlying_type(T)))`,
  ],
  [
    'template<class T> auto f(T t) -> decltype(t.foo(), int()) { if constexpr (sizeof(T) > 4) return 1; else return 2; }',
    '(template <class T> (def auto (fn (T t) -> decltype((, (call (. t foo)) (construct :int))) f) {(if-constexpr (> (sizeof :T) 4) (return 1) else (return 2))}))',
  ],
])('templates: SFINAE and traits: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});

test.each([
  [
    'template<class D> struct Base { D &self() { return static_cast<D &>(*this); } void go() { self().template run<int>(3); static_cast<D *>(this)->f(); } }; struct Der : Base<Der> { template<class T> void run(T); void f(); };',
    `(template <class D> (decl (struct Base [public] (def D (& (fn () self)) {(return (static_cast :D (&) (* this)))}) [public] (def void (fn () go) {(call (. (call self) template run<:int>) 3) (call (-> (static_cast :D (*) this) f))}))))
(decl (struct Der (bases Base<:Der>) [public] (template <class T> (decl void (fn (T) run))) [public] (decl void (fn () f))))`,
  ],
  [
    'template<class T> struct B { void go(); }; template<class T> struct D : B<T> { using B<T>::go; typename T::value_type v; typename T::template rebind<int>::other o; T::foo z; void m() { typename T::X y(3); T::call(3); this->template q<3>(); T::template s<int>(4); auto zz = T::val < 3; typename T::A(4); T::a * zz; } };',
    `(template <class T> (decl (struct B [public] (decl void (fn () go)))))
(template <class T> (decl (struct D (bases B<:T>) [public] (using B<:T>::go) [public] (decl typename T::value_type v) [public] (decl typename T::template rebind<:int>::other o) [public] (decl T::foo z) [public] (def void (fn () m) {(decl typename T::X y (3)) (call T::call 3) (call (-> this template q<3>)) (call T::template s<:int> 4) (decl auto zz = (< T::val 3)) (construct :typename T::A 4) (* T::a zz)}))))`,
  ],
  [
    'template<class T> struct L { struct node { node *next; }; node *head; void f(); node *g(); template<class U> U h(U); static T s; }; template<class T> void L<T>::f() { node *n = head; } template<class T> typename L<T>::node *L<T>::g() { return 0; } template<class T> template<class U> U L<T>::h(U u) { return u; } template<class T> T L<T>::s = 3;',
    `(template <class T> (decl (struct L [public] (decl (struct node [public] (decl node (* next)))) [public] (decl node (* head)) [public] (decl void (fn () f)) [public] (decl node (* (fn () g))) [public] (template <class U> (decl U (fn (U) h))) [public] (decl static T s))))
(template <class T> (def void (fn () L<:T>::f) {(decl node (* n) = head)}))
(template <class T> (def typename L<:T>::node (* (fn () L<:T>::g)) {(return 0)}))
(template <class T> (template <class U> (def U (fn (U u) L<:T>::h) {(return u)})))
(template <class T> (decl T L<:T>::s = 3))`,
  ],
])('templates: CRTP and dependent names: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});

test.each([
  [
    'template<class... Ts> auto sum(Ts... ts) { return (ts + ... + 0) + (... + ts) + (ts * ...) + (0 >> ... >> ts) + sizeof...(Ts); }',
    '(template <class... Ts> (def auto (fn (Ts ...ts) sum) {(return (+ (+ (+ (+ (fold + ts 0 both) (fold + ... ts)) (fold * ts ...)) (fold >> 0 ts both)) (sizeof... Ts)))}))',
  ],
  [
    'template<class...> struct Tuple; template<class> struct A; template<class... Ts> void all(Ts &&...ts) { ((void)ts, ...); int a[] = {(f(ts), 0)...}; g(static_cast<Ts &&>(ts)...); Tuple<Ts...> t; Tuple<A<Ts>...> u; [ts...] {}; [&ts...](Ts... us) { return g(us..., ts...); }; }',
    `(template <class...> (decl struct Tuple))
(template <class> (decl struct A))
(template <class... Ts> (def void (fn (Ts (&& ...ts)) all) {(fold , (cast :void ts) ...) (decl int (array ? a) = {(pack (paren (, (call f ts) 0)))}) (call g (pack (static_cast :Ts (&&) ts))) (decl Tuple<:Ts ...> t) (decl Tuple<:A<:Ts> ...> u) (lambda [ts...] {}) (lambda [&ts...] (Ts ...us) {(return (call g (pack us) (pack ts)))})}))`,
  ],
  [
    'template<class... B> struct M : B... { using B::operator()...; M(B... b) : B(b)... {} }; template<class... T> M(T...) -> M<T...>; template<int... I> struct Seq {}; template<class F, int... I> void ap(F f, Seq<I...>) { f(I...); }',
    `(template <class... B> (decl (struct M (bases B...) [public] (using B::operator()...) [public] (def (fn (B ...b) M) : B(b)... {}))))
(template <class... T> (guide M (T ...) -> M<:T ...>))
(template <int ...I> (decl (struct Seq)))
(template <class F, int ...I> (def void (fn (F f, Seq<I...>) ap) {(call f (pack I))}))`,
  ],
])('templates: variadics and folds: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});

test.each([
  [
    'template<class T> struct A { void f(); A(); }; template<> struct A<int> { int q = 3; A(); void g(); }; A<int>::A() : q(1) {} void A<int>::g() { q = 2; } template<> inline void A<float>::f() {} template struct A<double>; extern template struct A<char>; template<class T> struct A<T *> { A(T *); };',
    `(template <class T> (decl (struct A [public] (decl void (fn () f)) [public] (decl (fn () A)))))
(specialize (decl (struct A<:int> [public] (decl int q = 3) [public] (decl (fn () A)) [public] (decl void (fn () g)))))
(def (fn () A<:int>::A) : q(1) {})
(def void (fn () A<:int>::g) {(= q 2)})
(specialize (def inline void (fn () A<:float>::f) {}))
(instantiate (decl struct A<:double>))
(instantiate extern (decl struct A<:char>))
(template <class T> (decl (struct A<:T (*)> [public] (decl (fn (T (*)) A)))))`,
  ],
  [
    'template<class T> T f(T); template<> int f<int>(int); template<> float f(float) { return 1; } template int f<char>(char); int r = f<int>(3) + f(2);',
    `(template <class T> (decl T (fn (T) f)))
(specialize (decl int (fn (int) f<:int>)))
(specialize (def float (fn (float) f) {(return 1)}))
(instantiate (decl int (fn (char) f<:char>)))
(decl int r = (+ (call f<:int> 3) (call f 2)))`,
  ],
  [
    'template<class T, class U> struct pair { pair(T, U); }; template<class T, class U> pair(T, U) -> pair<T, U>; explicit pair(int) -> pair<int, int>; pair p(1, 2); auto q = pair{1, 2}; auto r = pair(3, 4);',
    `(template <class T, class U> (decl (struct pair [public] (decl (fn (T, U) pair)))))
(template <class T, class U> (guide pair (T, U) -> pair<:T, :U>))
(guide explicit pair (int) -> pair<:int, :int>)
(decl pair p (1, 2))
(decl auto q = (make :pair {1, 2}))
(decl auto r = (construct :pair 3 4))`,
  ],
])('templates: specializations and instantiations: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});

test.each([
  [
    'template<class T> struct A { T x; friend A operator+(const A &a, const A &b) { return A{a.x + b.x}; } template<class U> friend struct A; template<class U> friend void h(A<U> &); friend void g<>(A); };',
    '(template <class T> (decl (struct A [public] (decl T x) [public] (def friend A (fn (const A (& a), const A (& b)) operator+) {(return (make :A {(+ (. a x) (. b x))}))}) [public] (template <class U> (decl friend struct A)) [public] (template <class U> (decl friend void (fn (A<:U> (&)) h))) [public] (decl friend void (fn (A) g<>)))))',
  ],
])('templates: friends: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});

test.each([
  [
    'template<class T, int N = 3, class U = int, template<class> class C = A, auto V = 3, class..., typename T::x D, int (*F)(int), T *P = nullptr> struct S;',
    '(template <class T, int N = 3, class U = int, template<class> C = A, auto V = 3, class..., typename T::x D, int (fn (int) (* F)), T (* P) = nullptr> (decl struct S))',
  ],
  [
    'template<class T> struct A {}; template<class T, int N> void f(T (&arr)[N], A<A<T>> * = nullptr, void (*cb)(T) = 0, T &&...);',
    `(template <class T> (decl (struct A)))
(template <class T, int N> (decl void (fn (T (array N (& arr)), A<:A<:T>> (*) = nullptr, void (fn (T) (* cb)) = 0, T (&& ...)) f)))`,
  ],
])('templates: parameters: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});

test.each([
  [
    'template<class T> concept C = requires(T a, T b) { a + b; typename T::type; { a == b } noexcept -> C2; requires sizeof(T) > 4; } && true; template<C T> void f(T); template<class T> requires C<T> || (sizeof(T) > 3) void g(T) requires C<T>; void h(C auto x); C auto v = 3;',
    `(template <class T> (concept C (&& (requires (T a, T b) (+ a b) (typename T::type) ({} (== a b) noexcept -> C2) (nested (> (sizeof :T) 4))) true)))
(template <C T> (decl void (fn (T) f)))
(template <class T> requires (|| C<:T> (paren (> (sizeof :T) 3))) (decl void (fn (T) requires C<:T> g)))
(decl void (fn (C auto x) h))
(decl C auto v = 3)`,
  ],
  [
    'auto l = []<class T>(T t) requires true { return t; }; struct S { friend auto operator<=>(const S &, const S &) = default; }; bool b = (1 <=> 2) < 0; S s{.a = 1, .b{2}};',
    `(decl auto l = (lambda [] <class T> (T t) requires true {(return t)}))
(decl (struct S [public] (def friend auto (fn (const S (&), const S (&)) operator<=>) = default)))
(decl bool b = (< (paren (<=> 1 2)) 0))
(decl S s {.a=1, .b={2}})`,
  ],
])('templates: concepts: %s', (source, tree) => {
  const parsed = parseText(source, 'gnu++20');
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});
