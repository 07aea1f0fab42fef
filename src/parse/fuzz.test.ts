import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Token } from '../lex/token.js';
import { parse } from './index.js';
import { tokensOf } from './test-support.js';

const program = `
template<class T, int N = 3> struct A : B<T> { typedef T type; A() : x(1) {} template<class U> U get(U u = N < 3) const noexcept(true); T x = 1, y{2}; enum { k }; operator T(); };
template<class T, int N> template<class U> U A<T, N>::get(U u) const noexcept(true) { return u; }
namespace n { using namespace std; using A = ::A<int>; inline namespace m { int f(int, ...); } }
__global__ void k(const float *__restrict__ a, int n) { __shared__ float s[32][33]; for (int i = 0; i < n; i++) s[0][i] += a[i] * (i > 3 ? 1.f : (float)i); }
int main() { auto l = [=, &x](auto... a) mutable -> int { return (a + ...); }; k<<<dim3(1), 2 > 1>>>(p, sizeof(int *)); switch (1) { case 1 ... 2: default: break; }
  try { int (*fp)(int) = &n::f; T(x); T y(U()); if (int z = 1; z) {} else do {} while (0); } catch (...) { throw; } asm volatile("" : "=r"(x) : : "memory"); S s = {.a = 1, [2] = 3}; goto e; e: ; }`;

const words =
  'int T A x ( ) { } [ ] < > , ; : :: . -> ... = + * & && ~ ? <<< template typename class struct enum using namespace operator auto decltype if for while switch case try catch new delete sizeof static_cast const static friend virtual noexcept requires lambda 1 "s" \'c\' asm __attribute__ typedef return this union explicit extern';
const vocabulary = tokensOf(words).filter((t) => t.kind !== 'eof');
const tokens = tokensOf(program);

function run(list: readonly Token[]): void {
  let reports = 0;
  const sink = {
    errorCount: 0,
    report() {
      reports++;
    },
  };
  parse(list, {}, sink);
  // At most one message a token, and one for the end.
  expect(reports).toBeLessThanOrEqual(2 * list.length + 2);
}

test('any sequence of tokens is parsed without an exception', { timeout: 60_000 }, () => {
  const token = fc.constantFrom(...vocabulary).map((t): Token => t);
  fc.assert(
    fc.property(fc.array(token, { maxLength: 60 }), (list) => run(list)),
    { numRuns: 3000 },
  );
});

test('mutations of a program are parsed without an exception', { timeout: 60_000 }, () => {
  const edit = fc.record({
    at: fc.nat(tokens.length - 2),
    kind: fc.constantFrom('drop', 'insert', 'swap', 'cut'),
    with: fc.nat(vocabulary.length - 1),
    length: fc.nat(20),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      const list = [...tokens];
      for (const e of edits) {
        const at = Math.min(e.at, list.length - 1);
        if (e.kind === 'drop') list.splice(at, 1);
        else if (e.kind === 'insert') list.splice(at, 0, vocabulary[e.with]!);
        else if (e.kind === 'swap') list[at] = vocabulary[e.with]!;
        else list.splice(at, e.length);
      }
      run(list);
    }),
    { numRuns: 1500 },
  );
});
