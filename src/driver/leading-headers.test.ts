/** What counts as standing before everything else in a source. */
import { expect, it } from 'vitest';
import { leadingHeaders } from './leading-headers.js';

const of = (text: string, beside: readonly string[] = []): readonly string[] => leadingHeaders(text, (name) => beside.includes(name));

it('passes over comments and blank lines', () => {
  expect(of('// one\n\n/* two\n#include <set>\n*/ #include <vector> // three\r\n  # include <map> /* four */\n#include <stdio.h>')).toEqual(['vector', 'map', 'stdio.h']);
  expect(of('#include <map>\n#include <map>\n')).toEqual(['map']);
  expect(of('')).toEqual([]);
});

it('ends at anything else', () => {
  expect(of('#include <vector>\n#define N 1\n#include <map>')).toEqual(['vector']);
  expect(of('namespace a {\n#include <vector>\n}')).toEqual([]);
  expect(of('#if 0\n#include <vector>\n#endif')).toEqual([]);
  expect(of('#include NAME\n#include <vector>')).toEqual([]);
  expect(of('#include <vector> int x;')).toEqual([]);
});

it('takes standard headers only', () => {
  expect(of('#include <thrust/sort.h>\n#include <vector>')).toEqual([]);
  expect(of('#include "cuda_runtime.h"\n#include "own.h"\n#include <vector>', ['own.h'])).toEqual(['cuda_runtime.h']);
});

it('leaves lines that are joined to the preprocessor', () => {
  expect(of('// comment \\\n#include <map>\n#include <vector>')).toEqual([]);
  expect(of('#include <vector>\n// comment \\\n#include <map>')).toEqual(['vector']);
});
