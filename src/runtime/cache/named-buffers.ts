/** Contents of buffers that stay from one session to the next, by name, for a time. In: bytes. Out: the same, until their time is over. They lie in a store of cache entries, whose budget they share. */
import type { Digest } from './entry.js';
import { keyOf } from './entry.js';
import type { EntryStore } from './kernel-cache.js';

export interface NamedBuffers {
  /** `timeToLive`: milliseconds. Replaces what has the name. */
  keep(name: string, bytes: Uint8Array, timeToLive: number): Promise<void>;
  /** undefined: there is none, or its time is over. */
  find(name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  forget(name: string): Promise<void>;
}

/** `now`: milliseconds of the calendar's clock. */
export function createNamedBuffers(store: EntryStore, digest: Digest, now: () => number = Date.now): NamedBuffers {
  const key = (name: string): string => keyOf(digest, ['buffer', name]);
  return {
    keep: (name, bytes, timeToLive) => store.write(key(name), { description: { until: now() + timeToLive }, content: bytes.slice() }),
    async find(name) {
      const entry = await store.read(key(name));
      if (entry === undefined) return undefined;
      if ((entry.description as { readonly until: number }).until >= now()) return entry.content;
      await store.remove(key(name));
      return undefined;
    },
    forget: (name) => store.remove(key(name)),
  };
}
