/** Random kernels compute what the host's loops over threads compute, whichever way their threads are run. FUZZ_RUNS=n tries n programs. */
import { expect, test } from 'vitest';
import { kernelProgram } from './kernel-program.js';
import { missing, ours } from './toolchain.js';

const runs = Number(process.env.FUZZ_RUNS ?? 4);
/** Seeds that once failed: a uniform value merged after a divergent break; a shuffle of a barrier's count; results of a masked region. */
const seeds = [25, 34, 10, ...Array.from({ length: runs }, (_, i) => i + 1)];
const unbuilt = missing?.startsWith('dist') === true;

if (unbuilt) console.warn(`random kernels: skipped, ${missing}`);

test.skipIf(unbuilt)('random kernels', { timeout: 3_600_000 }, async () => {
  for (const seed of seeds) {
    const source = kernelProgram(seed);
    const path = '/fuzz/program.cu';
    for (const level of [0, 2] as const) {
      expect(await ours(source, level, { path }), `seed ${seed} -O${level}`).toBe('same\nexit 0');
      expect(await ours(source, level, { path, model: 'fibers' }), `seed ${seed} -O${level}, fibers`).toBe('same\nexit 0');
    }
  }
});
