/** A worker thread that runs blocks of kernels or a thread of host code, in Node: an entry point of its own. The first one of those for kernels starts the others, so that the program's thread does not have to. */
import { Worker, workerData } from 'node:worker_threads';
import type { HostThreadStart } from './host-threads.js';
import { runHostThread } from './host-threads.js';
import type { ThreadsStart } from './threads.js';
import { runBlocks } from './threads.js';

export type WorkerStart = (ThreadsStart & { readonly number: number }) | HostThreadStart;

const start = workerData as WorkerStart;
const clock = (): bigint => process.hrtime.bigint();
if ('places' in start) {
  if (start.number === 0) {
    for (let number = 1; number < start.places.length; number++) new Worker(__filename, { workerData: { ...start, number } satisfies WorkerStart }).unref();
  }
  runBlocks(start, start.number, { clock });
} else runHostThread(start, { clock });
