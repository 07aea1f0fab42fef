/**
 * PTX instructions on floating-point numbers, and those that have integer forms as well. `.ftz` takes subnormal numbers for zero, before and after; `.sat` gives [0, 1]. Operations that name a rounding are not contracted with others: they are
 * functions of the library. Narrow types and pairs of them are computed by sysroot/lib/cuda/ptx-narrow.cpp. (PTX ISA, sections "Floating Point Instructions" and "Half Precision Floating Point Instructions".)
 */
import * as build from '../../ir/build.js';
import { constI32 } from '../../ir/build.js';
import type { BinaryOp } from '../../ir/ir.js';
import type { Value } from '../ir-imports.js';
import { INTEGERS, integerAbsolute, integerNegation, integerQuotient, minimum, multiply, multiplyAdd, sum } from './integer.js';
import { F32, U32, valueTypeFor, view } from './registers.js';
import type { Row, Rows, Step } from './step.js';
import { callLibrary, rounding, row } from './step.js';

const HALVES = 'f16 f16x2 bf16 bf16x2';
const ROUNDINGS = 'rn rz rm rp';

/** A subnormal float as a zero of its sign, where the instruction says so. */
export function flushed(s: Step, v: Value): Value {
  if (!s.has('ftz') || v.type !== 'f32') return v;
  const { b } = s;
  const bits = build.convert(b, 'bitcast', v, 'i32');
  const tiny = build.compare(b, 'eq', build.binary(b, 'and', bits, constI32(0x7f800000)), constI32(0));
  return build.convert(b, 'bitcast', build.select(b, tiny, build.binary(b, 'and', bits, constI32(-0x80000000)), bits), 'f32');
}
/** In [0, 1] where the instruction says so; what is not a number is 0. */
export function saturated(s: Step, v: Value): Value {
  if (!s.has('sat')) return v;
  const { b } = s;
  const [zero, one] = [build.zero(v.type), build.constant(v.type, 1)];
  return build.select(b, build.compare(b, 'fogt', v, zero), build.select(b, build.compare(b, 'folt', v, one), v, one), zero);
}
const finish = (s: Step, v: Value): Value => saturated(s, flushed(s, v));
const operand = (s: Step, i: number): Value => flushed(s, s.arg(i));

/** Sums, products and quotients, by the letter before `add` in the names of CUDA's functions. */
function arithmetic(s: Step, name: string, plain: BinaryOp): Value | undefined {
  if (s.type.letter === 'n') return narrow(s, name, 2);
  const mode = rounding(s);
  if (s.type.bits === 64 && (s.has('ftz') || s.has('sat'))) return undefined;
  const args = [operand(s, 0), operand(s, 1)] as const;
  if (mode === undefined) return finish(s, build.binary(s.b, plain, ...args));
  return finish(s, callLibrary(s, `__${s.type.bits === 64 ? 'd' : 'f'}${name}_${mode}`, args, valueTypeFor(s.type)));
}

/** Of narrow numbers, or each of a pair by itself. */
function narrow(s: Step, name: string, count: number): Value | undefined {
  const { b } = s;
  const mode = rounding(s);
  if (mode !== undefined && mode !== 'rn') return undefined;
  const element = s.type.name.replace('x2', '');
  const one = (shift: number): Value => {
    const args = Array.from({ length: count }, (_, i) => {
      const word = s.arg(i, U32);
      return s.has('ftz') ? callLibrary(s, '__cw_ptx_flush_f16', [low(s, word, shift)], 'i32') : low(s, word, shift);
    });
    let result = callLibrary(s, `__cw_ptx_${name}_${element}`, args, 'i32');
    if (s.has('ftz')) result = callLibrary(s, '__cw_ptx_flush_f16', [result], 'i32');
    if (s.has('sat')) result = callLibrary(s, `__cw_ptx_saturate_${element}`, [result], 'i32');
    if (s.has('relu')) result = callLibrary(s, `__cw_ptx_relu_${element}`, [result], 'i32');
    return result;
  };
  if (s.has('ftz') && element !== 'f16') return undefined;
  return s.type.bits === 16 ? one(0) : build.binary(b, 'or', one(0), build.binary(b, 'shl', one(16), constI32(16)));
}
const low = (s: Step, word: Value, shift: number): Value => (shift === 0 ? build.convert(s.b, 'zext16', word, 'i32') : build.binary(s.b, 'lshr', word, constI32(shift)));

function fused(s: Step): Value | undefined {
  if (s.type.letter === 'n') return narrow(s, 'fma', 3);
  const mode = rounding(s);
  if (s.type.bits === 64 && (s.has('ftz') || s.has('sat'))) return undefined;
  const args = [operand(s, 0), operand(s, 1), operand(s, 2)] as const;
  if (mode === undefined || mode === 'rn') return finish(s, build.fma(s.b, ...args));
  return finish(s, callLibrary(s, `${s.type.bits === 64 ? '__fma' : '__fmaf'}_${mode}`, args, valueTypeFor(s.type)));
}

/** min, max: the number where one operand is none, and with `.NaN` none then. */
function extreme(s: Step, op: 'fmin' | 'fmax'): Value | undefined {
  const { b, type } = s;
  if (s.count !== 2 || s.has('xorsign')) return undefined;
  if (type.letter === 'n') return narrow(s, `${op.slice(1)}${s.has('NaN') ? '_nan' : ''}`, 2);
  if (type.bits === 64 && (s.has('NaN') || s.has('ftz'))) return undefined;
  const [x, y] = [operand(s, 0), operand(s, 1)];
  const found = build.binary(b, op, x, y);
  if (!s.has('NaN')) return found;
  const unordered = build.binary(b, 'or', build.compare(b, 'fune', x, x), build.compare(b, 'fune', y, y));
  return build.convert(b, 'bitcast', build.select(b, unordered, constI32(0x7fffffff), build.convert(b, 'bitcast', found, 'i32')), 'f32');
}

/** rcp, sqrt: correctly rounded in a direction, or as near as the approximation has to be. */
function root(s: Step, name: string, plain: (v: Value) => Value): Value | undefined {
  const mode = rounding(s);
  if (s.has('approx') === (mode !== undefined) || (s.type.bits === 64 && (s.has('ftz') || s.has('approx')))) return undefined;
  const v = operand(s, 0);
  return flushed(s, mode === undefined || mode === 'rn' ? plain(v) : callLibrary(s, `__${s.type.bits === 64 ? 'd' : 'f'}${name}_${mode}`, [v], valueTypeFor(s.type)));
}

/** A function of the library that is at least as exact as the approximation. */
function approximation(name: string, halves: string): Row {
  return row('approx ftz', `f32 ${halves}`, (s) => {
    if (!s.has('approx')) return undefined;
    if (s.type.letter === 'n') return narrow(s, name === 'exp2f' ? 'ex2' : 'tanh', 1);
    return flushed(s, callLibrary(s, name, [operand(s, 0)], 'f32'));
  });
}

/** div.full and div.approx: 0 for divisors between 2^126 and 2^128, as CUDA's __fdividef. */
function quotient(s: Step): Value | undefined {
  if (s.type.letter !== 'f') return s.modifiers.length === 1 ? integerQuotient(s) : undefined;
  if (s.has('approx') || s.has('full')) {
    if (rounding(s) !== undefined || s.type.bits === 64 || (s.has('approx') && s.has('full'))) return undefined;
    const [x, y] = [operand(s, 0), operand(s, 1)];
    return flushed(s, s.has('approx') ? callLibrary(s, '__fdividef', [x, y], 'f32') : build.binary(s.b, 'fdiv', x, y));
  }
  return rounding(s) === undefined || s.has('sat') ? undefined : arithmetic(s, 'div', 'fdiv');
}

/** One predicate of a number's kind. */
const KINDS: Readonly<Record<string, (s: Step, magnitude: Value) => Value>> = {
  finite: (s, m) => build.compare(s.b, 'ult', m, limit(s, 'infinity')),
  infinite: (s, m) => build.compare(s.b, 'eq', m, limit(s, 'infinity')),
  number: (s, m) => build.compare(s.b, 'ule', m, limit(s, 'infinity')),
  notanumber: (s, m) => build.compare(s.b, 'ugt', m, limit(s, 'infinity')),
  // Zeros count as normal numbers.
  normal: (s, m) => build.binary(s.b, 'and', build.binary(s.b, 'or', build.compare(s.b, 'uge', m, limit(s, 'normal')), build.compare(s.b, 'eq', m, build.zero(m.type))), build.compare(s.b, 'ult', m, limit(s, 'infinity'))),
  subnormal: (s, m) => build.binary(s.b, 'and', build.compare(s.b, 'ult', m, limit(s, 'normal')), build.compare(s.b, 'ne', m, build.zero(m.type))),
};
function limit(s: Step, which: 'infinity' | 'normal'): Value {
  if (s.type.bits === 64) return build.constI64(which === 'infinity' ? 0x7ff0000000000000n : 0x0010000000000000n);
  return constI32(which === 'infinity' ? 0x7f800000 : 0x00800000);
}
function magnitude(s: Step): Value {
  const bits = s.arg(0, s.type.bits === 64 ? { letter: 'u', bits: 64, name: 'u64' } : U32);
  return build.binary(s.b, 'and', bits, s.type.bits === 64 ? build.constI64(0x7fffffffffffffffn) : constI32(0x7fffffff));
}

const isFloat = (s: Step): boolean => s.type.letter === 'f' || HALVES.split(' ').includes(s.type.name);
/** Modifiers of integers on floats, and the other way round, are no instruction. */
const only = (s: Step, allowed: string): boolean => s.modifiers.every((m) => m === s.type.name || allowed.split(' ').includes(m));
const oneOperand = (name: string, integer: (s: Step) => Value, float: 'fneg' | 'fabs'): Row =>
  row('ftz', `s16 s32 s64 f32 f64 ${HALVES}`, (s) => {
    if (!isFloat(s)) return s.has('ftz') ? undefined : integer(s);
    if (s.type.letter === 'n') return narrow(s, name, 1);
    return flushed(s, build.unary(s.b, float, operand(s, 0)));
  });

const PAIRS = 'u16x2 s16x2';
export const floatingRows: Rows = {
  add: row(`${ROUNDINGS} ftz sat cc`, `${INTEGERS} b32 b64 ${PAIRS} f32 f64 ${HALVES}`, (s) => (isFloat(s) ? (s.has('cc') ? undefined : arithmetic(s, 'add', 'fadd')) : only(s, 'cc sat') ? sum(s, 'add', false) : undefined)),
  sub: row(`${ROUNDINGS} ftz sat cc`, `${INTEGERS} b32 b64 f32 f64 ${HALVES}`, (s) => (isFloat(s) ? (s.has('cc') ? undefined : arithmetic(s, 'sub', 'fsub')) : only(s, 'cc sat') ? sum(s, 'sub', false) : undefined)),
  mul: row(`${ROUNDINGS} ftz sat lo hi wide`, `${INTEGERS} f32 f64 ${HALVES}`, (s) => (isFloat(s) ? (only(s, `${ROUNDINGS} ftz sat`) ? arithmetic(s, 'mul', 'fmul') : undefined) : only(s, 'lo hi wide') ? multiply(s) : undefined)),
  mad: row(`${ROUNDINGS} ftz sat lo hi wide cc`, `${INTEGERS} f32 f64`, (s) => (isFloat(s) ? (only(s, `${ROUNDINGS} ftz sat`) ? fused(s) : undefined) : only(s, 'lo hi wide cc sat') ? multiplyAdd(s, false) : undefined)),
  fma: row(`${ROUNDINGS} ftz sat relu`, `f32 f64 ${HALVES}`, (s) => (rounding(s) === undefined || (s.has('relu') && s.type.letter === 'f') ? undefined : fused(s))),
  div: row(`${ROUNDINGS} ftz approx full`, `${INTEGERS} f32 f64`, quotient),
  min: row('ftz NaN relu', `${INTEGERS} ${PAIRS} f32 f64 ${HALVES}`, (s) => (isFloat(s) ? (s.has('relu') && s.type.letter === 'f' ? undefined : extreme(s, 'fmin')) : s.has('relu') || s.has('ftz') || s.has('NaN') ? undefined : minimum(s, 'smin', 'umin'))),
  max: row('ftz NaN relu', `${INTEGERS} ${PAIRS} f32 f64 ${HALVES}`, (s) => (isFloat(s) ? (s.has('relu') && s.type.letter === 'f' ? undefined : extreme(s, 'fmax')) : s.has('relu') || s.has('ftz') || s.has('NaN') ? undefined : minimum(s, 'smax', 'umax'))),
  neg: oneOperand('neg', integerNegation, 'fneg'),
  abs: oneOperand('abs', integerAbsolute, 'fabs'),
  copysign: row('', 'f32 f64', (s) => build.binary(s.b, 'copysign', s.arg(1), s.arg(0))),
  sqrt: row(`${ROUNDINGS} approx ftz`, 'f32 f64', (s) => root(s, 'sqrt', (v) => build.unary(s.b, 'fsqrt', v))),
  rcp: row(`${ROUNDINGS} approx ftz`, 'f32 f64', (s) => root(s, 'rcp', (v) => build.binary(s.b, 'fdiv', build.constant(v.type, 1), v))),
  rsqrt: row('approx ftz', 'f32 f64', (s) => (s.has('approx') ? flushed(s, callLibrary(s, s.type.bits === 64 ? 'rsqrt' : 'rsqrtf', [operand(s, 0)], valueTypeFor(s.type))) : undefined)),
  ex2: approximation('exp2f', HALVES),
  lg2: approximation('__log2f', ''),
  sin: approximation('__sinf', ''),
  cos: approximation('__cosf', ''),
  tanh: approximation('__tanhf', HALVES),
  testp: row('finite infinite number notanumber normal subnormal', 'f32 f64', (s) => {
    const kind = s.modifiers.find((m) => Object.hasOwn(KINDS, m));
    return kind === undefined ? undefined : KINDS[kind]!(s, magnitude(s));
  }),
};

/** The value of a narrow number as a float. */
export const widened = (s: Step, bits: Value, element: string): Value => callLibrary(s, `__cw_ptx_value_${element}`, [view(s.b, bits, U32)], valueTypeFor(F32));
