/** PTX instructions on integers and bits: arithmetic with and without carry, shifts, bit fields, permutations, logic. (PTX ISA, sections "Integer Arithmetic", "Extended-Precision Integer Arithmetic", "Logic and Shift".) */
import * as build from '../../ir/build.js';
import { constI32, constI64 } from '../../ir/build.js';
import type { BinaryOp } from '../../ir/ir.js';
import type { Value } from '../ir-imports.js';
import type { PtxType } from './registers.js';
import { S32, S64, U32, U64, valueTypeFor, view } from './registers.js';
import type { Row, Rows, Step } from './step.js';
import { isSigned, row } from './step.js';

export const INTEGERS = 'u16 s16 u32 s32 u64 s64';
const WORDS = 'b16 b32 b64';

const wide = (type: PtxType): PtxType => ({ letter: type.letter, bits: 2 * type.bits, name: `${type.letter}${2 * type.bits}` });

/** Into the range of a type of 32 bits. */
export function saturate(s: Step, v: Value, type: PtxType): Value {
  const { b } = s;
  const bounds: readonly [bigint, bigint] = isSigned(type) ? [-(2n ** 31n), 2n ** 31n - 1n] : [0n, 2n ** 32n - 1n];
  return build.convert(b, 'trunc', build.binary(b, 'smin', build.binary(b, 'smax', v, constI64(bounds[0])), constI64(bounds[1])), 'i32');
}

/** Both halves of a pair of 16-bit integers by itself. */
function halves(s: Step, op: BinaryOp, signed: boolean): Value {
  const { b } = s;
  const part = (v: Value, k: number): Value => (k === 0 ? build.convert(b, signed ? 'sext16' : 'zext16', v, 'i32') : build.binary(b, signed ? 'ashr' : 'lshr', v, constI32(16)));
  const low = build.convert(b, 'zext16', build.binary(b, op, part(s.arg(0), 0), part(s.arg(1), 0)), 'i32');
  return build.binary(b, 'or', low, build.binary(b, 'shl', build.binary(b, op, part(s.arg(0), 1), part(s.arg(1), 1)), constI32(16)));
}

/** add, sub: the carry is the borrow of a difference. */
export function sum(s: Step, op: 'add' | 'sub', takes: boolean): Value | undefined {
  const { b, type } = s;
  if (type.name === 'u16x2' || type.name === 's16x2') return takes || s.has('cc') || s.has('sat') ? undefined : halves(s, op, type.name === 's16x2');
  if (s.has('sat')) return type.name === 's32' && !s.has('cc') ? saturate(s, build.binary(b, op, s.arg(0, S64), s.arg(1, S64)), S32) : undefined;
  if ((takes || s.has('cc')) && type.bits < 32) return undefined;
  return op === 'add' ? add(s, s.arg(0), s.arg(1), takes) : subtract(s, s.arg(0), s.arg(1), takes);
}

function add(s: Step, x: Value, y: Value, takes: boolean): Value {
  const { b } = s;
  const first = build.binary(b, 'add', x, y);
  const given = takes ? build.convert(b, 'zext', s.carry.get(), first.type) : undefined;
  const result = given === undefined ? first : build.binary(b, 'add', first, given);
  if (s.has('cc')) {
    const carry = build.compare(b, 'ult', first, x);
    s.carry.set(given === undefined ? carry : build.binary(b, 'or', carry, build.compare(b, 'ult', result, first)));
  }
  return result;
}
function subtract(s: Step, x: Value, y: Value, takes: boolean): Value {
  const { b } = s;
  const first = build.binary(b, 'sub', x, y);
  const given = takes ? build.convert(b, 'zext', s.carry.get(), first.type) : undefined;
  if (s.has('cc')) {
    const borrow = build.compare(b, 'ult', x, y);
    const more = given === undefined ? undefined : build.compare(b, 'ult', first, given);
    s.carry.set(more === undefined ? borrow : build.binary(b, 'or', borrow, more));
  }
  return given === undefined ? first : build.binary(b, 'sub', first, given);
}

function product(s: Step): Value {
  const { b, type } = s;
  if (s.has('wide')) return build.binary(b, 'mul', view(b, s.arg(0), wide(type)), view(b, s.arg(1), wide(type)));
  const [x, y] = [s.arg(0), s.arg(1)];
  if (!s.has('hi')) return build.binary(b, 'mul', x, y);
  if (type.bits === 16) return build.binary(b, isSigned(type) ? 'ashr' : 'lshr', build.binary(b, 'mul', x, y), constI32(16));
  return build.binary(b, isSigned(type) ? 'smulhi' : 'umulhi', x, y);
}
/** One of lo, hi and wide says which part of the product is meant. */
function namesPart(s: Step): boolean {
  return ['lo', 'hi', 'wide'].filter(s.has).length === 1 && !(s.has('wide') && s.type.bits === 64);
}
export const multiply = (s: Step): Value | undefined => (namesPart(s) ? product(s) : undefined);
export function multiplyAdd(s: Step, takes: boolean): Value | undefined {
  const { b, type } = s;
  if (!namesPart(s)) return undefined;
  if (s.has('sat')) {
    if (type.name !== 's32' || !s.has('hi') || takes || s.has('cc')) return undefined;
    return saturate(s, build.binary(b, 'add', view(b, product(s), S64), s.arg(2, S64)), S32);
  }
  const carries = takes || s.has('cc');
  if (carries && (s.has('wide') || type.bits < 32)) return undefined;
  return add(s, product(s), s.has('wide') ? s.arg(2, wide(type)) : s.arg(2), takes);
}
/** mul24, mad24: the low 24 bits of both operands; lo is the low half of their 48 bits, hi bits 16 to 47. */
function multiply24(s: Step): Value | undefined {
  const { b, type } = s;
  const part = (v: Value): Value => {
    const up = build.binary(b, 'shl', v, constI32(8));
    return view(b, build.binary(b, isSigned(type) ? 'ashr' : 'lshr', up, constI32(8)), isSigned(type) ? S64 : U64);
  };
  if (s.has('lo') === s.has('hi')) return undefined;
  const whole = build.binary(b, 'mul', part(s.arg(0)), part(s.arg(1)));
  return build.convert(b, 'trunc', s.has('hi') ? build.binary(b, 'lshr', whole, constI64(16n)) : whole, 'i32');
}

export function minimum(s: Step, signed: BinaryOp, unsigned: BinaryOp): Value {
  if (s.type.name === 'u16x2' || s.type.name === 's16x2') return halves(s, s.type.name === 's16x2' ? signed : unsigned, s.type.name === 's16x2');
  return build.binary(s.b, isSigned(s.type) ? signed : unsigned, s.arg(0), s.arg(1));
}

/** Shift counts beyond the width give 0 (or the sign), as PTX clamps them. */
function shift(left: boolean): Row {
  return row('', 'b16 b32 b64 u16 u32 u64 s16 s32 s64', (s) => {
    const { b, type } = s;
    const width = type.bits === 64 ? 64 : 32;
    const count = s.arg(1, U32);
    const inRange = build.compare(b, 'ult', count, constI32(type.bits));
    const n = width === 64 ? build.convert(b, 'zext', count, 'i64') : count;
    const value = s.arg(0);
    if (left) return build.select(b, inRange, build.binary(b, 'shl', value, n), build.zero(value.type));
    if (!isSigned(type)) return build.select(b, inRange, build.binary(b, 'lshr', value, n), build.zero(value.type));
    return build.binary(b, 'ashr', value, build.select(b, inRange, n, build.constant(value.type, width - 1)));
  });
}

/** shf.{l,r}.{wrap,clamp}.b32 d, a, b, c: the 64 bits b:a shifted. */
const funnel = row('l r wrap clamp', 'b32', (s) => {
  const { b } = s;
  if (s.has('l') === s.has('r') || s.has('wrap') === s.has('clamp')) return undefined;
  const low = build.convert(b, 'zext', s.arg(0, U32), 'i64');
  const both = build.binary(b, 'or', low, build.binary(b, 'shl', build.convert(b, 'zext', s.arg(1, U32), 'i64'), constI64(32n)));
  const raw = s.arg(2, U32);
  const count = build.convert(b, 'zext', s.has('wrap') ? build.binary(b, 'and', raw, constI32(31)) : build.binary(b, 'umin', raw, constI32(32)), 'i64');
  const moved = s.has('l') ? build.binary(b, 'lshr', build.binary(b, 'shl', both, count), constI64(32n)) : build.binary(b, 'lshr', both, count);
  return build.convert(b, 'trunc', s.has('l') ? build.select(b, build.compare(b, 'eq', count, constI64(32n)), low, moved) : moved, 'i32');
});

/** lop3.b32 d, a, b, c, table: each bit of the result is the table's entry for the three bits. */
const logic3 = row('', 'b32', (s) => {
  const { b } = s;
  const table = s.arg(3, U32);
  if (table.kind !== 'const') return undefined;
  const [x, y, z] = [s.arg(0, U32), s.arg(1, U32), s.arg(2, U32)];
  const not = (v: Value): Value => build.binary(b, 'xor', v, constI32(-1));
  let result: Value = constI32(0);
  for (let i = 0; i < 8; i++) {
    if (!((Number(table.value) >> i) & 1)) continue;
    const term = build.binary(b, 'and', build.binary(b, 'and', i & 4 ? x : not(x), i & 2 ? y : not(y)), i & 1 ? z : not(z));
    result = build.binary(b, 'or', result, term);
  }
  return result;
});

/** bfe: `length` bits of a from `position`, zero- or sign-extended. */
const bitFieldExtract = row('', 'u32 s32 u64 s64', (s) => {
  const { b, type } = s;
  const width = type.bits;
  const lit = (n: number): Value => build.constant(valueTypeFor(type), n);
  const position = build.binary(b, 'and', s.arg(1, U32), constI32(255));
  const length = build.binary(b, 'and', s.arg(2, U32), constI32(255));
  const to = (v: Value): Value => (width === 64 ? build.convert(b, 'zext', v, 'i64') : v);
  const signed = isSigned(type);
  const inside = build.compare(b, 'ult', position, constI32(width));
  const moved = build.select(b, inside, build.binary(b, signed ? 'ashr' : 'lshr', s.arg(0), to(position)), signed ? build.binary(b, 'ashr', s.arg(0), lit(width - 1)) : lit(0));
  const cut = build.binary(b, 'sub', constI32(width), build.binary(b, 'umin', length, constI32(width)));
  const up = build.binary(b, 'shl', moved, to(cut));
  const down = build.binary(b, signed ? 'ashr' : 'lshr', up, to(cut));
  return build.select(b, build.compare(b, 'eq', length, constI32(0)), lit(0), down);
});

/** bfi d, a, b, position, length: a's low bits into b. */
const bitFieldInsert = row('', 'b32 b64', (s) => {
  const { b, type } = s;
  const lit = (n: number): Value => build.constant(valueTypeFor(type), n);
  const to = (v: Value): Value => (type.bits === 64 ? build.convert(b, 'zext', v, 'i64') : v);
  const position = build.binary(b, 'and', s.arg(2, U32), constI32(255));
  const length = build.binary(b, 'umin', build.binary(b, 'and', s.arg(3, U32), constI32(255)), constI32(type.bits));
  const all = build.binary(b, 'lshr', lit(-1), to(build.binary(b, 'sub', constI32(type.bits), length)));
  const mask = build.select(b, build.compare(b, 'eq', length, constI32(0)), lit(0), all);
  const inside = build.compare(b, 'ult', position, constI32(type.bits));
  const place = build.select(b, inside, build.binary(b, 'shl', mask, to(position)), lit(0));
  const bits = build.binary(b, 'and', build.binary(b, 'shl', s.arg(0), to(position)), place);
  return build.binary(b, 'or', bits, build.binary(b, 'and', s.arg(1), build.binary(b, 'xor', place, lit(-1))));
});

/** bmsk.{clamp,wrap}.b32 d, position, length: so many ones. */
const bitMask = row('clamp wrap', 'b32', (s) => {
  const { b } = s;
  if (s.has('clamp') === s.has('wrap')) return undefined;
  const within = (v: Value): Value => (s.has('clamp') ? build.binary(b, 'umin', v, constI32(32)) : build.binary(b, 'and', v, constI32(31)));
  const ones = (count: Value): Value => build.select(b, build.compare(b, 'ult', count, constI32(32)), build.binary(b, 'sub', build.binary(b, 'shl', constI32(1), count), constI32(1)), constI32(-1));
  const [from, length] = [within(s.arg(0, U32)), within(s.arg(1, U32))];
  return build.select(b, build.compare(b, 'ult', from, constI32(32)), build.binary(b, 'shl', ones(length), from), constI32(0));
});

/** fns.b32 d, mask, base, offset: the position of the |offset|-th bit that is set, from base upwards (downwards where offset is negative; 0: at base itself). */
const nthSetBit = row('', 'b32', (s) => {
  const { b } = s;
  const [mask, base, offset] = [s.arg(0, U32), s.arg(1, U32), s.arg(2, S32)];
  const back = build.compare(b, 'slt', offset, constI32(0));
  const one = build.compare(b, 'eq', offset, constI32(0));
  let [left, found]: [Value, Value] = [build.select(b, one, constI32(1), build.select(b, back, build.binary(b, 'sub', constI32(0), offset), offset)), constI32(-1)];
  for (let i = 0; i < 32; i++) {
    const at = build.select(b, back, build.binary(b, 'sub', base, constI32(i)), build.binary(b, 'add', base, constI32(i)));
    const inside = build.compare(b, 'ult', at, constI32(32));
    const set = build.compare(b, 'ne', build.binary(b, 'and', build.binary(b, 'lshr', mask, at), constI32(1)), constI32(0));
    const counts = i === 0 ? build.binary(b, 'and', inside, set) : build.binary(b, 'and', build.binary(b, 'and', inside, set), build.binary(b, 'xor', one, build.TRUE));
    left = build.binary(b, 'sub', left, build.convert(b, 'zext', counts, 'i32'));
    const here = build.binary(b, 'and', counts, build.compare(b, 'eq', left, constI32(0)));
    found = build.select(b, here, at, found);
  }
  return found;
});

/** Which bytes of b:a the two low bits of the selector choose, from the lowest. */
const PERMUTATIONS: Readonly<Record<string, readonly (readonly [number, number, number, number])[]>> = {
  f4e: [[0, 1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 5], [3, 4, 5, 6]],
  b4e: [[0, 7, 6, 5], [1, 0, 7, 6], [2, 1, 0, 7], [3, 2, 1, 0]],
  rc8: [[0, 0, 0, 0], [1, 1, 1, 1], [2, 2, 2, 2], [3, 3, 3, 3]],
  ecl: [[0, 1, 2, 3], [1, 1, 2, 3], [2, 2, 2, 3], [3, 3, 3, 3]],
  ecr: [[0, 0, 0, 0], [0, 1, 1, 1], [0, 1, 2, 2], [0, 1, 2, 3]],
  rc16: [[0, 1, 0, 1], [2, 3, 2, 3], [0, 1, 0, 1], [2, 3, 2, 3]],
};
/** prmt.b32: four bytes of b:a, chosen by nibbles, whose top bit replicates the sign, or by a mode. */
const permute = row('f4e b4e rc8 ecl ecr rc16', 'b32', (s) => {
  const { b } = s;
  const both = build.binary(b, 'or', build.convert(b, 'zext', s.arg(0, U32), 'i64'), build.binary(b, 'shl', build.convert(b, 'zext', s.arg(1, U32), 'i64'), constI64(32n)));
  const mode = s.modifiers.find((m) => Object.hasOwn(PERMUTATIONS, m));
  const given = s.arg(2, U32);
  const nibbles = (bytes: readonly number[]): Value => constI32(bytes.reduce((word, byte, i) => word | (byte << (4 * i)), 0));
  let selector = given;
  if (mode !== undefined) {
    const choice = build.binary(b, 'and', given, constI32(3));
    const table = PERMUTATIONS[mode]!;
    selector = nibbles(table[3]!);
    for (let i = 2; i >= 0; i--) selector = build.select(b, build.compare(b, 'eq', choice, constI32(i)), nibbles(table[i]!), selector);
  }
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
});

const bitwise = (op: 'and' | 'or' | 'xor'): Row => row('', `pred ${WORDS}`, (s) => build.binary(s.b, op, s.arg(0), s.arg(1)));

/** Sign and magnitude: the bits that are not copies of the sign. */
function significant(s: Step): Value {
  const { b, type } = s;
  const v = s.arg(0);
  return isSigned(type) ? build.binary(b, 'xor', v, build.binary(b, 'ashr', v, build.constant(v.type, type.bits - 1))) : v;
}

const absolute = (b: Step['b'], v: Value): Value => build.select(b, build.compare(b, 'slt', v, build.zero(v.type)), build.binary(b, 'sub', build.zero(v.type), v), v);
export function absoluteDifference(s: Step, x: Value, y: Value, type: PtxType): Value {
  const { b } = s;
  return build.select(b, build.compare(b, isSigned(type) ? 'slt' : 'ult', x, y), build.binary(b, 'sub', y, x), build.binary(b, 'sub', x, y));
}

/** dp4a, dp2a: products of bytes with bytes, or halves with bytes, added to c. */
function dotProduct(s: Step, parts: 4 | 2): Value | undefined {
  const { b, types } = s;
  if (types.length !== 2 || (parts === 2 && s.has('lo') === s.has('hi'))) return undefined;
  const byte = (v: Value, i: number, sign: boolean): Value => build.convert(b, sign ? 'sext8' : 'zext8', build.binary(b, 'lshr', v, constI32(8 * i)), 'i32');
  const half = (v: Value, i: number, sign: boolean): Value => build.convert(b, sign ? 'sext16' : 'zext16', build.binary(b, 'lshr', v, constI32(16 * i)), 'i32');
  let result = s.arg(2, U32);
  for (let i = 0; i < parts; i++) {
    const left = parts === 4 ? byte(s.arg(0, U32), i, isSigned(types[0]!)) : half(s.arg(0, U32), i, isSigned(types[0]!));
    const right = byte(s.arg(1, U32), parts === 2 && s.has('hi') ? i + 2 : i, isSigned(types[1]!));
    result = build.binary(b, 'add', result, build.binary(b, 'mul', left, right));
  }
  return result;
}

const FLAGS = 'cc';
export const integerRows: Rows = {
  addc: row(FLAGS, 'u32 s32 u64 s64 b32 b64', (s) => sum(s, 'add', true)),
  subc: row(FLAGS, 'u32 s32 u64 s64 b32 b64', (s) => sum(s, 'sub', true)),
  madc: row('cc lo hi', 'u32 s32 u64 s64', (s) => multiplyAdd(s, true)),
  mul24: row('lo hi', 'u32 s32', multiply24),
  mad24: row('lo hi', 'u32 s32', (s) => {
    const whole = multiply24(s);
    return whole === undefined ? undefined : build.binary(s.b, 'add', whole, s.arg(2));
  }),
  rem: row('', INTEGERS, (s) => build.binary(s.b, isSigned(s.type) ? 'srem' : 'urem', s.arg(0), s.arg(1))),
  and: bitwise('and'),
  or: bitwise('or'),
  xor: bitwise('xor'),
  not: row('', `pred ${WORDS}`, (s) => build.binary(s.b, 'xor', s.arg(0), s.type.letter === 'pred' ? build.TRUE : build.constant(valueTypeFor(s.type), -1))),
  cnot: row('', WORDS, (s) => build.select(s.b, build.compare(s.b, 'eq', s.arg(0), build.zero(valueTypeFor(s.type))), build.constant(valueTypeFor(s.type), 1), build.zero(valueTypeFor(s.type)))),
  shl: shift(true),
  shr: shift(false),
  shf: funnel,
  popc: row('', 'b32 b64', (s) => view(s.b, build.unary(s.b, 'popcount', s.arg(0)), U32)),
  clz: row('', 'b32 b64', (s) => view(s.b, build.unary(s.b, 'clz', s.arg(0)), U32)),
  brev: row('', 'b32 b64', (s) => build.unary(s.b, 'bitreverse', s.arg(0))),
  bfind: row('shiftamt', 'u32 s32 u64 s64', (s) => {
    const { b, type } = s;
    const bits = significant(s);
    const zeros = build.unary(b, 'clz', bits);
    const position = build.binary(b, 'sub', build.constant(bits.type, type.bits - 1), zeros);
    if (!s.has('shiftamt')) return view(b, position, U32);
    return build.select(b, build.compare(b, 'eq', bits, build.zero(bits.type)), constI32(-1), view(b, zeros, U32));
  }),
  bfe: bitFieldExtract,
  bfi: bitFieldInsert,
  bmsk: bitMask,
  fns: nthSetBit,
  szext: row('clamp wrap', 'u32 s32', (s) => {
    const { b, type } = s;
    if (s.has('clamp') === s.has('wrap')) return undefined;
    const count = s.has('clamp') ? build.binary(b, 'umin', s.arg(1, U32), constI32(32)) : build.binary(b, 'and', s.arg(1, U32), constI32(31));
    const cut = build.binary(b, 'sub', constI32(32), count);
    const moved = build.binary(b, isSigned(type) ? 'ashr' : 'lshr', build.binary(b, 'shl', s.arg(0), cut), cut);
    return build.select(b, build.compare(b, 'eq', count, constI32(0)), constI32(0), moved);
  }),
  prmt: permute,
  lop3: logic3,
  dp4a: row('', 'u32 s32', (s) => dotProduct(s, 4)),
  dp2a: row('lo hi', 'u32 s32', (s) => dotProduct(s, 2)),
  sad: row('', INTEGERS, (s) => build.binary(s.b, 'add', s.arg(2), absoluteDifference(s, s.arg(0), s.arg(1), s.type))),
};

export const integerAbsolute = (s: Step): Value => absolute(s.b, s.arg(0));
export const integerNegation = (s: Step): Value => build.binary(s.b, 'sub', build.zero(valueTypeFor(s.type)), s.arg(0));
export const integerQuotient = (s: Step): Value => build.binary(s.b, isSigned(s.type) ? 'sdiv' : 'udiv', s.arg(0), s.arg(1));
