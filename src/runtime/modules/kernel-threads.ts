/**
 * The threads of a CPU device that run blocks of kernels beside the one that launches, in Node and in pages that are cross-origin isolated. They are started when launches of a module have been worth it for the first time, serve all modules
 * of the device, and end with it; in Node they do not keep the process. Where there can be none, or they fail to start, kernels run on the launching thread.
 *
 * The bell is memory that all of them share: how often it has rung, the number of the module that launches, and how many messages each thread was sent. A thread sleeps until it rings; then it reads its messages, if there are some (for
 * that it goes back to its event loop), or helps the module (sysroot/lib/module/entry.cpp) until there is nothing more to do.
 */
import type { HostThreads, ThreadsStart } from '../cpu/threads.js';
import { kernelThreadImports, unavailableImports } from '../cpu/threads.js';
import { findNode } from './node-modules.js';

/** Words of the bell. */
export const Bell = { rung: 0, module: 1, sent: 2, words: 3 } as const;

/** device → thread. */
export type KernelThreadMessage =
  | { readonly kind: 'begin'; readonly bell: SharedArrayBuffer; readonly number: number; readonly timeOrigin: number }
  | { readonly kind: 'module'; readonly id: number; readonly start: ThreadsStart }
  | { readonly kind: 'forget'; readonly id: number };

export interface KernelThreadOptions {
  /** How many threads may run kernels on the CPU, the one that launches included; as many as there are cores unless given. */
  readonly threads?: number;
  /** Every launch is shared out to all threads, whether that pays or not (for tests). */
  readonly shareAlways?: boolean;
}

export interface KernelThreads {
  /** For a module that several threads can run. */
  serve(module: WebAssembly.Module, memory: WebAssembly.Memory): ServedModule;
  end(): void;
}

export interface ServedModule {
  readonly imports: WebAssembly.ModuleImports;
  /** It launches no more. */
  forget(): void;
}

interface Thread {
  send(message: KernelThreadMessage): void;
  end(): void;
}

/** The thread's script (kernel-worker.ts), which the package's build puts here: bundlers need not know of it. */
declare const KERNEL_WORKER: string;

/** More would be more than they are good for. */
const mostThreads = 64;
const script = (): string => KERNEL_WORKER;

export function createKernelThreads({ threads: wanted, shareAlways = false }: KernelThreadOptions): KernelThreads {
  const node = findNode();
  if (wanted !== undefined && (!Number.isInteger(wanted) || wanted < 1)) throw new RangeError(`kernels cannot run on ${wanted} threads`);
  let known: number | undefined;
  const count = (): number => (known ??= Math.min(mostThreads, canStart() ? (wanted ?? cores()) : 1));
  /** undefined: not started; empty: there are none. */
  let threads: readonly Thread[] | undefined;
  let bell: Int32Array<SharedArrayBuffer> | undefined;
  let ids = 0;
  let release = (): void => {};

  function cores(): number {
    return node?.module('node:os').availableParallelism() ?? navigator.hardwareConcurrency ?? 1;
  }

  function canStart(): boolean {
    return node !== undefined || (globalThis.crossOriginIsolated === true && typeof Worker !== 'undefined' && typeof SharedArrayBuffer !== 'undefined');
  }

  function startAll(): readonly Thread[] {
    try {
      const shared = new SharedArrayBuffer(4 * Bell.words);
      bell = new Int32Array(shared);
      bell[Bell.sent] = 1;
      const open = node === undefined ? webWorkers() : nodeWorkers();
      return Array.from({ length: count() - 1 }, (_, number) => {
        const thread = open();
        thread.send({ kind: 'begin', bell: shared, number, timeOrigin: performance.timeOrigin });
        return thread;
      });
    } catch {
      // A page may forbid them.
      return [];
    }
  }

  function nodeWorkers(): () => Thread {
    const { Worker } = node!.module('node:worker_threads');
    return () => {
      const worker = new Worker(script(), { eval: true, execArgv: [], name: 'cuda-wasm kernels' });
      // A thread that is not there is missed by nobody.
      worker.on('error', () => {});
      worker.unref();
      return { send: (message) => worker.postMessage(message), end: () => void worker.terminate() };
    };
  }

  function webWorkers(): () => Thread {
    const url = URL.createObjectURL(new Blob([script()], { type: 'text/javascript' }));
    release = () => URL.revokeObjectURL(url);
    return () => {
      const worker = new Worker(url, { name: 'cuda-wasm kernels' });
      worker.onerror = (event) => event.preventDefault();
      return { send: (message) => worker.postMessage(message), end: () => worker.terminate() };
    };
  }

  function ring(most: number): void {
    Atomics.add(bell!, Bell.rung, 1);
    Atomics.notify(bell!, Bell.rung, most);
  }

  function tell(message: KernelThreadMessage): void {
    if (threads === undefined || threads.length === 0) return;
    for (const thread of threads) thread.send(message);
    Atomics.add(bell!, Bell.sent, 1);
    ring(Number.POSITIVE_INFINITY);
  }

  return {
    serve(module, memory) {
      const id = ++ids;
      let isTold = false;
      const host: HostThreads = {
        get count() {
          return count();
        },
        always: shareAlways,
        start(start) {
          threads ??= startAll();
          isTold = true;
          tell({ kind: 'module', id, start });
        },
      };
      return {
        imports: {
          // There is one thread of host code: what others would ask for is not called.
          ...unavailableImports(module, 'cuda_wasm'),
          ...kernelThreadImports(module, memory, host),
          never_sleeps: () => (node === undefined && !('WorkerGlobalScope' in globalThis) ? 1 : 0),
          wake_threads(most: number) {
            if (threads === undefined || threads.length === 0) return;
            Atomics.store(bell!, Bell.module, id);
            ring(most >>> 0);
          },
        },
        forget() {
          if (isTold) tell({ kind: 'forget', id });
        },
      };
    },
    end() {
      for (const thread of threads ?? []) thread.end();
      threads = [];
      release();
    },
  };
}
