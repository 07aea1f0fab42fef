/** Small programs around single rules of C++, each of which must check without a message. */
import { describe, expect, it } from 'vitest';
import { checkText } from './testing.js';

const PROGRAMS: Record<string, string> = {
  'block-scope extern of a later definition': 'int main() { extern int later; return later; } int later = 1;',
  'overloads that differ in a template parameter type': 'template<bool b, class T> struct E {}; template<class T> struct E<true, T> { typedef T t; }; template<class T, typename E<(sizeof(T) > 4), int>::t = 0> int f(T) { return 1; } template<class T, typename E<(sizeof(T) <= 4), int>::t = 0> int f(T) { return 2; } int x = f(1) + f(1.0);',
  'a template that befriends itself': 'template<class T> struct P { template<class U> friend class P; P() {} template<class U> P(const P<U>& o) : p(o.p) {} private: T* p; }; P<int> a; P<const int> b(a);',
  'promotion of fixed enumerations': 'enum E : unsigned { a }; enum F { b }; int* f(int); long* f(unsigned); int* g = f(b); long* h = f(a);',
  'a nested class defined outside sees its class': 'struct A { struct N; class I; }; struct A::N { int v; }; class A::I { N* n; int f() { return n->v; } };',
  'conditional noexcept': 'void q() noexcept; void l(); template<class F> void c(F f) noexcept(noexcept(f())) { f(); } static_assert(noexcept(c(q)) && !noexcept(c(l)), "");',
  'a using-declaration overloads': 'struct B { int* f(int); }; struct D : B { using B::f; long* f(double); }; int* p = D().f(1);',
  'an explicit specialization of a member': 'template<class T> struct M { int f() { return 1; } static int s; }; template<class T> int M<T>::s = 1; template<> int M<char>::f() { return 2; } template<> int M<char>::s = 2; int v = M<char>().f();',
  'deduction from a kernel template-id': 'template<class T> __global__ void k(T*) {} template<class... P> int arity(void (*)(P...)) { return sizeof...(P); } int n = arity(k<int>);',
  'compound assignment through a conversion': 'struct R { int v; operator int&() { return v; } }; void f(R r) { r += 2; r++; ++r; }',
  'class template argument deduction in expressions': 'template<class T> struct B { B(T) {} }; void f() { B b(B(1)); delete new B(2.5); }',
  'captureless closures in constant expressions': 'int main() { auto s = [](int v) { return v * v; }; constexpr int n = s(3); static_assert(n == 9, ""); }',
};

describe('accepts', () => {
  for (const [name, source] of Object.entries(PROGRAMS)) {
    it(name, () => expect(checkText(source, 17).messages).toEqual([]));
  }
});
