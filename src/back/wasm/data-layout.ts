/**
 * Where static data lies: globals from the end of the null page upwards, initialized ones first (they go into the file), zeroed ones after them; then the host stack
 * (growing down), then the heap. Constants with equal bytes share one place.
 */
import type { Func, Global } from '../../ir/ir.js';
import { memoryLayout } from './memory-layout.js';

export interface DataLayout {
  readonly addresses: Map<Global, number>;
  /** Initialized bytes, from the end of the null page. */
  readonly image: Uint8Array;
  /** With `threadsApart`: the part of the image that each thread has of its own. */
  readonly ownOfThread: { readonly start: number; readonly end: number };
  readonly dataEnd: number;
  readonly stackLow: number;
  readonly stackHigh: number;
  readonly heapBase: number;
}

/** Alignment of each thread's variables: a cache line, and more than any variable asks for. */
const THREAD_ALIGN = 64;

function alignUp(value: number, align: number): number {
  return Math.ceil(value / align) * align;
}

function isZeroed(global: Global): boolean {
  const init = global.init!;
  if (init.relocations.length > 0) return false;
  const bytes = init.bytes;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 0) return false;
  return true;
}

/** Symbols that the layout itself defines. */
const layoutSymbols = new Set(['__heap_base', '__data_end', '__stack_low', '__stack_high', '__global_base', '__cw_objects', '__cw_thread_bytes', '__cw_thread_variables', '__cw_thread_initial']);

export function isLayoutSymbol(name: string): boolean {
  return layoutSymbols.has(name);
}

/**
 * `resolveFunction` gives the address of a function for relocations. `find` maps a declaration to its definition.
 * Shared globals have no static place and must not be passed.
 * `threadsApart`: the `thread_local` variables lie together at the image's end, so that every thread can have such a piece. So they do where the program asks for their initial values, of which
 * another piece follows then.
 * `apart`: for programs whose accesses are tested, bytes between variables, and a table of them (`__cw_objects`: their number, then begin and end of each in ascending order).
 */
export function layoutData(globals: readonly Global[], stackSize: number, find: (global: Global) => Global | undefined, resolveFunction: (fn: Func) => number, apart = 0, threadsApart = false): DataLayout {
  const addresses = new Map<Global, number>();
  const initialized: Global[] = [];
  const zeroed: Global[] = [];
  const declared: Global[] = [];
  const ownOfThread: Global[] = [];
  const keepsInitial = globals.some((global) => global.init === undefined && global.name === '__cw_thread_initial');
  for (const global of globals) {
    if (global.init === undefined) declared.push(global);
    else if ((threadsApart || keepsInitial) && global.space === 'thread') ownOfThread.push(global);
    else if (isZeroed(global)) zeroed.push(global);
    else initialized.push(global);
  }
  /** By a hash of the bytes. */
  const merged = new Map<number, Global[]>();
  const kept: Global[] = [];
  let at: number = memoryLayout.nullPage;
  for (const global of initialized) {
    // Literals only: variables have addresses of their own.
    if (global.constant && global.name.startsWith('.') && global.linkage === 'internal' && global.init!.relocations.length === 0 && global.type.size <= 256) {
      const key = hashOf(global.init!.bytes);
      const alike = merged.get(key);
      const same = alike?.find((other) => sameImage(other, global) && addresses.get(other)! % Math.max(global.align, 1) === 0);
      if (same !== undefined) {
        addresses.set(global, addresses.get(same)!);
        continue;
      }
      if (alike === undefined) merged.set(key, [global]);
      else alike.push(global);
    }
    at = alignUp(at, Math.max(global.align, 1));
    addresses.set(global, at);
    kept.push(global);
    at += Math.max(global.type.size, global.init!.bytes.length) + apart;
  }
  const objects = alignUp(at, 4);
  if (apart > 0) at = objects + 4 + 8 * (kept.length + zeroed.length + ownOfThread.length);
  const threadStart = ownOfThread.length > 0 ? alignUp(at, THREAD_ALIGN) : at;
  if (ownOfThread.length > 0) at = threadStart;
  for (const global of ownOfThread) {
    at = alignUp(at, Math.max(global.align, 1));
    addresses.set(global, at);
    kept.push(global);
    at += Math.max(global.type.size, global.init!.bytes.length);
  }
  const threadBytes = at - threadStart;
  const threadInitial = keepsInitial ? alignUp(at, THREAD_ALIGN) : at;
  const imageEnd = keepsInitial ? threadInitial + threadBytes : at;
  at = imageEnd;
  for (const global of zeroed) {
    at = alignUp(at, Math.max(global.align, 1));
    addresses.set(global, at);
    at += global.type.size + apart;
  }
  const dataEnd = at;
  const stackLow = alignUp(at, 16);
  const stackHigh = stackLow + alignUp(stackSize, 16);
  const heapBase = stackHigh;
  for (const global of declared) {
    const definition = find(global);
    if (definition !== undefined) addresses.set(global, addresses.get(definition)!);
    else addresses.set(global, layoutSymbol(global, { dataEnd, stackLow, stackHigh, objects, threadBytes, threadStart, threadInitial }));
  }
  const image = new Uint8Array(imageEnd - memoryLayout.nullPage);
  const view = new DataView(image.buffer);
  for (const global of kept) {
    const base = addresses.get(global)! - memoryLayout.nullPage;
    const init = global.init!;
    image.set(init.bytes, base);
    for (const { offset, target, addend } of init.relocations) {
      const address = target.kind === 'global' ? addresses.get(target) : resolveFunction(target);
      if (address === undefined) throw new Error(`${global.name} refers to ${target.name}, which has no address`);
      view.setUint32(base + offset, address + addend, true);
      view.setUint32(base + offset + 4, 0, true);
    }
  }
  if (keepsInitial) image.copyWithin(threadInitial - memoryLayout.nullPage, threadStart - memoryLayout.nullPage, threadStart + threadBytes - memoryLayout.nullPage);
  if (apart > 0) {
    const places = [...kept, ...zeroed].map((global) => ({ begin: addresses.get(global)!, size: Math.max(global.type.size, global.init!.bytes.length) })).sort((a, b) => a.begin - b.begin);
    const table = objects - memoryLayout.nullPage;
    view.setUint32(table, places.length, true);
    places.forEach(({ begin, size }, i) => {
      view.setUint32(table + 4 + 8 * i, begin, true);
      view.setUint32(table + 8 + 8 * i, begin + size, true);
    });
  }
  return { addresses, image, ownOfThread: { start: threadStart - memoryLayout.nullPage, end: threadStart + threadBytes - memoryLayout.nullPage }, dataEnd, stackLow, stackHigh, heapBase };
}

function hashOf(bytes: Uint8Array): number {
  let hash = bytes.length;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash;
}

function sameImage(a: Global, b: Global): boolean {
  const x = a.init!.bytes;
  const y = b.init!.bytes;
  if (a.type.size !== b.type.size || x.length !== y.length) return false;
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return false;
  return true;
}

interface Places {
  readonly dataEnd: number;
  readonly stackLow: number;
  readonly stackHigh: number;
  readonly objects: number;
  readonly threadBytes: number;
  readonly threadStart: number;
  readonly threadInitial: number;
}

function layoutSymbol(global: Global, { dataEnd, stackLow, stackHigh, objects, threadBytes, threadStart, threadInitial }: Places): number {
  switch (global.name) {
    case '__heap_base':
      return stackHigh;
    case '__data_end':
      return dataEnd;
    case '__stack_low':
      return stackLow;
    case '__stack_high':
      return stackHigh;
    case '__cw_objects':
      return objects;
    case '__cw_thread_bytes':
      return threadBytes;
    case '__cw_thread_variables':
      return threadStart;
    case '__cw_thread_initial':
      return threadInitial;
    case '__global_base':
      return memoryLayout.nullPage;
    default:
      if (global.linkage === 'weak') return 0;
      throw new Error(`global ${global.name} is used but not defined`);
  }
}
