/** Random C++ programs, and programs that print the layouts of random classes, print the same built by g++ and by us, unoptimised and optimised. FUZZ_RUNS=n tries n programs, FUZZ_SEED the first one's seed. */
import { expect, test } from 'vitest';
import { cppProgram } from './cpp-program.js';
import { layoutProgram } from './layout-program.js';
import { gxx, missing, ours } from './toolchain.js';

const runs = Number(process.env.FUZZ_RUNS ?? 3);
const first = Number(process.env.FUZZ_SEED ?? 1);

if (missing !== undefined) console.warn(`random C++ programs: skipped, ${missing}`);

test.skipIf(missing !== undefined)('random C++ programs', { timeout: 3_600_000 }, async () => {
  for (let seed = first; seed < first + runs; seed++) {
    const source = cppProgram(seed);
    const expected = gxx(source);
    expect(expected, `seed ${seed} for g++`).toMatch(/exit 0$/);
    for (const level of [0, 2] as const) expect(await ours(source, level), `seed ${seed} -O${level}`).toBe(expected);
  }
});

test.skipIf(missing !== undefined)('random classes', { timeout: 3_600_000 }, async () => {
  for (let seed = first; seed < first + runs; seed++) {
    const source = layoutProgram(seed);
    const expected = gxx(source);
    expect(expected, `seed ${seed} for g++`).toMatch(/exit 0$/);
    expect(await ours(source, 0), `seed ${seed}`).toBe(expected);
  }
});
