/** A thread that runs blocks of a sandboxed program's kernels, for ever, or a thread of its host code. Host-independent. */
import { runHostThread } from '../cpu/host-threads.js';
import { runBlocks } from '../cpu/threads.js';
import type { KernelsStart, Port } from './messages.js';

export function runKernelThread(main: Port<never, KernelsStart>): void {
  main.listen(runFurther);
}

export function runFurther(message: KernelsStart): void {
  const clock = (): bigint => BigInt(Math.round((performance.timeOrigin - message.timeOrigin + performance.now()) * 1e6));
  if (message.number === undefined) runHostThread(message.start, clock);
  else runBlocks(message.start, message.number, clock);
}
