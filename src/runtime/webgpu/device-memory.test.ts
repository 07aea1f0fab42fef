import { expect, test } from 'vitest';
import { createDeviceMemory } from './device-memory.js';
import type { Heaps } from './heaps.js';

/** As much of a device as memory asks for. It has so many bytes. */
function fakeDevice(bytes = Number.POSITIVE_INFINITY): GPUDevice {
  let held = 0;
  let failed = false;
  return {
    limits: { maxBufferSize: 2 ** 31 },
    createBuffer({ size }: GPUBufferDescriptor) {
      const isThere = held + size <= bytes;
      if (isThere) held += size;
      else failed = true;
      return { size, destroy: () => (held -= isThere ? size : 0) };
    },
    pushErrorScope: () => (failed = false),
    popErrorScope: async () => (failed ? { message: 'out of memory' } : null),
  } as unknown as GPUDevice;
}

test('a buffer that is used again stands behind its new address', () => {
  let id = 0;
  const memory = createDeviceMemory({ device: fakeDevice(), heaps: undefined, nextId: () => ++id, onBufferGone: () => undefined, clear: () => undefined });
  const first = memory.allocate(0x8000_0000, 1000);
  memory.free(first.address);
  const second = memory.allocate(0x8000_4000, 900);
  expect(second).toMatchObject({ address: 0x8000_4000, bytes: 912, buffer: first.buffer, id: first.id });
  expect(memory.find(0x8000_4000 + 10)).toBe(second);
  expect(memory.find(0x8000_0000)).toBeUndefined();
});

test('what waits makes room for large allocations, and what has no room leaves nothing', async () => {
  const gone: number[] = [];
  let id = 0;
  const memory = createDeviceMemory({ device: fakeDevice((8 << 20) + 512), heaps: undefined, nextId: () => ++id, onBufferGone: (buffer) => void gone.push(buffer), clear: () => undefined });
  memory.allocate(0x8000_0000, 4 << 20);
  memory.free(0x8000_0000);
  expect(await memory.allocateLarge(0x8100_0000, 8 << 20)).toMatchObject({ bytes: 8 << 20 });
  expect(gone).toEqual([1]);
  expect(await memory.allocateLarge(0x8200_0000, 1 << 20)).toBeUndefined();
  expect(memory.find(0x8200_0000)).toBeUndefined();
  expect(memory.statistics()).toMatchObject({ blocks: 1, usedBytes: 8 << 20, idleBytes: 0 });
});

test('memory that is used again is cleared', () => {
  const cleared: unknown[] = [];
  const memory = createDeviceMemory({ device: fakeDevice(), heaps: undefined, nextId: () => 1, onBufferGone: () => undefined, clear: (_, offset, bytes) => void cleared.push([offset, bytes]) });
  memory.allocate(0x8000_0000, 1000);
  memory.allocate(0x8100_0000, 1000);
  memory.free(0x8000_0000);
  expect(cleared).toEqual([]);
  memory.allocate(0x8000_0000, 904);
  expect(cleared).toEqual([[0, 912 + 512]]);
});

test('in a heap, what somebody had before is cleared', () => {
  const cleared: unknown[] = [];
  const heap = { start: 0x8000_0000, bytes: 1 << 20, buffer: {} as GPUBuffer, id: 1 };
  const heaps = { at: () => heap } as unknown as Heaps;
  const memory = createDeviceMemory({ device: fakeDevice(), heaps, nextId: () => 1, onBufferGone: () => undefined, clear: (_, offset, bytes) => void cleared.push([offset, bytes]) });
  memory.allocate(0x8000_0000, 1000);
  memory.free(0x8000_0000);
  memory.allocate(0x8000_0000, 2000);
  memory.allocate(0x8000_0800, 64);
  expect(cleared).toEqual([[0, 1008]]);
});

test('freed memory is poisoned', () => {
  const poisoned: unknown[] = [];
  const memory = createDeviceMemory({ device: fakeDevice(), heaps: undefined, nextId: () => 1, onBufferGone: () => undefined, clear: () => undefined, poison: (_, offset, bytes) => void poisoned.push([offset, bytes]) });
  memory.allocate(0x8000_0000, 1000);
  memory.free(0x8000_0000);
  expect(poisoned).toEqual([[0, 1024]]);
});

test('what waits goes when it has waited for long, or when all of it has to', () => {
  let id = 0;
  const gone: number[] = [];
  const memory = createDeviceMemory({ device: fakeDevice(), heaps: undefined, nextId: () => ++id, onBufferGone: (buffer) => void gone.push(buffer), clear: () => undefined });
  for (const address of [0x8000_0000, 0x8100_0000]) memory.allocate(address, 1 << 16);
  memory.free(0x8000_0000);
  memory.tidy(0);
  memory.tidy(29_000);
  expect(gone).toEqual([]);
  memory.tidy(31_000);
  expect(gone).toEqual([1]);
  memory.free(0x8100_0000);
  memory.trim();
  expect(gone).toEqual([1, 2]);
  expect(memory.statistics()).toMatchObject({ blocks: 0, usedBytes: 0, idleBytes: 0 });
});
