import { describe, expect, it } from 'vitest';
import { compareOutput } from './compare.js';
import { parseRunLine } from './programs.js';

describe('compareOutput', () => {
  const agrees = (a: string, b: string, tolerance = 1e-5): boolean =>
    compareOutput(a, b, tolerance) === undefined;

  it('takes floating numbers within the tolerance', () => {
    expect(agrees('x = 1.00000 end', 'x = 1.00001 end')).toBe(true);
    expect(agrees('x = 1.0000', 'x = 1.0002')).toBe(false);
    expect(agrees('3', '2.99999')).toBe(true);
    expect(agrees('1e-10', '1.000001e-10')).toBe(true);
    expect(agrees('1e-10', '1e-9')).toBe(false);
    expect(agrees('-1.5', '1.5')).toBe(false);
    expect(agrees('0', '-0')).toBe(false);
    expect(agrees('0.0', '-0.0')).toBe(true);
  });

  it('takes integers and text only when they are the same', () => {
    expect(agrees('1000000', '1000001')).toBe(false);
    expect(agrees('sum 12', 'Sum 12')).toBe(false);
    expect(agrees('0x12345e67', '0x12345e68')).toBe(false);
    expect(agrees('v1.5a', 'v1.50a')).toBe(false);
    expect(agrees('nan', '-nan')).toBe(false);
  });

  it('lets a padded number change its width', () => {
    expect(agrees('|   9.99999|', '|        10|')).toBe(true);
    expect(agrees('a  1.5', 'a 1.5')).toBe(false);
  });

  it('compares bytes at tolerance 0', () => {
    expect(agrees('1.50', '1.5', 0)).toBe(false);
    expect(agrees('1.50', '1.50', 0)).toBe(true);
  });

  it('names the first line that differs', () => {
    expect(compareOutput('a\nb\n', 'a\nc\n', 1e-5)).toBe('line 2:\n  expected "b"\n  actual   "c"');
    expect(compareOutput('a\n', 'a', 1e-5)).toBe('line 2:\n  expected ""\n  actual   (no such line)');
    expect(compareOutput('', 'a', 1e-5)).toContain('line 1');
  });
});

describe('parseRunLine', () => {
  it('reads keys, quoted and plain', () => {
    const values = parseRunLine('// run: args="a b" exit=3 nvcc="-fmad=false"');
    expect(values && [...values]).toEqual([
      ['args', 'a b'],
      ['exit', '3'],
      ['nvcc', '-fmad=false'],
    ]);
    expect(parseRunLine('// run:')?.size).toBe(0);
    expect(parseRunLine('// A unit.')).toBeUndefined();
  });

  it('refuses what nobody reads', () => {
    expect(() => parseRunLine('// run: arg=1')).toThrow("unknown key 'arg'");
    expect(() => parseRunLine('// run: exit')).toThrow("cannot read 'exit'");
  });
});
