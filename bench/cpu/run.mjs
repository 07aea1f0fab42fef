#!/usr/bin/env node
/**
 * CPU benchmark: `node bench/cpu/run.mjs [options]`, after `npm run build` and bench/cpu/setup.sh. In: each program of bench/gpu that has a native half here, at a size that suits one core. Out: a table of our
 * code (several threads at a time, and one at a time) against OpenCL by PoCL and a C++ loop by g++ -O3 -march=native -fopenmp, geometric means, and bench/results/cpu-<date>.json.
 * Everything runs on one thread, and times are milliseconds of process time a launch; or on as many threads as --threads says, and times are the clock's: the machine should have nothing else to do then. Medians over the
 * rounds, in which the forms alternate.
 *
 *   --only NAME[,NAME]   these programs only
 *   --threads N          threads for all forms (1)
 *   --rounds N           how often each form runs (3)
 *   --out FILE           where the JSON goes
 *   --timeout S          seconds for one run of a program (120)
 *
 * A program counts only if all forms verified their results in every round; others are listed with what went wrong, and make the exit code 1.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const { values: options } = parseArgs({
  options: { only: { type: 'string' }, threads: { type: 'string', default: '1' }, rounds: { type: 'string', default: '3' }, out: { type: 'string' }, timeout: { type: 'string', default: '120' } },
});

/** Fits the caches of one core, mostly: the kernels are compared, not the memory. */
const sizes = {
  saxpy: 262144, triad: 262144, transpose_tiled: 1024, sgemm_naive: 256, sgemm_tile16: 256, sgemv: 1024, reduce_shuffle: 1048576, scan: 1048576, histogram: 262144, nbody: 2048, black_scholes: 65536,
  mandelbrot: 256, conv2d: 512, stencil3d: 64, spmv: 20000, softmax: 256, hash: 32768, life: 256, kmeans: 8192,
};
const only = options.only?.split(',');
const names = readdirSync(here).filter((file) => file.endsWith('.cpp')).map((file) => file.slice(0, -4)).filter((name) => only === undefined || only.includes(name));
const unknown = only?.filter((name) => !names.includes(name)) ?? [];
if (unknown.length > 0) {
  console.error(`no program ${unknown.join(', ')}`);
  process.exit(2);
}
const binaries = mkdtempSync(join(tmpdir(), 'cuda-wasm-bench-'));
const env = { ...process.env, POCL_MAX_PTHREAD_COUNT: options.threads, OMP_NUM_THREADS: options.threads, OMP_PROC_BIND: options.threads === '1' ? 'false' : 'true' };
/** Threads are started, and the engine compiles kernels a second time, while the first launches run: batches are so long that this is over in most of them. */
const timing = ['-DBENCH_BATCH_MS=40.0', ...(options.threads === '1' ? ['-DBENCH_PROCESS_TIME'] : [])];

function execute(command, args) {
  return execFileSync(command, args, { cwd: root, env, encoding: 'utf8', timeout: Number(options.timeout) * 1000, stdio: ['ignore', 'pipe', 'pipe'] });
}

function number(text, pattern) {
  const found = pattern.exec(text);
  if (found === null || !/result: ok/.test(text)) throw new Error(`no verified result: ${text.trim().split('\n').pop()}`);
  return Number(found[1]);
}

function ours(name, flag) {
  const text = execute('node', [join(root, 'dist/cli/main.js'), 'run', '--device', 'cpu', '--threads', options.threads, flag, ...timing, join(root, `bench/gpu/${name}.cu`), '--', String(sizes[name])]);
  return number(text, /wall: ([\d.]+) ms/);
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const mean = (list) => (list.length === 0 ? Number.NaN : Math.exp(list.reduce((sum, x) => sum + Math.log(x), 0) / list.length));

const rows = [];
const failures = [];
console.log(`${'program'.padEnd(18)}${['ours', 'scalar', 'PoCL', 'OpenMP'].map((s) => `${s} ms`.padStart(12)).join('')}${['PoCL/ours', 'OpenMP/ours', 'scalar/ours'].map((s) => s.padStart(13)).join('')}`);
for (const name of names) {
  try {
    const binary = join(binaries, name);
    execute('g++', ['-O3', '-march=native', '-fopenmp', '-std=c++17', ...timing, join(here, `${name}.cpp`), '-o', binary, '-lOpenCL']);
    const times = { ours: [], scalar: [], pocl: [], openmp: [] };
    for (let round = 0; round < Number(options.rounds); round++) {
      times.ours.push(ours(name, '-fsimd'));
      times.scalar.push(ours(name, '-fno-simd'));
      const native = execute(binary, [String(sizes[name])]);
      times.pocl.push(number(native, /pocl: ([\d.]+)/));
      times.openmp.push(number(native, /openmp: ([\d.]+)/));
    }
    const [o, s, p, m] = [times.ours, times.scalar, times.pocl, times.openmp].map(median);
    rows.push({ name, size: sizes[name], ours: o, scalar: s, pocl: p, openmp: m, times });
    console.log(`${name.padEnd(18)}${[o, s, p, m].map((x) => x.toFixed(4).padStart(12)).join('')}${[p / o, m / o, s / o].map((x) => x.toFixed(2).padStart(13)).join('')}`);
  } catch (error) {
    const why = String(error.stderr || error.message).trim().split('\n').pop();
    failures.push({ name, why });
    console.log(`${name.padEnd(18)}  ${why}`);
  }
}
rmSync(binaries, { recursive: true, force: true });
const geomean = { pocl: mean(rows.map((r) => r.pocl / r.ours)), openmp: mean(rows.map((r) => r.openmp / r.ours)), scalar: mean(rows.map((r) => r.scalar / r.ours)) };
console.log(`${'geometric mean'.padEnd(66)}${[geomean.pocl, geomean.openmp, geomean.scalar].map((x) => x.toFixed(2).padStart(13)).join('')}`);
const file = options.out ?? join(root, `bench/results/cpu-${new Date().toISOString().slice(0, 10)}${options.threads === '1' ? '' : `-${options.threads}-threads`}.json`);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify({ date: new Date().toISOString(), cpu: cpus()[0].model, node: process.version, threads: Number(options.threads), geomean, rows, failures }, undefined, 2)}\n`);
console.log(file);
process.exit(failures.length > 0 ? 1 : 0);
