/** The front end ends in diagnostics or accepts, within seconds, whatever it is fed (five on a machine to work on; slow ones get more). FUZZ_RUNS=n mutates n programs. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findPrograms } from '../run/programs.js';
import { extremes, mutate } from './garbage.js';
import { compile, missing } from './toolchain.js';

const runs = Number(process.env.FUZZ_RUNS ?? 60);
const root = fileURLToPath(new URL('../run', import.meta.url));

if (missing?.startsWith('dist') === true) console.warn(`garbage for the front end: skipped, ${missing}`);

/** Throws on internal errors. */
function refuse(source: string, frontOnly: boolean): void {
  const path = '/fuzz/main.cu';
  const { milliseconds } = compile(source, { optimize: 0 }, { path, frontOnly });
  expect(milliseconds).toBeLessThan(15_000);
}

test.skipIf(missing?.startsWith('dist') === true)('mutations of the run tests', { timeout: 3_600_000 }, () => {
  const programs = findPrograms(root).map((program) => readFileSync(program.file, 'utf8'));
  for (let seed = 1; seed <= runs; seed++) {
    const source = mutate(seed, programs);
    try {
      refuse(source, true);
    } catch (error) {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
});

for (const [name, source] of Object.entries(extremes)) {
  test.skipIf(missing?.startsWith('dist') === true)(name, () => refuse(source, false));
}
