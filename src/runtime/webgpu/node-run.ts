/** Runs a program with its kernels on WebGPU, in Node: the program in a worker, the device on this thread. */
import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { NodeRunOptions } from '../cpu/node-host.js';
import type { Profile } from '../profile/profiler.js';
import type { WorkerMessage, WorkerReply } from './node-program.js';
import type { OpenDevice } from './open-device.js';
import type { ProgramKernels } from './program-kernels.js';
import { readProgramKernels } from './program-kernels.js';
import { createRing, openRing } from './ring.js';
import type { ServerEnvironment } from './server.js';
import { serveProgram } from './server.js';

export interface LoadedProgram {
  readonly module: WebAssembly.Module;
  readonly kernels: ProgramKernels;
}

export async function loadProgram(bytes: BufferSource): Promise<LoadedProgram> {
  const module = await WebAssembly.compile(bytes);
  const kernels = readProgramKernels(module);
  if (kernels === undefined) throw new Error('the program has no kernels for WebGPU');
  return { module, kernels };
}

export interface ProgramEnd {
  readonly exitCode: number;
  /** What the program's thread saw, where it was profiled. */
  readonly profile?: Profile | undefined;
  /** A kernel still runs on the device: whoever waits for that, as destroying the device does, may wait for ever. */
  readonly isHung: boolean;
}

export interface NodeWorker {
  /** Runs the program. Once. `limits`: how long kernels may run, in milliseconds; whether freed memory is poisoned. */
  run(program: LoadedProgram, options: NodeRunOptions, open: OpenDevice, limits: Pick<ServerEnvironment, 'timeLimit' | 'poison' | 'profiler' | 'tuner'>, profiling?: WorkerMessage['profiling']): Promise<ProgramEnd>;
  /** Ends it, whatever it does. */
  close(): void;
}

/** Starts the worker ahead of the program, so that it is ready when that has been compiled. `entry`: the bundle of node-program.ts. */
export function startNodeWorker(entry: string): NodeWorker {
  const worker = new Worker(entry, { stdout: false, stderr: false });
  return {
    close: () => void worker.terminate(),
    async run({ module, kernels }, options, open, limits, profiling) {
      const ring = createRing();
      let started: (memory: WebAssembly.Memory) => void;
      let ended: (end: { readonly exitCode: number; readonly profile?: Profile | undefined }) => void;
      let failed: (cause: unknown) => void;
      const memory = new Promise<WebAssembly.Memory>((resolve, reject) => {
        started = resolve;
        failed = reject;
      });
      const ending = new Promise<{ readonly exitCode: number; readonly profile?: Profile | undefined }>((resolve, reject) => {
        ended = resolve;
        worker.on('error', (cause) => {
          failed(cause);
          reject(cause);
        });
      });
      worker.on('message', (reply: WorkerReply) => ('memory' in reply ? started(reply.memory) : ended(reply)));
      worker.postMessage({ module, ring, facts: open.facts, options, profiling } satisfies WorkerMessage);
      const writeError = (text: string): void => void writeSync(options.stderr ?? 2, text);
      const served = memory.then((shared) => serveProgram({ device: open.device, facts: open.facts, ring: openRing(ring), kernels, memory: shared, ...limits, writeError }));
      // The program says goodbye to the device before it ends; a worker that dies does not.
      const { exitCode, profile } = await Promise.race([ending, served.then(() => ending)]);
      const isHung = await Promise.race([served, new Promise<false>((resolve) => void setTimeout(resolve, 1000, false).unref())]);
      return { exitCode, profile, isHung };
    },
  };
}
