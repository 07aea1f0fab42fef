/**
 * Memory of a WebGPU device for the API. Most modules share buffers, each allocation one of its own; a module with a kernel that follows pointers out of memory has heaps (src/runtime/webgpu/heaps.ts), a space of its own, and buffers that
 * are launched with it move there. So addresses mean something in one space only.
 */
import { createAddressSpace } from '../webgpu/address-space.js';
import type { DeviceFacts } from '../webgpu/commands.js';
import { deviceBase, largeBytes } from '../webgpu/commands.js';
import type { Allocation, DeviceMemory } from '../webgpu/device-memory.js';
import { createDeviceMemory } from '../webgpu/device-memory.js';
import type { HeapRange } from '../webgpu/heap-ranges.js';
import { heapMargin, nextHeap } from '../webgpu/heap-ranges.js';
import type { Heaps } from '../webgpu/heaps.js';
import { createHeaps } from '../webgpu/heaps.js';
import type { Recorder } from '../webgpu/recorder.js';
import type { Rows } from '../webgpu/transfers.js';
import type { Storage } from './backend.js';

export interface GpuStorage extends Storage {
  space: GpuSpace | undefined;
  address: number;
  /** A variable, or somebody else's buffer: it is nowhere else. */
  readonly isFixed: boolean;
}

export interface GpuSpace {
  readonly memory: DeviceMemory;
  readonly heaps: Heaps | undefined;
  /** Buffers that are in it. */
  readonly storages: Set<GpuStorage>;
  /** An address with memory behind it; 0: there is none. A promise where that takes asking. */
  take(bytes: number): number | Promise<number>;
  /** The same for constants, which are in a heap of their own. */
  takeConstants(bytes: number): Promise<number>;
  give(address: number): void;
  adopt(buffer: GPUBuffer, offset: number, bytes: number): number;
  destroy(): void;
}

export interface GpuSpaceEnvironment {
  readonly device: GPUDevice;
  readonly facts: DeviceFacts;
  readonly recorder: Recorder;
  readonly nextId: () => number;
  readonly onBufferGone: (id: number) => void;
}

/** Milliseconds. */
const tidyEvery = 5000;

export function createGpuSpace({ device, facts, recorder, nextId, onBufferGone }: GpuSpaceEnvironment, inHeaps: boolean): GpuSpace {
  const heaps = inHeaps ? createHeaps(device, recorder, nextId) : undefined;
  const memory = createDeviceMemory({ device, heaps, nextId, onBufferGone, clear: (buffer, offset, bytes) => recorder.encoder().clearBuffer(buffer, offset, bytes) });
  const addresses = inHeaps ? createAddressSpace(deviceBase, deviceBase) : createAddressSpace(deviceBase, deviceBase + facts.memory);
  const ranges: HeapRange[] = [];
  const adopted = new Map<number, number>();

  /** While buffers wait to be used again: those that have waited for long go. */
  let tidying: ReturnType<typeof setInterval> | undefined;
  function stopTidying(): void {
    clearInterval(tidying);
    tidying = undefined;
  }
  function tidyLater(): void {
    if (tidying !== undefined || inHeaps) return;
    tidying = setInterval(() => {
      memory.tidy(performance.now());
      if (memory.statistics().idleBytes === 0) stopTidying();
    }, tidyEvery);
    // In Node it is no reason for the process to stay.
    (tidying as unknown as { readonly unref?: () => void }).unref?.();
  }

  async function addHeap(bytes: number, exactly: boolean): Promise<HeapRange | undefined> {
    const range = nextHeap(ranges, bytes, facts, exactly);
    if (range === undefined) return undefined;
    device.pushErrorScope('out-of-memory');
    heaps!.add(range.start, range.bytes);
    if ((await device.popErrorScope()) !== null) {
      heaps!.drop();
      return undefined;
    }
    ranges.push(range);
    return range;
  }

  async function takeNewHeap(bytes: number): Promise<number> {
    for (const exactly of [false, true]) {
      const range = await addHeap(bytes, exactly);
      if (range === undefined) continue;
      addresses.add(range.start, range.bytes - heapMargin);
      const address = addresses.take(bytes);
      if (address !== 0) memory.allocate(address, bytes);
      return address;
    }
    return 0;
  }

  return {
    memory,
    heaps,
    storages: new Set(),
    take(bytes) {
      if (bytes > facts.largestAllocation) return 0;
      const address = addresses.take(bytes);
      if (address === 0) return inHeaps ? takeNewHeap(bytes) : 0;
      if (inHeaps || bytes < largeBytes) {
        memory.allocate(address, bytes);
        return address;
      }
      return memory.allocateLarge(address, bytes).then((made) => {
        if (made !== undefined) return address;
        addresses.give(address);
        return 0;
      });
    },
    async takeConstants(bytes) {
      const range = await addHeap(bytes, true);
      if (range === undefined) return 0;
      memory.allocate(range.start, bytes);
      return range.start;
    },
    give(address) {
      // What was recorded may use the buffer, which may be given out again: the queue's order keeps that right.
      recorder.submit();
      memory.free(address);
      tidyLater();
      const id = adopted.get(address);
      if (id !== undefined) onBufferGone(id);
      adopted.delete(address);
      addresses.give(address);
    },
    adopt(buffer, offset, bytes) {
      const address = addresses.take(bytes);
      if (address !== 0) adopted.set(address, memory.adopt(address, buffer, offset, bytes).id);
      return address;
    },
    destroy() {
      recorder.submit();
      stopTidying();
      memory.trim();
      for (const heap of heaps?.list ?? []) heap.buffer.destroy();
    },
  };
}

/** A place in the buffer behind a storage. */
export function placeOf({ space, address }: GpuStorage, at: number, pitch: number): Rows {
  const found: Allocation = space!.memory.find(address)!;
  return { buffer: found.buffer, offset: address - found.address + found.offset + found.lead + at, pitch };
}
