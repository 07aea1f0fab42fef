import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { decodeEntry, encodeEntry, keyOf } from './entry.js';
import { entriesToEvict } from './eviction.js';
import { cacheFolder, createFileStore, nodeDigest } from './node-store.js';

const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-cache-'));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const key = (text: string): string => keyOf(nodeDigest, [text]);
const entry = (text: string, length = 100) => ({ description: { text }, content: new Uint8Array(length).fill(text.length) });

describe('keys', () => {
  test('tell parts, their kinds and their limits apart', () => {
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    const keys = [['ab', 'c'], ['a', 'bc'], ['abc'], ['abc', ''], ['abc', undefined], [bytes('abc')], [], ['as1:b'], ['a', 'b'], ['é'], ['e']].map((parts) => keyOf(nodeDigest, parts));
    expect(new Set(keys).size).toBe(keys.length);
    for (const made of keys) expect(made).toMatch(/^[0-9a-f]{64}$/);
    expect(keyOf(nodeDigest, ['ab', bytes('c')])).toBe(keyOf(nodeDigest, ['ab', bytes('c')]));
  });
});

describe('entries', () => {
  test('come back as they were', () => {
    const { description, content } = decodeEntry(nodeDigest, 'k', encodeEntry(nodeDigest, 'k', entry('text é', 1000)))!;
    expect({ description, content: [...content] }).toEqual({ description: { text: 'text é' }, content: Array.from({ length: 1000 }, () => 6) });
    expect(decodeEntry(nodeDigest, 'k', encodeEntry(nodeDigest, 'k', { description: 1, content: new Uint8Array(0) }))).toMatchObject({ description: 1 });
  });

  test('are not taken when a bit has changed, when they are cut off or longer, or under another key', () => {
    const bytes = encodeEntry(nodeDigest, 'k', entry('text'));
    for (let i = 0; i < bytes.length; i++) {
      const changed = bytes.slice();
      changed[i]! ^= 1 << (i % 8);
      expect(decodeEntry(nodeDigest, 'k', changed), `bit in byte ${i}`).toBeUndefined();
      expect(decodeEntry(nodeDigest, 'k', bytes.slice(0, i)), `first ${i} bytes`).toBeUndefined();
    }
    expect(decodeEntry(nodeDigest, 'k', new Uint8Array([...bytes, 0]))).toBeUndefined();
    expect(decodeEntry(nodeDigest, 'l', bytes)).toBeUndefined();
  });
});

describe('eviction', () => {
  test('takes the least recently used entries, until the rest fits with some room', () => {
    const entries = [3, 1, 2, 5, 4].map((usedAt) => ({ key: String(usedAt), bytes: 100, usedAt }));
    expect(entriesToEvict(entries, 500)).toEqual([]);
    expect(entriesToEvict(entries, 499).map((one) => one.key)).toEqual(['1']);
    expect(entriesToEvict(entries, 400).map((one) => one.key)).toEqual(['1', '2']);
    expect(entriesToEvict(entries, 0).map((one) => one.key)).toEqual(['1', '2', '3', '4', '5']);
  });
});

describe('the store of files', () => {
  test('gives what was written, from any process, and nothing else', () => {
    const folder = join(newFolder(), 'not', 'there', 'yet');
    const store = createFileStore(folder, 1e6);
    expect(store.read(key('a'))).toBeUndefined();
    store.write(key('a'), entry('a'));
    expect(createFileStore(folder, 1e6).read(key('a'))).toMatchObject({ description: { text: 'a' } });
    expect(store.read(key('b'))).toBeUndefined();
    store.write(key('a'), entry('other'));
    expect(store.read(key('a'))).toMatchObject({ description: { text: 'other' } });
    expect(readdirSync(folder)).toEqual([key('a')]);
  });

  test('drops entries that are damaged', () => {
    const folder = newFolder();
    const store = createFileStore(folder, 1e6);
    store.write(key('a'), entry('a'));
    const path = join(folder, key('a'));
    for (const damage of [(bytes: Buffer) => bytes.subarray(0, 70), (bytes: Buffer) => bytes.fill(0, 60, 61), () => Buffer.alloc(0)]) {
      store.write(key('a'), entry('a'));
      writeFileSync(path, new Uint8Array(damage(readFileSync(path))));
      expect(store.read(key('a'))).toBeUndefined();
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  test('keeps what was used last within its budget', () => {
    const folder = newFolder();
    const store = createFileStore(folder, 3000);
    const names = Array.from({ length: 6 }, (_, i) => key(String(i)));
    names.forEach((name, i) => {
      store.write(name, entry(String(i), 800));
      utimesSync(join(folder, name), 1000 + i, 1000 + i);
    });
    store.read(names[0]!);
    store.tidy();
    expect(names.map((name) => store.read(name) !== undefined)).toEqual([true, false, false, false, true, true]);
  });

  test('tidies up by itself when much is written', () => {
    const folder = newFolder();
    const store = createFileStore(folder, 20_000);
    for (let i = 0; i < 300; i++) store.write(key(`entry ${i}`), entry('x', 1000));
    expect(readdirSync(folder).length).toBeLessThan(120);
    expect(store.read(key('entry 299'))).toBeDefined();
  });

  test('is not disturbed by what killed processes left, and removes it in time', () => {
    const folder = newFolder();
    const store = createFileStore(folder, 1e6);
    store.write(key('a'), entry('a'));
    const cut = join(folder, `${key('b')}.123.tmp`);
    const fresh = join(folder, `${key('c')}.124.tmp`);
    for (const path of [cut, fresh]) writeFileSync(path, 'CWCE');
    utimesSync(cut, 1, 1);
    store.tidy();
    expect(readdirSync(folder).sort()).toEqual([key('a'), `${key('c')}.124.tmp`].sort());
    expect(store.read(key('b'))).toBeUndefined();
    expect(store.read(key('a'))).toBeDefined();
  });

  test('does without a folder that cannot be', () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const store = createFileStore(join(file, 'cache'), 1e6);
    store.write(key('a'), entry('a'));
    expect(store.read(key('a'))).toBeUndefined();
  });

  test('lies where the system keeps such things', () => {
    const home = () => '/home/u';
    expect(cacheFolder({}, 'linux', home)).toBe('/home/u/.cache/cuda-wasm');
    expect(cacheFolder({}, 'darwin', home)).toBe('/home/u/Library/Caches/cuda-wasm');
    expect(cacheFolder({ LOCALAPPDATA: '/local' }, 'win32', home)).toBe('/local/cuda-wasm/cache');
    expect(cacheFolder({ XDG_CACHE_HOME: '/x' }, 'linux', home)).toBe('/x/cuda-wasm');
    expect(cacheFolder({ XDG_CACHE_HOME: 'relative' }, 'linux', home)).toBe('/home/u/.cache/cuda-wasm');
    expect(cacheFolder({ CUDA_WASM_CACHE_DIR: '/own', XDG_CACHE_HOME: '/x' }, 'linux', home)).toBe('/own');
    expect(cacheFolder({ CUDA_WASM_CACHE_DIR: '' }, 'linux', home)).toBeUndefined();
    expect(cacheFolder({}, 'linux', () => '')).toBeUndefined();
  });
});
