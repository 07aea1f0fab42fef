/** The worker in which a program runs in Node while the main thread serves its device: an entry point of its own. */
import { parentPort } from 'node:worker_threads';
import type { NodeRunOptions } from '../cpu/node-host.js';
import { createNodeHost } from '../cpu/node-host.js';
import { createTraceWriter } from '../profile/node-trace.js';
import type { Profile } from '../profile/profiler.js';
import { createProfiler } from '../profile/profiler.js';
import type { ProgramMessage } from './run-client.js';
import { runClient } from './run-client.js';

export interface WorkerMessage extends ProgramMessage {
  readonly options: NodeRunOptions;
  /** The program is profiled: the names of its API calls, and where a trace is written. */
  readonly profiling?: { readonly calls: readonly string[]; readonly trace?: { readonly path: string; readonly origin: number } } | undefined;
}

export type WorkerReply = { readonly memory: WebAssembly.Memory } | { readonly exitCode: number; readonly profile?: Profile | undefined };

parentPort!.once('message', (message: WorkerMessage) => {
  const { profiling } = message;
  const writer = profiling?.trace && createTraceWriter(profiling.trace.path, profiling.trace.origin);
  const profiler = profiling && createProfiler({ calls: profiling.calls, inProgram: false, kernelName: (name) => name, onEvent: writer?.event });
  const host = createNodeHost({ ...message.options, ...(profiler && { profiler: profiler.imports }) });
  const exitCode = runClient(message, host, (memory) => parentPort!.postMessage({ memory } satisfies WorkerReply));
  writer?.flush();
  parentPort!.postMessage({ exitCode, profile: profiler?.finish() } satisfies WorkerReply);
});
