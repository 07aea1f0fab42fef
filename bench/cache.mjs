#!/usr/bin/env node
/**
 * What the cache of compiled programs is worth: `npm run bench:cache`. Runs whole processes of `run` for each program: compiled, and from the cache, beside a process of Node that does nothing; prints medians (and the least) of the
 * wall clock and of processor time, and writes bench/results/cache-<date>.json. `--out FILE`: where the JSON goes; `--runs N`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values: options } = parseArgs({ options: { out: { type: 'string' }, runs: { type: 'string', default: '15' } } });
const cli = join(root, 'dist/cli/main.js');
const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-bench-'));
const env = { ...process.env, CUDA_WASM_CACHE_DIR: folder };
/** Tells the processor time of the process as it ends, in milliseconds. */
const teller = join(folder, 'tell.cjs');
writeFileSync(teller, "process.on('exit', () => { const { user, system } = process.cpuUsage(); require('fs').writeSync(2, 'cpu ' + (user + system) / 1000); });\n");

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

function measure(name, words) {
  const wall = [];
  const cpu = [];
  for (let i = 0; i < Number(options.runs); i++) {
    const start = performance.now();
    const plain = spawnSync(process.execPath, words, { env });
    wall.push(performance.now() - start);
    if (plain.status !== 0) throw new Error(String(plain.stderr));
    // Telling takes time itself, so it is done in a process of its own.
    const { stderr } = spawnSync(process.execPath, ['--require', teller, ...words], { env, encoding: 'utf8' });
    cpu.push(Number(/cpu ([\d.]+)$/.exec(stderr)[1]));
  }
  const row = { name, wallMedian: median(wall), wallLeast: Math.min(...wall), cpuMedian: median(cpu), cpuLeast: Math.min(...cpu) };
  const column = (ms) => ms.toFixed(1).padStart(7);
  console.log(`${name.padEnd(40)} wall ${column(row.wallMedian)} ms (least ${row.wallLeast.toFixed(1)})   cpu ${column(row.cpuMedian)} ms (least ${row.cpuLeast.toFixed(1)})`);
  return row;
}

const rows = [measure("node -e ''", ['-e', ''])];
for (const path of ['examples/vector_add.cu', 'examples/nbody.cu', 'bench/containers.cu']) {
  const words = [cli, 'run', '--device', 'cpu', join(root, path)];
  rows.push(measure(`${path}, compiled`, [...words.slice(0, 2), '--no-cache', ...words.slice(2)]));
  spawnSync(process.execPath, words, { env });
  rows.push(measure(`${path}, from the cache`, words));
}
rmSync(teller);
const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
rmSync(folder, { recursive: true });
const file = options.out ?? join(root, `bench/results/cache-${new Date().toISOString().slice(0, 10)}.json`);
writeFileSync(file, `${JSON.stringify({ date: new Date().toISOString(), cpu: cpus()[0].model, node: process.version, programs: 3, bytes, rows }, undefined, 2)}\n`);
console.log(`${bytes} bytes kept for 3 programs; ${file}`);
