import { describe, expect, test } from 'vitest';
import type { PreprocessOptions } from './options.js';
import { expandText } from './testing.js';

function condition(expression: string): string {
  const { text, messages } = expandText(`#if ${expression}\nyes\n#else\nno\n#endif`, {}, { 'h.h': '' });
  return messages === '' ? text : messages;
}

describe('conditions', () => {
  test.each([
    '1',
    '!0',
    '2 + 3 * 4 == 14',
    '(2 + 3) * 4 == 20',
    '-1 > 0u',
    '-1 < 0',
    '1 ? 2 : 1/0',
    '0 && 1/0 || 1',
    '~0u == 0xffffffffffffffff',
    '-9223372036854775807 - 1 < 0',
    '9223372036854775807 + 1 < 0',
    '1 << 3 == 8',
    '-8 >> 1 == -4',
    "'a' == 97",
    "'\\377' < 0",
    "L'\\x80' == 128",
    '0x10 == 16 && 0b11 == 3 && 010 == 8',
    "1'000 == 1000",
    'true and not false',
    'defined __LINE__',
    'defined(__CUDACC__) && !defined X',
    'undefined_name == 0',
    '(1, 2) == 2',
    '5 % 3 == 2',
    '-5 / 2 == -2',
    '(7 ^ 2) == 5',
    '(1 | 6) == 7',
    '(0 ? -1 : 0u) - 1 > 0',
    '__has_include("h.h")',
    '!__has_include(<nothing.h>)',
    '__has_attribute(noinline)',
    '__has_cpp_attribute(nodiscard) >= 201603',
    '__has_builtin(__builtin_expect)',
    '!__has_feature(cxx_rtti)',
    '1 == 1 != 0',
    '18446744073709551615u == -1',
  ])('%s', (expression) => {
    expect(condition(expression)).toBe('yes');
  });

  test('a system header that only refuses to be included does not count as there', () => {
    const files = { 'sys/absent.h': '#error "not part of this"\n', 'own/absent.h': '#error "mine"\n' };
    const ask = (options: PreprocessOptions) => expandText('#if __has_include(<absent.h>)\nyes\n#else\nno\n#endif', options, files).text;
    expect([ask({ systemDirs: ['sys'] }), ask({ includeDirs: ['own'] })]).toEqual(['no', 'yes']);
  });

  test.each([
    ['', 'main.cu:1:2: error: #if with no expression [CW1032]\n#if\n ^~\n'],
    ['1 +', 'main.cu:1:2: error: expected an operand in the #if expression [CW1033]\n#if 1 +\n ^~\n'],
    [
      '1 2',
      "main.cu:1:7: error: missing binary operator before '2' in the #if expression [CW1034]\n#if 1 2\n      ^\n",
    ],
    ['(1', "main.cu:1:2: error: missing ')' in the #if expression [CW1036]\n#if (1\n ^~\n"],
    ['1/0', 'main.cu:1:6: error: division by zero in the #if expression [CW1037]\n#if 1/0\n     ^\n'],
    [
      '"a"',
      `main.cu:1:5: error: '"a"' is not valid in preprocessor expressions [CW1035]\n#if "a"\n    ^~~\n`,
    ],
    [
      '1.5',
      "main.cu:1:5: error: '1.5' is not a valid integer in the #if expression [CW1054]\n#if 1.5\n    ^~~\n",
    ],
    ['f(1)', "main.cu:1:5: error: function-like macro 'f' is not defined [CW1041]\n#if f(1)\n    ^\n"],
    [
      '1 ? 2',
      "main.cu:1:2: error: '?' without a following ':' in the #if expression [CW1038]\n#if 1 ? 2\n ^~\n",
    ],
    ['defined', "main.cu:1:2: error: operator 'defined' requires an identifier [CW1040]\n#if defined\n ^~\n"],
    [
      '__has_include',
      "main.cu:1:2: error: '__has_include' requires a parenthesized operand [CW1042]\n#if __has_include\n ^~\n",
    ],
    [
      '99999999999999999999 == 0',
      'main.cu:1:5: warning: integer constant is too large for its type [CW1055]\n#if 99999999999999999999 == 0\n    ^~~~~~~~~~~~~~~~~~~~\n',
    ],
  ])('%s is wrong', (expression, expected) => {
    expect(condition(expression)).toBe(expected);
  });

  test('groups', () => {
    const source = (a: number, b: number): string =>
      `#define A ${a}\n#if A == 1\none\n#if ${b}\nb\n#endif\n#elif A == 2\ntwo\n#elifdef A\ndef\n#else\nother\n#endif`;
    expect(expandText(source(1, 1)).text).toBe('one b');
    expect(expandText(source(1, 0)).text).toBe('one');
    expect(expandText(source(2, 1)).text).toBe('two');
    expect(expandText(source(3, 1)).text).toBe('def');
    expect(
      expandText('#if 0\n\'unterminated "\n#bad\n#if 1/0\n#endif\n#elifndef X\nok\n#elif 1/0\n#endif').text,
    ).toBe('ok');
  });
});

describe('includes', () => {
  test('search order, guards and once', () => {
    const files = {
      'a.h': '#pragma once\nlocal_a',
      'inc/a.h': 'inc_a\n#include_next <a.h>',
      'sys/a.h': 'sys_a',
      'inc/g.h': '#ifndef G\n#define G\nguarded\n#endif',
      'inc/sub/b.h': '#include "c.h"',
      'inc/sub/c.h': 'c __INCLUDE_LEVEL__',
    };
    const options = { includeDirs: ['inc'], systemDirs: ['sys'] };
    const { text, messages, unit } = expandText(
      '#include "a.h"\n#include "a.h"\n#include <a.h>\n#include <g.h>\n#include "g.h"\n#define H <sub/b.h>\n#include H\n',
      options,
      files,
    );
    expect(messages).toBe('');
    expect(text).toBe('local_a inc_a sys_a guarded c 2');
    expect(unit.includes).toEqual(['a.h', 'inc/a.h', 'sys/a.h', 'inc/g.h', 'inc/sub/b.h', 'inc/sub/c.h']);
  });

  test("a program's macros stand for nothing in the text of system headers, save in their conditions and where they replace the system's", () => {
    const files = {
      'sys/a.h': '#define LIMIT 10\n#define USE(x) x + T + LIMIT\n#pragma unroll N\ntemplate <T, int N> _Q QUALIFIERS\n#if N == 4\nfour\n#endif',
      'sys/b.h': 'LIMIT T',
      'own.h': 'T N',
    };
    const source = '#define T 1\n#define _Q 2\n#define QUALIFIERS 3\n#include <a.h>\n#include "own.h"\nUSE(T) T\n#undef T\n#define LIMIT 11\n#include <b.h>\n';
    const { text } = expandText(source, { systemDirs: ['sys'], defines: ['N=4'] }, files);
    expect(text).toBe('#pragma unroll N template <T, int N> 2 3 four 1 4 1 + T + 10 1 11 T');
  });

  test('forced includes, defines and undefs come first', () => {
    const options = {
      preIncludes: ['pre.h'],
      defines: ['A', 'B=2', 'F(x)=x+x'],
      undefs: ['__linux__'],
      includeDirs: ['inc'],
    };
    expect(expandText('A B F(1) P __linux__', options, { 'inc/pre.h': '#define P B' }).text).toBe(
      '1 2 1+1 2 __linux__',
    );
  });

  test('too deep', () => {
    const { messages } = expandText('#include "main.cu"', { limits: { includeDepth: 2 } });
    expect(messages).toContain('error: #include nested deeper than 2 levels (-fmax-include-depth=N allows more) [CW1003]');
    expect(expandText('#include "main.cu"').messages).toContain('deeper than 200 levels');
  });

  test('the include stack is shown', () => {
    const files = { 'a.h': '\n#include "b.h"\n', 'b.h': 'int x;\n#error no\tgood  at all\n' };
    expect(expandText('// main\n#include "a.h"\n', {}, files).messages).toBe(
      `b.h:2:2: error: #error no good at all [CW1008]
#error no       good  at all
 ^~~~~
a.h:2:2: note: in file included from here
main.cu:2:2: note: in file included from here
`,
    );
  });
});

describe('messages', () => {
  test.each([
    [
      '#include "no.h"',
      'main.cu:1:10: error: \'no.h\' file not found [CW1001]\n#include "no.h"\n         ^~~~~~\n',
    ],
    [
      '#include no',
      'main.cu:1:2: error: #include expects "FILE" or <FILE> [CW1002]\n#include no\n ^~~~~~~\n',
    ],
    ['#if 1', 'main.cu:1:2: error: unterminated #if [CW1004]\n#if 1\n ^~\n'],
    ['#else', 'main.cu:1:2: error: #else without #if [CW1005]\n#else\n ^~~~\n'],
    ['#if 1\n#else\n#else\n#endif', 'main.cu:3:2: error: #else after #else [CW1006]\n#else\n ^~~~\n'],
    ['#foo bar', "main.cu:1:2: error: invalid preprocessing directive '#foo' [CW1007]\n#foo bar\n ^~~\n"],
    [
      '#warning "careful"',
      'main.cu:1:2: warning: #warning "careful" [CW1009]\n#warning "careful"\n ^~~~~~~\n',
    ],
    [
      '#if 1\n#endif x',
      'main.cu:2:8: warning: extra tokens at end of #endif directive [CW1010]\n#endif x\n       ^\n',
    ],
    ['#define', 'main.cu:1:2: error: macro name missing in #define directive [CW1011]\n#define\n ^~~~~~\n'],
    ['#define 1', 'main.cu:1:9: error: macro names must be identifiers [CW1012]\n#define 1\n        ^\n'],
    [
      '#define defined',
      "main.cu:1:9: error: 'defined' cannot be used as a macro name [CW1013]\n#define defined\n        ^~~~~~~\n",
    ],
    [
      '#define A 1\n#define A  1\n#define A 2',
      "main.cu:3:9: warning: 'A' redefined [CW1014]\n#define A 2\n        ^\nmain.cu:2:9: note: previous definition is here\n#define A  1\n        ^\n",
    ],
    [
      '#define __LINE__ 1',
      "main.cu:1:9: warning: redefining builtin macro '__LINE__' [CW1015]\n#define __LINE__ 1\n        ^~~~~~~~\n",
    ],
    [
      '#undef __FILE__',
      "main.cu:1:8: warning: undefining builtin macro '__FILE__' [CW1016]\n#undef __FILE__\n       ^~~~~~~~\n",
    ],
    [
      '#define f(1)',
      'main.cu:1:11: error: expected a parameter name in the macro parameter list [CW1017]\n#define f(1)\n          ^\n',
    ],
    [
      '#define f(a,a)',
      "main.cu:1:13: error: duplicate macro parameter 'a' [CW1018]\n#define f(a,a)\n            ^\n",
    ],
    [
      '#define f(a',
      "main.cu:1:11: error: expected ',' or ')' in the macro parameter list [CW1019]\n#define f(a\n          ^\n",
    ],
    [
      '#define a+ 1',
      'main.cu:1:10: warning: white space required after the macro name [CW1020]\n#define a+ 1\n         ^\n',
    ],
    [
      '#define a b ##',
      "main.cu:1:13: error: '##' cannot appear at either end of a macro expansion [CW1021]\n#define a b ##\n            ^~\n",
    ],
    [
      '#define f(a) #b',
      "main.cu:1:14: error: '#' is not followed by a macro parameter [CW1022]\n#define f(a) #b\n             ^\n",
    ],
    [
      '#define a __VA_ARGS__',
      "main.cu:1:11: error: '__VA_ARGS__' can only appear in the expansion of a variadic macro [CW1023]\n#define a __VA_ARGS__\n          ^~~~~~~~~~~\n",
    ],
    [
      '#define f(...) __VA_OPT__(',
      "main.cu:1:16: error: unterminated '__VA_OPT__' [CW1024]\n#define f(...) __VA_OPT__(\n               ^~~~~~~~~~\n",
    ],
    [
      '#define f(...) __VA_OPT__(__VA_OPT__())',
      "main.cu:1:27: error: '__VA_OPT__' cannot be nested [CW1025]\n#define f(...) __VA_OPT__(__VA_OPT__())\n                          ^~~~~~~~~~\n",
    ],
    [
      '#define f(a) a\nf(1',
      "main.cu:2:1: error: unterminated argument list invoking macro 'f' [CW1026]\nf(1\n^\n",
    ],
    [
      '#define f(a) a\nf(1,2)',
      "main.cu:2:1: error: macro 'f' passed 2 arguments, but takes just 1 [CW1027]\nf(1,2)\n^\n",
    ],
    [
      '#define f(a,b) a\nf(1)',
      "main.cu:2:1: error: macro 'f' requires 2 arguments, but only 1 given [CW1028]\nf(1)\n^\n",
    ],
    [
      '#define f(a,b) a##b\nf(+,1)',
      "main.cu:2:1: error: pasting '+' and '1' does not give a valid preprocessing token [CW1029]\nf(+,1)\n^\n",
    ],
    [
      '__has_include("x")',
      'main.cu:1:1: error: \'__has_include\' used outside of a preprocessing directive [CW1043]\n__has_include("x")\n^~~~~~~~~~~~~\n',
    ],
    ['#line x', "main.cu:1:2: error: 'x' after #line is not a positive integer [CW1044]\n#line x\n ^~~~\n"],
    ['#line 1 x', "main.cu:1:9: error: 'x' is not a valid file name [CW1045]\n#line 1 x\n        ^\n"],
    [
      '_Pragma(1)',
      'main.cu:1:1: error: _Pragma takes a parenthesized string literal [CW1046]\n_Pragma(1)\n^~~~~~~\n',
    ],
    ['a /* b', 'main.cu:1:3: error: unterminated comment [CW1047]\na /* b\n  ^\n'],
    ['R"x(abc)y"', 'main.cu:1:1: error: unterminated raw string [CW1048]\nR"x(abc)y"\n^\n'],
    ['a\0b', 'main.cu:1:2: warning: null character ignored [CW1049]\na b\n ^\n'],
    [
      '#pragma GCC poison gets\ngets',
      "main.cu:2:1: error: attempt to use poisoned 'gets' [CW1050]\ngets\n^~~~\n",
    ],
    [
      '#pragma GCC error "bad \\"luck\\""',
      'main.cu:1:2: error: bad "luck" [CW1051]\n#pragma GCC error "bad \\"luck\\""\n ^~~~~~\n',
    ],
    ['#pragma GCC warning "hm"', 'main.cu:1:2: warning: hm [CW1052]\n#pragma GCC warning "hm"\n ^~~~~~\n'],
  ])('%s', (source, expected) => {
    expect(expandText(source).messages).toBe(expected);
  });

  test('warnings in system headers are not shown', () => {
    const files = { 'sys/s.h': '#define A 1\n#define A 2\n#warning w' };
    expect(expandText('#include <s.h>', { systemDirs: ['sys'] }, files).messages).toBe('');
  });

  test('the macro stack is shown', () => {
    const source = '#define INNER(a) a ## +\n#define OUTER(b) INNER(b)\nint x = OUTER(y);\n';
    expect(expandText(source).messages).toBe(
      `main.cu:3:9: error: pasting 'y' and '+' does not give a valid preprocessing token [CW1029]
int x = OUTER(y);
        ^~~~~
main.cu:2:18: note: expanded from macro 'OUTER'
#define OUTER(b) INNER(b)
                 ^~~~~
`,
    );
  });

  test('#line changes positions', () => {
    const { text, messages } = expandText(
      '#line 100 "other.c"\n__LINE__ __FILE__\n#error x\n# 7 "third.c" 3\n__LINE__',
    );
    expect(text).toBe('100 "other.c" 7');
    expect(messages).toBe('other.c:101:2: error: #error x [CW1008]\n#error x\n ^~~~~\n');
  });
});

describe('pragmas', () => {
  test('those of the compiler stay, expanded; others are obeyed or dropped', () => {
    const source = `#define N 4
#pragma unroll N
#pragma nv_diag_suppress 177
#pragma GCC diagnostic push
#define X 1
#pragma push_macro("X")
#undef X
#define X 2
X
#pragma pop_macro("X")
X
_Pragma("unroll N") y`;
    expect(expandText(source).text).toBe('#pragma unroll 4 2 1 #pragma unroll 4 y');
  });

  test('macros may expand to them, as for nvcc', () => {
    expect(expandText('#define UNROLL #pragma unroll\nUNROLL\nx # y').text).toBe('#pragma unroll x # y');
  });
});

describe('__CUDA_ARCH__', () => {
  const tested = (source: string, files: Record<string, string> = {}): boolean =>
    expandText(source, { systemDirs: ['sys'] }, files).unit.testedCudaArch;

  test('tests of the program count, those of system headers do not', () => {
    expect(tested('#ifdef __CUDA_ARCH__\n#endif')).toBe(true);
    expect(tested('#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 700\n#endif')).toBe(true);
    expect(tested('#define D (__CUDA_ARCH__ > 1)\n#if D\n#endif')).toBe(true);
    expect(tested('#if 0\n#elif __CUDA_ARCH__ > 300\n#endif')).toBe(true);
    expect(tested('#include "own.h"', { 'own.h': '#ifndef __CUDA_ARCH__\n#endif' })).toBe(true);
    expect(
      tested('#include <s.h>\nint x;', {
        'sys/s.h': '#ifdef __CUDA_ARCH__\n#endif\n#if __CUDA_ARCH__\n#endif',
      }),
    ).toBe(false);
    expect(tested('#ifdef __CUDACC__\n#endif')).toBe(false);
  });
});

describe('limits', () => {
  test('exponential expansion stops', () => {
    const lines = ['#define A0 x x'];
    for (let i = 1; i < 60; i++) lines.push(`#define A${i} A${i - 1} A${i - 1}`);
    const { messages } = expandText(`${lines.join('\n')}\nA59`, { limits: { expandedTokens: 10_000 } });
    expect(messages).toContain('error: macro expansion produced more than 10000 tokens (-fmax-expanded-tokens=N allows more) [CW1030]');
  });

  test('deep nesting stops', () => {
    const deep = `#define f(x) x\n${'f('.repeat(5000)}1${')'.repeat(5000)}`;
    expect(expandText(deep).messages).toContain(
      'error: macro arguments nested deeper than 300 levels (-fbracket-depth=N allows more) [CW1031]',
    );
    expect(expandText(`#if ${'('.repeat(5000)}1`).messages).toContain(
      'error: expression nested deeper than 300 levels (-fbracket-depth=N allows more) [CW1039]',
    );
    expect(expandText(`#if ${'!'.repeat(5000)}1\n#endif`).messages).toContain('[CW1039]');
  });
});
