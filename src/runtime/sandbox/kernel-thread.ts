/** A thread that runs blocks of a sandboxed program's kernels, for ever, or a thread of its host code. Host-independent. */
import { runHostThread } from '../cpu/host-threads.js';
import { runBlocks } from '../cpu/threads.js';
import type { ChunkLoader } from './chunks.js';
import type { KernelsStart, Port } from './messages.js';

export function runKernelThread(main: Port<never, KernelsStart>): void {
  main.listen((message) => runFurther(message));
}

/** `chunks`: for programs that were split. */
export function runFurther(message: KernelsStart, chunks?: ChunkLoader): void {
  const { start, folder } = message;
  const clock = (): bigint => BigInt(Math.round((performance.timeOrigin - message.timeOrigin + performance.now()) * 1e6));
  const loadKernel = folder === undefined ? undefined : chunks?.kernels(start.module, folder);
  const host = { clock, ...(loadKernel && { loadKernel }) };
  if (message.number === undefined) runHostThread(message.start, host);
  else runBlocks(message.start, message.number, host);
}
