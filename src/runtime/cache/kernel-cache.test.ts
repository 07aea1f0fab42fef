import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Artifact } from './artifact-entry.js';
import { packArtifact, unpackArtifact } from './artifact-entry.js';
import type { CacheEntry } from './entry.js';
import type { EntryStore, KernelKey } from './kernel-cache.js';
import { createKernelCache } from './kernel-cache.js';
import { createLruCache } from './lru.js';
import { createNamedBuffers } from './named-buffers.js';
import { createNodeEntryStore, nodeDigest } from './node-store.js';
import { sha256 } from './sha256.js';

const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-kernels-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const bytes = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(content);

test('SHA-256 is the one of Node', () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 1000, 100_000]) {
    const parts = [new Uint8Array(randomBytes(length)), bytes('é')];
    expect(sha256(parts)).toEqual(nodeDigest(parts));
  }
});

test('what was used last stays within the budget', () => {
  const cache = createLruCache<string>(100);
  for (const key of ['a', 'b', 'c']) cache.set(key, key, 30);
  cache.get('a');
  cache.set('d', 'd', 30);
  expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key))).toEqual(['a', undefined, 'c', 'd']);
  cache.set('a', 'anew', 40);
  expect([cache.get('a'), cache.bytes, cache.size]).toEqual(['anew', 100, 3]);
  cache.set('huge', 'x', 101);
  expect([cache.get('huge'), cache.size]).toEqual([undefined, 3]);
  cache.delete('a');
  expect([cache.bytes, cache.size]).toEqual([60, 2]);
});

describe('artifacts', () => {
  const artifact: Artifact = { description: { kernels: ['k'] }, parts: { wgsl: bytes('fn main() {}\n'.repeat(500)), wasm: new Uint8Array(randomBytes(5000)), tuning: bytes('{}'), empty: new Uint8Array(0) } };
  test('come back as they were, smaller where they can be', async () => {
    const entry = await packArtifact(artifact);
    expect(entry.content.length).toBeLessThan(5200);
    expect(await unpackArtifact(entry)).toEqual(artifact);
  });
  test('are refused when a part is not what it was', async () => {
    const entry = await packArtifact(artifact);
    await expect(unpackArtifact({ ...entry, content: entry.content.slice(0, 10) })).rejects.toThrow();
    await expect(unpackArtifact({ description: { something: 1 }, content: entry.content })).rejects.toThrow();
  });
});

function storeInMemory(): EntryStore & { readonly entries: Map<string, CacheEntry> } {
  const entries = new Map<string, CacheEntry>();
  return {
    entries,
    read: async (key) => entries.get(key),
    write: async (key, entry) => void entries.set(key, entry),
    remove: async (key) => void entries.delete(key),
  };
}

const settle = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 20));

describe('the cache of kernels', () => {
  const key: KernelKey = { source: '__global__ void k() {}', options: { level: 3 }, compiler: 'one', device: 'cpu' };
  const made = (name: string) => ({ value: name, artifact: { description: name, parts: { code: bytes(name) } } });
  const open = (store?: EntryStore, budget = 1e6) => createKernelCache<string>({ digest: sha256, store, budget, revive: ({ description, parts }) => `${description as string} again${parts.tuning === undefined ? '' : ` ${text(parts.tuning)}`}` });

  test('makes once, also for those who ask meanwhile, and for each source, option, compiler and device', async () => {
    const cache = open();
    let count = 0;
    const make = async () => made(`v${++count}`);
    expect(await Promise.all([cache.obtain(key, make), cache.obtain(key, make)])).toEqual(['v1', 'v1']);
    expect([await cache.obtain({ ...key }, make), cache.peek(key)]).toEqual(['v1', 'v1']);
    for (const other of [{ source: 'x' }, { options: { level: 2 } }, { compiler: 'two' }, { device: 'webgpu' }]) {
      expect(cache.peek({ ...key, ...other })).toBeUndefined();
      await cache.obtain({ ...key, ...other }, make);
    }
    expect(cache.statistics).toMatchObject({ made: 5, fromMemory: 2, fromStore: 0 });
  });

  test('does not keep failures', async () => {
    const cache = open();
    await expect(cache.obtain(key, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await cache.obtain(key, () => made('now'))).toBe('now');
  });

  test('revives from its store what other sessions made, with what was added', async () => {
    const store = storeInMemory();
    await open(store).obtain(key, () => made('v'));
    await settle();
    const never = () => Promise.reject(new Error('not to be made'));
    expect(await open(store).obtain(key, never)).toBe('v again');
    await open(store).amend(key, { tuning: bytes('fast') });
    const cache = open(store);
    expect(await cache.obtain(key, never)).toBe('v again fast');
    expect(cache.statistics).toMatchObject({ made: 0, fromStore: 1 });
    await cache.forget(key);
    expect([cache.peek(key), store.entries.size]).toEqual([undefined, 0]);
  });

  test('makes anew what is damaged or cannot be revived', async () => {
    const store = storeInMemory();
    await open(store).obtain(key, () => made('v'));
    await settle();
    const [stored] = store.entries.keys();
    store.entries.set(stored!, { description: { nonsense: true }, content: new Uint8Array(3) });
    expect(await open(store).obtain(key, () => made('w'))).toBe('w');
    await settle();
    const picky = createKernelCache<string>({ digest: sha256, store, revive: () => { throw new Error('stale'); } });
    expect(await picky.obtain(key, () => made('x'))).toBe('x');
    await settle();
    expect(await open(store).obtain(key, () => made('y'))).toBe('x again');
  });

  test('keeps what fits its budget in memory', async () => {
    const cache = open(undefined, 3500);
    for (const device of ['a', 'b', 'c', 'd']) await cache.obtain({ ...key, device }, () => made(device));
    expect(['a', 'b', 'c', 'd'].map((device) => cache.peek({ ...key, device }))).toEqual([undefined, 'b', 'c', 'd']);
    expect(cache.statistics.bytes).toBeLessThanOrEqual(3500);
  });
});

test('named buffers stay for their time, in files too', async () => {
  let clock = 1000;
  const buffers = (): ReturnType<typeof createNamedBuffers> => createNamedBuffers(createNodeEntryStore(folder, 1e6), nodeDigest, () => clock);
  await buffers().keep('weights', bytes('12345'), 500);
  await buffers().keep('bias', bytes('1'), 5000);
  expect(text(await buffers().find('weights'))).toBe('12345');
  expect(await buffers().find('other')).toBeUndefined();
  clock = 1501;
  expect(await buffers().find('weights')).toBeUndefined();
  clock = 1000;
  expect(await buffers().find('weights')).toBeUndefined();
  expect(text(await buffers().find('bias'))).toBe('1');
  await buffers().forget('bias');
  expect(await buffers().find('bias')).toBeUndefined();
});
