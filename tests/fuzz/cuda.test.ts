/**
 * Whole CUDA programs from a grammar pass all phases and both back ends, whose output is valid; some are run at several levels and execution models. FUZZ_RUNS=n tries n programs (scripts/fuzz.mjs: many
 * more).
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Validator } from '../wgsl/validator.js';
import { openValidator } from '../wgsl/validator.js';
import { checkProgram } from './cuda/check.js';
import { choiceLists } from './cuda/choices.js';
import { cudaProgram } from './cuda/program.js';
import { missing } from './toolchain.js';

const runs = Number(process.env.FUZZ_RUNS ?? 24);
const unbuilt = missing?.startsWith('dist') === true;

if (unbuilt) console.warn(`CUDA programs: skipped, ${missing}`);

let validator: Validator | undefined;
beforeAll(async () => {
  validator = await openValidator();
});
afterAll(() => validator?.close());

test.skipIf(unbuilt)('programs from the grammar', { timeout: 3_600_000 }, async () => {
  let i = 0;
  await fc.assert(
    fc.asyncProperty(choiceLists, async (numbers) => {
      i++;
      expect(await checkProgram(cudaProgram(numbers), { optimize: ([2, 0, 3, 1] as const)[i % 4]!, verifyIr: i % 3 === 0, run: i % 6 === 0, validator })).toBeUndefined();
    }),
    { seed: 7, numRuns: runs, interruptAfterTimeLimit: 3_000_000 },
  );
});
