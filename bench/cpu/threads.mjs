#!/usr/bin/env node
/**
 * What threads gain: `node bench/cpu/threads.mjs [options]`, after `npm run build`. In: compute-bound programs of bench/gpu. Out: their times on 1, 2, 4, 8 and all threads, as far as the machine has cores, how many times as
 * fast as one thread each number is, and what a launch of an empty kernel costs with and without a pool. Times are the clock's, medians over rounds in which the numbers of threads alternate: the machine should have
 * nothing else to do, and the table says whether it had.
 *
 *   --only NAME[,NAME]   these programs only
 *   --threads N[,N]      these numbers of threads only; one is added
 *   --rounds N           how often each runs (5)
 *   --out FILE           where the JSON goes; nowhere unless given
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const { values: options } = parseArgs({ options: { only: { type: 'string' }, threads: { type: 'string' }, rounds: { type: 'string', default: '5' }, out: { type: 'string' } } });

/** 10 to 30 ms a launch on one thread. */
const sizes = { nbody: 4096, mandelbrot: 512, black_scholes: 1 << 20, sgemm_tile16: 512 };
/** Above this, something else ran. */
const quiet = 1.5;

const cores = availableParallelism();
const counts = [...new Set([1, ...(options.threads?.split(',').map(Number) ?? [2, 4, 8, cores].filter((n) => n <= cores))])].sort((a, b) => a - b);
const names = options.only?.split(',') ?? Object.keys(sizes);
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const execute = (args) => execFileSync('node', [join(root, 'dist/cli/main.js'), 'run', '--device', 'cpu', ...args], { cwd: root, encoding: 'utf8', timeout: 120_000, stdio: ['ignore', 'pipe', 'pipe'] });

function milliseconds(name, threads) {
  const text = execute(['--threads', String(threads), '-DBENCH_BATCH_MS=80.0', join(root, `bench/gpu/${name}.cu`), '--', String(sizes[name])]);
  const found = /wall: ([\d.]+) ms/.exec(text);
  if (found === null || !/result: ok/.test(text)) throw new Error(`${name}: no verified result`);
  return Number(found[1]);
}

/** Microseconds a launch, by number of blocks. */
function launchCost(args) {
  const rounds = Array.from({ length: Number(options.rounds) }, () => [...execute([...args, join(here, 'launch.cu')]).matchAll(/^\d+: ([\d.]+) us$/gm)].map((found) => Number(found[1])));
  return rounds[0].map((_, i) => median(rounds.map((round) => round[i])));
}

const load = [loadavg()[0]];
console.log(`${cores} cores (${cpus()[0].model}), node ${process.version}, load ${load[0].toFixed(2)}`);
console.log(`${'program'.padEnd(16)}${counts.map((n) => `${n} thread${n === 1 ? '' : 's'}, ms`.padStart(16)).join('')}${counts.slice(1).map((n) => `1/${n}`.padStart(8)).join('')}`);
const rows = names.map((name) => {
  const times = counts.map(() => []);
  for (let round = 0; round < Number(options.rounds); round++) counts.forEach((n, i) => void times[i].push(milliseconds(name, n)));
  const medians = times.map(median);
  console.log(`${name.padEnd(16)}${medians.map((ms) => ms.toFixed(3).padStart(16)).join('')}${medians.slice(1).map((ms) => (medians[0] / ms).toFixed(2).padStart(8)).join('')}`);
  return { name, size: sizes[name], threads: counts, medians, times };
});
const launches = [
  ['one thread', ['--threads', '1']],
  ['all threads', ['--threads', String(Math.max(2, cores))]],
  ['all threads, every launch shared out', ['--threads', String(Math.max(2, cores)), '-fshare-always']],
].map(([name, args]) => ({ name, microseconds: launchCost(args) }));
console.log('\nempty launches, microseconds            1 block   64 blocks');
for (const { name, microseconds } of launches) console.log(`${name.padEnd(38)}${microseconds.map((us) => us.toFixed(2).padStart(9)).join('   ')}`);
// All threads are this program's own: what is more than them is somebody else's.
load.push(loadavg()[0]);
if (load[0] > quiet) console.log(`\nThe machine had other things to do (load ${load[0].toFixed(2)} at the beginning): what threads gain is more than this.`);
if (options.out !== undefined) writeFileSync(options.out, `${JSON.stringify({ date: new Date().toISOString(), cpu: cpus()[0].model, cores, node: process.version, load, rows, launches }, undefined, 2)}\n`);
