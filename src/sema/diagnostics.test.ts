/** Each line of a program that is wrong, with the message that it must give. */
import { describe, expect, it } from 'vitest';
import { checkText } from './testing.js';

const rejected: readonly (readonly [string, number])[] = [
  ['int a = undefinedName;', 4001],
  ['int countr = 3; int b = countrr;', 4002],
  ['namespace n { int z; } int y = n::w;', 4005],
  ['template<class T> struct T2 { typename T::type x; }; T2<int> t2;', 4007],
  ['int twice; int twice() { return 1; }', 4011],
  ['struct S { }; struct S { };', 4010],
  ['int dup; double dup;', 4012],
  ['int f(int); double f(int);', 4013],
  ['typedef int T1; typedef double T1;', 4014],
  ['struct M { void f(); void f(); };', 4015],
  ['struct M { int m; int m; };', 4016],
  ['struct I; I inc;', 4017],
  ['struct I; struct J { I i; };', 4018],
  ['struct Abs { virtual void f() = 0; }; Abs abst;', 4023],
  ['int arr[-1];', 4025],
  ['auto noinit;', 4034],
  ['int &ref;', 4039],
  ['struct A {}; struct O : virtual A {}; O *down(A *a) { return static_cast<O *>(a); }', 5149],
  ['struct A {}; struct O : virtual A {}; O &down(A &a) { return (O &)a; }', 5149],
  ['struct S { int a; }; bool ordered(int S::*a, int S::*b) { return a < b; }', 5020],
  ['typedef int Method() const; Method *pointer;', 4139],
  ['typedef int Method() &&; Method &reference;', 4139],
  ['typedef int F(int); int named(int); void destroys() { named.~F(); }', 5015],
  ['struct Test { explicit operator bool(); }; int only(Test{});', 5038],
  ['const int cni;', 4041],
  ['enum E : char { A = 1000 };', 5],
  ['struct B { double d : 3; };', 4046],
  ['struct B { int d : 40; };', 4048],
  ['struct alignas(3) A3 { };', 4049],
  ['struct Fin final {}; struct Der : Fin {};', 4051],
  ['struct V { virtual void f(); }; struct W : V { void g() override; };', 4054],
  ['struct V { virtual void f() final; }; struct W : V { void f(); };', 4055],
  ['struct V { virtual int f(); }; struct W : V { void f(); };', 4056],
  ['struct Q { int f(); }; int Q::f(int) { return 0; }', 4059],
  ['class P { typedef int hid; }; P::hid ph;', 4060],
  ['static_assert(1 == 2, "one is not two");', 4062],
  ['void g() { break; }', 4064],
  ['void g() { continue; }', 4065],
  ['void g() { case 1: ; }', 4066],
  ['void g(int i) { switch (i) { case 1: case 1: ; } }', 4067],
  ['void g(int i) { switch (i) { default: default: ; } }', 4068],
  ['void g() { goto nowhere; }', 4069],
  ['void g() { l: ; l: ; }', 4070],
  ['void g() { return 1; }', 4071],
  ['int g(int a) { if (a) return; return 1; }', 4072],
  ['void g() { auto [u, v] = 1; }', 4078],
  ['struct T {}; struct B : T { char x; struct B : T { char y; }; struct N : T {}; };', 4126],
  ['struct P { int a, b, c; }; void g(P p) { auto [u, v] = p; }', 4077],
  ['void dflt(int a = 1, int b);', 4085],
  ['template<class T> struct T3; T3<int, int> *t3;', 6001],
  ['template<class T, class U> struct T3; T3<int> *t3;', 6002],
  ['template<class T> struct T3; T3<3> *t3;', 6003],
  ['template<int N> struct T3; T3<int> *t3;', 6004],
  ['template<class T> struct T3; T3<int> t3;', 6008],
  ['template<int N> struct R { static const int v = R<N - 1>::v; }; int rv = R<1>::v;', 6007],
  ['template<class T> struct T3 {}; T3 *t3;', 6010],
  ['__global__ int k() { return 1; }', 7003],
  ['__global__ void k(int &&x) { }', 7004],
  ['__device__ void g() { __shared__ int x = 3; }', 7007],
];

describe('wrong programs', () => {
  for (const [source, code] of rejected) {
    it(source, () => {
      const { messages } = checkText(source);
      expect(messages.some((message) => message.includes(`: ${code}`))).toBe(true);
    });
  }

  it('reports the instantiation that an error lies in', () => {
    const { messages } = checkText('template<class T> int f(T t) { return t.missing; }\nint r = f(1);');
    expect(messages.length).toBe(1);
  });
});
