/**
 * Device memory: which buffer stands behind an address. An allocation is one buffer, from a pool of size classes; or, in programs with heaps, a part of one. Mirrors are memory of the program that kernels may use (managed, pinned): a
 * launch brings them up, a synchronization brings home what kernels may have written.
 */
import type { Heaps } from './heaps.js';
import { GPUUsage } from './recorder.js';

export interface Allocation {
  readonly address: number;
  /** Bytes that may be accessed; a multiple of 16. */
  readonly bytes: number;
  readonly buffer: GPUBuffer;
  /** Where it begins in the buffer: a multiple of 256, behind which `lead` bytes are not its own. */
  readonly offset: number;
  readonly lead: number;
  /** Number of the buffer, for cache keys. */
  readonly id: number;
  readonly mirror: Mirror | undefined;
}

export interface Mirror {
  /** Its contents are on the device: since the last synchronization it was brought up. */
  onDevice: boolean;
  /** Kernels may have written to it since. */
  written: boolean;
  readonly hostBytes: number;
}

export interface DeviceMemory {
  allocate(address: number, bytes: number, mirrored?: boolean): Allocation;
  free(address: number): void;
  /** The allocation that holds the address, or that ends there, or begins shortly after. */
  find(address: number): Allocation | undefined;
  readonly mirrors: ReadonlyMap<number, Allocation>;
  /** Destroys pooled buffers. */
  trim(): void;
}

/** Pointers may stand a little before what they point into: programs that count from 1. */
const slack = 256;
/** Bytes that pooled buffers may hold in all. */
const pooledAtMost = 512 * 1024 * 1024;

/** Powers of two up to 16 MiB, then eight steps a doubling, so that little is wasted on large ones. */
function sizeClass(bytes: number): number {
  const least = Math.max(bytes, 512);
  const power = 2 ** Math.ceil(Math.log2(least));
  if (power <= 16 * 1024 * 1024) return power;
  const step = power / 16;
  return Math.ceil(least / step) * step;
}

export function createDeviceMemory(device: GPUDevice, onBufferGone: (id: number) => void, heaps: Heaps | undefined, nextId: () => number): DeviceMemory {
  const pool = new Map<number, { buffer: GPUBuffer; id: number }[]>();
  const table: Allocation[] = [];
  const mirrors = new Map<number, Allocation>();
  const classes = new Map<Allocation, number>();
  let pooled = 0;

  function after(address: number): number {
    let low = 0;
    let high = table.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (table[middle].address <= address) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function take(size: number): { buffer: GPUBuffer; id: number } {
    const known = pool.get(size)?.pop();
    if (known !== undefined) {
      pooled -= size;
      return known;
    }
    return { buffer: device.createBuffer({ size, usage: GPUUsage.storage | GPUUsage.uniform | GPUUsage.copySource | GPUUsage.copyDestination }), id: nextId() };
  }

  /** The place of an address in a heap. */
  function placeInHeap(address: number): { buffer: GPUBuffer; id: number; offset: number; lead: number } {
    const heap = heaps!.at(address)!;
    const lead = (address - heap.start) % 256;
    return { buffer: heap.buffer, id: heap.id, offset: address - heap.start - lead, lead };
  }

  /** The program's own memory has another heap: what is mirrored there is found in that from now on. */
  function moveMirrors(): void {
    table.forEach((old, i) => {
      if (old.mirror === undefined) return;
      table[i] = { ...old, ...placeInHeap(old.address) };
      mirrors.set(old.address, table[i]);
    });
  }

  function add(made: Allocation): Allocation {
    table.splice(after(made.address), 0, made);
    if (made.mirror !== undefined) mirrors.set(made.address, made);
    return made;
  }

  return {
    mirrors,
    allocate(address, bytes, mirrored = false) {
      const mirror = mirrored ? { onDevice: false, written: false, hostBytes: bytes } : undefined;
      const rounded = Math.ceil(bytes / 16) * 16;
      if (heaps !== undefined) {
        if (mirrored && heaps.cover(address + rounded + 16)) moveMirrors();
        return add({ address, bytes: rounded, mirror, ...placeInHeap(address) });
      }
      const size = sizeClass(bytes);
      const { buffer, id } = take(size);
      const made = add({ address, bytes: rounded, mirror, buffer, id, offset: 0, lead: 0 });
      classes.set(made, size);
      return made;
    },
    free(address) {
      const i = after(address) - 1;
      const found = table[i];
      if (found === undefined || found.address !== address) return;
      table.splice(i, 1);
      mirrors.delete(address);
      if (heaps !== undefined) return;
      const size = classes.get(found)!;
      classes.delete(found);
      if (pooled + size > pooledAtMost) {
        found.buffer.destroy();
        onBufferGone(found.id);
        return;
      }
      pooled += size;
      const list = pool.get(size);
      const kept = { buffer: found.buffer, id: found.id };
      if (list === undefined) pool.set(size, [kept]);
      else list.push(kept);
    },
    find(address) {
      const i = after(address);
      const before = table[i - 1];
      if (before !== undefined && address <= before.address + before.bytes) return before;
      const next = table[i];
      return next !== undefined && next.address - address <= slack ? next : undefined;
    },
    trim() {
      for (const list of pool.values()) {
        for (const { buffer, id } of list) {
          buffer.destroy();
          onBufferGone(id);
        }
      }
      pool.clear();
      pooled = 0;
    },
  };
}
