/** Operations of the IR on doubles → calls of the shader's functions (doubles/library.ts). A double is a `vec2u` of its bits (low word, high word). */
import type { BinaryOp, CompareOp, UnaryOp } from '../../../ir/ir.js';
import { doubleHelper } from './doubles/library.js';

const BINARY: Partial<Record<BinaryOp, string>> = { fadd: 'add_f64', fsub: 'sub_f64', fmul: 'mul_f64', fdiv: 'div_f64', fmin: 'min_f64', fmax: 'max_f64' };
const UNARY: Partial<Record<UnaryOp, string>> = { fsqrt: 'sqrt_f64', ffloor: 'floor_f64', fceil: 'ceil_f64', ftrunc: 'trunc_f64', frint: 'rint_f64' };

/** A call for an operation on doubles; undefined if it has none. */
export function doubleBinary(helpers: Map<string, string>, op: BinaryOp, a: string, b: string): string | undefined {
  if (op === 'copysign') return `((${a} & vec2u(0xffffffffu, 0x7fffffffu)) | (${b} & vec2u(0u, 0x80000000u)))`;
  const name = BINARY[op];
  return name === undefined ? undefined : `${doubleHelper(helpers, name)}(${a}, ${b})`;
}

export function doubleUnary(helpers: Map<string, string>, op: UnaryOp, a: string): string | undefined {
  if (op === 'fneg') return `(${a} ^ vec2u(0u, 0x80000000u))`;
  if (op === 'fabs') return `(${a} & vec2u(0xffffffffu, 0x7fffffffu))`;
  const name = UNARY[op];
  return name === undefined ? undefined : `${doubleHelper(helpers, name)}(${a})`;
}

export function doubleComparison(helpers: Map<string, string>, op: CompareOp, a: string, b: string): string {
  const call = (name: string, x: string, y: string): string => `${doubleHelper(helpers, name)}(${x}, ${y})`;
  switch (op) {
    case 'foeq':
      return call('eq_f64', a, b);
    case 'fune':
      return `!${call('eq_f64', a, b)}`;
    case 'folt':
      return call('lt_f64', a, b);
    case 'fole':
      return call('le_f64', a, b);
    case 'fogt':
      return call('lt_f64', b, a);
    case 'foge':
      return call('le_f64', b, a);
    default:
      throw new Error(`no comparison '${op}' of doubles`);
  }
}
