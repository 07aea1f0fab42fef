/**
 * Divisions of 32-bit integers by lanes, which machines do not have. By a constant: the product with its reciprocal, as in Granlund and Montgomery, "Division by invariant integers using multiplication" (1994).
 * Otherwise as doubles: the quotient's distance from the next integer is more than a rounding. Every lane gets exactly what the scalar operation gives, division by zero included.
 */
import { binary, compareLanes, constI32, convert, select } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { Value } from '../../ir/ir.js';
import { allLanes, pieces, splat, upperHalf } from './lanes.js';

export type Division = 'sdiv' | 'udiv' | 'srem' | 'urem';

export function isSigned(op: Division): boolean {
  return op === 'sdiv' || op === 'srem';
}

/** By a number that is known, and not 0, 1 or -1; undefined: not so. */
export function divideByConstant(b: Builder, op: Division, x: Value, divisor: Value | undefined): Value | undefined {
  if (divisor?.kind !== 'const') return undefined;
  const d = isSigned(op) ? BigInt.asIntN(32, BigInt(divisor.value)) : BigInt.asUintN(32, BigInt(divisor.value));
  const size = d < 0n ? -d : d;
  if (size < 2n) return undefined;
  const isPower = (size & (size - 1n)) === 0n;
  const quotient = isPower ? shiftedQuotient(b, op, x, d) : isSigned(op) ? signedQuotient(b, x, d) : unsignedQuotient(b, x, d);
  return op === 'sdiv' || op === 'udiv' ? quotient : binary(b, 'sub', x, binary(b, 'mul', quotient, splat(b, divisor)));
}

function lanes(b: Builder, value: bigint): Value {
  return splat(b, constI32(Number(BigInt.asIntN(32, value))));
}

/** By a power of two: rounded to zero, as division is. */
function shiftedQuotient(b: Builder, op: Division, x: Value, d: bigint): Value {
  const bits = BigInt((d < 0n ? -d : d).toString(2).length - 1);
  if (!isSigned(op)) return shifted(b, 'lshr', x, bits);
  const quotient = shifted(b, 'ashr', binary(b, 'add', x, shifted(b, 'lshr', shifted(b, 'ashr', x, 31n), 32n - bits)), bits);
  return d < 0n ? binary(b, 'sub', lanes(b, 0n), quotient) : quotient;
}

/** floor(x / d) = floor(x × factor / 2^(32 + shift)) for all x, where the factor is rounded up by less than 2^shift in d products of it. */
function unsignedQuotient(b: Builder, x: Value, d: bigint): Value {
  const bits = BigInt((d - 1n).toString(2).length);
  const factorFor = (shift: bigint): bigint => ((1n << (32n + shift)) + d - 1n) / d;
  for (let shift = 0n; shift <= bits; shift++) {
    const factor = factorFor(shift);
    if (factor >> 32n === 0n && factor * d - (1n << (32n + shift)) <= 1n << shift) return shifted(b, 'lshr', binary(b, 'umulhi', x, lanes(b, factor)), shift);
  }
  // A factor of 33 bits: its top bit is x itself, and the sum is halved before it overflows.
  const high = binary(b, 'umulhi', x, lanes(b, factorFor(bits)));
  return shifted(b, 'lshr', binary(b, 'add', shifted(b, 'lshr', binary(b, 'sub', x, high), 1n), high), bits - 1n);
}

/** Rounds to zero: one more where the product is negative. */
function signedQuotient(b: Builder, x: Value, d: bigint): Value {
  const size = d < 0n ? -d : d;
  let shift = 0n;
  while ((((1n << (32n + shift)) / size + 1n) * size - (1n << (32n + shift))) > 1n << (shift + 1n)) shift++;
  const factor = (1n << (32n + shift)) / size + 1n;
  const product = binary(b, 'smulhi', x, lanes(b, factor));
  const high = factor >> 31n === 0n ? product : binary(b, 'add', product, x);
  const floor = shifted(b, 'ashr', high, shift);
  const sign = shifted(b, 'ashr', x, 31n);
  return d < 0n ? binary(b, 'sub', sign, floor) : binary(b, 'sub', floor, sign);
}

function shifted(b: Builder, op: 'lshr' | 'ashr', value: Value, by: bigint): Value {
  return by === 0n ? value : binary(b, op, value, constI32(Number(by)));
}

export function divideAsDoubles(b: Builder, op: Division, x: Value, y: Value, uniformDivisor: Value | undefined): Value {
  const signed = isSigned(op);
  const from = signed ? 'sitofp' : 'uitofp';
  const to = signed ? 'fptosi' : 'fptoui';
  const wide = (v: Value): Value[] => [convert(b, from, v, 'v2f64'), convert(b, from, upperHalf(b, v), 'v2f64')];
  const divisor = wide(y);
  const halves = wide(x).map((part, i) => convert(b, to, binary(b, 'fdiv', part, divisor[i]), 'v4i32'));
  const quotient = pieces(b, halves[0], halves[1], [0, 1, 4, 5], 'v4i32');
  const known = uniformDivisor?.kind === 'const' && Number(uniformDivisor.value) !== 0;
  const remainder = op === 'srem' || op === 'urem';
  // The double of INT_MIN / -1 would saturate.
  const fixed = signed && !(known && Number(uniformDivisor.value) !== -1) ? overflowed(b, quotient, x, y) : quotient;
  const result = remainder ? binary(b, 'sub', x, binary(b, 'mul', fixed, y)) : fixed;
  if (known) return result;
  // By zero: all ones; the dividend remains.
  return select(b, compareLanes(b, 'eq', y, splat(b, constI32(0))), remainder ? x : allLanes, result);
}

function overflowed(b: Builder, quotient: Value, x: Value, y: Value): Value {
  const both = binary(b, 'and', compareLanes(b, 'eq', y, allLanes), compareLanes(b, 'eq', x, splat(b, constI32(-0x80000000))));
  return select(b, both, x, quotient);
}
