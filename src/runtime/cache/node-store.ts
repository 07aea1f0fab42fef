/**
 * A cache's entries as files in one folder, for Node: the file's name is the key. Any number of processes may use it at once, and may end at any moment: files appear by renaming, complete, and whoever reads one that is removed
 * meanwhile keeps what he reads. The time of modification says when an entry was last used. Where the folder cannot be read or written nothing is found and nothing kept.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { CacheEntry, Digest } from './entry.js';
import { decodeEntry, encodeEntry } from './entry.js';
import { entriesToEvict } from './eviction.js';
import type { EntryStore } from './kernel-cache.js';

export interface FileStore {
  read(key: string): CacheEntry | undefined;
  write(key: string, entry: CacheEntry): void;
  remove(key: string): void;
  /** Removes what is over the budget, and what processes left that were killed while they wrote. `write` does it now and then. */
  tidy(): void;
}

/** How long a file that is being written may stay unfinished. */
const unfinishedMilliseconds = 3_600_000;

const ignoring = (action: () => void): void => {
  try {
    action();
  } catch {
    // The cache is a convenience: what it cannot do is done without.
  }
};

export const nodeDigest: Digest = (parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  const sum = hash.digest();
  return new Uint8Array(sum.buffer as ArrayBuffer, sum.byteOffset, sum.length);
};

export function createFileStore(folder: string, budget: number): FileStore {
  const pathOf = (key: string): string => join(folder, key);
  const store: FileStore = {
    read(key) {
      let bytes: Uint8Array<ArrayBuffer>;
      try {
        const buffer = readFileSync(pathOf(key));
        bytes = new Uint8Array(buffer.buffer as ArrayBuffer, buffer.byteOffset, buffer.length);
      } catch {
        return undefined;
      }
      const entry = decodeEntry(nodeDigest, key, bytes);
      const now = new Date();
      ignoring(() => (entry === undefined ? unlinkSync(pathOf(key)) : utimesSync(pathOf(key), now, now)));
      return entry;
    },
    write(key, entry) {
      const unfinished = pathOf(`${key}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`);
      const bytes = encodeEntry(nodeDigest, key, entry);
      ignoring(() => {
        try {
          mkdirSync(folder, { recursive: true, mode: 0o700 });
          writeFileSync(unfinished, bytes);
          renameSync(unfinished, pathOf(key));
        } catch (cause) {
          ignoring(() => unlinkSync(unfinished));
          throw cause;
        }
        // Keys are as good as random: one write in sixteen tidies up.
        if (key.startsWith('0')) store.tidy();
      });
    },
    remove: (key) => ignoring(() => unlinkSync(pathOf(key))),
    tidy() {
      const entries = [];
      for (const name of readdirSync(folder)) {
        const { size, mtimeMs } = statSync(pathOf(name), { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
        if (!name.endsWith('.tmp')) entries.push({ key: name, bytes: size, usedAt: mtimeMs });
        else if (mtimeMs < Date.now() - unfinishedMilliseconds) ignoring(() => unlinkSync(pathOf(name)));
      }
      for (const { key } of entriesToEvict(entries, budget)) ignoring(() => unlinkSync(pathOf(key)));
    },
  };
  return store;
}

/** The same for caches of what is made while a program runs. */
export function createNodeEntryStore(folder: string, budget: number): EntryStore {
  const files = createFileStore(folder, budget);
  return {
    read: async (key) => files.read(key),
    write: async (key, entry) => files.write(key, entry),
    remove: async (key) => files.remove(key),
  };
}

/** The folder of cached programs: CUDA_WASM_CACHE_DIR (empty: there is none), else where the system has such folders. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>> = process.env, platform: string = process.platform, home: () => string = homedir): string | undefined {
  const { CUDA_WASM_CACHE_DIR: own, XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = env;
  if (own !== undefined) return own === '' ? undefined : own;
  if (xdg?.startsWith('/')) return join(xdg, 'cuda-wasm');
  if (platform === 'win32') return local === undefined ? undefined : join(local, 'cuda-wasm', 'cache');
  const folder = home();
  return folder === '' ? undefined : join(folder, ...(platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']), 'cuda-wasm');
}
