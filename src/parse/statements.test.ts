import { expect, test } from 'vitest';
import { parseText } from './test-support.js';

test.each([
  [
    'void f(int a) { if (a) ; else if (int b = a) {} else return; if (int c = 3; c > a) {} if (auto *p = g(); !p) return; while (int k = --a) { if (k) continue; break; } do a++; while (a < 3); for (int i = 0, j; i < 3; ++i, --j) {} for (;;) break; for (auto x : v) {} for (int q = 1; auto &&x : {1, 2}) ; for (a = b ? 1 : 2; a; ) ; }',
    '(def void (fn (int a) f) {(if a (;) else (if (decl int b = a) {} else (return))) (if (decl int c = 3) (> c a) {}) (if (decl auto (* p) = (call g)) (! p) (return)) (while (decl int k = (-- a)) {(if k (continue)) (break)}) (do (post++ a) (< a 3)) (for (decl int i = 0 j) (< i 3) (, (++ i) (-- j)) {}) (for (;) _ _ (break)) (for-in (decl auto x) v {}) (for-in (decl int q = 1) (decl auto (&& x)) {1, 2} (;)) (for (= a (?: b 1 2)) a _ (;))})',
  ],
  [
    'void f(int a) { switch (a) { case 1 ... 3: case 5: a = 1; break; default:; case 6: {} } switch (int b = a; b) case 1: ; try { throw 3; } catch (const int &e) { throw; } catch (...) {} L: a = 1; goto L; void *p = &&L; goto *p; M: ; }',
    '(def void (fn (int a) f) {(switch a {(case 1 ... 3 (case 5 (= a 1))) (break) (default (;)) (case 6 {})}) (switch (decl int b = a) b (case 1 (;))) (try {(throw 3)} (catch const int (& e) {(throw)}) (catch ... {})) (label L (= a 1)) (goto L) (decl void (* p) = (&& L)) (goto* p) (label M (;))})',
  ],
  [
    'void f() { [[likely]] g(); [[fallthrough]]; __attribute__((unused)) int x; __attribute__((fallthrough)); ; {} return {1, 2}; } int g() { return a, b; } int h() try { return 1; } catch (...) { return 2; }',
    `(def void (fn () f) {(attributed @likely (call g)) (attributed @fallthrough (;)) (decl @unused int x) (attributed @fallthrough (;)) (;) {} (return {1, 2})})
(def int (fn () g) {(return (, a b))})
(def int (fn () h) {(return 1)} (catch ... {(return 2)}))`,
  ],
  [
    'void f(int a) { asm volatile("add %0, %1;" : "=r"(a), [o] "+f"(b) : "r"(b), "l"(c) : "memory", "cc"); asm("nop" ::: "memory"); asm("x" : : "r"(a)); __asm__ __volatile__("membar.gl;"); }',
    '(def void (fn (int a) f) {(asm volatile "add %0, %1;" (out "=r"(a), [o]"+f"(b)) (in "r"(b), "l"(c)) (clobber memory, cc)) (asm "nop" (clobber memory)) (asm "x" (in "r"(a))) (asm volatile "membar.gl;")})',
  ],
])('statements: control flow: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});

test.each([
  [
    'struct T { int a; }; int a, b; void f(int x, int *p) { T(y); T(*q) = 0; T(z)[3]; T(x).a; T(3); T{3}.a; T(x), a; T(); a * b; T * c; T & d = *c; T && e = T(); T (*fp)(int); T m(int), n; int(k); int(3); int (l) = 4; int(a) + b; x(3); unsigned(3), a; int T::*pm; const T g = {}; auto i = T(3), j = T{4}; T (w)(x); T (v)(int); }',
    `(decl (struct T [public] (decl int a)))
(decl int a b)
(def void (fn (int x, int (* p)) f) {(decl T y) (decl T (* q) = 0) (decl T (array 3 z)) (. (construct :T x) a) (construct :T 3) (. (make :T {3}) a) (decl T x a) (construct :T) (* a b) (decl T (* c)) (decl T (& d) = (* c)) (decl T (&& e) = (construct :T)) (decl T (fn (int) (* fp))) (decl T (fn (int) m) n) (decl int k) (construct :int 3) (decl int l = 4) (+ (construct :int a) b) (call x 3) (, (construct :unsigned 3) a) (decl int (T::* pm)) (decl const T g = {}) (decl auto i = (construct :T 3) j = (make :T {4})) (decl T w (x)) (decl T (fn (int) v))})`,
  ],
  [
    'namespace n { struct T { struct U {}; static int v; enum { e }; }; int g; } void f() { n::T t; n::T::U u; n::T::v = 3; n::g * n::g; n::T * p; n::T(q); n::T(3); ::n::T r; using n::T; T s; struct L { int x; } l; enum { A, B } m; typedef L M; M k; static_assert(A == 0); extern int ex; namespace q = n; q::T o; int T; T * T; }',
    `(namespace n (decl (struct T [public] (decl (struct U)) [public] (decl static int v) [public] (decl (enum {e})))) (decl int g))
(def void (fn () f) {(decl n::T t) (decl n::T::U u) (= n::T::v 3) (* n::g n::g) (decl n::T (* p)) (decl n::T q) (construct :n::T 3) (decl ::n::T r) (using n::T) (decl T s) (decl (struct L [public] (decl int x)) l) (decl (enum {A, B}) m) (decl typedef L M) (decl M k) (static-assert (== A 0)) (decl extern int ex) (namespace-alias q n) (decl q::T o) (decl int T) (* T T)})`,
  ],
])('statements: declaration or expression: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});
