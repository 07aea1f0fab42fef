/** For benchmarks: a module of src/ as it is now, bundled. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

export async function loadSource(path) {
  const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-bench-'));
  try {
    const outfile = join(folder, 'module.mjs');
    await build({ entryPoints: [join(root, path)], outfile, bundle: true, platform: 'node', format: 'esm', target: 'es2022', logLevel: 'warning' });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
