/** Long runs, for people: `campaign.mjs cpp FROM COUNT`; failures are written to FUZZ_OUT (/tmp/fuzz-failures). */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { findPrograms } from '../run/programs.js';
import { join } from 'node:path';
import { cppProgram } from './cpp-program.js';
import { extremes, mutate } from './garbage.js';
import { kernelProgram } from './kernel-program.js';
import { minimize } from './minimize.js';
import { compile, firstDifference, gxx, ours } from './toolchain.js';

const [kind, from, count] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const out = process.env.FUZZ_OUT ?? '/tmp/fuzz-failures';
mkdirSync(out, { recursive: true });

if (kind === 'minkernel') {
  const source = readFileSync(process.argv[3]!, 'utf8');
  const path = '/fuzz/program.cu';
  const first = await ours(source, 2, { path });
  const small = await minimize(
    source.replaceAll(/([;{}]) (?=\S)/g, '$1\n'),
    async (text) => {
      const actual = await ours(text, 2, { path });
      if (first.startsWith('internal')) return actual === first;
      return /^n \d/.test(actual) && (await ours(text, 2, { path, model: 'fibers' })) === 'same\nexit 0';
    },
    performance.now() + 1000 * count,
  );
  writeFileSync(`${process.argv[3]}.min.cu`, small);
  process.exit(0);
}
if (kind === 'min') {
  // min FILE SECONDS: the failure is the same kind of failure (an internal error's text, or a difference).
  const source = readFileSync(process.argv[3]!, 'utf8');
  const first = await ours(source, 0);
  const wanted = /^(internal error|diagnostics)/.test(first) ? first.slice(0, 60) : undefined;
  const small = await minimize(
    source,
    async (text) => {
      const actual = await ours(text, 0);
      if (wanted !== undefined) return actual.startsWith(wanted) && gxx(text, ['-O0']) !== undefined;
      if (/^(internal error|diagnostics)/.test(actual)) return false;
      const expected = gxx(text, ['-O1']);
      return expected !== undefined && expected.endsWith('exit 0') && expected !== actual;
    },
    performance.now() + 1000 * count,
  );
  writeFileSync(`${process.argv[3]}.min.cpp`, small);
  console.log(small);
  process.exit(0);
}

if (kind === 'garbage') {
  const programs = findPrograms('tests/run').map((program) => readFileSync(program.file, 'utf8'));
  const attempt = (name: string, source: string, frontOnly: boolean): void => {
    const start = performance.now();
    writeFileSync(join(out, 'current.cu'), source);
    try {
      compile(source, { optimize: 0 }, { path: '/fuzz/main.cu', frontOnly });
    } catch (error) {
      writeFileSync(join(out, `garbage-${name}.cu`), source);
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      console.log(`${name}: ${error instanceof Error ? `${error.message.slice(0, 200)} ${(cause as Error).stack?.split('\n').slice(1, 4).map((l) => l.trim().split(' ')[1]).join(' < ')}` : String(error)}`);
    }
    const took = performance.now() - start;
    if (took > 3000) console.log(`${name}: ${took.toFixed(0)} ms`);
  };
  if (from === 0) for (const [name, source] of Object.entries(extremes)) { console.log('>', name); attempt(name, source, false); }
  for (let seed = from; seed < from + count; seed++) attempt(`${seed}`, mutate(seed, programs), true);
  console.log('done');
  process.exit(0);
}

let rejected = 0, failed = 0, done = 0;
for (let seed = from; seed < from + count; seed++) {
  if (kind === 'kernel') {
    const source = kernelProgram(seed);
    done++;
    for (const [level, model] of [[0, undefined], [2, undefined], [0, 'fibers'], [2, 'fibers']] as const) {
      const actual = await ours(source, level, { path: '/fuzz/program.cu', ...(model === undefined ? {} : { model }) });
      if (actual === 'same\nexit 0') continue;
      failed++;
      writeFileSync(join(out, `kernel-${seed}.cu`), source);
      console.log(`${seed} -O${level} ${model ?? 'best'}: ${actual.slice(0, 400)}`);
    }
    continue;
  }
  const source = cppProgram(seed);
  const expected = gxx(source);
  done++;
  if (expected === undefined || !expected.endsWith('exit 0')) {
    rejected++;
    writeFileSync(join(out, `rejected-${seed}.cpp`), source);
    console.log(`${seed}: g++ ${expected === undefined ? 'rejects it' : expected.slice(-20)}`);
    continue;
  }
  for (const level of [0, 2] as const) {
    const actual = await ours(source, level);
    if (actual === expected) continue;
    failed++;
    writeFileSync(join(out, `${kind}-${seed}.cpp`), source);
    console.log(`${seed} -O${level}: ${actual.startsWith('internal') || actual.startsWith('diagn') ? actual.slice(0, 500) : firstDifference(expected, actual)}`);
  }
}
console.log(`${done} programs, ${rejected} rejected by g++, ${failed} failures`);
process.exit(0);
