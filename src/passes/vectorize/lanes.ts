/**
 * Values of several threads, `width` of them: one vector of 128 bits holds four ("a group"). A `LaneValue` has what is cheapest to use: one scalar where all lanes agree; for integers and addresses that grow by a
 * constant from lane to lane, lane 0's low 32 bits ("base"); vectors ("parts") otherwise.
 * i32, f32, addresses and conditions (as masks) take one vector a group, i64 and f64 two. A mask is a list of vectors, one a group.
 */
import { binary, compare, constant, constI32, constLanes, convert, index, select, vector } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { ConstValue, MemoryType, Value, ValueType, VectorType } from '../../ir/ir.js';

/** Lanes of a group. */
export const laneCount = 4;

export interface LaneValue {
  readonly uniform?: Value;
  readonly parts?: readonly Value[];
  /** i32 or ptr. */
  readonly base?: Value;
  readonly stride?: number;
}

export type Mask = readonly Value[];

const bytes1: MemoryType = { kind: 'scalar', scalar: 'i8', size: 1, align: 1, unsigned: true };

export function uniform(value: Value): LaneValue {
  return { uniform: value };
}

/** The vector type of a part. */
export function partType(type: ValueType): VectorType {
  switch (type) {
    case 'i1':
    case 'i32':
    case 'ptr':
      return 'v4i32';
    case 'f32':
      return 'v4f32';
    case 'i64':
      return 'v2i64';
    case 'f64':
      return 'v2f64';
    default:
      return type;
  }
}

export function partCount(type: ValueType): number {
  return type === 'i64' || type === 'f64' ? 2 : 1;
}

const floatBits = new DataView(new ArrayBuffer(8));

/** A constant in all lanes. */
function constantPart(value: ConstValue): ConstValue {
  let bits: bigint;
  let width = 32n;
  switch (value.type) {
    case 'i1':
      bits = value.value ? 0xffffffffn : 0n;
      break;
    case 'f32':
      floatBits.setFloat32(0, Number(value.value));
      bits = BigInt(floatBits.getUint32(0));
      break;
    case 'f64':
      floatBits.setFloat64(0, Number(value.value));
      bits = floatBits.getBigUint64(0);
      width = 64n;
      break;
    case 'i64':
      bits = BigInt.asUintN(64, BigInt(value.value));
      width = 64n;
      break;
    default:
      bits = BigInt.asUintN(32, BigInt(value.value));
  }
  for (let w = width; w < 128n; w *= 2n) bits |= bits << w;
  return { kind: 'const', type: partType(value.type), value: bits };
}

/** A scalar in all lanes of one part. */
export function splat(b: Builder, value: Value): Value {
  const type = partType(value.type);
  if (value.kind === 'const') return constantPart(value);
  if (value.kind === 'undef') return { kind: 'undef', type };
  return vector(b, 'splat', [value.type === 'i1' ? convert(b, 'sext', value, 'i32') : value], type);
}

export function partsOf(b: Builder, lanes: LaneValue, type: ValueType, groups: number): readonly Value[] {
  if (lanes.parts !== undefined) return lanes.parts;
  if (lanes.base?.kind === 'const') return Array.from({ length: groups }, (_, group) => laneOffsets(lanes.stride!, group, Number(lanes.base!.kind === 'const' && lanes.base!.value)));
  if (lanes.base !== undefined) {
    const whole = splat(b, lanes.base);
    return Array.from({ length: groups }, (_, group) => binary(b, 'add', whole, laneOffsets(lanes.stride!, group)));
  }
  return new Array<Value>(groups * partCount(type)).fill(splat(b, lanes.uniform!));
}

/** Lane 0's low 32 bits, where the rest follows from them; an i32, or an address. */
export function baseOf(b: Builder, lanes: LaneValue): Value | undefined {
  if (lanes.uniform !== undefined) return lanes.uniform.type === 'i64' ? truncated(b, lanes.uniform) : lanes.uniform;
  return lanes.base;
}

function truncated(b: Builder, value: Value): Value {
  if (value.kind === 'const') return constant('i32', value.value);
  if (value.kind === 'result' && value.inst.kind === 'convert' && (value.inst.op === 'sext' || value.inst.op === 'zext') && value.inst.operands[0].type === 'i32') return value.inst.operands[0];
  return convert(b, 'trunc', value, 'i32');
}

/** first + lane × stride for each lane of a group. */
export function laneOffsets(stride: number, group = 0, first = 0): ConstValue {
  const at = (lane: number): number => first + Math.imul(group * laneCount + lane, stride);
  return constLanes([at(0), at(1), at(2), at(3)]);
}

/** Known numbers, four to a group. */
export function constantParts(values: readonly number[]): ConstValue[] {
  return Array.from({ length: values.length / laneCount }, (_, group) => {
    const at = (lane: number): number => values[group * laneCount + lane]!;
    return constLanes([at(0), at(1), at(2), at(3)]);
  });
}

/** An i32 or an address that grows by `stride` from lane to lane. */
export function affine(base: Value, stride: number): LaneValue {
  return { base, stride };
}

/** Base plus bytes: constant ones become part of the access. */
export function addBytes(b: Builder, address: Value, bytes: number): Value {
  return index(b, address, bytes1, constI32(bytes));
}

/** The value of one lane, as a scalar. */
export function laneOf(b: Builder, lanes: LaneValue, type: ValueType, lane: number): Value {
  if (lanes.uniform !== undefined) return lanes.uniform;
  if (lanes.base !== undefined && lanes.stride !== undefined && type !== 'i64') {
    const offset = Math.imul(lanes.stride, lane);
    if (type === 'ptr') return addBytes(b, lanes.base, offset);
    return offset === 0 ? lanes.base : binary(b, 'add', lanes.base, constI32(offset));
  }
  const parts = lanes.parts!;
  switch (type) {
    case 'i1':
      return compare(b, 'ne', vector(b, 'extract', [parts[lane >> 2]], 'i32', [lane & 3]), constI32(0));
    case 'i64':
    case 'f64':
      return vector(b, 'extract', [parts[lane >> 1]], type, [lane & 1]);
    default:
      return vector(b, 'extract', [parts[lane >> 2]], type, [lane & 3]);
  }
}

/** Scalars as lanes. */
export function fromLanes(b: Builder, values: readonly Value[], type: ValueType): LaneValue {
  const scalars = type === 'i1' ? values.map((v) => convert(b, 'sext', v, 'i32')) : values;
  const vectorType = partType(type);
  const size = laneCount / partCount(type);
  const parts: Value[] = [];
  for (let at = 0; at < scalars.length; at += size) {
    let part = splat(b, scalars[at]);
    for (let lane = 1; lane < size; lane++) part = vector(b, 'insert', [part, scalars[at + lane]], vectorType, [lane]);
    parts.push(part);
  }
  return { parts };
}

/** The parts with one lane replaced. */
export function withLane(b: Builder, parts: readonly Value[], type: ValueType, lane: number, value: Value): Value[] {
  const scalar = type === 'i1' ? convert(b, 'sext', value, 'i32') : value;
  const size = laneCount / partCount(type);
  return parts.map((part, i) => (i === Math.floor(lane / size) ? vector(b, 'insert', [part, scalar], partType(type), [lane % size]) : part));
}

// ---- pieces

function as(b: Builder, value: Value, type: VectorType): Value {
  return value.type === type ? value : convert(b, 'bitcast', value, type);
}

/** 32-bit pieces of two vectors of one type, as a vector of `type`. */
export function pieces(b: Builder, first: Value, second: Value, lanes: readonly number[], type: VectorType): Value {
  return as(b, vector(b, 'shuffle', [first, second], first.type, lanes), type);
}

/** The upper two of four lanes, moved down. */
export function upperHalf(b: Builder, value: Value): Value {
  return vector(b, 'shuffle', [value, value], value.type, [2, 3, 2, 3]);
}

/** The low words of 64-bit lanes: two parts become one. */
export function lowWords(b: Builder, parts: readonly Value[]): Value[] {
  return pairs(parts).map(([first, second]) => pieces(b, first, second, [0, 2, 4, 6], 'v4i32'));
}

export function pairs<T>(list: readonly T[]): [T, T][] {
  return Array.from({ length: list.length / 2 }, (_, i) => [list[2 * i], list[2 * i + 1]]);
}

/** A mask for each part of a type. */
export function masksFor(b: Builder, mask: Mask, type: ValueType): readonly Value[] {
  if (partCount(type) === 1) return mask;
  return mask.flatMap((group) => [pieces(b, group, group, [0, 0, 1, 1], 'v2i64'), pieces(b, group, group, [2, 2, 3, 3], 'v2i64')]);
}

/** mask ? then : otherwise, part by part. */
export function blend(b: Builder, mask: Mask, then: readonly Value[], otherwise: readonly Value[], type: ValueType): Value[] {
  const masks = masksFor(b, mask, type);
  return then.map((part, i) => {
    if (part === otherwise[i] || otherwise[i].kind === 'undef') return part;
    if (isFilled(otherwise[i], 0n) && type !== 'f32' && type !== 'f64') return maskOperation(b, 'and', masks[i], part);
    return type === 'i1' && isFilled(part, allLanes.value as bigint) ? maskOperation(b, 'or', masks[i], otherwise[i]) : select(b, masks[i], part, otherwise[i]);
  });
}

export const allLanes: ConstValue = { kind: 'const', type: 'v4i32', value: (1n << 128n) - 1n };

export function fullMask(groups: number): Mask {
  return new Array<Value>(groups).fill(allLanes);
}

function isFilled(value: Value, bits: bigint): boolean {
  return value.kind === 'const' && value.value === bits;
}

/** A bitwise operation on masks, many of which are known. */
function maskOperation(b: Builder, op: 'and' | 'or' | 'xor', left: Value, right: Value): Value {
  if (left.kind === 'const' && right.kind === 'const') {
    const [x, y] = [BigInt(left.value), BigInt(right.value)];
    return { kind: 'const', type: left.type, value: op === 'and' ? x & y : op === 'or' ? x | y : x ^ y };
  }
  const [neutral, absorbing] = op === 'and' ? [allLanes.value as bigint, 0n] : op === 'or' ? [0n, allLanes.value as bigint] : [0n, undefined];
  for (const [one, other] of [[left, right], [right, left]]) {
    if (isFilled(one, neutral)) return other;
    if (absorbing !== undefined && isFilled(one, absorbing)) return one;
  }
  return binary(b, op, left, right);
}

/** a and b; undefined stands for all lanes. */
export function maskAnd(b: Builder, mask: Mask | undefined, other: Mask): Mask {
  return mask === undefined ? other : mask.map((group, i) => maskOperation(b, 'and', group, other[i]));
}

export function maskOr(b: Builder, mask: Mask, other: Mask): Mask {
  return mask.map((group, i) => maskOperation(b, 'or', group, other[i]));
}

export function maskNot(b: Builder, mask: Mask): Mask {
  return mask.map((group) => maskOperation(b, 'xor', group, allLanes));
}

export function maskAndNot(b: Builder, mask: Mask | undefined, other: Mask): Mask {
  return maskAnd(b, mask, maskNot(b, other));
}

/** All groups in one. */
export function combined(b: Builder, op: 'and' | 'or', mask: Mask): Value {
  return mask.reduce((all, group) => maskOperation(b, op, all, group));
}

/** Which lanes run, where that is known. */
export function knownLanes(mask: Mask): readonly boolean[] | undefined {
  const lanes: boolean[] = [];
  for (const group of mask) {
    if (group.kind !== 'const') return undefined;
    for (let lane = 0; lane < laneCount; lane++) lanes.push(((BigInt(group.value) >> BigInt(32 * lane)) & 1n) === 1n);
  }
  return lanes;
}
