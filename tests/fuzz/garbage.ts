/**
 * Sources that the front end has to refuse, or to bear, within limits: mutations of real programs, truncated files, and constructions that grow without bound. In: a seed and real programs.
 */
import { createRandom } from './random.js';

const words = 'int float auto struct class template typename < > << >> ( ) { } [ ] ; : :: , . -> ... = + - * / % & | ^ ~ ! ? # ## " \' 0 1 0x 1e9999 999999999999999999999 sizeof decltype operator new delete throw try catch if else for while do switch case default goto return const static constexpr __global__ __shared__ <<< >>> using namespace friend virtual this nullptr union enum alignas(3) concept requires co_await // /* */ \\ R"( #if #endif #define #include'.split(' ');

/** A few edits of a program's text, at boundaries of words. */
export function mutate(seed: number, programs: readonly string[]): string {
  const random = createRandom(seed);
  const pieces = random.pick(programs).match(/\w+|\s+|[^\w\s]/g)!;
  const other = random.pick(programs).match(/\w+|\s+|[^\w\s]/g)!;
  if (random.oneIn(6)) return pieces.slice(0, random.below(pieces.length)).join('');
  for (let i = random.between(1, 8); i > 0; i--) {
    const at = random.below(pieces.length);
    switch (random.below(6)) {
      case 0:
        pieces.splice(at, random.between(1, 8));
        break;
      case 1:
        pieces.splice(at, 0, ` ${random.pick(words)} `);
        break;
      case 2:
        pieces[at] = random.pick(words);
        break;
      case 3:
        pieces[at] = random.pick(pieces);
        break;
      case 4: {
        const from = random.below(other.length);
        pieces.splice(at, 0, ...other.slice(from, from + random.between(1, 30)));
        break;
      }
      default: {
        const from = random.below(pieces.length);
        pieces.splice(at, 0, ...pieces.slice(from, from + random.between(1, 30)));
      }
    }
    if (pieces.length === 0) return '';
  }
  return pieces.join('');
}

const many = (text: string, n = 20_000): string => text.repeat(n);

/** Name → files, 'main.cu' first compiled. */
export const extremes: Readonly<Record<string, string>> = {
  parentheses: `int x = ${many('(')}1${many(')')};`,
  'open parentheses': `int x = ${many('(')}`,
  brackets: `void f() { ${many('[')} }`,
  'lambdas in lambdas': `auto x = ${many('[]{ return ', 10)}1${many('; }', 10)};`,
  blocks: `void f() { ${many('{')}${many('}')} }`,
  'open blocks': `void f() { ${many('{')}`,
  'unary operators': `int f(int a) { return ${many('- ')}a; }`,
  'long sum': `int f(int a) { return a${many(' + a')}; }`,
  'long logical or': `bool f(bool a) { return a${many(' || a')}; }`,
  'long comma': `int f(int a) { return a${many(', a')}; }`,
  'conditional chain': `int f(int a) { return ${many('a ? 1 : ', 5000)}2; }`,
  'assignment chain': `void f(int a) { ${many('a = ', 5000)}2; }`,
  'class chain': `struct A0 { virtual int f() { return 0; } virtual ~A0() {} };\n${Array.from({ length: 400 }, (_, i) => `struct A${i + 1} : A${i} { int f() override { return ${i}; } };`).join('\n')}\nint main() { A400 a; return a.f(); }`,
  'else-if chain': `int f(int a) { ${many('if (a) return 1; else ', 5000)} return 2; }`,
  'conditions in a long chain': `int f(int a) { ${Array.from({ length: 20_000 }, (_, i) => `if (a == ${i}) return ${i}; else `).join('')} return 2; }`,
  'nested loops': `void f() { ${many('for (;;) ', 5000)} ; }`,
  'nested switches': `void f(int a) { ${many('switch (a) case 1: ', 3000)} ; }`,
  pointers: `int ${many('*')} p;`,
  'pointers to functions': `int ${many('(*', 3000)}f${many(')()', 3000)};`,
  arrays: `int a${many('[1]', 500)};`,
  'huge arrays': 'int a[0x7fffffffffffffff][4]; char b[0xffffffffffffffffu];',
  'template arguments': `template <class T> struct A {}; ${many('A<', 3000)}int${many('>', 3000)} x;`,
  'open template arguments': `template <class T> struct A {}; ${many('A<', 5000)}`,
  'less-than signs': `int a; int b = ${many('a < ', 5000)}a;`,
  namespaces: `${many('namespace a { ', 5000)}${many('}', 5000)}`,
  classes: `${many('struct A { ', 3000)}${many('};', 3000)}`,
  'endless instantiation': 'template <int N> struct A { static const int v = A<N + 1>::v; }; int x = A<0>::v;',
  'endless function templates': 'template <class T> void f(T t) { f(&t); } int main() { f(0); }',
  'doubling instantiation': 'template <int N, int M> struct D { static const int v = D<N - 1, 2 * M>::v + D<N - 1, 2 * M + 1>::v; }; template <int M> struct D<0, M> { static const int v = 1; }; int x = D<30, 0>::v; template <class T, class U> struct P { static void f() { P<P<T, U>, U>::f(); P<T, P<T, U>>::f(); } }; int main() { P<int, int>::f(); }',
  'large overload set': `${Array.from({ length: 1500 }, (_, i) => `struct T${i} { int v; }; int f(const T${i} &t);`).join('\n')}\nint main() { return ${Array.from({ length: 1500 }, (_, i) => `f(T${i}())`).join(' + ')}; }`,
  'endless return types': 'template <class T> auto f(T t) -> decltype(f(&t)) { return f(&t); } template <class T> auto g(T t) { return g(&t); } int main() { g(0); f(0); }',
  'endless base classes': 'template <int N> struct A : A<N + 1> {}; A<0> a;',
  'endless arrows': 'struct A { A operator->(); }; int x = A()->y; void f(A a) { a->~A(); }',
  'endless constexpr': 'constexpr int f(int n) { return f(n + 1); } constexpr int x = f(0); constexpr int g() { for (;;) ; return 1; } constexpr int y = g();',
  'branching constexpr': 'constexpr int f(int n) { return n < 2 ? n : f(n - 1) + f(n - 2); } constexpr int x = f(60);',
  'recursive class': 'struct A { A a; }; struct B { B b[2]; }; struct C : C {};',
  'include cycle': '#include "main.cu"\nint x;',
  'doubling macros': `#define A0 1 +\n${Array.from({ length: 40 }, (_, i) => `#define A${i + 1} A${i} A${i}`).join('\n')}\nint x = A40 1;`,
  'macro arguments': `#define F(x) x x\nint a = ${many('F(', 30)}1${many(')', 30)};`,
  'recursive macros': '#define A B\n#define B A\n#define F(x) F(x) G\n#define G F\nint A = F(F(G(1)));',
  'macro with many parameters': `#define F(${Array.from({ length: 5000 }, (_, i) => `p${i}`).join(',')}) p0\nint x = F(${many('1,', 4999)}1);`,
  'unfinished conditions': many('#if 1\n', 20_000),
  'deep condition': `#if ${many('(')}1${many(')')}\n#endif`,
  'long condition': `#if 1${many(' + 1')}\n#endif`,
  'unary condition': `#if ${many('!')}1\n#endif`,
  'long identifier': `int ${many('a', 1_000_000)};`,
  'long number': `int x = ${many('9', 100_000)};\ndouble y = ${many('9', 50_000)}e99999999999999;\nunsigned z = 0x${many('f', 100_000)};`,
  'long string': `const char *s = "${many('\\n', 500_000)}";`,
  'string pieces': `const char *s = ${many('"a" ')};`,
  'unfinished comment': `/* ${many('* ', 100_000)}`,
  'unfinished raw string': `const char *s = R"x(${many(')y"', 50_000)}`,
  'line splices': many('\\\n', 100_000),
  'null characters': many('\0', 10_000),
  'wide initializer': `int a[] = {${many('1,', 100_000)}};`,
  'deep initializer': `int a = ${many('{', 5000)}1${many('}', 5000)};`,
  'enormous shift': 'int x = 1 << 99999999999; int y = (-2147483647 - 1) / -1; int z = 1 % 0; int w[1 / 0];',
  'many cases': `int f(int a) { switch (a) { ${Array.from({ length: 5000 }, (_, i) => `case ${i}: return ${i};`).join(' ')} } return 0; } int main() { return f(3) - 3; }`,
  'case range': 'int f(int a) { switch (a) { case 0 ... 2147483647: return 1; } return 0; } int main() { return f(3); }',
  'wide case range': 'int f(long a) { switch (a) { case 0 ... 0x7fffffffffffffff: return 1; } return 0; } int main() { return f(3); }',
};
