/** What the parts of the API share of a device: its backend, the order of its work, and what has gone wrong in it. */
import type { Backend, Storage } from './backend.js';
import { CudaError, errorCodes } from './errors.js';
import { createQueue } from './queue.js';

/** Work that is in the device's order. It need not be awaited: then the next `await` tells what went wrong. */
export type Enqueued = PromiseLike<void>;

export interface DeviceCore {
  readonly backend: Backend;
  /** The `Device` that it belongs to. */
  readonly device: object;
  readonly isIdle: boolean;
  /** Enqueues; what goes wrong is told at the next `ask`. */
  run(work: () => void | Promise<void>): void;
  /** Enqueues; awaiting it waits for that, and rejects with what went wrong until then. */
  enqueue(work: () => void | Promise<void>): Enqueued;
  /** Enqueues, and resolves with the result; rejects with what went wrong before, or with what the work throws. */
  ask<T>(work: () => T | Promise<T>): Promise<T>;
  /** Enqueues what takes time and is not waited for by what comes behind it. Otherwise as `ask`. */
  beside<T>(work: () => Promise<T>): Promise<T>;
  allocate(bytes: number): Storage;
  free(storage: Storage): void;
  isFreed(storage: Storage): boolean;
  /** For the backend: a fault, or work that failed. */
  fail(error: CudaError): void;
  reset(): Promise<void>;
  dispose(): void;
}

export function createCore(device: object, makeBackend: (fail: (error: CudaError) => void) => Backend): DeviceCore {
  /** Of a kernel: it stays. Else it is told once. */
  let failure: { readonly error: unknown; readonly isSticky: boolean } | undefined;
  let isDisposed = false;
  const freed = new WeakSet<Storage>();
  const fail = (error: unknown): void => {
    const isSticky = error instanceof CudaError && error.isSticky;
    if (failure === undefined || (isSticky && !failure.isSticky)) failure = { error, isSticky };
  };
  const backend = makeBackend(fail);
  const queue = createQueue(fail);

  /** Work behind a fault is not done. */
  const checkOpen = (): void => {
    if (isDisposed) throw new CudaError(errorCodes.noDevice, 'the device was disposed of');
  };
  const throwFailure = (): void => {
    if (failure === undefined) return;
    const { error, isSticky } = failure;
    if (!isSticky) failure = undefined;
    throw error;
  };

  const run = (work: () => void | Promise<void>): void => {
    checkOpen();
    queue.run(() => (failure?.isSticky ? undefined : work()));
  };

  function ask<T>(work: () => T | Promise<T>): Promise<T> {
    checkOpen();
    const settled = (result: T): T => {
      throwFailure();
      return result;
    };
    return queue.ask(() => {
      throwFailure();
      const result = work();
      return result instanceof Promise ? result.then(settled) : settled(result);
    });
  }

  return {
    backend,
    device,
    get isIdle() {
      return queue.isIdle;
    },
    run,
    ask,
    beside<T>(work: () => Promise<T>): Promise<T> {
      let result: Promise<T> | undefined;
      return ask(() => {
        result = work();
        // Whoever asked is told of its failure, and nobody else.
        result.catch(() => {});
      }).then(() => result!);
    },
    enqueue(work) {
      checkOpen();
      run(work);
      // Only who awaits it is told what went wrong, so that no error is lost.
      return { then: (resolved, rejected) => ask(() => {}).then(resolved, rejected) };
    },
    allocate(bytes) {
      checkOpen();
      return backend.allocate(bytes);
    },
    free(storage) {
      if (freed.has(storage) || isDisposed) return;
      freed.add(storage);
      queue.run(() => backend.free(storage));
    },
    isFreed: (storage) => isDisposed || freed.has(storage),
    fail,
    reset() {
      checkOpen();
      return queue.ask(() => {
        backend.reset();
        failure = undefined;
      });
    },
    dispose() {
      if (isDisposed) return;
      isDisposed = true;
      queue.run(() => backend.dispose());
    },
  };
}
