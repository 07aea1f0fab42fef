/**
 * Runs every program of tests/run through the built command line and compares what it prints with what nvcc's program printed on a GPU
 * (`<feature>.out`, made by scripts/make-references.sh). Needs `npm run build`.
 */
import { spawn } from 'node:child_process';
import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compareOutput } from './compare.js';
import { findPrograms, type Program } from './programs.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CLI = join(HERE, '../../dist/cli/main.js');
const TIME_LIMIT_MS = 20_000;
const AT_ONCE = 2;

interface Result {
  readonly code: number | null;
  readonly timedOut: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

let running = 0;
const waiting: (() => void)[] = [];

/** Runs `task` when fewer than AT_ONCE others run. */
async function inTurn<T>(task: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  else running++;
  try {
    return await task();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

function run(program: Program): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-run-'));
  for (const file of program.companions) copyFileSync(file, join(folder, basename(file)));
  const flags = program.units.length > 0 ? ['-rdc=true', ...program.flags] : program.flags;
  const words = [CLI, 'run', ...flags, program.file, ...program.units, '--', ...program.args];
  const input = openSync(program.stdin ?? '/dev/null', 'r');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, { cwd: folder, stdio: [input, 'pipe', 'pipe'] });
    const stdout: string[] = [];
    const stderr: string[] = [];
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, TIME_LIMIT_MS);
    child.stdout!.setEncoding('latin1').on('data', (chunk: string) => stdout.push(chunk));
    child.stderr!.setEncoding('latin1').on('data', (chunk: string) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      closeSync(input);
      rmSync(folder, { recursive: true, force: true });
      resolve({ code, timedOut, stdout: stdout.join(''), stderr: stderr.join('') });
    });
  });
}

function expectedText(program: Program, extension: '.out' | '.err'): string {
  const file = program.file.slice(0, -'.cu'.length) + extension;
  if (!existsSync(file))
    throw new Error(
      `${program.name} has no ${basename(file)}: run scripts/make-references.sh on a machine with a GPU, then its --install`,
    );
  return readFileSync(file, 'latin1');
}

async function check(program: Program): Promise<void> {
  const stdout = expectedText(program, '.out');
  const stderr = program.comparesStderr ? expectedText(program, '.err') : undefined;
  const result = await inTurn(() => run(program));
  const tail = result.stderr.slice(-2000);
  if (result.timedOut) throw new Error(`${program.name} ran longer than ${TIME_LIMIT_MS / 1000} s\n${tail}`);
  if (result.code !== program.exit)
    throw new Error(`${program.name}: exit code ${result.code}, expected ${program.exit}\n${tail}`);
  const difference = compareOutput(stdout, result.stdout, program.tolerance);
  if (difference) throw new Error(`${program.name}: standard output, ${difference}\n${tail}`);
  const errorDifference =
    stderr === undefined ? undefined : compareOutput(stderr, result.stderr, program.tolerance);
  if (errorDifference) throw new Error(`${program.name}: standard error, ${errorDifference}`);
}

describe('programs print what they print after nvcc', () => {
  const programs = findPrograms(HERE);

  it('are found, and the command line is built', () => {
    expect(programs.length).toBeGreaterThan(0);
    if (!existsSync(CLI)) throw new Error(`${CLI} is missing: run 'npm run build' first`);
  });

  for (const program of programs) {
    // The limit covers the wait for a turn; the program's own limit is TIME_LIMIT_MS.
    it.concurrent(program.name, { timeout: 10 * TIME_LIMIT_MS }, () => check(program));
  }
});
