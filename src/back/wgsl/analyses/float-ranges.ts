/**
 * Which floats are known to be numbers within limits, so that they may be converted to integers by WGSL's conversions as they are: these stop at the largest float below an integer's limit, not at the limit,
 * and say nothing of NaN. In: a value and what is known of integers. Out: an interval, as real numbers without the rounding of its ends; undefined where the value may be NaN.
 */
import type { Inst, Value } from '../../../ir/ir.js';
import type { Ranges } from './integers.js';

export type Interval = readonly [low: number, high: number];

/** Operations that are followed into their operands. */
const DEPTH = 8;

export function floatInterval(v: Value, ranges: Ranges, depth = DEPTH): Interval | undefined {
  if (v.type !== 'f32') return undefined;
  if (v.kind === 'const') return Number.isNaN(v.value) ? undefined : [Number(v.value), Number(v.value)];
  return v.kind === 'result' && depth > 0 ? ofInst(v.inst, ranges, depth - 1) : undefined;
}

function ofInst(inst: Inst, ranges: Ranges, depth: number): Interval | undefined {
  const operand = (i: number): Interval | undefined => floatInterval(inst.operands[i]!, ranges, depth);
  switch (inst.kind) {
    case 'convert':
      return ofInteger(inst.op, inst.operands[0]!, ranges);
    case 'unary':
      return monotone(inst.op, operand(0));
    case 'select':
      return join(operand(1), operand(2));
    case 'fma':
      return sum(product(operand(0), operand(1)), operand(2));
    case 'binary':
      return combine(inst.op, operand(0), operand(1));
    case 'call':
      return ofCall(inst.callee.name, operand);
    default:
      return undefined;
  }
}

function ofInteger(op: string, from: Value, ranges: Ranges): Interval | undefined {
  const bits = from.type === 'i64' ? 64 : 32;
  const most = ranges.maximum(from);
  if (op === 'sitofp') return most === undefined ? [-(2 ** (bits - 1)), 2 ** (bits - 1)] : [0, most];
  return op === 'uitofp' ? [0, most ?? 2 ** bits] : undefined;
}

function ofCall(name: string, operand: (i: number) => Interval | undefined): Interval | undefined {
  switch (name) {
    case 'fminf':
      return combine('fmin', operand(0), operand(1));
    case 'fmaxf':
      return combine('fmax', operand(0), operand(1));
    case 'fabsf':
      return monotone('fabs', operand(0));
    case 'floorf':
      return monotone('ffloor', operand(0));
    case 'ceilf':
      return monotone('fceil', operand(0));
    case 'truncf':
    case 'rintf':
    case 'nearbyintf':
      return monotone('frint', operand(0));
    case 'sqrtf':
      return monotone('fsqrt', operand(0));
    case '__saturatef':
      return [0, 1];
    default:
      return undefined;
  }
}

function monotone(op: string, a: Interval | undefined): Interval | undefined {
  if (a === undefined) return undefined;
  const [low, high] = a;
  switch (op) {
    case 'fneg':
      return [-high, -low];
    case 'fabs':
      return low >= 0 ? a : [0, Math.max(-low, high)];
    case 'ffloor':
    case 'fceil':
    case 'ftrunc':
    case 'frint':
      return [Math.floor(low), Math.ceil(high)];
    case 'fsqrt':
      return low >= 0 ? [Math.sqrt(low), Math.sqrt(high)] : undefined;
    default:
      return undefined;
  }
}

function combine(op: string, a: Interval | undefined, b: Interval | undefined): Interval | undefined {
  switch (op) {
    // A NaN gives the other operand.
    case 'fmin':
      if (a !== undefined && b !== undefined) return [Math.min(a[0], b[0]), Math.min(a[1], b[1])];
      return a === undefined && b === undefined ? undefined : [-Infinity, (a ?? b)![1]];
    case 'fmax':
      if (a !== undefined && b !== undefined) return [Math.max(a[0], b[0]), Math.max(a[1], b[1])];
      return a === undefined && b === undefined ? undefined : [(a ?? b)![0], Infinity];
    case 'fadd':
      return sum(a, b);
    case 'fsub':
      return sum(a, monotone('fneg', b));
    case 'fmul':
      return product(a, b);
    case 'fdiv':
      return b !== undefined && b[0] === b[1] && b[0] !== 0 && Number.isFinite(b[0]) ? product(a, [1 / b[0], 1 / b[0]]) : undefined;
    default:
      return undefined;
  }
}

const LARGEST = 1e38;

/** What may overflow may be infinite. */
function widest(...bounds: readonly number[]): Interval {
  const [low, high] = [Math.min(...bounds), Math.max(...bounds)];
  return [low < -LARGEST ? -Infinity : low, high > LARGEST ? Infinity : high];
}

/** NaN comes of infinities of different signs, and of infinities times zero. */
function sum(a: Interval | undefined, b: Interval | undefined): Interval | undefined {
  if (a === undefined || b === undefined || (a[1] === Infinity && b[0] === -Infinity) || (a[0] === -Infinity && b[1] === Infinity)) return undefined;
  return widest(a[0] + b[0], a[1] + b[1]);
}

function product(a: Interval | undefined, b: Interval | undefined): Interval | undefined {
  if (a === undefined || b === undefined) return undefined;
  const hasZero = ([low, high]: Interval): boolean => low <= 0 && high >= 0;
  const isInfinite = ([low, high]: Interval): boolean => low === -Infinity || high === Infinity;
  if ((isInfinite(a) && hasZero(b)) || (isInfinite(b) && hasZero(a))) return undefined;
  return widest(a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1]);
}

function join(a: Interval | undefined, b: Interval | undefined): Interval | undefined {
  return a === undefined || b === undefined ? undefined : [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
}

/** WGSL's own conversion to an i32 or u32 gives CUDA's result. Rounding moves the ends by less than the margin. */
export function convertsExactly(v: Value, to: 'i32' | 'u32', ranges: Ranges): boolean {
  const found = floatInterval(v, ranges);
  return found !== undefined && found[1] < (to === 'i32' ? 2 ** 31 : 2 ** 32) * (1 - 1e-5);
}
