#!/usr/bin/env node
/**
 * What the performance monitor and profiles cost: `node bench/monitor.mjs`. Nanoseconds of a sample, beside the two readings of the clock that it needs; and how much longer the program bench/gpu/launches.cu (thousands of launches of a
 * microsecond) takes when it is profiled, by the process's own time: the least of several runs each, in turns.
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { loadSource, median } from './load-source.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function nanoseconds(repeats, action) {
  const rounds = [];
  for (let round = 0; round < 9; round++) {
    const start = process.cpuUsage();
    for (let i = 0; i < repeats; i++) action();
    const { user, system } = process.cpuUsage(start);
    rounds.push(((user + system) * 1e3) / repeats);
  }
  return median(rounds);
}

function launchMilliseconds(...command) {
  const { stdout } = spawnSync(process.execPath, [join(root, 'dist/cli/main.js'), ...command, '--device', 'cpu', '--threads', '1', '-DBENCH_PROCESS_TIME', join(root, 'bench/gpu/launches.cu')], { encoding: 'utf8' });
  return Number(/result: ok {2}ms: ([\d.]+)/.exec(stdout)[1]);
}

export async function measure(print = () => {}, runs = 5) {
  const { createMonitor } = await loadSource('src/runtime/monitor/monitor.ts');
  const series = createMonitor().series('sample');
  const repeats = 100_000;
  let sum = 0;
  const clocks = nanoseconds(repeats, () => {
    sum += performance.now() - performance.now();
  });
  const sample = nanoseconds(repeats, () => series.time()[Symbol.dispose]());
  const [plain, profiled] = [[], []];
  for (let i = 0; i < runs; i++) {
    plain.push(launchMilliseconds('run', '--no-cache'));
    profiled.push(launchMilliseconds('profile'));
  }
  const overhead = Math.min(...profiled) / Math.min(...plain) - 1;
  print(`a sample takes ${sample.toFixed(0)} ns, the clock read twice ${clocks.toFixed(0)} ns; launches take ${(100 * overhead).toFixed(1)}% longer when profiled (least of ${runs}: ${Math.min(...plain)} and ${Math.min(...profiled)} ms per thousand)`);
  const failures = Number.isNaN(sum) ? ['the clock does not work'] : [];
  // It is meant to be 1%; where other processes run, so few runs can tell no more than this.
  if (overhead > 0.3) failures.push(`profiled launches take ${(100 * overhead).toFixed(1)}% longer`);
  return { ratios: { 'clock : sample': clocks / sample, 'launches : profiled launches': Math.min(1, 1 / (1 + overhead)) }, failures };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { failures } = await measure(console.log, 15);
  for (const failure of failures) console.error(failure);
  process.exitCode = failures.length > 0 ? 1 : 0;
}
