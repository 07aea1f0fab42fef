/** Whole CUDA programs from the grammar. One failure of a sort is made smaller with fast-check. FUZZ_RUN_EVERY=n runs every n-th program (8), FUZZ_NO_SHADERS leaves the WGSL back end out; without the package webgpu shaders are made, but not validated. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Validator } from '../../wgsl/validator.js';
import { openValidator } from '../../wgsl/validator.js';
import type { Campaign } from '../campaign.js';
import { checkProgram, statistics } from '../cuda/check.js';
import type { CheckOptions } from '../cuda/check.js';
import { choiceLists } from '../cuda/choices.js';
import { cudaProgram } from '../cuda/program.js';

/** What stays of a problem when numbers and names change. */
const sortOf = (problem: string | undefined): string | undefined => problem?.replaceAll(/\d+/g, '#').replaceAll(/'[^']*'/g, "'…'").slice(0, 70);

const asComment = (text: string | undefined): string => `// ${text?.replaceAll('\n', '\n// ')}\n`;

async function validatorHere(): Promise<Validator> {
  try {
    return await openValidator();
  } catch (error) {
    console.log(`shaders are not validated: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    return { complaints: () => Promise.resolve([]), close: () => {} };
  }
}

export async function cudaCampaign(c: Campaign): Promise<number> {
  const validator = process.env.FUZZ_NO_SHADERS === undefined ? await validatorHere() : undefined;
  const runEvery = Number(process.env.FUZZ_RUN_EVERY ?? 8);
  const seen = new Set<string>();
  let failures = 0;
  let count = 0;
  for (const seed of c.seeds()) {
    count++;
    const numbers = fc.sample(choiceLists, { seed, numRuns: 1 })[0]!;
    const options: CheckOptions = { optimize: ([2, 0, 3, 1] as const)[seed % 4]!, verifyIr: seed % 8 === 1, run: seed % runEvery === 0, validator };
    const problem = await checkProgram(cudaProgram(numbers), options);
    const sort = sortOf(problem);
    if (problem === undefined || sort === undefined) continue;
    failures++;
    console.log(`${seed} -O${options.optimize}: ${problem.slice(0, 300)}`);
    writeFileSync(join(c.out, `cuda-${seed}.cu`), cudaProgram(numbers) + asComment(problem));
    if (seen.has(sort)) continue;
    seen.add(sort);
    const differs = fc.asyncProperty(choiceLists, async (list) => sortOf(await checkProgram(cudaProgram(list), options)) !== sort);
    const small = (await fc.check(differs, { seed, numRuns: 1, interruptAfterTimeLimit: 60_000 })).counterexample?.[0];
    if (small !== undefined) writeFileSync(join(c.out, `cuda-${seed}.small.cu`), cudaProgram(small) + asComment(await checkProgram(cudaProgram(small), options)));
  }
  const refused = Object.fromEntries([...statistics.refusals].sort((a, b) => b[1] - a[1]).slice(0, 25));
  console.log(`${count} programs, ${failures} failures, ${statistics.shaders} shaders, kernels refused: ${JSON.stringify(refused)}`);
  return failures;
}
