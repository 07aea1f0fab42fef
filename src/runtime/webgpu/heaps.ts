/**
 * The heaps of programs whose kernels follow pointers out of memory: a few large buffers that hold all device memory, each a range of addresses. In: ranges that the program's side chose (heap-ranges.ts). The
 * program's own memory, as far as kernels may use it (managed, pinned), has a heap too, which is made anew where it must grow; the others never change.
 */
import { heapsEnd, zeroBytes } from './heap-ranges.js';
import type { Recorder } from './recorder.js';
import { GPUUsage } from './recorder.js';

export interface Heap {
  readonly start: number;
  readonly bytes: number;
  readonly buffer: GPUBuffer;
  readonly id: number;
}

export interface Heaps {
  /** By age; the one of the program's own memory last. Never empty: where there is no memory, one that no address is in stands for it. */
  readonly list: readonly Heap[];
  /** Counts their changes. */
  readonly version: number;
  add(start: number, bytes: number): void;
  /** Takes the last one back: there was no memory for it. */
  drop(): void;
  /** Lets the program's own memory up to `end` be in a heap. True if that is another buffer than before. */
  cover(end: number): boolean;
  /** The heap that an address is in. */
  at(address: number): Heap | undefined;
}

/** Where no heap is (heap-ranges.ts ends before it, the windows of local memory begin behind it). */
const unusedBytes = 256;
const noAddress = heapsEnd - unusedBytes;

/** Null, and what is near it, is in no heap. */
const firstAddress = 512;

export function createHeaps(device: GPUDevice, recorder: Recorder, nextId: () => number): Heaps {
  const own: Heap[] = [];
  let host: Heap | undefined;
  let version = 0;
  const make = (start: number, bytes: number): Heap => ({ start, bytes, id: nextId(), buffer: device.createBuffer({ size: Math.min(bytes + zeroBytes, device.limits.maxStorageBufferBindingSize), usage: GPUUsage.storage | GPUUsage.uniform | GPUUsage.copySource | GPUUsage.copyDestination }) });
  const none = make(noAddress, unusedBytes);
  let list: readonly Heap[] = [none];
  const changed = (): void => {
    list = host === undefined ? [...own] : [...own, host];
    if (list.length === 0) list = [none];
    version++;
  };
  return {
    get list() {
      return list;
    },
    get version() {
      return version;
    },
    add(start, bytes) {
      own.push(make(start, bytes));
      changed();
    },
    drop() {
      own.pop()?.buffer.destroy();
      changed();
    },
    cover(end) {
      if (host !== undefined && end <= host.start + host.bytes) return false;
      const old = host;
      host = make(firstAddress, 2 ** Math.ceil(Math.log2(Math.max(end, 1 << 20))));
      if (old !== undefined) {
        recorder.encoder().copyBufferToBuffer(old.buffer, 0, host.buffer, 0, old.bytes);
        recorder.discard(old.buffer);
      }
      changed();
      return true;
    },
    at: (address) => list.find(({ start, bytes }) => address >= start && address - start < bytes),
  };
}
