/**
 * A cache's entries in IndexedDB, for pages and their workers, which may use it at once. Each entry has its bytes (entry.ts: with a checksum) and, in a table of its own, its size and when it was last used; both change in one transaction, so
 * that a page that is closed while it writes leaves the entry before. Where there is no IndexedDB nothing is found and nothing kept.
 */
import { decodeEntry, encodeEntry } from './entry.js';
import { entriesToEvict } from './eviction.js';
import type { KeptEntry } from './eviction.js';
import type { EntryStore } from './kernel-cache.js';
import { sha256 } from './sha256.js';

const [contents, uses] = ['contents', 'uses'];

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

async function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(contents);
    request.result.createObjectStore(uses, { keyPath: 'key' });
  };
  const database = await settled(request);
  // Another page may want to delete it.
  database.onversionchange = () => database.close();
  return database;
}

export function createBrowserStore(budget: number, name = 'cuda-wasm'): EntryStore {
  let opened: Promise<IDBDatabase> | undefined;

  /** Does something with both tables; undefined where that is not possible. */
  async function inTransaction<T>(mode: IDBTransactionMode, action: (contents: IDBObjectStore, uses: IDBObjectStore) => Promise<T>): Promise<T | undefined> {
    try {
      opened ??= openDatabase(name);
      const transaction = (await opened).transaction([contents, uses], mode);
      const done = completed(transaction);
      // It is waited for below, unless something fails before.
      done.catch(() => undefined);
      const result = await action(transaction.objectStore(contents), transaction.objectStore(uses));
      await done;
      return result;
    } catch {
      opened = undefined;
      return undefined;
    }
  }

  const remove = async (key: string): Promise<void> => {
    await inTransaction('readwrite', async (c, u) => {
      c.delete(key);
      u.delete(key);
    });
  };

  return {
    async read(key) {
      const bytes = await inTransaction('readwrite', async (c, u) => {
        const found = (await settled(c.get(key))) as Uint8Array<ArrayBuffer> | undefined;
        if (found !== undefined) u.put({ key, bytes: found.length, usedAt: Date.now() } satisfies KeptEntry);
        return found;
      });
      if (bytes === undefined) return undefined;
      const entry = decodeEntry(sha256, key, bytes);
      if (entry === undefined) await remove(key);
      return entry;
    },
    async write(key, entry) {
      const bytes = encodeEntry(sha256, key, entry);
      await inTransaction('readwrite', async (c, u) => {
        c.put(bytes, key);
        u.put({ key, bytes: bytes.length, usedAt: Date.now() } satisfies KeptEntry);
        for (const gone of entriesToEvict((await settled(u.getAll())) as KeptEntry[], budget)) {
          c.delete(gone.key);
          u.delete(gone.key);
        }
      });
    },
    remove,
  };
}
