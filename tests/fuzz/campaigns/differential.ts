/** Generated programs against g++, and kernels against the host. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Campaign } from '../campaign.js';
import { cppProgram } from '../cpp-program.js';
import { kernelProgram } from '../kernel-program.js';
import { areas, differingCases, libraryProgram } from '../library/program.js';
import { firstDifference, gxx, ours } from '../toolchain.js';

const isFailure = (text: string): boolean => /^(internal error|diagnostics)/.test(text);

export async function cppCampaign(c: Campaign): Promise<number> {
  let rejected = 0;
  let failures = 0;
  for (let seed = c.from; seed < c.from + c.count; seed++) {
    const source = cppProgram(seed);
    const expected = gxx(source);
    if (expected?.endsWith('exit 0') !== true) {
      rejected++;
      writeFileSync(join(c.out, `rejected-${seed}.cpp`), source);
      console.log(`${seed}: g++ ${expected === undefined ? 'rejects it' : expected.slice(-20)}`);
      continue;
    }
    for (const level of [0, 2] as const) {
      const actual = await ours(source, level);
      if (actual === expected) continue;
      failures++;
      writeFileSync(join(c.out, `cpp-${seed}.cpp`), source);
      console.log(`${seed} -O${level}: ${isFailure(actual) ? actual.slice(0, 500) : firstDifference(expected, actual)}`);
    }
  }
  console.log(`${c.count} programs, ${rejected} rejected by g++, ${failures} failures`);
  return failures;
}

export async function kernelCampaign(c: Campaign): Promise<number> {
  let failures = 0;
  for (let seed = c.from; seed < c.from + c.count; seed++) {
    const source = kernelProgram(seed);
    for (const [level, model] of [[0, undefined], [2, undefined], [0, 'fibers'], [2, 'fibers']] as const) {
      const actual = await ours(source, level, { path: '/fuzz/program.cu', ...(model === undefined ? {} : { model }) });
      if (actual === 'same\nexit 0') continue;
      failures++;
      writeFileSync(join(c.out, `kernel-${seed}.cu`), source);
      console.log(`${seed} -O${level} ${model ?? 'best'}: ${actual.slice(0, 400)}`);
    }
  }
  console.log(`${c.count} programs, ${failures} failures`);
  return failures;
}

const CASES = 60;

export async function libraryCampaign(c: Campaign): Promise<number> {
  let total = 0;
  let failures = 0;
  for (let seed = c.from; seed < c.from + c.count; seed++) {
    for (const [name, area] of Object.entries(areas)) {
      if (c.rest.length > 0 && !c.rest.includes(name)) continue;
      const source = libraryProgram(area, seed, CASES);
      const expected = gxx(source, ['-O0']);
      if (expected?.endsWith('exit 0') !== true) {
        writeFileSync(join(c.out, `rejected-${name}-${seed}.cpp`), source);
        console.log(`${name} ${seed}: g++ ${expected === undefined ? 'rejects it' : expected.slice(-60)}`);
        continue;
      }
      const actual = await ours(source, 0);
      total += CASES;
      if (actual === expected) continue;
      writeFileSync(join(c.out, `library-${name}-${seed}.cpp`), source);
      if (isFailure(actual)) {
        failures++;
        console.log(`${name} ${seed}: ${actual.slice(0, 900)}`);
        continue;
      }
      for (const difference of differingCases(source, expected, actual)) {
        failures++;
        console.log(`${name} ${seed}: ${difference.source}\n  expected ${difference.expected.slice(0, 600)}  got      ${difference.actual.slice(0, 600)}`);
      }
    }
  }
  console.log(`${total} cases, ${failures} differ`);
  return failures;
}
