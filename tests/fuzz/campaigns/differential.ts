/** Generated programs against g++, and kernels against the host. Without g++, programs unoptimised against the same optimised. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Campaign } from '../campaign.js';
import { cppProgram } from '../cpp-program.js';
import { kernelProgram } from '../kernel-program.js';
import { areas, differingCases, libraryProgram } from '../library/program.js';
import { firstDifference, gxx, hasGxx, ours } from '../toolchain.js';

const isFailure = (text: string): boolean => /^(internal error|diagnostics)/.test(text);

/** What a program should print, and the levels of optimisation to try it at. */
async function reference(source: string, gxxLevel: '-O0' | '-O1'): Promise<string | undefined> {
  return hasGxx ? gxx(source, [gxxLevel]) : ours(source, 0);
}

const theirs = hasGxx ? 'g++' : 'unoptimised';

export async function cppCampaign(c: Campaign): Promise<number> {
  let rejected = 0;
  let failures = 0;
  let count = 0;
  for (const seed of c.seeds()) {
    count++;
    const source = cppProgram(seed);
    const expected = await reference(source, '-O1');
    if (expected?.endsWith('exit 0') !== true) {
      rejected++;
      writeFileSync(join(c.out, `rejected-${seed}.cpp`), source);
      console.log(`${seed}: ${theirs}: ${expected === undefined ? 'rejected' : isFailure(expected) ? expected.slice(0, 500) : expected.slice(-20)}`);
      continue;
    }
    for (const level of hasGxx ? ([0, 2] as const) : ([2, 3] as const)) {
      const actual = await ours(source, level);
      if (actual === expected) continue;
      failures++;
      writeFileSync(join(c.out, `cpp-${seed}.cpp`), source);
      console.log(`${seed} -O${level}: ${isFailure(actual) ? actual.slice(0, 500) : firstDifference(expected, actual)}`);
    }
  }
  console.log(`${count} programs, ${rejected} rejected by ${theirs}, ${failures} failures`);
  return hasGxx ? failures : failures + rejected;
}

export async function kernelCampaign(c: Campaign): Promise<number> {
  let failures = 0;
  let count = 0;
  for (const seed of c.seeds()) {
    count++;
    const source = kernelProgram(seed);
    for (const [level, model] of [[0, undefined], [2, undefined], [0, 'fibers'], [2, 'fibers']] as const) {
      const actual = await ours(source, level, { path: '/fuzz/program.cu', ...(model === undefined ? {} : { model }) });
      if (actual === 'same\nexit 0') continue;
      failures++;
      writeFileSync(join(c.out, `kernel-${seed}.cu`), source);
      console.log(`${seed} -O${level} ${model ?? 'best'}: ${actual.slice(0, 400)}`);
    }
  }
  console.log(`${count} programs, ${failures} failures`);
  return failures;
}

const CASES = 60;

export async function libraryCampaign(c: Campaign): Promise<number> {
  let total = 0;
  let failures = 0;
  for (const seed of c.seeds()) {
    for (const [name, area] of Object.entries(areas)) {
      if (c.rest.length > 0 && !c.rest.includes(name)) continue;
      const source = libraryProgram(area, seed, CASES);
      const expected = await reference(source, '-O0');
      if (expected?.endsWith('exit 0') !== true) {
        writeFileSync(join(c.out, `rejected-${name}-${seed}.cpp`), source);
        console.log(`${name} ${seed}: ${theirs}: ${expected === undefined ? 'rejected' : isFailure(expected) ? expected.slice(0, 900) : expected.slice(-60)}`);
        continue;
      }
      const actual = await ours(source, hasGxx ? 0 : 2);
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
