/** A thread that runs blocks of a sandboxed program's kernels, for ever. Host-independent. */
import { runBlocks } from '../cpu/threads.js';
import type { KernelsStart, Port } from './messages.js';

export function runKernelThread(main: Port<never, KernelsStart>): void {
  main.listen(({ start, number, timeOrigin }) => runBlocks(start, number, () => BigInt(Math.round((performance.timeOrigin - timeOrigin + performance.now()) * 1e6))));
}
