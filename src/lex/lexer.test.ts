import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderDiagnostics } from '../diagnostics/render.js';
import { createDiagnostics } from '../diagnostics/sink.js';
import type { PreprocessOptions } from '../preprocess/options.js';
import { createTokenCache } from '../preprocess/token-cache.js';
import { createMemoryFileSystem } from '../source/file-system.js';
import { createSourceManager } from '../source/source-manager.js';
import { preprocess, preprocessToText } from './preprocess.js';
import type { Token } from './token.js';

function lex(text: string, options: PreprocessOptions = {}) {
  const sources = createSourceManager();
  const diagnostics = createDiagnostics(sources);
  const fileSystem = createMemoryFileSystem({ 'main.cu': text });
  const { tokens } = preprocess('main.cu', options, fileSystem, sources, diagnostics, createTokenCache());
  return { tokens, sources, messages: renderDiagnostics(diagnostics.list, sources) };
}

/** The one token of a text, without diagnostics. */
function only(text: string, options: PreprocessOptions = {}): Token {
  const { tokens, messages } = lex(text, options);
  expect(messages).toBe('');
  expect(tokens.length, text).toBe(2);
  expect(tokens[1].kind).toBe('eof');
  return tokens[0];
}

function words(text: string): string {
  return lex(text)
    .tokens.slice(0, -1)
    .map((token) => token.text + (token.joined ? '+' : ''))
    .join(' ');
}

describe('punctuators', () => {
  test('> stands alone', () => {
    expect(words('A<B<int>>x')).toBe('A+ <+ B+ <+ int+ >+ >+ x+');
    expect(words('k<<<g, b>>>(1);')).toBe('k+ <<<+ g+ , b+ >+ >+ >+ (+ 1+ )+ ;+');
    expect(words('a >= b >>= c > = d >>>= e')).toBe('a >= b >+ >+ = c > = d >+ >+ >+ = e+');
    expect(words('a > > b')).toBe('a > > b+');
  });

  test('across macros', () => {
    expect(words('#define M >\n#define L k<<<1,1>>>()\na>M M>\nL\n').split(' ')).toEqual(
      'a+ > > > > k+ <<<+ 1+ ,+ 1+ >+ >+ >+ (+ )'.split(' '),
    );
    expect(words('#define id(x) x\nid(a>>b)')).toBe('a+ >+ >+ b');
  });

  test('other spellings', () => {
    expect(words('<% %> <: :> a and b or_eq c not d')).toBe('{ } [ ] a && b |= c ! d+');
    expect(words('a<::b')).toBe('a+ <+ ::+ b+');
  });
});

test('keywords follow the standard', () => {
  const kinds = (text: string, options: PreprocessOptions): string[] =>
    lex(text, options)
      .tokens.slice(0, -1)
      .map((token) => token.kind);
  const text = 'concept char8_t typeof constexpr __restrict__ __is_class __global__ final';
  expect(kinds(text, { std: 'c++17' }).map((kind) => kind === 'keyword')).toEqual([
    false,
    false,
    false,
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(kinds(text, { std: 'gnu++20' }).map((kind) => kind === 'keyword')).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});

describe('integers', () => {
  test.each([
    ['0', 0n, true, false, 0],
    ['7', 7n, true, false, 0],
    ['0x1F', 31n, false, false, 0],
    ['017', 15n, false, false, 0],
    ['0b101', 5n, false, false, 0],
    ["1'000'000", 1000000n, true, false, 0],
    ['1u', 1n, true, true, 0],
    ['1l', 1n, true, false, 1],
    ['1ULL', 1n, true, true, 2],
    ['1llu', 1n, true, true, 2],
    ['0xffffffffffffffff', 0xffffffffffffffffn, false, false, 0],
    ['9007199254740993', 9007199254740993n, true, false, 0],
    ['18446744073709551615u', 18446744073709551615n, true, true, 0],
  ] as const)('%s', (text, value, decimal, unsigned, long) => {
    expect(only(text)).toMatchObject({ kind: 'integer', text, value, decimal, unsigned, long });
  });

  test('user-defined suffixes', () => {
    expect(only('12_km')).toMatchObject({ kind: 'integer', value: 12n, udSuffix: '_km' });
    expect(only('1.5_km')).toMatchObject({ kind: 'floating', value: 1.5, udSuffix: '_km' });
    expect(only('0x1p3_x')).toMatchObject({ kind: 'floating', value: 8, udSuffix: '_x' });
    expect(only('1s')).toMatchObject({ kind: 'integer', value: 1n, udSuffix: 's' });
  });
});

describe('floating literals', () => {
  test.each([
    ['1.', 1, ''],
    ['.5', 0.5, ''],
    ['1e10', 1e10, ''],
    ['1e-3f', Math.fround(1e-3), 'f'],
    ['2.5L', 2.5, 'l'],
    ["1'0.2'5e0'1", 102.5, ''],
    ['0x1.8p1', 3, ''],
    ['0x.8p0', 0.5, ''],
    ['0x1p-1074', 5e-324, ''],
    ['0x1.fffffffffffffp1023', Number.MAX_VALUE, ''],
    ['09.5', 9.5, ''],
    ['0x1.000001p0f', 1, 'f'],
    ['0x1.000003p0f', 1 + 2 ** -22, 'f'],
    ['0x1p-150f', 0, 'f'],
    ['0x1.8p-150f', 2 ** -149, 'f'],
    // Exactly between two floats, a little more, a little less.
    ['1.00000005960464477539062500f', 1, 'f'],
    ['1.0000000596046447753906250000000000000001f', 1 + 2 ** -23, 'f'],
    ['1.0000001788139343261718749999999999999999f', 1 + 2 ** -23, 'f'],
    ['340282356779733661637539395458142568447.9999f', 3.4028234663852886e38, 'f'],
    ['7.006492321624085354618e-46f', 0, 'f'],
    ['7.00649232162408535461864791644958065640130970938257885879e-46f', 2 ** -149, 'f'],
  ] as const)('%s', (text, value, suffix) => {
    expect(only(text)).toMatchObject({ kind: 'floating', value, suffix });
  });

  test('decimal floats are rounded once', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 30n }),
        fc.integer({ min: -60, max: 20 }),
        (digits, exponent) => {
          const [token] = lex(`${digits}e${exponent}f`).tokens;
          if (token.kind !== 'floating') throw new Error('no floating literal');
          // No binary32 neighbour is nearer: compares 2·literal with the sum of the value and each neighbour.
          const view = new DataView(new ArrayBuffer(4));
          view.setFloat32(0, token.value);
          const bits = view.getUint32(0);
          const exact = (of: number): bigint => {
            view.setUint32(0, of);
            return BigInt(view.getFloat32(0) * 2 ** 149);
          };
          if (token.value > 1e15 || !Number.isFinite(token.value)) return;
          const scaled = (exponent >= 0 ? digits * 10n ** BigInt(exponent) : digits) << 150n;
          const divisor = exponent >= 0 ? 1n : 10n ** BigInt(-exponent);
          const distance = (of: number): bigint => {
            const d = 2n * exact(of) * divisor - scaled;
            return d < 0n ? -d : d;
          };
          expect(distance(bits) <= distance(bits + 1)).toBe(true);
          if (bits > 0) expect(distance(bits) <= distance(bits - 1)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('characters', () => {
  test.each([
    ["'a'", 97, '', false],
    ["'\\n'", 10, '', false],
    ["'\\xff'", -1, '', false],
    ["'\\0'", 0, '', false],
    ["'\\101'", 65, '', false],
    ["L'é'", 0xe9, 'L', false],
    ["u'\\u20ac'", 0x20ac, 'u', false],
    ["U'😀'", 0x1f600, 'U', false],
    ["u8'x'", 120, 'u8', false],
  ] as const)('%s', (text, value, encoding, multi) => {
    expect(only(text)).toMatchObject({ kind: 'character', value, encoding, multi });
  });

  test('suffixes', () => {
    expect(only("'a'_c")).toMatchObject({ value: 97, udSuffix: '_c' });
  });
});

describe('strings', () => {
  const units = (text: string) => only(text);
  test.each([
    ['"ab" "c\\n"', [97, 98, 99, 10], ''],
    ['"\\x41" "1"', [0x41, 49], ''],
    ['"é"', [0xc3, 0xa9], ''],
    ['"\\u00e9"', [0xc3, 0xa9], ''],
    ['u"😀"', [0xd83d, 0xde00], 'u'],
    ['L"é" "a"', [0xe9, 97], 'L'],
    ['"a" U"b"', [97, 98], 'U'],
    ['u8"é"', [0xc3, 0xa9], 'u8'],
    ['R"(a\\n"b)"', [97, 92, 110, 34, 98], ''],
    ['R"x()")x"', [41, 34], ''],
    ['LR"(a\nb)" L"c"', [97, 10, 98, 99], 'L'],
    ['""', [], ''],
    ['R"(a\\\nb)"', [97, 92, 10, 98], ''],
  ] as const)('%s', (text, expected, encoding) => {
    expect(units(text)).toMatchObject({ kind: 'string', units: expected, encoding });
  });

  test('suffixes', () => {
    expect(only('"ab"_s')).toMatchObject({ kind: 'string', units: [97, 98], udSuffix: '_s' });
    expect(only('"a"s "b"')).toMatchObject({ units: [97, 98], udSuffix: 's' });
    expect(words('#define P "d"\n"%"P')).toBe('"%" "d"');
    expect(words('operator""_x("a")').split(' ')[0]).toBe('operator+');
  });

  test('tokens go on after spliced lines and raw strings', () => {
    const { tokens, sources } = lex('a\\\nb R"(x\\\ny)" c\\\n\\\nd\nint');
    expect(tokens.map((token) => token.text)).toEqual(['ab', 'R"(x\\\ny)"', 'cd', 'int', '']);
    expect(tokens.map((token) => sources.spelling(token.loc).line)).toEqual([1, 2, 3, 6, 6]);
    expect(sources.spelling(tokens[3].loc)).toEqual({ file: 'main.cu', line: 6, column: 1 });
  });
});

describe('messages', () => {
  test.each([
    ['int @;', "main.cu:1:5: error: stray '@' in program [CW2001]\nint @;\n    ^\n"],
    ['x = "abc;', 'main.cu:1:5: error: missing terminating " character [CW2002]\nx = "abc;\n    ^~~~~\n'],
    ["'a", "main.cu:1:1: error: missing terminating ' character [CW2002]\n'a\n^~\n"],
    ['09', "main.cu:1:1: error: '09' is not a valid number [CW2003]\n09\n^~\n"],
    ['1.2.3', "main.cu:1:1: error: '1.2.3' is not a valid number [CW2003]\n1.2.3\n^~~~~\n"],
    ['0x1.8', "main.cu:1:1: error: '0x1.8' is not a valid number [CW2003]\n0x1.8\n^~~~~\n"],
    [
      '99999999999999999999',
      'main.cu:1:1: error: integer literal is too large for any integer type [CW2004]\n99999999999999999999\n^~~~~~~~~~~~~~~~~~~~\n',
    ],
    [
      '9223372036854775808',
      'main.cu:1:1: warning: integer constant is so large that it is unsigned [CW2005]\n9223372036854775808\n^~~~~~~~~~~~~~~~~~~\n',
    ],
    ['1e39f', "main.cu:1:1: warning: floating literal exceeds the range of 'float' [CW2006]\n1e39f\n^~~~~\n"],
    ["''", "main.cu:1:1: error: empty character literal [CW2007]\n''\n^~\n"],
    ["L'ab'", "main.cu:1:1: error: character literal too long for its type [CW2008]\nL'ab'\n^~~~~\n"],
    ["'ab'", "main.cu:1:1: warning: multi-character character literal [CW2009]\n'ab'\n^~~~\n"],
    ['"a\\q"', 'main.cu:1:3: warning: unknown escape sequence \'\\q\' [CW2010]\n"a\\q"\n  ^~\n'],
    ['"\\xfff"', 'main.cu:1:2: warning: escape sequence out of range [CW2011]\n"\\xfff"\n ^~~~~\n'],
    ['"\\x"', 'main.cu:1:2: error: \\x used with no following hex digits [CW2012]\n"\\x"\n ^~\n'],
    [
      '"\\u12"',
      'main.cu:1:2: error: \'\\u12\' is not a valid universal character [CW2013]\n"\\u12"\n ^~~~\n',
    ],
    [
      'u"a" U"b"',
      'main.cu:1:6: error: adjacent string literals have different encoding prefixes [CW2014]\nu"a" U"b"\n     ^~~~\n',
    ],
    [
      '"a"_x "b"_y',
      `main.cu:1:7: error: adjacent string literals have different suffixes '_x' and '_y' [CW2015]\n"a"_x "b"_y\n      ^~~~~\n`,
    ],
  ])('%s', (text, expected) => {
    expect(lex(text).messages).toBe(expected);
  });

  test('a macro argument is shown where it is written, a macro body at its use', () => {
    expect(lex('#define ID(x) x\nint a = ID(08);').messages).toBe(
      `main.cu:2:12: error: '08' is not a valid number [CW2003]
int a = ID(08);
           ^~
main.cu:1:15: note: expanded from macro 'ID'
#define ID(x) x
              ^
`,
    );
    expect(lex('#define BAD 08\n#define WORSE BAD\nint a = WORSE;').messages).toBe(
      `main.cu:3:9: error: '08' is not a valid number [CW2003]
int a = WORSE;
        ^~~~~
main.cu:2:15: note: expanded from macro 'WORSE'
#define WORSE BAD
              ^~~
main.cu:1:13: note: expanded from macro 'BAD'
#define BAD 08
            ^~
`,
    );
  });
});

test('pragmas arrive as tokens', () => {
  const { tokens } = lex('#define N 4\nx\n#pragma unroll (N * 2)\nfor');
  expect(tokens.map((token) => token.kind)).toEqual(['identifier', 'pragma', 'keyword', 'eof']);
  const pragma = tokens[1];
  expect(pragma.kind === 'pragma' && pragma.words.map((word) => word.text)).toEqual([
    'unroll',
    '(',
    '4',
    '*',
    '2',
    ')',
  ]);
});

test('a main file that is not there', () => {
  const sources = createSourceManager();
  const diagnostics = createDiagnostics(sources);
  const { tokens } = preprocess('no.cu', {}, createMemoryFileSystem(), sources, diagnostics);
  expect(tokens.map((token) => token.kind)).toEqual(['eof']);
  expect(renderDiagnostics(diagnostics.list, sources)).toBe("error: 'no.cu' file not found [CW1053]\n");
});

describe('any input', () => {
  const pieces = fc.constantFrom(
    '#define f(x, y...) x##y #x\n',
    '#define g f(g, 1)\n',
    'f(',
    ')',
    ',',
    '#if ',
    '#elif 1\n',
    '#else\n',
    '#endif\n',
    '\n',
    '\\\n',
    '"',
    "'",
    'R"(',
    '/*',
    '*/',
    '//',
    '##',
    '#',
    '__VA_OPT__(',
    '__VA_ARGS__',
    'g',
    '#include "main.cu"\n',
    '#line 3 "x"\n',
    '_Pragma("once")',
    '0x',
    '1e+',
    '.',
    '\\u00e9',
    'defined',
    '<<<',
    '>>>=',
    '(',
    '?',
    ':',
    '-',
    '__LINE__',
    '#pragma unroll f(1)\n',
    '#undef f\n',
    '#define h(...) __VA_OPT__(a##__VA_ARGS__) ## b\n',
    'h(1)',
  );
  const limits = { includeDepth: 3, expandedTokens: 5_000 };

  test('never throws, and ends', () => {
    const check = (text: string): void => {
      const { tokens } = lex(text, { limits });
      expect(tokens[tokens.length - 1].kind).toBe('eof');
    };
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), check), { numRuns: 300 });
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 40 }).map((list) => list.join('')),
        check,
      ),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 40 }).map((list) => list.join(' ')),
        check,
      ),
      { numRuns: 300 },
    );
  });

  test('the preprocessed text has the same tokens', () => {
    const shape = (tokens: readonly Token[]): string => tokens.map((token) => token.text).join('\u0001');
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 30 }).map((list) => list.join(' ')),
        (text) => {
          const sources = createSourceManager();
          const diagnostics = createDiagnostics(sources);
          const fileSystem = createMemoryFileSystem({ 'main.cu': text });
          const options = { limits };
          const printed = preprocessToText(
            'main.cu',
            options,
            fileSystem,
            sources,
            diagnostics,
            true,
            createTokenCache(),
          );
          // What is no token, or is a directive only after expansion, may read differently.
          if (
            diagnostics.errorCount > 0 ||
            /["'#]|_Pragma|__VA|__LINE__|\bg\b|\bf\b|\bh\b|__has/.test(printed)
          )
            return;
          expect(shape(lex(printed).tokens)).toBe(shape(lex(text, options).tokens));
        },
      ),
      { numRuns: 300 },
    );
  });
});
