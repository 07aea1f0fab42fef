/**
 * cvt.[rounding][.ftz][.sat].to.from and comparisons (setp, set, selp, slct). Integers made of floats are clamped to the destination's range, always; `.sat` clamps what integers give, and floats to [0, 1]. (PTX ISA, "Data Movement and Conversion:
 * cvt" and "Comparison and Selection".)
 */
import * as build from '../../ir/build.js';
import { constI32, constI64 } from '../../ir/build.js';
import type { CompareOp } from '../../ir/ir.js';
import type { Value } from '../ir-imports.js';
import { flushed, saturated, widened } from './floating.js';
import type { PtxType } from './registers.js';
import { F32, PRED, S32, S64, U32, valueTypeFor, view } from './registers.js';
import type { Rows, Step } from './step.js';
import { callLibrary, isSigned, rounding, roundingNumber, row } from './step.js';

const isInteger = (type: PtxType): boolean => type.letter === 'u' || type.letter === 's';
const INTEGRAL = { rni: 'rn', rzi: 'rz', rmi: 'rd', rpi: 'ru' } as const;
const integral = (s: Step): 'rn' | 'rz' | 'rd' | 'ru' | undefined => {
  const found = s.modifiers.find((m): m is keyof typeof INTEGRAL => Object.hasOwn(INTEGRAL, m));
  return found === undefined ? undefined : INTEGRAL[found];
};

function roundToInteger(s: Step, v: Value): Value {
  const mode = integral(s);
  return mode === undefined ? v : build.unary(s.b, { rn: 'frint', rz: 'ftrunc', rd: 'ffloor', ru: 'fceil' }[mode] as 'frint', v);
}

function lowest(type: PtxType): bigint {
  return isSigned(type) ? -(1n << BigInt(type.bits - 1)) : 0n;
}
function highest(type: PtxType): bigint {
  return (1n << BigInt(type.bits - (isSigned(type) ? 1 : 0))) - 1n;
}

function betweenIntegers(s: Step, to: PtxType, from: PtxType): Value {
  const { b } = s;
  const v = s.arg(0, from);
  if (!s.has('sat')) return view(b, view(b, v, { letter: isSigned(from) ? 's' : 'u', bits: Math.max(from.bits, to.bits), name: from.name }), to);
  let wide = view(b, v, isSigned(from) ? S64 : { letter: 'u', bits: 64, name: 'u64' });
  if (isSigned(from)) {
    wide = build.binary(b, 'smax', wide, constI64(lowest(to)));
    if (highest(to) < 1n << 63n) wide = build.binary(b, 'smin', wide, constI64(highest(to)));
  } else wide = build.binary(b, 'umin', wide, constI64(highest(to)));
  return view(b, wide, to);
}

/** Up to 32 bits of floats the IR's conversion is clamped as PTX has it, and 0 for what is no number; other than that the library has functions. */
function floatToInteger(s: Step, v: Value, to: PtxType): Value | undefined {
  const { b } = s;
  const mode = integral(s);
  if (mode === undefined) return undefined;
  const source = v.type === 'f64' ? 'double' : 'float';
  if (to.bits === 64) return callLibrary(s, `__${source}2${isSigned(to) ? 'll' : 'ull'}_${mode}`, [v], 'i64');
  const plain = (signed: boolean): Value =>
    source === 'float' ? build.convert(b, signed ? 'fptosi' : 'fptoui', roundToInteger(s, v), 'i32') : callLibrary(s, `__${source}2${signed ? 'int' : 'uint'}_${mode}`, [v], 'i32');
  if (to.bits === 32) return plain(isSigned(to));
  const whole = plain(true);
  return build.binary(b, 'smin', build.binary(b, 'smax', whole, constI32(Number(lowest(to)))), constI32(Number(highest(to))));
}

function integerToFloat(s: Step, v: Value, from: PtxType, to: PtxType): Value | undefined {
  const mode = rounding(s);
  if (mode === undefined) return undefined;
  if (to.letter === 'n') {
    if (to.name !== 'f16' && to.name !== 'bf16') return undefined;
    return callLibrary(s, `__cw_ptx_${isSigned(from) ? 'signed' : 'unsigned'}_to_${to.name}`, [view(s.b, v, isSigned(from) ? S64 : { letter: 'u', bits: 64, name: 'u64' }), roundingNumber(mode)], 'i32');
  }
  if (mode === 'rn' || (to.bits === 64 && from.bits < 64)) return saturated(s, build.convert(s.b, isSigned(from) ? 'sitofp' : 'uitofp', v, valueTypeFor(to)));
  const name = from.bits === 64 ? (isSigned(from) ? 'll' : 'ull') : isSigned(from) ? 'int' : 'uint';
  return saturated(s, callLibrary(s, `__${name}2${to.bits === 64 ? 'double' : 'float'}_${mode}`, [v], valueTypeFor(to)));
}

/** A float or double into a narrow type's bits. */
function narrowed(s: Step, v: Value, to: PtxType): Value | undefined {
  if (to.name === 'tf32') {
    const mode = s.has('rna') ? constI32(4) : rounding(s) === 'rn' || rounding(s) === 'rz' ? roundingNumber(rounding(s)!) : undefined;
    if (mode === undefined || v.type !== 'f32' || s.has('relu') || s.has('sat')) return undefined;
    return callLibrary(s, '__cw_ptx_to_tf32', [v, mode, constI32(s.has('satfinite') ? 1 : 0)], 'i32');
  }
  const mode = integral(s) === undefined ? rounding(s) : 'rn';
  if ((to.name !== 'f16' && to.name !== 'bf16') || mode === undefined || s.has('satfinite')) return undefined;
  const wide = v.type === 'f64' ? v : build.convert(s.b, 'fpext', saturated(s, v), 'f64');
  const bits = callLibrary(s, `__cw_ptx_to_${to.name}`, [v.type === 'f64' ? saturated(s, wide) : wide, roundingNumber(mode)], 'i32');
  return s.has('relu') ? callLibrary(s, `__cw_ptx_relu_${to.name}`, [bits], 'i32') : bits;
}

const isPair = (type: PtxType): boolean => type.name.endsWith('x2');
const EIGHTS = ['e4m3x2', 'e5m2x2'];
/** Pairs: the first operand becomes the upper half. */
function pair(s: Step, to: PtxType, from: PtxType): Value | undefined {
  const { b } = s;
  const relu = constI32(s.has('relu') ? 1 : 0);
  if (EIGHTS.includes(to.name)) {
    if (!s.has('rn') || !s.has('satfinite') || s.has('sat')) return undefined;
    const name = to.name.replace('x2', '');
    if (from.name === 'f32' && s.count === 2) return callLibrary(s, `__cw_ptx_pair_to_${name}`, [s.arg(1, F32), s.arg(0, F32), relu], 'i32');
    if (from.name !== 'f16x2' && from.name !== 'bf16x2') return undefined;
    const word = s.arg(0, U32);
    const element = from.name.replace('x2', '');
    return callLibrary(s, `__cw_ptx_pair_to_${name}`, [widened(s, build.convert(b, 'zext16', word, 'i32'), element), widened(s, build.binary(b, 'lshr', word, constI32(16)), element), relu], 'i32');
  }
  if (to.name === 'f16x2' && EIGHTS.includes(from.name)) return s.has('rn') && s.count === 1 ? callLibrary(s, `__cw_ptx_pair_of_${from.name.replace('x2', '')}`, [s.arg(0, U32), relu], 'i32') : undefined;
  if (from.name !== 'f32' || s.count !== 2 || (to.name !== 'f16x2' && to.name !== 'bf16x2')) return undefined;
  const element: PtxType = { letter: 'n', bits: 16, name: to.name.replace('x2', '') };
  const [upper, lower] = [narrowed(s, s.arg(0, F32), element), narrowed(s, s.arg(1, F32), element)];
  return upper === undefined || lower === undefined ? undefined : build.binary(b, 'or', lower, build.binary(b, 'shl', upper, constI32(16)));
}

function convert(s: Step): Value | undefined {
  const { b } = s;
  const [to, from] = s.types;
  if (to === undefined || from === undefined || s.types.length !== 2) return undefined;
  if (isPair(to) || isPair(from)) return pair(s, to, from);
  if (s.count !== 1 || to.letter === 'b' || from.letter === 'b' || to.letter === 'pred' || from.letter === 'pred') return undefined;
  if (s.has('relu') && to.letter !== 'n') return undefined;
  if (isInteger(to) && isInteger(from)) return rounding(s) === undefined && integral(s) === undefined && !s.has('ftz') ? betweenIntegers(s, to, from) : undefined;
  if (isInteger(from)) return integerToFloat(s, s.arg(0, from), from, to);
  if (from.letter === 'n' && from.name !== 'f16' && from.name !== 'bf16') return undefined;
  const given = from.letter === 'n' ? widened(s, s.arg(0, from), from.name) : flushed(s, s.arg(0, from));
  if (isInteger(to)) return floatToInteger(s, given, to);
  const v = roundToInteger(s, given);
  if (to.letter === 'n') {
    if (from.name === to.name && integral(s) === undefined && rounding(s) === undefined) return s.has('sat') ? callLibrary(s, `__cw_ptx_saturate_${to.name}`, [s.arg(0, from)], 'i32') : s.arg(0, from);
    return narrowed(s, v, to);
  }
  if (from.letter === 'n') return saturated(s, to.bits === 64 ? build.convert(b, 'fpext', v, 'f64') : v);
  if (to.bits === from.bits) return rounding(s) === undefined ? saturated(s, flushed(s, v)) : undefined;
  if (to.bits === 64) return saturated(s, build.convert(b, 'fpext', v, 'f64'));
  const mode = rounding(s);
  if (mode === undefined) return undefined;
  return saturated(s, flushed(s, mode === 'rn' ? build.convert(b, 'fptrunc', v, 'f32') : callLibrary(s, `__double2float_${mode}`, [v], 'f32')));
}

/** Signed, unsigned, float: ordered, or true where an operand is no number (`u` behind the name). */
const COMPARE: Readonly<Record<string, readonly [CompareOp, CompareOp, CompareOp]>> = {
  eq: ['eq', 'eq', 'foeq'], ne: ['ne', 'ne', 'fune'], lt: ['slt', 'ult', 'folt'], le: ['sle', 'ule', 'fole'], gt: ['sgt', 'ugt', 'fogt'], ge: ['sge', 'uge', 'foge'],
};
const UNSIGNED: Readonly<Record<string, CompareOp>> = { lo: 'ult', ls: 'ule', hi: 'ugt', hs: 'uge' };
const UNORDERED: Readonly<Record<string, string>> = { equ: 'eq', neu: 'ne', ltu: 'lt', leu: 'le', gtu: 'gt', geu: 'ge' };
const COMPARISONS = [...Object.keys(COMPARE), ...Object.keys(UNSIGNED), ...Object.keys(UNORDERED), 'num', 'nan'].join(' ');

/** `at`: the modifier with the comparison is the first one. */
function compared(s: Step, type: PtxType): Value | undefined {
  const { b } = s;
  const name = s.modifiers[0]!;
  if (type.letter === 'pred') return undefined;
  if (type.letter !== 'f' && type.letter !== 'n') {
    const op = UNSIGNED[name] ?? COMPARE[name]?.[isSigned(type) ? 0 : 1];
    if (op === undefined || (Object.hasOwn(UNSIGNED, name) && isSigned(type)) || (type.letter === 'b' && name !== 'eq' && name !== 'ne')) return undefined;
    return build.compare(b, op, s.arg(0, type), s.arg(1, type));
  }
  if (type.letter === 'n' && type.name !== 'f16' && type.name !== 'bf16') return undefined;
  const value = (i: number): Value => (type.letter === 'n' ? widened(s, s.arg(i, type), type.name) : flushed(s, s.arg(i, type)));
  const [x, y] = [value(0), value(1)];
  const unordered = (): Value => build.binary(b, 'or', build.compare(b, 'fune', x, x), build.compare(b, 'fune', y, y));
  if (name === 'nan') return unordered();
  if (name === 'num') return build.binary(b, 'xor', unordered(), build.TRUE);
  if (name === 'neu') return build.compare(b, 'fune', x, y);
  if (name === 'ne') return build.binary(b, 'and', build.compare(b, 'fune', x, y), build.binary(b, 'xor', unordered(), build.TRUE));
  const loose = UNORDERED[name];
  const op = COMPARE[loose ?? name]?.[2];
  if (op === undefined) return undefined;
  const test = build.compare(b, op, x, y);
  return loose === undefined ? test : build.binary(b, 'or', test, unordered());
}

/** The test, and its opposite for a second destination; each combined with a third operand. */
function predicates(s: Step, type: PtxType): readonly [Value, Value] | undefined {
  const { b } = s;
  const test = compared(s, type);
  if (test === undefined) return undefined;
  const opposite = build.binary(b, 'xor', test, build.TRUE);
  const combine = s.modifiers.find((m): m is 'and' | 'or' | 'xor' => m === 'and' || m === 'or' || m === 'xor');
  if ((combine !== undefined) !== (s.count === 3)) return undefined;
  if (combine === undefined) return [test, opposite];
  const third = s.arg(2, PRED);
  return [build.binary(b, combine, test, third), build.binary(b, combine, opposite, third)];
}

const COMPARED = 'b16 b32 b64 u16 u32 u64 s16 s32 s64 f32 f64 f16 bf16';
export const conversionRows: Rows = {
  cvt: row('rn rz rm rp rna rni rzi rmi rpi ftz sat relu satfinite', undefined, convert),
  setp: row(`${COMPARISONS} and or xor ftz`, COMPARED, (s) => predicates(s, s.type)),
  set: row(`${COMPARISONS} and or xor ftz`, `${COMPARED} u32 s32 f32`, (s) => {
    const [to, from] = s.types;
    if (to === undefined || from === undefined || !['u32', 's32', 'f32'].includes(to.name)) return undefined;
    const test = predicates(s, from)?.[0];
    if (test === undefined) return undefined;
    return to.letter === 'f' ? build.select(s.b, test, build.constF32(1), build.constF32(0)) : build.select(s.b, test, constI32(-1), constI32(0));
  }),
  selp: row('', 'b16 b32 b64 u16 u32 u64 s16 s32 s64 f32 f64', (s) => build.select(s.b, s.arg(2, PRED), s.arg(0), s.arg(1))),
  slct: row('ftz', undefined, (s) => {
    const { b } = s;
    const [type, by] = s.types;
    if (type === undefined || (by?.name !== 's32' && by?.name !== 'f32')) return undefined;
    const test = by.name === 's32' ? build.compare(b, 'sge', s.arg(2, S32), constI32(0)) : build.compare(b, 'foge', flushed(s, s.arg(2, F32)), build.constF32(0));
    return build.select(b, test, s.arg(0, type), s.arg(1, type));
  }),
};
