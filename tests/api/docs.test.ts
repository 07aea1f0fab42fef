/** Every example of docs/api.md runs, and prints what stands behind its `// →`. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transform } from 'esbuild';
import { afterAll, expect, test, vi } from 'vitest';
import { useSoftwareGpu } from '../run/software-gpu.js';
import { dist } from '../parts.js';
import { api } from './api.js';

useSoftwareGpu();
const text = readFileSync(fileURLToPath(new URL('../../docs/api.md', import.meta.url)), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-docs-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
  api.closeCompiler();
});

const examples = [...text.matchAll(/^## (.*)$|^```js\n([\s\S]*?)^```$/gm)].reduce<{ heading: string; list: { heading: string; code: string }[] }>(
  ({ heading, list }, [, title, code]) => (title !== undefined ? { heading: title, list } : { heading, list: [...list, { heading, code: code! }] }),
  { heading: '', list: [] },
).list;

test('there are examples', () => {
  expect(examples.length).toBeGreaterThanOrEqual(9);
  expect(text.match(/^```/gm)!.length).toBe(2 * examples.length);
});

test.each(examples.map(({ heading, code }, i) => ({ heading, code, i })))('$heading ($i)', async ({ code, i }) => {
  const { code: plain } = await transform(code, { target: 'es2022', format: 'esm', supported: { using: false } });
  const local = plain.replaceAll(/(["'])cuda-wasm(?:\/(\w+))?\1/g, (_, _quote, subpath = 'index') => JSON.stringify(pathToFileURL(`${dist}api/${subpath}.js`).href));
  const file = join(folder, `example-${i}.mjs`);
  writeFileSync(file, local);
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((...words: readonly unknown[]) => void lines.push(words.map(String).join(' ')));
  try {
    await import(/* @vite-ignore */ pathToFileURL(file).href);
  } finally {
    log.mockRestore();
  }
  expect(lines).toEqual([...code.matchAll(/\/\/ → (.*)$/gm)].map(([, expected]) => expected));
});
