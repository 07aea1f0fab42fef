/**
 * __builtin_add/sub/mul_overflow(a, b, *result): the exact result, cut to the result's type, and whether it did not fit. Computed in 128 bits, which holds every result of 64-bit operands.
 */
import * as build from '../ir/build.js';
import { constI64 } from '../ir/build.js';
import type { CheckedExpr, Type } from '../tree/index.js';
import type { FunctionState } from './context.js';
import { integral, storeScalar, value } from './expressions.js';
import type { Value } from './ir-imports.js';
import { isUnsigned, sizeOf, valueType } from './types.js';

interface Wide {
  readonly low: Value;
  readonly high: Value;
}

function widen(f: FunctionState, v: Value, type: Type): Wide {
  const { b } = f;
  const unsigned = isUnsigned(type) || v.type === 'i1';
  const low = v.type === 'i64' ? v : build.convert(b, unsigned ? 'zext' : 'sext', v, 'i64');
  return { low, high: unsigned ? constI64(0n) : build.binary(b, 'ashr', low, constI64(63n)) };
}

function combine(f: FunctionState, op: 'add' | 'sub' | 'mul', x: Wide, y: Wide): Wide {
  const { b } = f;
  if (op === 'mul') {
    const cross = build.binary(b, 'add', build.binary(b, 'mul', x.low, y.high), build.binary(b, 'mul', x.high, y.low));
    return { low: build.binary(b, 'mul', x.low, y.low), high: build.binary(b, 'add', build.binary(b, 'umulhi', x.low, y.low), cross) };
  }
  const low = build.binary(b, op, x.low, y.low);
  const carry = build.convert(b, 'zext', op === 'add' ? build.compare(b, 'ult', low, x.low) : build.compare(b, 'ult', x.low, y.low), 'i64');
  return { low, high: build.binary(b, op, build.binary(b, op, x.high, y.high), carry) };
}

export function passThroughOverflow(f: FunctionState, e: Extract<CheckedExpr, { kind: 'builtin' }>, op: 'add' | 'sub' | 'mul'): Value {
  const { b } = f;
  const [left, right, target] = e.args as [CheckedExpr, CheckedExpr, CheckedExpr];
  const x = widen(f, value(f, left), left.type);
  const y = widen(f, value(f, right), right.type);
  const pointer = value(f, target);
  if (target.type.kind !== 'pointer') throw new Error('an overflow builtin without a result pointer');
  const type = target.type.pointee;
  const exact = combine(f, op, x, y);
  const width = sizeOf(type) * 8;
  const cut = valueType(type) === 'i64' ? exact.low : integral(f, build.convert(b, 'trunc', exact.low, 'i32'), type, type);
  const normalized = width < 32 && valueType(type) === 'i32' ? build.convert(b, `${isUnsigned(type) ? 'zext' : 'sext'}${width}` as 'zext8', cut, 'i32') : cut;
  storeScalar(f, pointer, normalized, type);
  const back = widen(f, normalized, type);
  const difference = build.binary(b, 'or', build.binary(b, 'xor', back.low, exact.low), build.binary(b, 'xor', back.high, exact.high));
  return build.compare(b, 'ne', difference, constI64(0n));
}
