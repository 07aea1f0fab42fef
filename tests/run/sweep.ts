/**
 * Runs all programs of tests/run on one device and prints a table: passed, refused (with the diagnostic), wrong, too long. `node dist/tools/sweep.js [--device webgpu] [--at-once N] [--limit S] [--cli FILE]
 * [--threads N] [--flag=-O0 …] [FILTER…]`, from the project's root; with several threads every launch is shared out to all of them; flags are handed on to the compiler; needs no installed packages. Exit code 1 if any program is wrong or hangs;
 * programs whose first line says why they may differ on WebGPU, or with one thread, are counted apart.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { complaint, createQueue, execute } from './execute.js';
import { findPrograms } from './programs.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { device: { type: 'string', default: 'webgpu' }, 'at-once': { type: 'string', default: '2' }, limit: { type: 'string', default: '20' }, cli: { type: 'string', default: 'dist/cli/main.js' }, threads: { type: 'string' }, flag: { type: 'string', multiple: true }, verbose: { type: 'boolean', default: false } },
});
const { device, cli } = values as { readonly device: string; readonly cli: string };
const threads = values.threads === undefined ? [] : ['--threads', values.threads, ...(values.threads === '1' ? [] : ['-fshare-always'])];
const oneThread = values.threads === '1';
const limitMs = Number(values.limit) * 1000;
const inTurn = createQueue(Number(values['at-once']));
const programs = findPrograms(resolve('tests/run')).filter(({ name }) => positionals.length === 0 || positionals.some((filter) => name.includes(filter)));
const counts = { passed: 0, refused: 0, different: 0, wrong: 0 };

await Promise.all(
  programs.map((program) =>
    inTurn(async () => {
      const result = await execute(program, { cli: resolve(cli), flags: ['--device', device, ...threads, ...(values.flag ?? [])], limitMs });
      const wrong = complaint(program, result, limitMs);
      const refusal = /^.*(?:CW82\d\d|CW830[0-267]).*$/m.exec(result.stderr)?.[0];
      const reason = result.timedOut ? undefined : ((device === 'webgpu' && result.code === program.exit ? program.webgpu : undefined) ?? (oneThread ? program.threads : undefined));
      const state = wrong === undefined ? 'passed' : refusal !== undefined ? 'refused' : reason !== undefined ? 'different' : 'wrong';
      counts[state]++;
      const why = state === 'different' ? reason! : state === 'refused' ? refusal!.replace(/^.*?error[^:]*: /, '') : state === 'wrong' ? (values.verbose ? wrong! : wrong!.split('\n').slice(0, 3).join(' | ').slice(0, 300)) : '';
      console.log(`${state.padEnd(9)} ${result.seconds.toFixed(1).padStart(5)} s  ${program.name.padEnd(36)} ${why}`);
    }),
  ),
);
console.log(`${counts.passed} passed, ${counts.refused} refused, ${counts.different} different as their first lines say, ${counts.wrong} wrong, of ${programs.length} on ${device}`);
process.exitCode = counts.wrong > 0 ? 1 : 0;
