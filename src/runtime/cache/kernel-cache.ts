/**
 * Compiled kernels and modules by what they are made of: source, options, compiler and device. In memory lives what is ready to be used (pipelines, WebAssembly.Module), within a byte budget; a store keeps the artifacts that it is made of from
 * one session to the next (files in Node, IndexedDB in pages). What a store gives that is damaged, or that cannot be revived, is made anew. Whoever asks for what is being made waits for that.
 */
import type { Artifact } from './artifact-entry.js';
import { packArtifact, unpackArtifact } from './artifact-entry.js';
import type { CacheEntry, Digest } from './entry.js';
import { keyOf } from './entry.js';
import { createLruCache } from './lru.js';

/** Where entries stay. Nothing of it rejects: what cannot be read is not there, what cannot be kept is not kept. */
export interface EntryStore {
  read(key: string): Promise<CacheEntry | undefined>;
  write(key: string, entry: CacheEntry): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface KernelKey {
  readonly source: string;
  /** JSON data, its keys in the same order each time. */
  readonly options: unknown;
  /** Name or hash of the compiler: another one makes other code. */
  readonly compiler: string;
  /** What the code is made for. */
  readonly device: string;
}

export interface Made<T> {
  readonly value: T;
  readonly artifact: Artifact;
}

export interface KernelCacheOptions<T> {
  readonly digest: Digest;
  readonly store?: EntryStore | undefined;
  /** Bytes of artifacts whose values are kept in memory. */
  readonly budget?: number;
  /** An artifact of the store → what is used. May throw: then it is made anew. */
  revive(artifact: Artifact): T | Promise<T>;
}

export interface KernelCache<T> {
  /** What is in memory; undefined: ask `obtain`. */
  peek(key: KernelKey): T | undefined;
  /** From memory, else from the store, else made. Rejects with what `make` rejects with, which is not kept. */
  obtain(key: KernelKey, make: () => Made<T> | Promise<Made<T>>): Promise<T>;
  /** Further parts for what is kept, such as tuning results: they are there when it is revived. */
  amend(key: KernelKey, parts: Artifact['parts']): Promise<void>;
  forget(key: KernelKey): Promise<void>;
  readonly statistics: { readonly fromMemory: number; readonly fromStore: number; readonly made: number; readonly bytes: number };
}

const defaultBudget = 64 * 2 ** 20;

const sizeOf = ({ parts }: Artifact): number => Object.values(parts).reduce((sum, { length }) => sum + length, 1024);

export function createKernelCache<T>(options: KernelCacheOptions<T>): KernelCache<T> {
  const { digest, store, revive } = options;
  const memory = createLruCache<T>(options.budget ?? defaultBudget);
  const pending = new Map<string, Promise<T>>();
  let fromMemory = 0;
  let fromStore = 0;
  let made = 0;

  /** In memory things are found by their contents themselves: to compare is faster than to digest. */
  const nameOf = ({ source, options: given, compiler, device }: KernelKey): string => `${JSON.stringify([compiler, device, given])}${source}`;
  const storeKey = ({ source, options: given, compiler, device }: KernelKey): string => keyOf(digest, ['kernel', compiler, device, JSON.stringify(given), source]);

  async function fromStoreOrMade(key: KernelKey, name: string, make: () => Made<T> | Promise<Made<T>>): Promise<T> {
    const stored = store && storeKey(key);
    const entry = stored === undefined ? undefined : await store!.read(stored);
    if (entry !== undefined) {
      try {
        const artifact = await unpackArtifact(entry);
        const value = await revive(artifact);
        fromStore++;
        memory.set(name, value, sizeOf(artifact));
        return value;
      } catch {
        await store!.remove(stored!);
      }
    }
    const { value, artifact } = await make();
    made++;
    memory.set(name, value, sizeOf(artifact));
    // Nobody waits until it is kept.
    if (stored !== undefined) void packArtifact(artifact).then((packed) => store!.write(stored, packed));
    return value;
  }

  return {
    peek(key) {
      const value = memory.get(nameOf(key));
      if (value !== undefined) fromMemory++;
      return value;
    },
    obtain(key, make) {
      const name = nameOf(key);
      const known = memory.get(name);
      if (known !== undefined) {
        fromMemory++;
        return Promise.resolve(known);
      }
      let making = pending.get(name);
      if (making === undefined) {
        making = fromStoreOrMade(key, name, make).finally(() => pending.delete(name));
        pending.set(name, making);
      }
      return making;
    },
    async amend(key, parts) {
      if (store === undefined) return;
      const stored = storeKey(key);
      const entry = await store.read(stored);
      if (entry === undefined) return;
      const artifact = await unpackArtifact(entry).catch(() => undefined);
      if (artifact !== undefined) await store.write(stored, await packArtifact({ ...artifact, parts: { ...artifact.parts, ...parts } }));
    },
    async forget(key) {
      memory.delete(nameOf(key));
      await store?.remove(storeKey(key));
    },
    get statistics() {
      return { fromMemory, fromStore, made, bytes: memory.bytes };
    },
  };
}
