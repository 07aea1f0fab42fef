/**
 * Values of four threads. A `LaneValue` has what is cheapest to use: one scalar where all lanes agree; vectors ("parts") otherwise; and for integers and addresses that grow by a constant from lane to lane also
 * lane 0's low 32 bits ("base"). What is not used of these is dropped by whoever emits the code.
 * i32, f32, addresses and conditions (as masks) take one vector, i64 and f64 two.
 */
import { binary, compare, constant, constI32, constLanes, convert, index, select, vector } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { ConstValue, MemoryType, Value, ValueType, VectorType } from '../../ir/ir.js';

export const laneCount = 4;

export interface LaneValue {
  readonly uniform?: Value;
  readonly parts?: readonly Value[];
  /** i32 or ptr. */
  readonly base?: Value;
  readonly stride?: number;
}

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

export function partsOf(b: Builder, lanes: LaneValue, type: ValueType): readonly Value[] {
  if (lanes.parts !== undefined) return lanes.parts;
  const part = splat(b, lanes.uniform!);
  return partCount(type) === 2 ? [part, part] : [part];
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

/** lane × stride for each lane. */
export function laneOffsets(stride: number): ConstValue {
  return constLanes([0, stride, Math.imul(2, stride), Math.imul(3, stride)]);
}

/** An i32 or an address that grows by `stride` from lane to lane. */
export function affine(b: Builder, base: Value, stride: number): LaneValue {
  return { base, stride, parts: [binary(b, 'add', splat(b, base), laneOffsets(stride))] };
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
      return compare(b, 'ne', vector(b, 'extract', [parts[0]], 'i32', [lane]), constI32(0));
    case 'i64':
    case 'f64':
      return vector(b, 'extract', [parts[lane >> 1]], type, [lane & 1]);
    default:
      return vector(b, 'extract', [parts[0]], type, [lane]);
  }
}

/** Four scalars as lanes. */
export function fromLanes(b: Builder, values: readonly Value[], type: ValueType): LaneValue {
  const scalars = type === 'i1' ? values.map((v) => convert(b, 'sext', v, 'i32')) : values;
  const vectorType = partType(type);
  if (partCount(type) === 2) return { parts: [0, 2].map((at) => vector(b, 'insert', [splat(b, scalars[at]), scalars[at + 1]], vectorType, [1])) };
  let part = splat(b, scalars[0]);
  for (let lane = 1; lane < laneCount; lane++) part = vector(b, 'insert', [part, scalars[lane]], vectorType, [lane]);
  return { parts: [part] };
}

/** The parts with one lane replaced. */
export function withLane(b: Builder, parts: readonly Value[], type: ValueType, lane: number, value: Value): Value[] {
  const scalar = type === 'i1' ? convert(b, 'sext', value, 'i32') : value;
  if (partCount(type) === 1) return [vector(b, 'insert', [parts[0], scalar], partType(type), [lane])];
  return parts.map((part, i) => (i === lane >> 1 ? vector(b, 'insert', [part, scalar], partType(type), [lane & 1]) : part));
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

/** The low words of four 64-bit lanes. */
export function lowWords(b: Builder, parts: readonly Value[]): Value {
  return pieces(b, parts[0], parts[1], [0, 2, 4, 6], 'v4i32');
}

/** A mask for each part of a type. */
export function masksFor(b: Builder, mask: Value, type: ValueType): readonly Value[] {
  if (partCount(type) === 1) return [mask];
  return [pieces(b, mask, mask, [0, 0, 1, 1], 'v2i64'), pieces(b, mask, mask, [2, 2, 3, 3], 'v2i64')];
}

/** mask ? then : otherwise, part by part. */
export function blend(b: Builder, mask: Value, then: readonly Value[], otherwise: readonly Value[], type: ValueType): Value[] {
  const masks = masksFor(b, mask, type);
  return then.map((part, i) => (part === otherwise[i] || otherwise[i].kind === 'undef' ? part : select(b, masks[i], part, otherwise[i])));
}

export const allLanes: ConstValue = { kind: 'const', type: 'v4i32', value: (1n << 128n) - 1n };

/** a and b; undefined stands for all lanes. */
export function maskAnd(b: Builder, mask: Value | undefined, other: Value): Value {
  return mask === undefined ? other : binary(b, 'and', mask, other);
}

export function maskNot(b: Builder, mask: Value): Value {
  return binary(b, 'xor', mask, allLanes);
}

export function maskAndNot(b: Builder, mask: Value | undefined, other: Value): Value {
  return maskAnd(b, mask, maskNot(b, other));
}

