/**
 * Memory that the threads of a block keep across barriers: for each value an array over the threads (structure of arrays), for each local variable one piece per thread.
 * It lies in scratch memory that the library hands out once per launch.
 */
import { binary, call, constI32, convert, load, store } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { Func, Inst, ScalarMemoryType, Value, ValueType } from '../../ir/ir.js';
import { byteIndex } from './block-function.js';

export interface ThreadSlot {
  readonly type: ValueType;
  readonly memory: ScalarMemoryType;
  readonly size: number;
  /** Bytes per thread of all that lies before it. */
  prefix: number;
  base: Value | undefined;
}

export interface ThreadMemory {
  readonly slots: ThreadSlot[];
  readonly locals: Map<Inst, { readonly size: number; prefix: number; base: Value | undefined }>;
}

export function createThreadMemory(): ThreadMemory {
  return { slots: [], locals: new Map() };
}

function memoryOf(type: ValueType): ScalarMemoryType {
  return type === 'ptr' ? 'i32' : type;
}

export function addSlot(memory: ThreadMemory, type: ValueType): ThreadSlot {
  const scalar = memoryOf(type);
  const size = scalar === 'i64' || scalar === 'f64' ? 8 : scalar === 'i1' ? 1 : 4;
  const slot: ThreadSlot = { type, memory: scalar, size, prefix: 0, base: undefined };
  memory.slots.push(slot);
  return slot;
}

export function addLocal(memory: ThreadMemory, inst: Inst, size: number): void {
  if (!memory.locals.has(inst)) memory.locals.set(inst, { size: Math.ceil(Math.max(size, 1) / 16) * 16, prefix: 0, base: undefined });
}

/** Takes the memory for so many threads and computes where each array begins. */
export function allocateThreadMemory(b: Builder, memory: ThreadMemory, threads: Value, scratch: Func): void {
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
  if (perThread === 0) return;
  const start = call(b, scratch, [binary(b, 'mul', threads, constI32(perThread))]);
  if (start === undefined) throw new Error('__cw_scratch gives no address');
  const at = (prefix: number): Value => (prefix === 0 ? start : byteIndex(b, start, binary(b, 'mul', threads, constI32(prefix))));
  for (const local of memory.locals.values()) local.base = at(local.prefix);
  for (const slot of memory.slots) slot.base = at(slot.prefix);
}

function slotAddress(b: Builder, slot: ThreadSlot, thread: Value): Value {
  const offset = slot.size === 1 ? thread : binary(b, 'shl', thread, constI32(slot.size === 8 ? 3 : 2));
  return byteIndex(b, slot.base!, offset);
}

export function loadSlot(b: Builder, slot: ThreadSlot, thread: Value): Value {
  const value = load(b, slot.memory, slotAddress(b, slot, thread), false, slot.size);
  return slot.type === 'ptr' ? convert(b, 'inttoptr', value, 'ptr') : value;
}

export function storeSlot(b: Builder, slot: ThreadSlot, thread: Value, value: Value): void {
  const stored = slot.type === 'ptr' ? convert(b, 'ptrtoint', value, 'i32') : value;
  store(b, slot.memory, slotAddress(b, slot, thread), stored, slot.size);
}

/** Address of the thread's copy of a local variable. */
export function localAddress(b: Builder, memory: ThreadMemory, inst: Inst, thread: Value): Value {
  const local = memory.locals.get(inst);
  if (local === undefined) throw new Error('a local variable has no place in the threads\' memory');
  return byteIndex(b, local.base!, binary(b, 'mul', thread, constI32(local.size)));
}
