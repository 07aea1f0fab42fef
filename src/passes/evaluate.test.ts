/** Constant arithmetic at its edges. */
import { describe, expect, it } from 'vitest';
import { evaluateBinary, evaluateCompare, evaluateConvert, evaluateUnary } from './evaluate.js';

describe('evaluation', () => {
  it('wraps 32-bit integers', () => {
    expect(evaluateBinary('add', 'i32', 2147483647, 1)).toBe(-2147483648);
    expect(evaluateBinary('mul', 'i32', 65537, 65537)).toBe(131073);
    expect(evaluateBinary('sdiv', 'i32', -2147483648, -1)).toBe(-2147483648);
    expect(evaluateBinary('udiv', 'i32', -1, 2)).toBe(2147483647);
    expect(evaluateBinary('udiv', 'i32', -1, 1)).toBe(-1);
    expect(evaluateBinary('urem', 'i32', -1, 10)).toBe(5);
    expect(evaluateBinary('srem', 'i32', -7, 2)).toBe(-1);
    expect(evaluateBinary('srem', 'i32', -4, 2)).toBe(0);
    expect(evaluateBinary('shl', 'i32', 1, 33)).toBe(2);
    expect(evaluateBinary('lshr', 'i32', -1, 31)).toBe(1);
    expect(evaluateBinary('smulhi', 'i32', -2147483648, 2)).toBe(-1);
    expect(evaluateBinary('umulhi', 'i32', -1, -1)).toBe(-2);
  });
  it('wraps 64-bit integers', () => {
    expect(evaluateBinary('add', 'i64', 9223372036854775807n, 1n)).toBe(-9223372036854775808n);
    expect(evaluateBinary('udiv', 'i64', -1n, 2n)).toBe(9223372036854775807n);
    expect(evaluateBinary('lshr', 'i64', -1n, 65n)).toBe(9223372036854775807n);
    expect(evaluateBinary('umulhi', 'i64', -1n, -1n)).toBe(-2n);
    expect(evaluateBinary('sdiv', 'i64', -9223372036854775808n, -1n)).toBe(-9223372036854775808n);
  });
  it('leaves division by zero and NaN to the machine', () => {
    expect(evaluateBinary('sdiv', 'i32', 1, 0)).toBeUndefined();
    expect(evaluateBinary('urem', 'i64', 1n, 0n)).toBeUndefined();
    expect(evaluateBinary('fdiv', 'f32', 0, 0)).toBeUndefined();
    expect(evaluateUnary('fsqrt', 'f64', -1)).toBeUndefined();
  });
  it('rounds f32 after each operation', () => {
    expect(evaluateBinary('fadd', 'f32', 16777216, 1)).toBe(16777216);
    expect(evaluateBinary('fmul', 'f32', Math.fround(0.1), Math.fround(0.1))).toBe(Math.fround(Math.fround(0.1) * Math.fround(0.1)));
    expect(evaluateBinary('fdiv', 'f32', 1, 3)).toBe(Math.fround(1 / 3));
    expect(evaluateUnary('frint', 'f32', 2.5)).toBe(2);
    expect(Object.is(evaluateUnary('frint', 'f64', -0.25), -0)).toBe(true);
  });
  it('counts and turns bits', () => {
    expect(evaluateUnary('clz', 'i64', 1n)).toBe(63n);
    expect(evaluateUnary('ctz', 'i64', 0n)).toBe(64n);
    expect(evaluateUnary('ctz', 'i32', 8)).toBe(3);
    expect(evaluateUnary('popcount', 'i64', -1n)).toBe(64n);
    expect(evaluateUnary('bitreverse', 'i32', 1)).toBe(-2147483648);
    expect(evaluateUnary('bitreverse', 'i64', 1n)).toBe(-9223372036854775808n);
    expect(evaluateUnary('byteswap', 'i64', 1n)).toBe(72057594037927936n);
    expect(evaluateUnary('byteswap', 'i32', 0x01020304)).toBe(0x04030201);
  });
  it('converts as CUDA does', () => {
    expect(evaluateConvert('fptosi', 'f32', 'i32', 1e20)).toBe(2147483647);
    expect(evaluateConvert('fptosi', 'f32', 'i32', Number.NaN)).toBe(0);
    expect(evaluateConvert('fptoui', 'f32', 'i32', 4e9)).toBe(-294967296);
    expect(evaluateConvert('fptoui', 'f64', 'i64', -5)).toBe(0n);
    expect(evaluateConvert('fptosi', 'f64', 'i64', -1e30)).toBe(-9223372036854775808n);
    expect(evaluateConvert('sext', 'i1', 'i64', 1)).toBe(-1n);
    expect(evaluateConvert('zext', 'i32', 'i64', -1)).toBe(4294967295n);
    expect(evaluateConvert('bitcast', 'f32', 'i32', 1)).toBe(0x3f800000);
    expect(evaluateConvert('inttoptr', 'i64', 'ptr', 4294967312n)).toBe(16);
    expect(evaluateConvert('uitofp', 'i64', 'f64', -1n)).toBe(2 ** 64);
    expect(evaluateConvert('sitofp', 'i64', 'f32', 9007199254740993n)).toBeUndefined();
  });
  it('compares signed, unsigned and unordered', () => {
    expect(evaluateCompare('ult', 'i32', 1, -1)).toBe(true);
    expect(evaluateCompare('slt', 'i32', 1, -1)).toBe(false);
    expect(evaluateCompare('ugt', 'i64', -1n, 1n)).toBe(true);
    expect(evaluateCompare('fune', 'f32', Number.NaN, Number.NaN)).toBe(true);
    expect(evaluateCompare('foge', 'f32', Number.NaN, 0)).toBe(false);
  });
});
