import { expect, test } from 'vitest';
import { parseText } from './test-support.js';

test.each([
  [
    'int x = 1 + 2 * 3 - 4 / 5 % 6 << 7 >> 8 < 9 == 10 & 11 ^ 12 | 13 && 14 || 15; int y = a = b += c <<= d >>= e; int z = a ? b : c ? d : e; int w = a ?: b; int v = (a, b), u = a ? b, c : d;',
    `(decl int x = (|| (&& (| (^ (& (== (< (>> (<< (- (+ 1 (* 2 3)) (% (/ 4 5) 6)) 7) 8) 9) 10) 11) 12) 13) 14) 15))
(decl int y = (= a (+= b (<<= c (>>= d e)))))
(decl int z = (?: a b (?: c d e)))
(decl int w = (?: a _ b))
(decl int v = (paren (, a b)) u = (?: a (, b c) d))`,
  ],
  [
    'int x = -a++ + --b * !c - ~d, y = *p++ + &q - sizeof a + sizeof(a) + sizeof(int) + alignof(int) + alignof(a), z = a.*b + c->*d, w = a.b->c[3].d(1, 2), v = __real__ a, n = noexcept(f()), k = a >= b, j = a >> b > c;',
    '(decl int x = (- (+ (- (post++ a)) (* (-- b) (! c))) (~ d)) y = (+ (+ (+ (+ (- (+ (* (post++ p)) (& q)) (sizeof a)) (sizeof (paren a))) (sizeof :int)) (alignof :int)) (alignof a)) z = (+ (.* a b) (->* c d)) w = (call (. ([] (-> (. a b) c) 3) d) 1 2) v = (__real__ a) n = (noexcept (call f)) k = (>= a b) j = (> (>> a b) c))',
  ],
])('expressions: operators: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});

test.each([
  [
    'struct T { int a; }; typedef int I; int x = (int)-1 + (I)x + (x)-1 + (int)(3) + (T *)0 + int(3) + T{1}.a + T() + unsigned(2) + (const T &)x + (int (*)(int))f + (I)(x)(3);',
    `(decl (struct T [public] (decl int a)))
(decl typedef int I)
(decl int x = (+ (+ (+ (+ (+ (+ (+ (+ (+ (- (+ (+ (cast :int (- 1)) (cast :I x)) (paren x)) 1) (cast :int (paren 3))) (cast :T (*) 0)) (construct :int 3)) (. (make :T {1}) a)) (construct :T)) (construct :unsigned 2)) (cast :const T (&) x)) (cast :int (fn (int) (*)) f)) (cast :I (call (paren x) 3))))`,
  ],
  [
    'struct B; int x = static_cast<int>(1 > 0) + reinterpret_cast<int *>(p)[0] + const_cast<const int &>(a) + dynamic_cast<B *>(q)->r; auto t = typeid(int) == typeid(x);',
    `(decl struct B)
(decl int x = (+ (+ (+ (static_cast :int (> 1 0)) ([] (reinterpret_cast :int (*) p) 0)) (const_cast :const int (&) a)) (-> (dynamic_cast :B (*) q) r)))
(decl auto t = (== (typeid :int) (typeid x)))`,
  ],
  [
    'struct S { int a, b; }; S s = (S){1, 2}; int *p = (int[]){1, 2}; S t = {.a = 1, .b = 2}; int d[9] = {[0 ... 2] = 1, [3] = 4}; S u[2] = {[0].a = 1, [1] = {2, 3}}; S v = {a : 1};',
    `(decl (struct S [public] (decl int a b)))
(decl S s = (compound :S {1, 2}))
(decl int (* p) = (compound :int (array ?) {1, 2}))
(decl S t = {.a=1, .b=2})
(decl int (array 9 d) = {[0 ... 2]=1, [3]=4})
(decl S (array 2 u) = {[0].a=1, [1]={2, 3}})
(decl S v = {.a=1})`,
  ],
])('expressions: casts: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});

test.each([
  [
    'struct T {}; void f() { new int; new int(3); new T{}; new int[3]{1, 2}; new (p) T(1); new (T)(2); ::new ((void *)p) T; delete p; delete[] p; ::delete p; new int *[n]; new T *(q); new (int (*[3])(int)); }',
    `(decl (struct T))
(def void (fn () f) {(new :int) (new :int (3)) (new :T {}) (new :int (array 3) {1, 2}) (new (placement p) :T (1)) (new :T (2)) (::new (placement (cast :void (*) p)) :T) (delete p) (delete[] p) (::delete p) (new :int (* (array n))) (new :T (*) (q)) (new :int (fn (int) (* (array 3))))})`,
  ],
])('expressions: new and delete: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});

test.each([
  [
    'auto a = [] {}; auto b = [&](int x) mutable { return x; }; auto c = [=, &x, this, *this, y = 3, &z = w](auto &&...a) noexcept -> int { return 1; }; auto d = [x...]() {}; int e = []() { return 1; }(); auto f = [](int a, ...) constexpr { return [a] { return a; }; };',
    `(decl auto a = (lambda [] {}))
(decl auto b = (lambda [&] (int x) mutable {(return x)}))
(decl auto c = (lambda [=, &x, this, *this, y = 3, &z = w] (auto (&& ...a)) noexcept -> int {(return 1)}))
(decl auto d = (lambda [x...] () {}))
(decl int e = (call (lambda [] () {(return 1)})))
(decl auto f = (lambda [] (int a, ...) constexpr {(return (lambda [a] {(return a)}))}))`,
  ],
])('expressions: lambdas: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});

test.each([
  [
    `auto s = "a" "b"; auto c = 'c'; auto u = 1ull + 2.5f + 0x1p3 + true + nullptr; auto k = 3_km + "x"_s; auto f = __func__; auto o = __builtin_offsetof(struct S, a.b[3].c); auto v = __builtin_va_arg(ap, int *); auto bc = __builtin_bit_cast(float, 3); auto ch = __builtin_choose_expr(1, 2, 3); bool t = __is_base_of(int, long) || __builtin_types_compatible_p(int, char *);`,
    `(decl auto s = "a" "b")
(decl auto c = 'c')
(decl auto u = (+ (+ (+ (+ 1ull 2.5f) 0x1p3) true) nullptr))
(decl auto k = (+ 3_km "x"))
(decl auto f = __func__)
(decl auto o = (offsetof :struct S .a.b[3].c))
(decl auto v = (va-arg ap :int (*)))
(decl auto bc = (bit-cast :float 3))
(decl auto ch = (choose 1 2 3))
(decl bool t = (|| (__is_base_of :int :long) (__builtin_types_compatible_p :int :char (*))))`,
  ],
  [
    'auto x = ({ int y = 3; y + 1; }); void *l = &&lab; auto th = a ? throw 3 : 4; auto op = a.operator+(b) + operator-(c) + ::f(::g); auto d = p->~T() , e = q.~basic<int>();',
    `(decl auto x = (stmt-expr {(decl int y = 3) (+ y 1)}))
(decl void (* l) = (&& lab))
(decl auto th = (?: a (throw 3) 4))
(decl auto op = (+ (+ (call (. a operator+) b) (call operator- c)) (call ::f ::g)))
(decl auto d = (call (-> p ~T)) e = (call (. q ~basic<:int>)))`,
  ],
])('expressions: literals and builtins: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});

test.each([
  [
    'namespace n { int v; template<class T> T f(T); template<class T> struct C { static int s; template<class U> static U g(U); }; enum class E { a }; } int x = n::v + n::f<int>(3) + n::C<int>::s + n::C<float>::g<char>(2) + (int)n::E::a + ::n::v; int (*p)(int) = &n::f<int>; int y = n::v < 3 && x > (2); int u = undeclared<int>(3);',
    `(namespace n (decl int v) (template <class T> (decl T (fn (T) f))) (template <class T> (decl (struct C [public] (decl static int s) [public] (template <class U> (decl static U (fn (U) g)))))) (decl (enum-class E {a})))
(decl int x = (+ (+ (+ (+ (+ n::v (call n::f<:int> 3)) n::C<:int>::s) (call n::C<:float>::g<:char> 2)) (cast :int n::E::a)) ::n::v))
(decl int (fn (int) (* p)) = (& n::f<:int>))
(decl int y = (&& (< n::v 3) (> x (paren 2))))
(decl int u = (call undeclared<:int> 3))`,
  ],
  [
    'struct S { template<class T> T get(); int lt; template<class T> operator T(); }; void f(S s, S *p) { s.get<int>(); p->get<float>() < 3; s.lt < 3 && p->lt > (2); s.template get<int>(); s.S::get<int>(); s.operator int(); f(s.lt < 1, p->lt > (2)); }',
    `(decl (struct S [public] (template <class T> (decl T (fn () get))) [public] (decl int lt) [public] (template <class T> (decl (fn () (operator T))))))
(def void (fn (S s, S (* p)) f) {(call (. s get<:int>)) (< (call (-> p get<:float>)) 3) (&& (< (. s lt) 3) (> (-> p lt) (paren 2))) (call (. s template get<:int>)) (call (. s S::get<:int>)) (call (. s (operator int))) (call f (< (. s lt) 1) (> (-> p lt) (paren 2)))})`,
  ],
])('expressions: names: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});
