/**
 * Memory that the threads of a block keep across barriers: for each value an array over the threads (structure of arrays), for each local variable one piece per thread.
 * It lies in scratch memory that the library hands out once per launch.
 */
import { alloca, binary, compare, compareLanes, constI32, convert, index, load, store } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { Inst, MemoryType, ScalarMemoryType, Value, ValueType } from '../../ir/ir.js';
import { scalarSize } from '../../ir/print.js';
import { addBytes, affine, partCount, partsOf, partType, splat, uniform } from '../vectorize/lanes.js';
import type { LaneValue } from '../vectorize/lanes.js';
import { isVarying, varying } from '../vectorize/shapes.js';
import { byteIndex } from './block-function.js';

export interface ThreadSlot {
  readonly type: ValueType;
  readonly memory: ScalarMemoryType;
  readonly size: number;
  /** Bytes per thread of all that lies before it. */
  prefix: number;
  base: Value | undefined;
  /** Of variables: the array's element. */
  element?: MemoryType;
  readonly name?: string | undefined;
  /** The same memory as another slot, read as another type. */
  readonly of?: ThreadSlot;
}

interface ThreadLocal {
  readonly type: MemoryType;
  readonly size: number;
  /** Threads that run one after the other need only one. */
  readonly single: boolean;
  prefix: number;
  base: Value | undefined;
}

export interface ThreadMemory {
  /** The arrays are variables of their elements' types, rather than parts of one piece of memory. */
  readonly typed: boolean;
  readonly slots: ThreadSlot[];
  readonly locals: Map<Inst, ThreadLocal>;
}

export function createThreadMemory(typed = false): ThreadMemory {
  return { typed, slots: [], locals: new Map() };
}

/** Conditions take a word, so that four of them make a mask: zero or not. */
function memoryOf(type: ValueType): ScalarMemoryType {
  return type === 'ptr' || type === 'i1' ? 'i32' : type;
}

export function addSlot(memory: ThreadMemory, type: ValueType, name?: string): ThreadSlot {
  const scalar = memoryOf(type);
  const size = scalar === 'i64' || scalar === 'f64' ? 8 : 4;
  const slot: ThreadSlot = { type, memory: scalar, size, prefix: 0, base: undefined, name };
  memory.slots.push(slot);
  return slot;
}

/** A slot's memory read as another type of the same size; undefined where the size differs. */
export function sameSlot(slot: ThreadSlot, type: ValueType): ThreadSlot | undefined {
  const memory = memoryOf(type);
  const same = slot.of ?? slot;
  return memory !== 'i1' && scalarSize(memory) === slot.size && slot.type !== 'i1' ? { type, memory, size: slot.size, prefix: 0, base: undefined, of: same } : undefined;
}

export function addLocal(memory: ThreadMemory, inst: Inst, type: MemoryType): void {
  const { size } = type;
  if (!memory.locals.has(inst)) memory.locals.set(inst, { type, size: Math.ceil(Math.max(size, 1) / 16) * 16, single: memory.typed && inst.kind === 'alloca' && inst.transient === true, prefix: 0, base: undefined });
}

/** Bytes of all arrays, for each thread; says where each array begins. */
function layOutThreadMemory(memory: ThreadMemory): number {
  let perThread = 0;
  for (const local of memory.locals.values()) {
    local.prefix = perThread;
    perThread += local.size;
  }
  // Large elements first: every array is aligned to its elements.
  memory.slots.sort((a, c) => c.size - a.size);
  for (const slot of memory.slots) {
    slot.prefix = perThread;
    perThread += slot.size;
  }
  return perThread;
}

/** Computes where each array begins. `take` gives memory of so many bytes, which is asked for if there is anything to keep; the result is how many those are for each thread. */
export function allocateThreadMemory(b: Builder, memory: ThreadMemory, threads: Value, take: (b: Builder, perThread: number) => Value): number {
  const perThread = layOutThreadMemory(memory);
  if (perThread === 0) return 0;
  const start = take(b, perThread);
  const at = (prefix: number): Value => (prefix === 0 ? start : byteIndex(b, start, binary(b, 'mul', threads, constI32(prefix))));
  for (const local of memory.locals.values()) local.base = at(local.prefix);
  for (const slot of memory.slots) slot.base = at(slot.prefix);
  return perThread;
}

/** Makes the arrays variables, for so many threads. */
export function declareThreadMemory(b: Builder, memory: ThreadMemory, threads: number): void {
  const array = (element: MemoryType): MemoryType => ({ kind: 'array', element, count: threads, size: threads * element.size, align: element.align });
  for (const [inst, local] of memory.locals) local.base = alloca(b, local.single ? local.type : array(local.type), inst.kind === 'alloca' ? inst.name : 'local');
  for (const slot of memory.slots) {
    slot.element = { kind: 'scalar', scalar: slot.memory, size: slot.size, align: slot.size, unsigned: slot.type === 'i1' };
    slot.base = alloca(b, array(slot.element), slot.name ?? 'kept');
  }
}

function slotAddress(b: Builder, slot: ThreadSlot, thread: Value): Value {
  const { base, element } = slot.of ?? slot;
  if (element !== undefined) return index(b, base!, element, thread);
  const offset = binary(b, 'shl', thread, constI32(slot.size === 8 ? 3 : 2));
  return byteIndex(b, base!, offset);
}

export function loadSlot(b: Builder, slot: ThreadSlot, thread: Value): Value {
  const value = load(b, slot.memory, slotAddress(b, slot, thread), false, slot.size);
  if (slot.type === 'i1') return compare(b, 'ne', value, constI32(0));
  return slot.type === 'ptr' ? convert(b, 'inttoptr', value, 'ptr') : value;
}

export function storeSlot(b: Builder, slot: ThreadSlot, thread: Value, value: Value): void {
  const stored = slot.type === 'ptr' ? convert(b, 'ptrtoint', value, 'i32') : slot.type === 'i1' ? convert(b, 'zext', value, 'i32') : value;
  store(b, slot.memory, slotAddress(b, slot, thread), stored, slot.size);
}

/** Values of threads, of which `thread` is the first. `shape`: how they differ, where that is known. */
export function loadSlotLanes(b: Builder, slot: ThreadSlot, thread: Value, groups: number, shape: number = varying): LaneValue {
  if (shape === 0) return uniform(loadSlot(b, slot, thread));
  if (!isVarying(shape) && slot.type !== 'i64') return affine(loadSlot(b, slot, thread), shape);
  const address = slotAddress(b, slot, thread);
  const type = partType(slot.type);
  const parts = Array.from({ length: partCount(slot.type) * groups }, (_, i) => load(b, type, addBytes(b, address, 16 * i), false, slot.size));
  if (slot.type === 'i1') return { parts: parts.map((part) => compareLanes(b, 'ne', part, splat(b, constI32(0)))) };
  return isVarying(shape) ? { parts } : { parts, base: convert(b, 'trunc', loadSlot(b, slot, thread), 'i32'), stride: shape };
}

export function storeSlotLanes(b: Builder, slot: ThreadSlot, thread: Value, lanes: LaneValue, groups: number): void {
  const address = slotAddress(b, slot, thread);
  partsOf(b, lanes, slot.type, groups).forEach((part, i) => store(b, partType(slot.type), addBytes(b, address, 16 * i), part, slot.size));
}

/** Address of the thread's copy of a local variable. */
export function localAddress(b: Builder, memory: ThreadMemory, inst: Inst, thread: Value): Value {
  const local = memory.locals.get(inst);
  if (local === undefined) throw new Error('a local variable has no place in the threads\' memory');
  if (local.single) return local.base!;
  return memory.typed ? index(b, local.base!, local.type, thread) : byteIndex(b, local.base!, binary(b, 'mul', thread, constI32(local.size)));
}
