import { expect, test } from 'vitest';
import { parseMessages } from '../diagnostics/parse-messages.js';
import { parseCodes, parseText } from './test-support.js';

/** Each source with all its messages: no cascade, and what follows the error is still read. */
const cases: readonly (readonly [string, ...string[]])[] = [
  ['int a = 3\nint b;', "1:10: expected ';' after top level declarator"],
  ['foo x;', "1:1: unknown type name 'foo'"],
  ['vectr<int> v;', "1:1: no template named 'vectr'"],
  [
    'void f() { int y = 3 int z; return 1 }',
    "1:21: expected ';' after declaration",
    "1:37: expected ';' after return statement",
  ],
  ['struct S { int n }; S s;', "1:17: expected ';' after member declaration"],
  ['struct S { int n; }\nint x;', "1:20: expected ';' after struct"],
  ['struct S { void g() { m = ; } int m; };', '1:27: expected expression'],
  ['int g(int, badtype b, float);', "1:12: unknown type name 'badtype'"],
  ['void f() { g(1 2); h(3; i(); }', "1:16: expected ')'", "1:23: expected ')'"],
  ['void f() { for (int i = 0; i < 3 i++) {} }', "1:34: expected ';' after 'for' condition"],
  ['template<class T> void k(T) { T::x y; }', "1:31: missing 'typename' prior to dependent type name 'T::x'"],
  ['}\nint after;', "1:1: extraneous closing brace ('}')"],
  [
    'void h() { k<<<>>>(3); }',
    '1:16: a launch configuration has one to four arguments: grid, block, shared memory, stream',
  ],
  ['void h() { k<<<1, 2>>>; }', "1:23: expected '(' with the kernel's arguments after '>>>'"],
  ['void h() { k<<<1, 2; }', "1:20: expected '>>>'"],
  ['void h() { try {} int z; }', "1:19: expected 'catch' after try block"],
  ['auto l = [1]() {};', "1:11: expected variable name or 'this' in lambda capture list"],
  ['auto l = []; int x;', '1:12: expected body of lambda expression'],
  ['unsigned float f; int q;', "1:1: cannot combine 'float' with previous 'unsigned' declaration specifier"],
  ['void f() { goto 3; }', '1:17: expected identifier'],
  ['f(int x) { return x; }', '1:1: a type specifier is required for all declarations'],
  ['using namespace 3;', '1:17: expected namespace name'],
  ['int operator?(int);', "1:13: expected an operator after 'operator'"],
  ['static_assert(1, 2);', '1:18: expected string literal in static_assert'],
  ['struct T : 3 {}; T t;', '1:12: expected class name'],
  ['int = 3;', '1:5: expected unqualified-id'],
  ['using T = ;', '1:11: expected a type'],
  ['void f() { if (1) } int x;', '1:19: expected statement'],
  ['struct S { S() : 3 }; int x;', '1:18: expected class name'],
  ['int f(3 + ); int y;', '1:11: expected expression'],
  ['void f(int a, 3);', '1:15: expected parameter declarator'],
  ['template<3> void f();', '1:10: expected template parameter'],
  ['int x = int; int y;', "1:12: expected '(' for function-style cast or type construction"],
  ['void f() { asm goto("" : : : : l); }', "1:16: 'asm goto' is not supported"],
  [
    'template<class... T> int f(T... t) { return (... ? t); }',
    '1:50: expected a foldable binary operator in fold expression',
  ],
  ['#pragma pack(3)\nint x;', "1:2: malformed '#pragma pack' ignored"],
  ['export int x;', "1:1: 'export' is not supported"],
  ['module;\nimport foo;\nimport <vector>;\nexport module x;\nint import, y = import;', "1:1: 'module' is not supported", "2:1: 'import' is not supported", "3:1: 'import' is not supported", "4:1: 'export' is not supported"],
  ['__float128 x; static _Float128 y;', "1:1: '__float128' types are not supported", "1:22: '_Float128' types are not supported"],
  ['int x = _Generic(1, int: 2);', "1:9: '_Generic' is C's alone"],
  ['extern "D" int x;', '1:8: unknown linkage language'],
  ['_Complex double z;', "1:1: '_Complex' types are not supported"],
  ['_Atomic int n;', "1:1: '_Atomic' types are not supported"],
  ['void f() { _Atomic int *p; static _Imaginary double z; }', "1:12: '_Atomic' types are not supported", "1:35: '_Imaginary' types are not supported"],
  ['static 3;', '1:8: a type specifier is required for all declarations'],
  ['static; int x;', '1:7: expected a declaration'],
  ['struct C { C() : a(1) int; };', '1:23: expected function body after function declarator'],
];

test.each(cases)('%s', (source, ...messages) => {
  expect(parseText(source).messages).toEqual(messages);
});

const casesInC: [string, ...string[]][] = [
  ['static n; f(a) { return a; }', "1:8: type specifier missing, defaults to 'int'", "1:11: type specifier missing, defaults to 'int'"],
  ['int f(a, b) int a; char c; { return a; }', "1:25: declaration for parameter 'c' but no such parameter"],
  ['struct new { int class; } template; struct new *this = &template; int private = _Generic(1, int: 2, default: 3);'],
];

test.each(casesInC)('in C: %s', (source, ...messages) => {
  expect(parseText(source, 'gnu17').messages).toEqual(messages);
});

test('coroutines are refused', () => {
  expect(parseText('void f() { co_return; }', 'gnu++20').messages).toEqual([
    "1:12: coroutines are not supported ('co_return')",
  ]);
});

test.each([
  '(',
  '[',
  '{',
  '-',
  '!',
  '*',
  'A<',
  'int (',
  'if (1) ',
  'T(',
  '[] {',
  'a = ',
  'sizeof ',
  'new (',
  '(int)',
  '({',
  'template<class> ',
])('nesting of %s is limited', (unit) => {
  for (const head of ['int x = ', 'void f() { ', '']) {
    const { codes } = parseText(`template<class> struct A; typedef int T; ${head}${unit.repeat(5000)}`);
    expect(codes.length).toBeGreaterThan(0);
  }
  expect(parseText(`int x = ${'('.repeat(300)}1${')'.repeat(300)};`).codes).toEqual([
    parseMessages.nestingTooDeep.code,
  ]);
  expect(parseText(`int x = ${'('.repeat(300)}1${')'.repeat(300)};`, 'gnu++17', 400).codes).toEqual([]);
});

test('long chains are no nesting', () => {
  const ifs = `void f(int a) { ${'if (a) ; else '.repeat(2000)} ; }`;
  const conditionals = `int x = ${'a ? b : '.repeat(2000)} c;`;
  const sums = `int x = ${'a + '.repeat(5000)} c;`;
  const cases2 = `void f(int a) { switch (a) { ${'case 1: '.repeat(3000)} ; } }`;
  for (const source of [ifs, conditionals, sums, cases2]) {
    expect(parseCodes(source)).toEqual([]);
  }
});

test('every message of the parser is emitted by a test here', () => {
  const said = new Set(cases.flatMap(([source]) => parseText(source).codes));
  for (const [source] of casesInC) for (const code of parseText(source, 'gnu17').codes) said.add(code);
  said.add(parseMessages.nestingTooDeep.code).add(parseMessages.coroutine.code);
  const missing = Object.entries(parseMessages).filter(([, row]) => !said.has(row.code));
  expect(missing.map(([name]) => name)).toEqual([]);
});
