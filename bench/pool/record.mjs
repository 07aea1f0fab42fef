#!/usr/bin/env node
/**
 * Records the allocation traces that bench/pool.mjs replays: `node bench/pool/record.mjs` runs the programs beside it with record.h in front, which notes their allocations and frees, and writes what it noted. They compute what they are about
 * and check it. Needs `npm run build`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const root = join(folder, '../..');

const place = mkdtempSync(join(tmpdir(), 'cuda-wasm-record-'));
try {
  for (const name of ['training', 'queries', 'multigrid']) {
    const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, 'dist/cli/main.js'), 'run', '--device', 'cpu', '-include', join(folder, 'record.h'), join(folder, `${name}.cu`)], { cwd: place, encoding: 'utf8' });
    process.stdout.write(`${name}: ${stdout}${stderr}`);
    if (status !== 0) throw new Error(`${name} ended with ${status}`);
    const operations = readFileSync(join(place, 'trace'), 'utf8').trim().split('\n').map(Number);
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ about: `allocations (bytes) and frees (-number) of ${name}.cu, recorded by record.mjs`, operations })}\n`);
    process.stdout.write(`${name}: ${operations.length} operations\n`);
  }
} finally {
  rmSync(place, { recursive: true });
}
