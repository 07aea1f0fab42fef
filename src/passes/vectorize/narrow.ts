/**
 * Bytes, or pairs of bytes, that lie side by side or a few bytes apart, as lanes. Lanes have 32 bits: the memory around is loaded at once, and its bytes put in their places; for a store, the bytes that count are put
 * side by side. In: the address of lane 0. Out: a vector of 32-bit lanes, or the access.
 */
import { append, binary, constI32, convert, load, store, vector } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { LoadInst, ScalarMemoryType, Value } from '../../ir/ir.js';
import { laneCount, splat } from './lanes.js';

export type NarrowMemory = 'i8' | 'i16';

export function isNarrow(memory: ScalarMemoryType): memory is NarrowMemory {
  return memory === 'i8' || memory === 'i16';
}

const sizes: Readonly<Record<NarrowMemory, number>> = { i8: 1, i16: 2 };
/** Of `bytes`: none of the vector's. */
const zero = 128;

/** Do four that are so many bytes apart fit into one load? */
export function isLoadedAtOnce(memory: NarrowMemory, stride: number): boolean {
  return stride > 0 && stride * (laneCount - 1) + sizes[memory] <= 16;
}

export function loadNarrow(b: Builder, memory: NarrowMemory, address: Value, stride: number, signed: boolean, align: number): Value {
  const size = sizes[memory];
  const order = Array.from({ length: laneCount }, (_, lane) => {
    const bytes = Array.from({ length: size }, (_byte, i) => lane * stride + i);
    const none = new Array<number>(4 - size).fill(zero);
    return signed ? [...none, ...bytes] : [...bytes, ...none];
  }).flat();
  const lanes = vector(b, 'bytes', [around(b, address, stride * (laneCount - 1) + size, align)], 'v4i32', order);
  return signed ? binary(b, 'ashr', lanes, constI32(32 - 8 * size)) : lanes;
}

/** At least so many bytes from the address on; no more than needed where what was just stored may be loaded. */
function around(b: Builder, address: Value, count: number, align: number): Value {
  if (count <= 4) return splat(b, load(b, 'i32', address, false, align));
  if (count <= 8) return convert(b, 'bitcast', splat(b, load(b, 'i64', address, false, align)), 'v4i32');
  return append<LoadInst>(b, { kind: 'load', memory: 'v4i32', signed: false, volatile: false, align, operands: [address] }, ['v4i32']).results[0];
}

export function storeNarrow(b: Builder, memory: NarrowMemory, address: Value, lanes: Value, align: number): void {
  const order = Array.from({ length: laneCount }, (_, lane) => Array.from({ length: sizes[memory] }, (_byte, i) => 4 * lane + i)).flat();
  const together = vector(b, 'bytes', [lanes], 'v4i32', [...order, ...new Array<number>(16 - order.length).fill(zero)]);
  if (memory === 'i8') store(b, 'i32', address, vector(b, 'extract', [together], 'i32', [0]), align);
  else store(b, 'i64', address, vector(b, 'extract', [convert(b, 'bitcast', together, 'v2i64')], 'i64', [0]), align);
}
