/** The cache's entries in a real browser's IndexedDB: they stay when the page is left, are dropped when damaged, and fit their budget. */
import { build } from 'esbuild';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { createBrowserStore as CreateBrowserStore } from '../../src/runtime/cache/browser-store.js';
import { startBrowser, startSite } from './browser.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
let page: Page;
let origin: string;

beforeAll(async () => {
  const made = await build({ entryPoints: [join(root, 'src/runtime/cache/browser-store.ts')], bundle: true, write: false, format: 'esm', logLevel: 'warning' });
  const site = await startSite({ isolated: false });
  site.add('/store.mjs', made.outputFiles[0]!.text);
  site.add('/empty.html', '<!doctype html>');
  origin = site.origin;
  page = await (await startBrowser()).newPage();
  await page.goto(`${origin}/empty.html`);
});

type Task = (createStore: typeof CreateBrowserStore) => Promise<unknown>;
const inPage = (task: Task): Promise<unknown> => page.evaluate(`import('/store.mjs').then(({ createBrowserStore }) => (${task.toString()})(createBrowserStore))`);

test('what is kept stays', async () => {
  await inPage(async (createStore) => createStore(1e6).write('k1', { description: { n: 1 }, content: new Uint8Array([1, 2, 3]) }));
  await page.reload();
  const entry = await inPage(async (createStore) => {
    const found = await createStore(1e6).read('k1');
    return { description: found?.description, content: [...(found?.content ?? [])], other: (await createStore(1e6).read('k2')) ?? null };
  });
  expect(entry).toEqual({ description: { n: 1 }, content: [1, 2, 3], other: null });
  expect(await inPage(async (createStore) => {
    await createStore(1e6).remove('k1');
    return (await createStore(1e6).read('k1')) ?? null;
  })).toBeNull();
});

test('what is damaged is none, and goes', async () => {
  expect(await inPage(async (createStore) => {
    const store = createStore(1e6);
    await store.write('k', { description: 0, content: new Uint8Array(100) });
    const request = indexedDB.open('cuda-wasm');
    await new Promise((resolve) => {
      request.onsuccess = resolve;
    });
    const change = async (action: (contents: IDBObjectStore) => IDBRequest): Promise<unknown> => {
      const asked = action(request.result.transaction('contents', 'readwrite').objectStore('contents'));
      await new Promise((resolve) => {
        asked.onsuccess = resolve;
      });
      return asked.result;
    };
    const bytes = (await change((contents) => contents.get('k'))) as Uint8Array;
    bytes[90]! ^= 1;
    await change((contents) => contents.put(bytes, 'k'));
    const found = await store.read('k');
    const left = await change((contents) => contents.count());
    request.result.close();
    return [found === undefined, left];
  })).toEqual([true, 0]);
});

test('what was used last fits the budget', async () => {
  expect(await inPage(async (createStore) => {
    const store = createStore(5000, 'small');
    const pause = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 5));
    for (const key of ['a', 'b', 'c', 'd']) {
      await store.write(key, { description: key, content: new Uint8Array(1000) });
      await pause();
    }
    await store.read('a');
    await pause();
    await store.write('e', { description: 'e', content: new Uint8Array(1000) });
    const found: string[] = [];
    for (const key of ['a', 'b', 'c', 'd', 'e']) if ((await store.read(key)) !== undefined) found.push(key);
    return found.join('');
  })).toBe('acde');
});
