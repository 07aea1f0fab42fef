/** The C and C++ library prints what g++'s prints, in each area of the library fuzzer. FUZZ_RUNS=n tries n programs of each area, FUZZ_SEED the first one's seed. */
import { expect, test } from 'vitest';
import { areas, differingCases, libraryProgram } from './library/program.js';
import { gxx, missing, ours } from './toolchain.js';

const runs = Number(process.env.FUZZ_RUNS ?? 1);
const first = Number(process.env.FUZZ_SEED ?? 1);

if (missing !== undefined) console.warn(`the library against g++'s: skipped, ${missing}`);

for (const [name, area] of Object.entries(areas)) {
  test.skipIf(missing !== undefined)(name, { timeout: 3_600_000 }, async () => {
    for (let seed = first; seed < first + runs; seed++) {
      const source = libraryProgram(area, seed, 12);
      const expected = gxx(source, ['-O0']);
      expect(expected, `seed ${seed} for g++`).toMatch(/exit 0$/);
      const actual = await ours(source, 0);
      expect(differingCases(source, expected!, actual), `seed ${seed}`).toEqual([]);
    }
  });
}
