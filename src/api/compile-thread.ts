/**
 * The compiler's thread as the API sees it: started by the first request, ended when it has had nothing to do for a while. A request that is aborted ends the thread if it is being compiled; those behind it go to a new one.
 */
import { findNode } from '../runtime/modules/node-modules.js';
import type { CompileReply, CompileRequest } from './messages.js';

export interface CompileThread {
  /** Rejects with the signal's reason when aborted, and with an Error when the compiler fails. */
  compile(request: Omit<CompileRequest, 'id'>, signal: AbortSignal | undefined): Promise<CompileReply & { readonly kind: 'done' }>;
  /** Ends the thread if nothing is being compiled. */
  close(): void;
}

interface Worker {
  send(request: CompileRequest): void;
  /** Does it keep the process alive? Node only. */
  hold(keeps: boolean): void;
  end(): void;
}

interface Job {
  readonly request: CompileRequest;
  readonly resolve: (reply: CompileReply & { readonly kind: 'done' }) => void;
  readonly reject: (cause: unknown) => void;
}

/** Milliseconds that the thread waits for more: its heap is larger than all else that the API holds. */
const idleTime = 5000;

export function createCompileThread(): CompileThread {
  const jobs: Job[] = [];
  let worker: Worker | undefined;
  let ids = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;

  function finish(reply: CompileReply): void {
    const job = jobs[0];
    if (job === undefined || job.request.id !== reply.id) return;
    jobs.shift();
    if (reply.kind === 'failed') job.reject(new Error(reply.message));
    else job.resolve(reply);
    next();
  }

  function died(message: string): void {
    worker?.end();
    worker = undefined;
    jobs.shift()?.reject(new Error(`the compiler's thread ended: ${message}`));
    next();
  }

  /** Sends the first job, or lets the thread rest. */
  function next(): void {
    if (jobs.length > 0) {
      clearTimeout(idle);
      worker ??= startWorker(finish, died);
      worker.hold(true);
      worker.send(jobs[0]!.request);
      return;
    }
    worker?.hold(false);
    idle = setTimeout(close, idleTime);
    (idle as { unref?: () => void }).unref?.();
  }

  function close(): void {
    if (jobs.length > 0) return;
    worker?.end();
    worker = undefined;
  }

  function abort(job: Job, reason: unknown): void {
    const at = jobs.indexOf(job);
    if (at < 0) return;
    jobs.splice(at, 1);
    job.reject(reason);
    if (at > 0) return;
    worker?.end();
    worker = undefined;
    next();
  }

  return {
    close,
    compile(request, signal) {
      return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const onAbort = (): void => abort(job, signal!.reason);
        const settled = <T>(settle: (value: T) => void) => (value: T): void => {
          signal?.removeEventListener('abort', onAbort);
          settle(value);
        };
        const job: Job = { request: { ...request, id: ++ids }, resolve: settled(resolve), reject: settled(reject) };
        signal?.addEventListener('abort', onAbort);
        jobs.push(job);
        if (jobs.length === 1) next();
      });
    },
  };
}

function startWorker(onReply: (reply: CompileReply) => void, onDeath: (message: string) => void): Worker {
  const node = findNode();
  if (node !== undefined) {
    const { Worker: NodeWorker } = node.module('node:worker_threads');
    // Flags of the process, as --input-type, are not the worker's.
    // What a compilation leaves behind is gone before the next collection of so many megabytes.
    const worker = new NodeWorker(new URL('./compile-worker.js', import.meta.url), { execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 64 } });
    worker.on('message', onReply);
    worker.on('error', (cause) => onDeath(cause instanceof Error ? cause.message : String(cause)));
    return {
      send: (request) => worker.postMessage(request),
      hold: (keeps) => (keeps ? worker.ref() : worker.unref()),
      end: () => {
        worker.removeAllListeners();
        // Its end may be told of by an error that nobody waits for any more.
        worker.on('error', () => {});
        void worker.terminate();
      },
    };
  }
  const worker = new Worker(new URL('./compile-worker.js', import.meta.url), { type: 'module' });
  worker.onmessage = (event: MessageEvent<CompileReply>) => onReply(event.data);
  worker.onerror = (event) => onDeath(event.message ?? 'its script could not be loaded');
  return { send: (request) => worker.postMessage(request), hold: () => {}, end: () => worker.terminate() };
}
