/** The worker in which a program runs in Node while the main thread serves its device: an entry point of its own. */
import { parentPort } from 'node:worker_threads';
import type { NodeRunOptions } from '../cpu/node-host.js';
import { createNodeHost } from '../cpu/node-host.js';
import type { ProgramMessage } from './run-client.js';
import { runClient } from './run-client.js';

export interface WorkerMessage extends ProgramMessage {
  readonly options: NodeRunOptions;
}

export type WorkerReply = { readonly memory: WebAssembly.Memory } | { readonly exitCode: number };

parentPort!.once('message', (message: WorkerMessage) => {
  const exitCode = runClient(message, createNodeHost(message.options), (memory) => parentPort!.postMessage({ memory } satisfies WorkerReply));
  parentPort!.postMessage({ exitCode } satisfies WorkerReply);
});
