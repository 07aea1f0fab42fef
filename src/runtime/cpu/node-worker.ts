/** A worker thread that runs blocks of kernels, in Node: an entry point of its own. The first one starts the others, so that the program's thread does not have to. */
import { Worker, workerData } from 'node:worker_threads';
import type { ThreadsStart } from './threads.js';
import { runBlocks } from './threads.js';

export interface WorkerStart extends ThreadsStart {
  readonly number: number;
}

const start = workerData as WorkerStart;
if (start.number === 0) {
  for (let number = 1; number < start.places.length; number++) new Worker(__filename, { workerData: { ...start, number } satisfies WorkerStart }).unref();
}
runBlocks(start, start.number, () => process.hrtime.bigint());
