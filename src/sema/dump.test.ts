/** The checked tree of a small kernel, as text. */
import { expect, it } from 'vitest';
import { dumpUnit } from './dump.js';
import { checkText } from './testing.js';

it('dumps a checked function', () => {
  const { unit, messages } = checkText('int g = 2;\nint f(int a) { if (a > 1) return a + g; return 0; }');
  expect(messages).toEqual([]);
  expect(dumpUnit(unit)).toBe(
    [
      'g: int static = (expression (integer value=2))',
      '_Z1fi: int f(int)',
      '  (block [(if (compare op=> (convert conversion=lvalue-to-rvalue (variable a)) (integer value=1)) ' +
        '(return (expression (arithmetic op=+ (convert conversion=lvalue-to-rvalue (variable a)) (convert conversion=lvalue-to-rvalue (variable g)))))) ' +
        '(return (expression (integer value=0)))])',
    ].join('\n'),
  );
});
