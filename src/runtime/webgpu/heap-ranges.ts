/**
 * Where the heaps of a program are among device addresses (heaps.ts), on the program's side: one after the other, each at least as large as all before it together, three times over, so that a few are enough. In:
 * how much is needed. Out: the range of the next heap.
 */
import type { DeviceFacts } from './commands.js';
import { deviceBase } from './commands.js';

export interface HeapRange {
  readonly start: number;
  readonly bytes: number;
}

/** Where the windows of local and shared memory begin (src/back/wgsl/legalize/windows.ts). */
export const heapsEnd = 0xfe00_0000;
/** On GPUs the first one is large, so that most programs have but one (arena.ts): memory that is never touched costs them little. */
const smallest = { software: 16 * 1024 * 1024, hardware: 256 * 1024 * 1024 };
/** Sizes are multiples of it. */
const unit = 64 * 1024;
/** Behind what is given out no other heap begins at once, and accesses of 16 bytes stay inside. */
export const heapMargin = 512;

/** Bytes behind a heap's end, where zeros are: what a bad access reads (src/back/wgsl/arena/search.ts). Engines that keep indices inside of buffers take the last word for them. */
export const zeroBytes = 256;

/** Bindings of a kernel that are no heaps: the output, the locks, the parameters; and the heap of the program's own memory. */
const otherBindings = 4;

/** undefined: there is no room. `exactly`: no larger than it must be. */
export function nextHeap(heaps: readonly HeapRange[], needed: number, facts: DeviceFacts, exactly: boolean): HeapRange | undefined {
  const last = heaps[heaps.length - 1];
  const start = last === undefined ? deviceBase : last.start + last.bytes;
  const most = Math.min(Math.floor((facts.largestAllocation - zeroBytes) / unit) * unit, heapsEnd - unit - start);
  const least = Math.ceil((needed + 2 * heapMargin) / unit) * unit;
  if (heaps.length >= facts.maxBindings - otherBindings || least > most) return undefined;
  const wanted = exactly ? least : Math.max(facts.software ? smallest.software : smallest.hardware, 3 * (start - deviceBase), 2 ** Math.ceil(Math.log2(least)));
  return { start, bytes: Math.min(most, wanted) };
}
