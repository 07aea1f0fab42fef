/**
 * Device memory: which buffer stands behind an address. An allocation is one buffer, from a pool of size classes; or, in programs with heaps, a part of one. Mirrors are memory of the program that kernels may use (managed, pinned): a
 * launch brings them up, a synchronization brings home what kernels may have written. What is allocated is zero, as it mostly is on GPUs, whose drivers clear memory: programs come to rely on it unawares. (With `poison` it
 * holds what that wrote.)
 */
import type { PoolBlock, PoolStatistics } from '../pool/pool.js';
import { createMemoryPool } from '../pool/pool.js';
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
  /** Bytes behind it that are nobody's. Default 0. */
  readonly room?: number;
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
  /** As `allocate`, where there may not be so much memory: undefined then. */
  allocateLarge(address: number, bytes: number): Promise<Allocation | undefined>;
  /** A buffer of somebody else's from now on stands behind these addresses; never in heaps. */
  adopt(address: number, buffer: GPUBuffer, offset: number, bytes: number): Allocation;
  free(address: number): void;
  /** The allocation that holds the address, or that ends there, or begins shortly after. */
  find(address: number): Allocation | undefined;
  readonly mirrors: ReadonlyMap<number, Allocation>;
  /** Makes buffers that programs often ask for, while there is nothing else to do. */
  prepare(): void;
  /** Destroys buffers that have waited for long. To be called now and then. */
  tidy(now: number): void;
  /** Destroys all buffers that wait. */
  trim(): void;
  statistics(): PoolStatistics;
}

interface PooledBuffer {
  readonly buffer: GPUBuffer;
  readonly id: number;
}

export interface DeviceMemoryEnvironment {
  readonly device: GPUDevice;
  readonly heaps: Heaps | undefined;
  readonly nextId: () => number;
  readonly onBufferGone: (id: number) => void;
  /** Records that bytes (multiples of 4) become zero. */
  readonly clear: (buffer: GPUBuffer, offset: number, bytes: number) => void;
  /** Fills memory that was freed, to show who still uses it. */
  readonly poison?: ((buffer: GPUBuffer, offset: number, bytes: number) => void) | undefined;
}

/** Pointers may stand a little before what they point into: programs that count from 1. */
const slack = 256;
/** Bytes behind what is allocated: threads that no condition keeps from writing there change nothing of the program's, as on GPUs, where without them engines would let them write the last element. */
const overrun = 512;
/** Bytes of a heap behind what is mirrored: kernels may load a little more of an object than they need (src/back/wgsl/legalize/near-loads.ts). */
const roomBehind = 64;
/** Sizes of which buffers are made beforehand. */
const common = [{ bytes: 4096, count: 4 }, { bytes: 65536, count: 4 }, { bytes: 2 ** 20, count: 3 }, { bytes: 2 ** 22, count: 2 }];

export function createDeviceMemory({ device, heaps, nextId, onBufferGone, clear, poison }: DeviceMemoryEnvironment): DeviceMemory {
  const create = (size: number): PooledBuffer => ({ buffer: device.createBuffer({ size: Math.min(size + overrun, device.limits.maxBufferSize), usage: GPUUsage.storage | GPUUsage.uniform | GPUUsage.copySource | GPUUsage.copyDestination }), id: nextId() });
  const destroy = ({ buffer, id }: PooledBuffer): void => {
    buffer.destroy();
    onBufferGone(id);
  };
  const pool = createMemoryPool<PooledBuffer>({ create, destroy, ...(poison === undefined ? {} : { poison: ({ buffer }, bytes) => poison(buffer, 0, bytes) }) }, { common, poison: poison !== undefined });
  const table: Allocation[] = [];
  const mirrors = new Map<number, Allocation>();
  const blocks = new Map<Allocation, PoolBlock<PooledBuffer>>();
  /** Buffers of the pool that somebody has had; in heaps: nobody has had what lies behind this address. */
  const used = new WeakSet<GPUBuffer>();
  let usedEnd = 0;

  async function createIfThere(size: number): Promise<PooledBuffer | undefined> {
    device.pushErrorScope('out-of-memory');
    const made = create(size);
    if ((await device.popErrorScope()) === null) return made;
    made.buffer.destroy();
    return undefined;
  }

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

  const rounded = (bytes: number): number => Math.ceil(bytes / 16) * 16;

  function addPooled(address: number, bytes: number, mirror: Mirror | undefined, block: PoolBlock<PooledBuffer>): Allocation {
    const { buffer, id } = block.block;
    const made = add({ address, bytes: rounded(bytes), mirror, buffer, id, offset: 0, lead: 0, room: overrun });
    blocks.set(made, block);
    if (mirror === undefined && poison === undefined && used.has(buffer)) clear(buffer, 0, Math.min(made.bytes + overrun, buffer.size));
    used.add(buffer);
    return made;
  }

  /** Memory of a heap that somebody had before becomes zero. */
  function clearInHeap({ address, bytes, buffer, offset, lead, mirror }: Allocation): void {
    const end = Math.min(address + bytes, usedEnd);
    if (mirror !== undefined) return;
    if (poison === undefined && address < end) clear(buffer, offset + lead, end - address);
    usedEnd = Math.max(usedEnd, address + bytes);
  }

  return {
    mirrors,
    allocate(address, bytes, mirrored = false) {
      const mirror = mirrored ? { onDevice: false, written: false, hostBytes: bytes } : undefined;
      if (heaps !== undefined) {
        if (mirrored && heaps.cover(address + rounded(bytes) + roomBehind)) moveMirrors();
        const made = add({ address, bytes: rounded(bytes), mirror, ...placeInHeap(address) });
        clearInHeap(made);
        return made;
      }
      // Buffers are always made: whether there is memory for them is told later, if anybody asks.
      return addPooled(address, bytes, mirror, pool.allocate(bytes)!);
    },
    async allocateLarge(address, bytes) {
      const block = await pool.allocateChecked(bytes, createIfThere);
      return block && addPooled(address, bytes, undefined, block);
    },
    adopt(address, buffer, offset, bytes) {
      const lead = offset % 256;
      return add({ address, bytes: Math.floor(bytes / 4) * 4, buffer, offset: offset - lead, lead, id: nextId(), mirror: undefined });
    },
    free(address) {
      const i = after(address) - 1;
      const found = table[i];
      if (found === undefined || found.address !== address) return;
      table.splice(i, 1);
      mirrors.delete(address);
      const block = blocks.get(found);
      if (block === undefined) {
        if (found.mirror === undefined) poison?.(found.buffer, found.offset + found.lead, found.bytes);
        return;
      }
      blocks.delete(found);
      pool.free(block);
    },
    find(address) {
      const i = after(address);
      const before = table[i - 1];
      if (before !== undefined && address <= before.address + before.bytes) return before;
      const next = table[i];
      return next !== undefined && next.address - address <= slack ? next : undefined;
    },
    prepare() {
      if (heaps === undefined) pool.prepare();
    },
    tidy: (now) => pool.tidy(now),
    trim: () => void pool.trimTo(0),
    statistics: () => pool.statistics(),
  };
}
