/** The store of files under several processes that read and write the same entries at once, and under processes that are killed while they write. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFileStore } from '../../src/runtime/cache/node-store.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-cache-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An entry's content says which it is: the same byte throughout. */
const worker = `
import { createFileStore } from './store.mjs';
const [folder, kind, rounds, seed] = process.argv.slice(2);
const store = createFileStore(folder, 1e9);
let wrong = 0;
for (let i = 0; i < Number(rounds); i++) {
  const key = String((i * 7 + Number(seed)) % 8).padStart(64, '1');
  if (kind === 'write' || i % 3 === 0) store.write(key, { description: { key }, content: new Uint8Array(300000).fill(1 + (i + Number(seed)) % 250) });
  const entry = store.read(key);
  if (entry !== undefined && (entry.description.key !== key || entry.content.length !== 300000 || entry.content.some((byte) => byte !== entry.content[0]))) wrong++;
}
process.stdout.write(String(wrong));
`;

beforeAll(async () => {
  await build({ entryPoints: [join(root, 'src/runtime/cache/node-store.ts')], outfile: join(folder, 'store.mjs'), bundle: true, platform: 'node', format: 'esm', logLevel: 'warning' });
  writeFileSync(join(folder, 'worker.mjs'), worker);
});

function start(...args: string[]): { readonly kill: () => void; readonly done: Promise<string> } {
  const child = spawn(process.execPath, [join(folder, 'worker.mjs'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (data) => {
    output += data;
  });
  return { kill: () => child.kill('SIGKILL'), done: new Promise((resolve) => void child.on('close', () => resolve(output))) };
}

test('several at once corrupt nothing', async () => {
  const cache = join(folder, 'shared');
  const wrong = await Promise.all(['1', '2', '3'].map((seed) => start(cache, 'both', '120', seed).done));
  expect(wrong).toEqual(['0', '0', '0']);
  expect(readdirSync(cache).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('killed while they write they lose that entry at most', async () => {
  const cache = join(folder, 'killed');
  const store = createFileStore(cache, 1e9);
  const other = 'f'.repeat(64);
  store.write(other, { description: { other }, content: new Uint8Array(1000).fill(9) });
  for (let i = 0; i < 8; i++) {
    const victim = start(cache, 'write', '100000', String(i));
    // Killed at various moments, the first not before there is something written.
    const deadline = performance.now() + 20_000;
    do await new Promise((resolve) => void setTimeout(resolve, 90 + 13 * i));
    while (readdirSync(cache).length < 3 && performance.now() < deadline);
    victim.kill();
    await victim.done;
    for (const key of readdirSync(cache).filter((name) => !name.endsWith('.tmp'))) {
      const entry = store.read(key);
      expect(entry, key).toBeDefined();
      expect(entry!.content.every((byte) => byte === entry!.content[0])).toBe(true);
    }
  }
  expect(store.read(other)).toMatchObject({ description: { other } });
  expect(readdirSync(cache).length).toBeGreaterThan(1);
});
