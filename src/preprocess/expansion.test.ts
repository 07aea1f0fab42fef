import { describe, expect, test } from 'vitest';
import { expandText } from './testing.js';

/** Compares token by token: white space only where it separates. */
function squeeze(text: string): string {
  return text
    .replace(/\s*([^\w\s"'])\s*/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

function expectExpansion(source: string, expected: string): void {
  const { text, messages } = expandText(source);
  expect(messages).toBe('');
  expect(squeeze(text)).toBe(squeeze(expected));
}

describe('the examples of [cpp.rescan] and [cpp.concat]', () => {
  test('redefinition and reexamination', () => {
    expectExpansion(
      `#define x 3
#define f(a) f(x * (a))
#undef x
#define x 2
#define g f
#define z z[0]
#define h g(~
#define m(a) a(w)
#define w 0,1
#define t(a) a
#define p() int
#define q(x) x
#define r(x,y) x ## y
#define str(x) # x
f(y+1) + f(f(z)) % t(t(g)(0) + t)(1);
g(x+(3,4)-w) | h 5) & m
 (f)^m(m);
p() i[q()] = { q(1), r(2,3), r(4,), r(,5), r(,) };
char c[2][6] = { str(hello), str() };`,
      `f(2 * (y+1)) + f(2 * (f(2 * (z[0])))) % f(2 * (0)) + t(1);
f(2 * (2+(3,4)-0,1)) | f(2 * (~ 5)) & f(2 * (0,1))^m(0,1);
int i[] = { 1, 23, 4, 5, };
char c[2][6] = { "hello", "" };`,
    );
  });

  test('stringizing and pasting', () => {
    expectExpansion(
      `#define str(s) # s
#define xstr(s) str(s)
#define debug(s, t) printf("x" # s "= %d, x" # t "= %s", \\
 x ## s, x ## t)
#define INCFILE(n) vers ## n
#define glue(a, b) a ## b
#define xglue(a, b) glue(a, b)
#define HIGHLOW "hello"
#define LOW LOW ", world"
debug(1, 2);
fputs(str(strncmp("abc\\0d", "abc", '\\4') // this goes away
 == 0) str(: @\\n), s);
xstr(INCFILE(2).h)
glue(HIGH, LOW);
xglue(HIGH, LOW)`,
      `printf("x" "1" "= %d, x" "2" "= %s", x1, x2);
fputs("strncmp(\\"abc\\\\0d\\", \\"abc\\", '\\\\4') == 0" ": @\\n", s);
"vers2.h"
"hello";
"hello" ", world"`,
    );
  });

  test('placemarkers', () => {
    expectExpansion(
      `#define t(x,y,z) x ## y ## z
int j[] = { t(1,2,3), t(,4,5), t(6,,7), t(8,9,), t(10,,), t(,11,), t(,,12), t(,,) };`,
      'int j[] = { 123, 45, 67, 89, 10, 11, 12, };',
    );
  });

  test('## made by a macro is no operator', () => {
    expectExpansion(
      `#define hash_hash # ## #
#define mkstr(a) # a
#define in_between(a) mkstr(a)
#define join(c, d) in_between(c hash_hash d)
join(x, y)`,
      '"x ## y"',
    );
  });

  test('__VA_OPT__', () => {
    expectExpansion(
      `#define F(a,...) f(0 __VA_OPT__(,) a __VA_ARGS__)
#define G(X, ...) f(0, X __VA_OPT__(,) __VA_ARGS__)
#define SDEF(sname, ...) S sname __VA_OPT__(= { __VA_ARGS__ })
#define EMP
F(a, b, c) F() F(EMP) G(a, b, c) G(a, ) G(a) SDEF(foo); SDEF(bar, 1, 2);
#define H2(X, Y, ...) __VA_OPT__(X ## Y,) __VA_ARGS__
#define H3(X, ...) #__VA_OPT__(X##X X##X)
#define H4(X, ...) __VA_OPT__(a X ## X) ## b
#define H5A(...) __VA_OPT__()/**/__VA_OPT__()
#define H5B(X) a ## X ## b
#define H5C(X) H5B(X)
H2(a, b, c, d) H3(, 0) H4(, 1) H5C(H5A())`,
      'f(0, a b, c) f(0) f(0) f(0, a, b, c) f(0, a) f(0, a) S foo; S bar = {1, 2}; ab, c, d "" a b ab',
    );
  });
});

describe('what gcc does', () => {
  test.each([
    ['#define f(a) a*g\n#define g(a) f(a)\nf(2)(9)', '2*9*g'],
    ['#define foo foo a bar\n#define bar foo b\nfoo bar', 'foo a foo b foo a bar b'],
    ['#define A B\n#define B A\nA B', 'A B'],
    ['#define p(f, args...) printf(f, ##args)\np(a) p(a,) p(a,1,2)', 'printf(a) printf(a,) printf(a,1,2)'],
    ['#define only(args...) [x,##args]\nonly() only(1)', '[x] [x,1]'],
    [
      '#define CAT(a,b) a##b\n#define C2(a,b) CAT(a,b)\nC2(x,__LINE__) CAT(.,1) CAT(1,e+3) CAT(+,+)',
      'x3 .1 1e+3 ++',
    ],
    ['#define s(...) #__VA_ARGS__\ns(a , b,c   d) s("a\\n" \'x\') s( )', `"a , b,c d" "\\"a\\\\n\\" 'x'" ""`],
    ['#define fn(x) <x>\nfn\n#if 1\n(3\n#else\nbad\n#endif\n) fn', '<3> fn'],
    ['#define LP (\n#define fn(x) <x>\n#define id(x) x\nid(fn LP 1 ))', '<1>'],
    [
      '#define REP(n) n OB(REPI)()(n)\n#define REPI() REP\n#define E()\n#define D(x) x E()\n#define OB(x) x D(E)()\n#define X(...) __VA_ARGS__\nX(X(REP(1)))',
      '1 1 REPI E ()()(1)',
    ],
    ['#define f(x) x __LINE__\nf(\n__LINE__\n)', '3 2'],
    ['%:define DG(x) %:x\nDG(<:)', '"<:"'],
    ['#define f(x) #x\n#define g(x) f(x)\n#define E\ng(a E+b) g(a E b)', '"a +b" "a b"'],
    ['__COUNTER__ __COUNTER__ __INCLUDE_LEVEL__ __BASE_FILE__ __FILE__', '0 1 0 "main.cu" "main.cu"'],
  ])('%s', (source, expected) => {
    expectExpansion(source, expected);
  });
});

test('__DATE__ and __TIME__ are those of the options', () => {
  const { text } = expandText('__DATE__ __TIME__', { now: new Date(2026, 2, 4, 5, 6, 7) });
  expect(text).toBe('"Mar 4 2026" "05:06:07"');
});

test('predefined macros follow the standard and the pass', () => {
  const source =
    '__cplusplus __STRICT_ANSI__ linux __CUDA_ARCH__ __CUDACC_VER_MAJOR__ __GNUC__ __CUDA_WASM__ __SIZEOF_LONG__';
  expect(expandText(source).text).toBe('201703L __STRICT_ANSI__ 1 __CUDA_ARCH__ 13 12 1 8');
  expect(expandText(source, { std: 'c++20', cudaArch: 800 }).text).toBe('202002L 1 linux 800 13 12 1 8');
  expect(expandText('__CUDACC__ __NVCC__', { cuda: false }).text).toBe('__CUDACC__ __NVCC__');
});
