import { expect, test } from 'vitest';
import { deviceBase } from './commands.js';
import type { HeapRange } from './heap-ranges.js';
import { heapsEnd, nextHeap } from './heap-ranges.js';

const facts = { name: '', memory: 0, largestAllocation: 2 ** 30, maxBlockThreads: 256, maxBlockDim: [256, 256, 64], maxSharedBytes: 0, warps: false, lanes: 0, scalarUniforms: false, software: false, maxBindings: 8 } as const;
const MiB = 2 ** 20;

/** Heaps for allocations of so many bytes, none of which fits into what there is. */
function heapsFor(software: boolean, ...sizes: readonly number[]): (HeapRange | undefined)[] {
  const heaps: HeapRange[] = [];
  return sizes.map((size) => {
    const heap = nextHeap(heaps, size, { ...facts, software }, false);
    if (heap !== undefined) heaps.push(heap);
    return heap;
  });
}

test('heaps follow each other and grow', () => {
  expect(heapsFor(true, 100, 17 * MiB, 100 * MiB)).toEqual([
    { start: deviceBase, bytes: 16 * MiB },
    { start: deviceBase + 16 * MiB, bytes: 48 * MiB },
    { start: deviceBase + 64 * MiB, bytes: 192 * MiB },
  ]);
  expect(heapsFor(false, 100, 300 * MiB)).toEqual([{ start: deviceBase, bytes: 256 * MiB }, { start: deviceBase + 256 * MiB, bytes: 768 * MiB }]);
});

test('a heap is no larger than a binding, and no address than the last', () => {
  const [first, second, third] = heapsFor(false, 1000 * MiB, 900 * MiB, 100 * MiB);
  expect(first).toEqual({ start: deviceBase, bytes: 1024 * MiB - 65536 });
  expect(second).toEqual({ start: deviceBase + 1024 * MiB - 65536, bytes: heapsEnd - deviceBase - 1024 * MiB });
  expect(third).toBeUndefined();
});

test('too large an allocation has no heap, and too many heaps have no bindings', () => {
  expect(heapsFor(false, 1024 * MiB)).toEqual([undefined]);
  expect(heapsFor(true, 1, 1, 1, 1, 1).map((heap) => heap !== undefined)).toEqual([true, true, true, true, false]);
});

test('where memory is short a heap is as large as it must be', () => {
  expect(nextHeap([], 20 * MiB, facts, true)).toEqual({ start: deviceBase, bytes: 20 * MiB + 65536 });
});
