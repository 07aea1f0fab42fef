/**
 * A device's work in the order in which it was asked for. What comes when nothing is pending is done at once, in the caller's turn; behind what takes time (a pipeline that is being made, a module that is being compiled) it waits.
 */
export interface WorkQueue {
  /** Nothing is pending: work would be done at once. */
  readonly isIdle: boolean;
  /** Does work, now or later; what it throws goes to `onError`. */
  run(work: () => void | Promise<void>): void;
  /** Resolves with what the work gives. */
  ask<T>(work: () => T | Promise<T>): Promise<T>;
}

export function createQueue(onError: (cause: unknown) => void): WorkQueue {
  let tail: Promise<void> | undefined;

  function follow(work: Promise<unknown>): void {
    const done = work.then(() => {}, onError).then(() => {
      if (tail === done) tail = undefined;
    });
    tail = done;
  }

  return {
    get isIdle() {
      return tail === undefined;
    },
    run(work) {
      if (tail !== undefined) {
        follow(tail.then(work));
        return;
      }
      try {
        const taken = work();
        if (taken !== undefined) follow(taken);
      } catch (cause) {
        onError(cause);
      }
    },
    ask<T>(work: () => T | Promise<T>): Promise<T> {
      if (tail !== undefined) {
        const result = tail.then(work);
        // Its failure is told to who asked.
        follow(result.then(() => {}, () => {}));
        return result;
      }
      try {
        const result = work();
        if (!(result instanceof Promise)) return Promise.resolve(result);
        follow(result.then(() => {}, () => {}));
        return result;
      } catch (cause) {
        return Promise.reject(cause);
      }
    },
  };
}
