/** Names as g++ 12 gives them. */
import { describe, expect, it } from 'vitest';
import { functionNames } from './testing.js';

const cases: readonly (readonly [string, string])[] = [
  ['int add(int a, int b) { return a + b; }', '_Z3addii'],
  ['extern "C" int add(int a) { return a; }', 'add'],
  ['namespace n { namespace m { void f(const char *, unsigned long) {} } }', '_ZN1n1m1fEPKcm'],
  ['struct S { void f() const; }; void S::f() const {}', '_ZNK1S1fEv'],
  ['struct S { S(int); }; S::S(int) {}', '_ZN1SC1Ei'],
  ['struct S { ~S(); }; S::~S() {}', '_ZN1SD1Ev'],
  ['struct S { int x; }; S operator+(S a, const S &b) { return a; }', '_Zpl1SRKS_'],
  ['template<class T> T mx(T a, T b) { return a; } int u() { return mx(1, 2); }', '_Z2mxIiET_S0_S0_'],
  ['template<class T> struct B { T get() { return T(); } }; int u() { B<int> b; return b.get(); }', '_ZN1BIiE3getEv'],
  ['template<class T, int N> void g(T (&a)[N]) {} void u() { int a[3]; g(a); }', '_Z1gIiLi3EEvRAT0__T_'],
  ['template<class... A> void p(A... a) {} void u() { p(1, 2.0); }', '_Z1pIJidEEvDpT_'],
  ['namespace std { struct x {}; void f(x, x) {} }', '_ZSt1fSt1xS_'],
  ['void f(int (*)(char, char), int *const *, long double) {}', '_Z1fPFiccEPKPie'],
  ['static int s(unsigned char) { return 1; } int u() { return s(1); }', '_ZL1sh'],
  ['namespace { void f() {} } void u() { f(); }', '_ZN12_GLOBAL__N_11fEv'],
  ['struct S { operator int() const; }; S::operator int() const { return 1; }', '_ZNK1ScviEv'],
  ['enum class E { A }; template<E e> void f() {} void u() { f<E::A>(); }', '_Z1fIL1E0EEvv'],
];

describe('mangled names', () => {
  for (const [source, name] of cases) it(name, () => expect(functionNames(source)).toContain(name));
});
