/**
 * Four bytes, or four pairs of bytes, that lie side by side, as lanes. Lanes have 32 bits: a product moves each lane's part of a word to its upper end, from where a shift brings it down; for a store, products move
 * the lanes apart, and the word is all of them together. In: the address of lane 0. Out: a vector of 32-bit lanes, or the accesses.
 */
import { binary, constI32, constLanes, load, store, vector } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { ScalarMemoryType, Value } from '../../ir/ir.js';
import { addBytes, splat } from './lanes.js';

export type NarrowMemory = 'i8' | 'i16';

export function isNarrow(memory: ScalarMemoryType): memory is NarrowMemory {
  return memory === 'i8' || memory === 'i16';
}

const toTheTop: Readonly<Record<NarrowMemory, Value>> = { i8: constLanes([1 << 24, 1 << 16, 1 << 8, 1]), i16: constLanes([1 << 16, 1, 1 << 16, 1]) };
const apart: Readonly<Record<NarrowMemory, Value>> = { i8: constLanes([1, 1 << 8, 1 << 16, 1 << 24]), i16: constLanes([1, 1 << 16, 1, 1 << 16]) };

export function loadNarrow(b: Builder, memory: NarrowMemory, address: Value, signed: boolean, align: number): Value {
  const word = (offset: number): Value => splat(b, load(b, 'i32', addBytes(b, address, offset), false, align));
  const words = memory === 'i8' ? word(0) : vector(b, 'shuffle', [word(0), word(4)], 'v4i32', [0, 1, 4, 5]);
  return binary(b, signed ? 'ashr' : 'lshr', binary(b, 'mul', words, toTheTop[memory]), constI32(memory === 'i8' ? 24 : 16));
}

export function storeNarrow(b: Builder, memory: NarrowMemory, address: Value, lanes: Value, align: number): void {
  const moved = binary(b, 'mul', binary(b, 'and', lanes, splat(b, constI32(memory === 'i8' ? 0xff : 0xffff))), apart[memory]);
  const together = (value: Value, order: readonly number[]): Value => binary(b, 'or', value, vector(b, 'shuffle', [value, value], 'v4i32', order));
  const pairs = together(moved, [1, 0, 3, 2]);
  const word = (value: Value, lane: number, offset: number): void => store(b, 'i32', addBytes(b, address, offset), vector(b, 'extract', [value], 'i32', [lane]), align);
  if (memory === 'i8') {
    word(together(pairs, [2, 3, 0, 1]), 0, 0);
    return;
  }
  word(pairs, 0, 0);
  word(pairs, 2, 4);
}
