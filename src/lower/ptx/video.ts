/**
 * Video instructions: on one value (vadd, vsub, vabsdiff, vmin, vmax, vshl, vshr, vset, vmad), with bytes or halves as operands and a second operation; and on two halves or four bytes at once (vadd2, vadd4 …). Merging a result into a
 * part of a third operand is not there. (PTX ISA, "Scalar Video Instructions" and "SIMD Video Instructions".)
 */
import * as build from '../../ir/build.js';
import { constI32, constI64 } from '../../ir/build.js';
import type { CompareOp } from '../../ir/ir.js';
import type { Value } from '../ir-imports.js';
import { saturate } from './integer.js';
import type { PtxOperand } from './parse.js';
import type { PtxType } from './registers.js';
import { S64, U32, U64, view } from './registers.js';
import type { Row, Rows, Step } from './step.js';
import { isSigned, row } from './step.js';

const COMPARE: Readonly<Record<string, CompareOp>> = { eq: 'eq', ne: 'ne', lt: 'slt', le: 'sle', gt: 'sgt', ge: 'sge' };

/** An operand, or the part that it names, as 64 bits: wide enough for signed and unsigned ones. */
function wide(s: Step, o: PtxOperand | undefined, type: PtxType): Value {
  const { b } = s;
  if (o === undefined) return s.unknown();
  const as = isSigned(type) ? S64 : U64;
  if (o.kind !== 'part') return view(b, s.read(o, type), as);
  const [unit, at, more] = [o.part[0]!, Number(o.part[1]), o.part.length > 2];
  if (more || at > (unit === 'b' ? 3 : 1)) return s.unknown();
  const bits = unit === 'b' ? 8 : 16;
  const moved = build.binary(b, 'lshr', s.read(o.of, U32), constI32(at * bits));
  return view(b, view(b, moved, { ...type, bits }), as);
}

type Primary = (s: Step, x: Value, y: Value) => Value | undefined;
const pick = (s: Step, op: 'slt' | 'sgt', x: Value, y: Value): Value => build.select(s.b, build.compare(s.b, op, x, y), x, y);
const SCALAR: Readonly<Record<string, Primary>> = {
  vadd: (s, x, y) => build.binary(s.b, 'add', x, y),
  vsub: (s, x, y) => build.binary(s.b, 'sub', x, y),
  vabsdiff: (s, x, y) => build.select(s.b, build.compare(s.b, 'slt', x, y), build.binary(s.b, 'sub', y, x), build.binary(s.b, 'sub', x, y)),
  vmin: (s, x, y) => pick(s, 'slt', x, y),
  vmax: (s, x, y) => pick(s, 'sgt', x, y),
  vset: (s, x, y) => {
    const op = COMPARE[s.modifiers.find((m) => Object.hasOwn(COMPARE, m)) ?? ''];
    return op === undefined ? undefined : build.convert(s.b, 'zext', build.compare(s.b, op, x, y), 'i64');
  },
};

/** vop.dtype.atype.btype{.sat}{.op2} d, a, b{, c} */
function scalar(name: string): Row {
  const primary = SCALAR[name]!;
  const comparisons = name === 'vset' ? ` ${Object.keys(COMPARE).join(' ')}` : '';
  return row(`${name === 'vset' ? '' : 'sat '}add min max${comparisons}`.trim(), 'u32 s32', (s) => {
    const { b } = s;
    const [to, left, right] = name === 'vset' ? [U32, s.types[0], s.types[1]] : s.types;
    if (to === undefined || left === undefined || right === undefined || s.types.length !== (name === 'vset' ? 2 : 3)) return undefined;
    const first = primary(s, wide(s, s.operands[1], left), wide(s, s.operands[2], right));
    if (first === undefined) return undefined;
    return secondary(s, to, s.has('sat') ? saturate(s, first, to) : build.convert(b, 'trunc', first, 'i32'));
  });
}
/** The second operation, with c. */
function secondary(s: Step, to: PtxType, value: Value): Value | undefined {
  const op = ['add', 'min', 'max'].find(s.has);
  if ((op !== undefined) !== (s.count === 3)) return undefined;
  if (op === undefined) return value;
  const third = s.arg(2, to);
  return build.binary(s.b, op === 'add' ? 'add' : (`${isSigned(to) ? 's' : 'u'}${op}` as 'smin'), value, third);
}

function shift(left: boolean): Row {
  return row('sat wrap clamp add min max', 'u32 s32', (s) => {
    const { b } = s;
    const [to, from, by] = s.types;
    if (to === undefined || from === undefined || by?.name !== 'u32' || s.has('wrap') === s.has('clamp')) return undefined;
    const value = wide(s, s.operands[1], from);
    const count = wide(s, s.operands[2], by);
    const amount = s.has('wrap') ? build.binary(b, 'and', count, constI64(31n)) : build.select(b, build.compare(b, 'ult', count, constI64(32n)), count, constI64(32n));
    const moved = build.binary(b, left ? 'shl' : isSigned(from) ? 'ashr' : 'lshr', value, amount);
    return secondary(s, to, s.has('sat') ? saturate(s, moved, to) : build.convert(b, 'trunc', moved, 'i32'));
  });
}

/** vmad.dtype.atype.btype{.sat}{.shr7,.shr15} d, a, b, c */
const multiplyAdd = row('sat shr7 shr15', 'u32 s32', (s) => {
  const { b } = s;
  const [to, left, right] = s.types;
  if (to === undefined || left === undefined || right === undefined || s.count !== 3) return undefined;
  const product = build.binary(b, 'mul', wide(s, s.operands[1], left), wide(s, s.operands[2], right));
  const signed = isSigned(to) || isSigned(left) || isSigned(right);
  let result = build.binary(b, 'add', product, s.arg(2, signed ? S64 : U64));
  if (s.has('shr7') || s.has('shr15')) result = build.binary(b, signed ? 'ashr' : 'lshr', result, constI64(s.has('shr7') ? 7n : 15n));
  return s.has('sat') ? (signed ? saturate(s, result, to) : build.convert(b, 'trunc', build.binary(b, 'umin', result, constI64(0xffffffffn)), 'i32')) : build.convert(b, 'trunc', result, 'i32');
});

type Lane = (s: Step, x: Value, y: Value) => Value | undefined;
const LANES: Readonly<Record<string, Lane>> = {
  vadd: (s, x, y) => build.binary(s.b, 'add', x, y),
  vsub: (s, x, y) => build.binary(s.b, 'sub', x, y),
  // Halves are rounded away from zero.
  vavrg: (s, x, y) => {
    const both = build.binary(s.b, 'add', x, y);
    const up = build.convert(s.b, 'zext', build.compare(s.b, 'sge', both, constI32(0)), 'i32');
    return build.binary(s.b, 'ashr', build.binary(s.b, 'add', both, up), constI32(1));
  },
  vabsdiff: (s, x, y) => build.select(s.b, build.compare(s.b, 'slt', x, y), build.binary(s.b, 'sub', y, x), build.binary(s.b, 'sub', x, y)),
  vmin: (s, x, y) => build.binary(s.b, 'smin', x, y),
  vmax: (s, x, y) => build.binary(s.b, 'smax', x, y),
  vset: (s, x, y) => {
    const op = COMPARE[s.modifiers.find((m) => Object.hasOwn(COMPARE, m)) ?? ''];
    return op === undefined ? undefined : build.convert(s.b, 'zext', build.compare(s.b, op, x, y), 'i32');
  },
};

/** vop{2,4}.dtype.atype.btype{.sat}{.add} d, a, b, c: lane by lane, packed, or their sum added to c. */
function lanes(name: string, count: 2 | 4): Row {
  const lane = LANES[name]!;
  const comparisons = name === 'vset' ? ` ${Object.keys(COMPARE).join(' ')}` : '';
  return row(`${name === 'vset' ? '' : 'sat '}add${comparisons}`, 'u32 s32', (s) => {
    const { b } = s;
    const [to, left, right] = name === 'vset' ? [U32, s.types[0], s.types[1]] : s.types;
    if (to === undefined || left === undefined || right === undefined || s.types.length !== (name === 'vset' ? 2 : 3)) return undefined;
    const sum = s.has('add');
    if (s.count !== 3 || (sum && s.has('sat')) || s.operands.some((o) => o.kind === 'part')) return undefined;
    const bits = 32 / count;
    const part = (i: number, type: PtxType, k: number): Value => view(b, build.binary(b, 'lshr', s.arg(i, U32), constI32(k * bits)), { ...type, bits });
    const bounds = isSigned(to) ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
    let result: Value = sum ? s.arg(2, U32) : constI32(0);
    for (let k = 0; k < count; k++) {
      let one = lane(s, part(0, left, k), part(1, right, k));
      if (one === undefined) return undefined;
      if (s.has('sat')) one = build.binary(b, 'smin', build.binary(b, 'smax', one, constI32(bounds[0]!)), constI32(bounds[1]!));
      result = sum ? build.binary(b, 'add', result, one) : build.binary(b, 'or', result, build.binary(b, 'shl', view(b, one, { letter: 'u', bits, name: `u${bits}` }), constI32(k * bits)));
    }
    return result;
  });
}

export const videoRows: Rows = {
  ...Object.fromEntries(Object.keys(SCALAR).map((name) => [name, scalar(name)])),
  ...Object.fromEntries(Object.keys(LANES).flatMap((name) => ([2, 4] as const).map((count) => [`${name}${count}`, lanes(name, count)] as const))),
  vshl: shift(true),
  vshr: shift(false),
  vmad: multiplyAdd,
};
