/**
 * The PTX instructions that inline assembly uses, as a table: name → how its result follows from its operands. A row gets the dotted modifiers after the name, the type (the last typed modifier) and the operands
 * as values of that type. What is not here is a diagnostic that names the instruction.
 */
import * as build from '../../ir/build.js';
import { constI32, constI64 } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { BinaryOp, CompareOp, SpecialRegister, WarpOp } from '../../ir/ir.js';
import type { Value } from '../ir-imports.js';
import type { PtxType } from './registers.js';
import { ptxType, valueTypeFor, view } from './registers.js';

export interface Step {
  readonly b: Builder;
  readonly modifiers: readonly string[];
  readonly type: PtxType;
  /** Operand after the destination, in the instruction's type or the one given. */
  readonly arg: (i: number, type?: PtxType) => Value;
  readonly count: number;
  /** The carry flag of add.cc and its kin. */
  carry: Value | undefined;
}

type Row = (s: Step) => Value | undefined;

export const U32: PtxType = { letter: 'u', bits: 32 };
const U64: PtxType = { letter: 'u', bits: 64 };
const PRED: PtxType = { letter: 'pred', bits: 1 };

const wide = (type: PtxType): PtxType => ({ letter: type.letter, bits: 2 * type.bits });
const signed = (type: PtxType): boolean => type.letter === 's';

function arithmetic(integer: BinaryOp, unsigned: BinaryOp, float: BinaryOp | undefined): Row {
  return ({ b, type, arg }) => {
    if (type.letter === 'f') return float === undefined ? undefined : build.binary(b, float, arg(0), arg(1));
    return build.binary(b, signed(type) ? integer : unsigned, arg(0), arg(1));
  };
}

/** add.cc, addc, sub.cc, subc. */
function withCarry(op: 'add' | 'sub', takes: boolean): Row {
  return (s) => {
    const { b, arg } = s;
    const first = build.binary(b, op, arg(0), arg(1));
    let carry = op === 'add' ? build.compare(b, 'ult', first, arg(0)) : build.compare(b, 'ult', arg(0), arg(1));
    let result = first;
    if (takes) {
      const extra = build.convert(b, 'zext', s.carry ?? build.FALSE, first.type);
      result = build.binary(b, op, first, extra);
      carry = build.binary(b, 'or', carry, op === 'add' ? build.compare(b, 'ult', result, first) : build.compare(b, 'ult', first, extra));
    }
    if (takes ? s.modifiers.includes('cc') : true) s.carry = carry;
    return result;
  };
}

const plainOrCarry = (op: 'add' | 'sub', float: BinaryOp): Row => (s) => (s.modifiers.includes('cc') ? withCarry(op, false)(s) : arithmetic(op, op, float)(s));

const multiply: Row = ({ b, modifiers, type, arg }) => {
  if (type.letter === 'f') return build.binary(b, 'fmul', arg(0), arg(1));
  if (modifiers.includes('wide')) return build.binary(b, 'mul', view(b, arg(0), wide(type)), view(b, arg(1), wide(type)));
  if (modifiers.includes('hi')) return build.binary(b, signed(type) ? 'smulhi' : 'umulhi', arg(0), arg(1));
  return build.binary(b, 'mul', arg(0), arg(1));
};
const multiplyAdd: Row = (s) => {
  const { b, modifiers, type, arg } = s;
  if (type.letter === 'f') return build.fma(b, arg(0), arg(1), arg(2));
  const product = multiply(s)!;
  return build.binary(b, 'add', product, modifiers.includes('wide') ? arg(2, wide(type)) : arg(2));
};

/** Shift counts beyond the width give 0 (or the sign), as PTX clamps them. */
function shift(left: boolean): Row {
  return ({ b, type, arg }) => {
    const width = type.bits === 64 ? 64 : 32;
    const count = arg(1, U32);
    const inRange = build.compare(b, 'ult', count, constI32(type.bits));
    const n = width === 64 ? build.convert(b, 'zext', count, 'i64') : count;
    const value = arg(0);
    if (left) return build.select(b, inRange, build.binary(b, 'shl', value, n), build.zero(value.type));
    if (!signed(type)) return build.select(b, inRange, build.binary(b, 'lshr', value, n), build.zero(value.type));
    return build.binary(b, 'ashr', value, build.select(b, inRange, n, build.constant(value.type, width - 1)));
  };
}

/** shf.{l,r}.{wrap,clamp}.b32 d, a, b, c: the 64 bits b:a shifted. */
const funnel: Row = ({ b, modifiers, arg }) => {
  const low = build.convert(b, 'zext', arg(0, U32), 'i64');
  const both = build.binary(b, 'or', low, build.binary(b, 'shl', build.convert(b, 'zext', arg(1, U32), 'i64'), constI64(32n)));
  const raw = arg(2, U32);
  const count = build.convert(b, 'zext', modifiers.includes('wrap') ? build.binary(b, 'and', raw, constI32(31)) : build.binary(b, 'umin', raw, constI32(32)), 'i64');
  const moved = modifiers.includes('l') ? build.binary(b, 'lshr', build.binary(b, 'shl', both, count), constI64(32n)) : build.binary(b, 'lshr', both, count);
  return build.convert(b, 'trunc', modifiers.includes('l') ? build.select(b, build.compare(b, 'eq', count, constI64(32n)), low, moved) : moved, 'i32');
};

const COMPARE: Record<string, [CompareOp, CompareOp, CompareOp]> = {
  // signed, unsigned, float
  eq: ['eq', 'eq', 'foeq'], ne: ['ne', 'ne', 'fune'], lt: ['slt', 'ult', 'folt'], le: ['sle', 'ule', 'fole'], gt: ['sgt', 'ugt', 'fogt'], ge: ['sge', 'uge', 'foge'], lo: ['ult', 'ult', 'folt'], ls: ['ule', 'ule', 'fole'], hi: ['ugt', 'ugt', 'fogt'],
  hs: ['uge', 'uge', 'foge'],
};
const compare: Row = ({ b, modifiers, type, arg, count }) => {
  const row = COMPARE[modifiers[0]!];
  if (row === undefined) return undefined;
  const test = build.compare(b, type.letter === 'f' ? row[2] : signed(type) ? row[0] : row[1], arg(0), arg(1));
  const combine = modifiers.find((m) => m === 'and' || m === 'or' || m === 'xor');
  return combine !== undefined && count > 2 ? build.binary(b, combine as 'and', test, arg(2, PRED)) : test;
};

/** lop3.b32 d, a, b, c, table: each bit of the result is the table's entry for the three bits. */
const logic3: Row = ({ b, arg }) => {
  const table = arg(3, U32);
  if (table.kind !== 'const') return undefined;
  const [x, y, z] = [arg(0, U32), arg(1, U32), arg(2, U32)] as [Value, Value, Value];
  const not = (v: Value): Value => build.binary(b, 'xor', v, constI32(-1));
  let result: Value = constI32(0);
  for (let i = 0; i < 8; i++) {
    if (!((Number(table.value) >> i) & 1)) continue;
    const term = build.binary(b, 'and', build.binary(b, 'and', i & 4 ? x : not(x), i & 2 ? y : not(y)), i & 1 ? z : not(z));
    result = build.binary(b, 'or', result, term);
  }
  return result;
};

/** bfe: `length` bits of a from `position`, zero- or sign-extended. */
const bitFieldExtract: Row = ({ b, type, arg }) => {
  const width = type.bits;
  const lit = (n: number): Value => build.constant(valueTypeFor(type), n);
  const position = build.binary(b, 'and', arg(1, U32), constI32(255));
  const length = build.binary(b, 'and', arg(2, U32), constI32(255));
  const to = (v: Value): Value => (width === 64 ? build.convert(b, 'zext', v, 'i64') : v);
  const inside = build.compare(b, 'ult', position, constI32(width));
  const moved = build.select(b, inside, build.binary(b, signed(type) ? 'ashr' : 'lshr', arg(0), to(position)), signed(type) ? build.binary(b, 'ashr', arg(0), lit(width - 1)) : lit(0));
  const cut = build.binary(b, 'sub', constI32(width), build.binary(b, 'umin', length, constI32(width)));
  const up = build.binary(b, 'shl', moved, to(cut));
  const down = build.binary(b, signed(type) ? 'ashr' : 'lshr', up, to(cut));
  return build.select(b, build.compare(b, 'eq', length, constI32(0)), lit(0), down);
};

/** bfi d, a, b, position, length: a's low bits into b. */
const bitFieldInsert: Row = ({ b, type, arg }) => {
  const lit = (n: number): Value => build.constant(valueTypeFor(type), n);
  const to = (v: Value): Value => (type.bits === 64 ? build.convert(b, 'zext', v, 'i64') : v);
  const position = build.binary(b, 'and', arg(2, U32), constI32(255));
  const length = build.binary(b, 'umin', build.binary(b, 'and', arg(3, U32), constI32(255)), constI32(type.bits));
  const all = build.binary(b, 'lshr', lit(-1), to(build.binary(b, 'sub', constI32(type.bits), length)));
  const mask = build.select(b, build.compare(b, 'eq', length, constI32(0)), lit(0), all);
  const inside = build.compare(b, 'ult', position, constI32(type.bits));
  const place = build.select(b, inside, build.binary(b, 'shl', mask, to(position)), lit(0));
  const bits = build.binary(b, 'and', build.binary(b, 'shl', arg(0), to(position)), place);
  return build.binary(b, 'or', bits, build.binary(b, 'and', arg(1), build.binary(b, 'xor', place, lit(-1))));
};

/** prmt.b32 in its default mode: four bytes of b:a chosen by nibbles, whose top bit replicates the sign. */
const permute: Row = ({ b, arg }) => {
  const both = build.binary(b, 'or', build.convert(b, 'zext', arg(0, U32), 'i64'), build.binary(b, 'shl', build.convert(b, 'zext', arg(1, U32), 'i64'), constI64(32n)));
  const selector = arg(2, U32);
  let result: Value = constI32(0);
  for (let i = 0; i < 4; i++) {
    const nibble = build.binary(b, 'lshr', selector, constI32(4 * i));
    const from = build.convert(b, 'zext', build.binary(b, 'shl', build.binary(b, 'and', nibble, constI32(7)), constI32(3)), 'i64');
    const byte = build.binary(b, 'and', build.convert(b, 'trunc', build.binary(b, 'lshr', both, from), 'i32'), constI32(255));
    const sign = build.select(b, build.compare(b, 'ne', build.binary(b, 'and', byte, constI32(128)), constI32(0)), constI32(255), constI32(0));
    const chosen = build.select(b, build.compare(b, 'ne', build.binary(b, 'and', nibble, constI32(8)), constI32(0)), sign, byte);
    result = build.binary(b, 'or', result, build.binary(b, 'shl', chosen, constI32(8 * i)));
  }
  return result;
};

/** cvt.[rounding.]to.from. */
const convert: Row = ({ b, modifiers, arg }) => {
  const types = modifiers.map(ptxType).filter((t) => t !== undefined);
  const [to, from] = [types[0], types[1]];
  if (to === undefined || from === undefined) return undefined;
  const v = arg(0, from);
  if (to.letter === 'f' && from.letter === 'f') {
    const rounded = roundToInteger(b, v, modifiers);
    return to.bits === from.bits ? rounded : build.convert(b, to.bits === 64 ? 'fpext' : 'fptrunc', rounded, valueTypeFor(to));
  }
  if (to.letter === 'f') return build.convert(b, signed(from) ? 'sitofp' : 'uitofp', v, valueTypeFor(to));
  if (from.letter === 'f') return view(b, build.convert(b, signed(to) ? 'fptosi' : 'fptoui', roundToInteger(b, v, modifiers), valueTypeFor(to)), to);
  return view(b, v, { letter: from.letter === 's' ? 's' : 'u', bits: to.bits });
};
function roundToInteger(b: Builder, v: Value, modifiers: readonly string[]): Value {
  if (modifiers.includes('rni')) return build.unary(b, 'frint', v);
  if (modifiers.includes('rzi')) return build.unary(b, 'ftrunc', v);
  if (modifiers.includes('rmi')) return build.unary(b, 'ffloor', v);
  if (modifiers.includes('rpi')) return build.unary(b, 'fceil', v);
  return v;
}

/** Four products of bytes, added to c. */
const dotProduct: Row = ({ b, modifiers, arg }) => {
  const types = modifiers.map(ptxType).filter((t) => t !== undefined);
  const byte = (v: Value, i: number, sign: boolean): Value => build.convert(b, sign ? 'sext8' : 'zext8', build.binary(b, 'lshr', v, constI32(8 * i)), 'i32');
  let sum = arg(2, U32);
  for (let i = 0; i < 4; i++) sum = build.binary(b, 'add', sum, build.binary(b, 'mul', byte(arg(0, U32), i, types[0]?.letter === 's'), byte(arg(1, U32), i, types[1]?.letter === 's')));
  return sum;
};

function warpRow(op: WarpOp, order: readonly number[]): Row {
  return ({ b, arg }) => build.warp(b, op, order.map((i) => arg(i, U32)));
}
const SHUFFLES: Record<string, WarpOp> = { idx: 'shfl', up: 'shfl-up', down: 'shfl-down', bfly: 'shfl-xor' };
/** shfl.sync.mode.b32 d, a, lane, clamp, mask: the clamp's upper bits say the segment. */
const shuffle: Row = ({ b, modifiers, arg }) => {
  const op = SHUFFLES[modifiers.find((m) => m in SHUFFLES) ?? ''];
  const clamp = arg(2, U32);
  if (op === undefined || clamp.kind !== 'const') return undefined;
  const segment = (Number(clamp.value) >> 8) & 31;
  return build.warp(b, op, [arg(3, U32), arg(0, U32), arg(1, U32), constI32(32 - segment)]);
};
const vote: Row = ({ b, modifiers, arg }) => {
  const predicate = build.convert(b, 'zext', arg(0, PRED), 'i32');
  const mask = arg(1, U32);
  if (modifiers.includes('ballot')) return build.warp(b, 'ballot', [mask, predicate]);
  const op: WarpOp | undefined = modifiers.includes('all') ? 'all' : modifiers.includes('any') ? 'any' : undefined;
  return op === undefined ? undefined : build.compare(b, 'ne', build.warp(b, op, [mask, predicate])!, constI32(0));
};

/** Of the four bytes of two words: packed, or their sum added to a third operand (`.add`). Merging masks and saturation are not there. */
const absoluteDifferences: Row = ({ b, modifiers, arg }) => {
  const types = modifiers.filter((m) => m === 'u32' || m === 's32');
  if (types.length !== 3 || !modifiers.every((m) => m === 'u32' || m === 's32' || m === 'add')) return undefined;
  const byte = (word: Value, type: string, k: number): Value => build.convert(b, type === 's32' ? 'sext8' : 'zext8', build.binary(b, 'lshr', word, constI32(8 * k)), 'i32');
  const sum = modifiers.includes('add');
  let result: Value = sum ? arg(2, U32) : constI32(0);
  for (let k = 0; k < 4; k++) {
    const x = byte(arg(0, U32), types[1]!, k);
    const y = byte(arg(1, U32), types[2]!, k);
    const difference = build.select(b, build.compare(b, 'slt', x, y), build.binary(b, 'sub', y, x), build.binary(b, 'sub', x, y));
    result = sum ? build.binary(b, 'add', result, difference) : build.binary(b, 'or', result, build.binary(b, 'shl', build.binary(b, 'and', difference, constI32(255)), constI32(8 * k)));
  }
  return result;
};

export const rows: Readonly<Record<string, Row>> = {
  mov: ({ arg }) => arg(0),
  cvta: ({ arg }) => arg(0, U64),
  add: plainOrCarry('add', 'fadd'),
  sub: plainOrCarry('sub', 'fsub'),
  addc: withCarry('add', true),
  subc: withCarry('sub', true),
  mul: multiply,
  mul24: multiply,
  mad: multiplyAdd,
  fma: multiplyAdd,
  div: arithmetic('sdiv', 'udiv', 'fdiv'),
  rem: arithmetic('srem', 'urem', undefined),
  min: arithmetic('smin', 'umin', 'fmin'),
  max: arithmetic('smax', 'umax', 'fmax'),
  and: ({ b, type, arg }) => (type.letter === 'pred' ? build.binary(b, 'and', arg(0, PRED), arg(1, PRED)) : build.binary(b, 'and', arg(0), arg(1))),
  or: ({ b, type, arg }) => (type.letter === 'pred' ? build.binary(b, 'or', arg(0, PRED), arg(1, PRED)) : build.binary(b, 'or', arg(0), arg(1))),
  xor: ({ b, type, arg }) => (type.letter === 'pred' ? build.binary(b, 'xor', arg(0, PRED), arg(1, PRED)) : build.binary(b, 'xor', arg(0), arg(1))),
  not: ({ b, type, arg }) => build.binary(b, 'xor', arg(0), type.letter === 'pred' ? build.TRUE : build.constant(valueTypeFor(type), -1)),
  neg: ({ b, type, arg }) => (type.letter === 'f' ? build.unary(b, 'fneg', arg(0)) : build.binary(b, 'sub', build.zero(valueTypeFor(type)), arg(0))),
  abs: ({ b, type, arg }) => {
    if (type.letter === 'f') return build.unary(b, 'fabs', arg(0));
    const v = arg(0);
    return build.select(b, build.compare(b, 'slt', v, build.zero(v.type)), build.binary(b, 'sub', build.zero(v.type), v), v);
  },
  shl: shift(true),
  shr: shift(false),
  shf: funnel,
  popc: ({ b, type, arg }) => view(b, build.unary(b, 'popcount', arg(0)), { letter: 'u', bits: type.bits === 64 ? 32 : 32 }),
  clz: ({ b, arg }) => view(b, build.unary(b, 'clz', arg(0)), U32),
  brev: ({ b, arg }) => build.unary(b, 'bitreverse', arg(0)),
  bfind: ({ b, type, arg }) => {
    const v = arg(0);
    const bits = signed(type) ? build.binary(b, 'xor', v, build.binary(b, 'ashr', v, build.constant(v.type, type.bits - 1))) : v;
    return view(b, build.binary(b, 'sub', build.constant(v.type, type.bits - 1), build.unary(b, 'clz', bits)), U32);
  },
  bfe: bitFieldExtract,
  bfi: bitFieldInsert,
  prmt: permute,
  lop3: logic3,
  dp4a: dotProduct,
  sad: ({ b, type, arg }) => {
    const [x, y] = [arg(0), arg(1)] as [Value, Value];
    const less = build.compare(b, signed(type) ? 'slt' : 'ult', x, y);
    return build.binary(b, 'add', arg(2), build.select(b, less, build.binary(b, 'sub', y, x), build.binary(b, 'sub', x, y)));
  },
  vabsdiff4: absoluteDifferences,
  setp: compare,
  selp: ({ b, arg }) => build.select(b, arg(2, PRED), arg(0), arg(1)),
  set: (s) => {
    const test = compare(s);
    return test === undefined ? undefined : build.select(s.b, test, constI32(-1), constI32(0));
  },
  cvt: convert,
  sqrt: ({ b, arg }) => build.unary(b, 'fsqrt', arg(0)),
  rcp: ({ b, type, arg }) => build.binary(b, 'fdiv', build.constant(valueTypeFor(type), 1), arg(0)),
  rsqrt: ({ b, type, arg }) => build.binary(b, 'fdiv', build.constant(valueTypeFor(type), 1), build.unary(b, 'fsqrt', arg(0))),
  copysign: ({ b, arg }) => build.binary(b, 'copysign', arg(1), arg(0)),
  activemask: warpRow('activemask', []),
  vote,
  shfl: shuffle,
  match: ({ b, modifiers, arg }) => build.warp(b, modifiers.includes('all') ? 'match-all' : 'match-any', [arg(1, U32), modifiers.includes('b64') ? arg(0, U64) : arg(0, U32)]),
};

/** Special registers: read as u32 unless they are clocks. */
export function specialRegister(b: Builder, name: string): Value | undefined {
  const axis = /^%(n?)(tid|ctaid)\.([xyz])$/.exec(name);
  if (axis !== null) {
    const register = `${axis[2] === 'tid' ? (axis[1] ? 'blockDim' : 'threadIdx') : axis[1] ? 'gridDim' : 'blockIdx'}.${axis[3]}` as SpecialRegister;
    return build.special(b, register);
  }
  const lane = (): Value => build.special(b, 'laneid');
  const below = (): Value => build.binary(b, 'sub', build.binary(b, 'shl', constI32(1), lane()), constI32(1));
  const upTo = (): Value => build.binary(b, 'or', below(), build.binary(b, 'shl', constI32(1), lane()));
  switch (name) {
    case '%laneid':
      return lane();
    case '%warpid':
      return build.binary(b, 'lshr', build.special(b, 'linearThread'), constI32(5));
    case '%smid':
      return build.intrinsic(b, 'smid', [], 'i32');
    case '%clock':
      return build.convert(b, 'trunc', build.intrinsic(b, 'clock', [], 'i64')!, 'i32');
    case '%clock64':
      return build.intrinsic(b, 'clock', [], 'i64');
    case '%globaltimer':
      return build.intrinsic(b, 'globaltimer', [], 'i64');
    case '%lanemask_lt':
      return below();
    case '%lanemask_le':
      return upTo();
    case '%lanemask_eq':
      return build.binary(b, 'shl', constI32(1), lane());
    case '%lanemask_ge':
      return build.binary(b, 'xor', below(), constI32(-1));
    case '%lanemask_gt':
      return build.binary(b, 'xor', upTo(), constI32(-1));
    case 'WARP_SZ':
      return constI32(32);
    default:
      return undefined;
  }
}
