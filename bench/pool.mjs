#!/usr/bin/env node
/**
 * What the memory pool (src/runtime/pool) is worth, and whether it keeps its promises: `node bench/pool.mjs`. Nanoseconds of an allocation and its free in every size class, beside what WebGPU's createBuffer takes (Dawn's null backend,
 * which does nothing: any real one takes longer), and hit ratio and waste on the traces of bench/pool, which are recorded from programs (bench/pool/record.mjs), each replayed once to warm up and once measured.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { loadSource, median } from './load-source.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'pool');

const backend = () => ({ create: (bytes) => ({ bytes }), destroy() {} });

/** Nanoseconds of processor time of a cached allocation and its free: for each class the least of several rounds. */
function cachedNanoseconds({ createMemoryPool }, { classCount, bytesOf }) {
  const pool = createMemoryPool(backend(), { limits: { idleBytes: Number.POSITIVE_INFINITY, idleFloor: Number.POSITIVE_INFINITY } });
  const repeats = 20000;
  const times = [];
  // The engine optimises first.
  for (let i = 0; i < 500 * classCount; i++) pool.free(pool.allocate(bytesOf(i % classCount)));
  for (let c = 0; c < classCount; c++) {
    const bytes = bytesOf(c);
    const rounds = [];
    for (let round = 0; round < 5; round++) {
      const start = process.cpuUsage();
      for (let i = 0; i < repeats; i++) pool.free(pool.allocate(bytes));
      const { user, system } = process.cpuUsage(start);
      rounds.push(((user + system) * 1e3) / repeats);
    }
    // The least: what else the machine does only adds.
    times.push(Math.min(...rounds));
  }
  return times;
}

/** The same for buffers. */
async function bufferNanoseconds() {
  const { create } = await import('webgpu');
  // Referenced for good: the process would crash when it is collected.
  globalThis.gpuOfBench = create(['backend=null']);
  const device = await (await globalThis.gpuOfBench.requestAdapter()).requestDevice();
  const rounds = [];
  for (let round = 0; round < 15; round++) {
    const start = process.cpuUsage();
    for (let i = 0; i < 1000; i++) device.createBuffer({ size: 4096, usage: 140 }).destroy();
    const { user, system } = process.cpuUsage(start);
    rounds.push(user + system);
  }
  device.destroy();
  return median(rounds);
}

export function replay({ createMemoryPool }, operations) {
  const pool = createMemoryPool(backend());
  const run = () => {
    const blocks = [];
    let at = 0;
    for (const n of operations) {
      if (n > 0) blocks.push(pool.allocate(n));
      else {
        pool.free(blocks[-n - 1]);
        blocks[-n - 1] = undefined;
      }
      // Programs do not run for ever: a step of time a thousand operations.
      if (++at % 1000 === 0) pool.tidy(at);
    }
    for (const block of blocks) if (block !== undefined) pool.free(block);
  };
  run();
  const warm = pool.statistics();
  run();
  const all = pool.statistics();
  return {
    hitRatio: (all.hits - warm.hits) / (all.hits - warm.hits + all.misses - warm.misses),
    // Of what the device gave, at the time that it gave most: what nobody asked for, whether in blocks that are larger than they should be, or in blocks that wait.
    waste: 1 - all.peakRequestedBytes / all.peakHeldBytes,
    rounding: 1 - all.peakRequestedBytes / all.peakUsedBytes,
    peakMegabytes: all.peakHeldBytes / 2 ** 20,
  };
}

/** Bars that hold on any machine, and ratios to compare with earlier ones. */
export async function measure(print = () => {}) {
  const pool = await loadSource('src/runtime/pool/pool.ts');
  const classes = await loadSource('src/runtime/pool/size-classes.ts');
  const times = cachedNanoseconds(pool, classes);
  const slowest = Math.max(...times);
  const buffer = await bufferNanoseconds();
  print(`allocate + free: ${median(times).toFixed(1)} ns, in the slowest class ${slowest.toFixed(1)} ns; createBuffer + destroy ${buffer.toFixed(0)} ns`);
  const ratios = { 'createBuffer : pool': buffer / median(times) };
  const failures = [];
  if (slowest > 100) failures.push(`an allocation from the pool takes ${slowest.toFixed(0)} ns`);
  if (buffer / slowest < 20) failures.push(`the pool is only ${(buffer / slowest).toFixed(1)} times as fast as createBuffer`);
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const { operations } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const { hitRatio, waste, rounding, peakMegabytes } = replay(pool, operations);
    print(`${name.padEnd(16)} ${operations.length} operations: hits ${(100 * hitRatio).toFixed(1)}%, waste ${(100 * waste).toFixed(1)}% (sizes alone ${(100 * rounding).toFixed(1)}%) of ${peakMegabytes.toFixed(0)} MiB`);
    ratios[`hits of ${name}`] = hitRatio;
    if (hitRatio < 0.95) failures.push(`${name}: hits ${(100 * hitRatio).toFixed(1)}%`);
    if (waste > 0.25) failures.push(`${name}: waste ${(100 * waste).toFixed(1)}%`);
  }
  return { ratios, failures };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { failures } = await measure(console.log);
  for (const failure of failures) console.error(failure);
  process.exitCode = failures.length > 0 ? 1 : 0;
}
