/** Runs a test program through the built command line and compares what it did with its reference (`<feature>.out`, from nvcc on a GPU). In: a Program, further flags. Out: what happened. */
import { spawn } from 'node:child_process';
import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { compareOutput } from './compare.js';
import { runWarm } from '../warm/command-line.js';
import type { Program } from './programs.js';

export interface Result {
  readonly code: number | null;
  readonly timedOut: boolean;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface Execution {
  /** The command line's main.js. */
  readonly cli: string;
  /** Before the program's own flags. */
  readonly flags: readonly string[];
  readonly limitMs: number;
}

/** A folder with the program's companions. */
function workingDirectory(program: Program): string {
  const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-run-'));
  for (const file of program.companions) copyFileSync(file, join(folder, basename(file)));
  return folder;
}

function wordsFor(program: Program, further: readonly string[]): string[] {
  const flags = program.units.length > 0 ? ['-rdc=true', ...program.flags] : program.flags;
  return ['run', ...further, ...flags, program.file, ...program.units, '--', ...program.args];
}

/** In the process that stays. */
export function executeWarm(program: Program, { flags, limitMs }: Omit<Execution, 'cli'>): Result {
  const folder = workingDirectory(program);
  const start = performance.now();
  try {
    const { code, ...printed } = runWarm(wordsFor(program, flags), { cwd: folder, stdin: program.stdin, limitMs });
    return { code: code ?? null, timedOut: code === undefined, ...printed, seconds: (performance.now() - start) / 1000 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In a process of its own. */
export function execute(program: Program, { cli, flags, limitMs }: Execution): Promise<Result> {
  const folder = workingDirectory(program);
  const words = [cli, ...wordsFor(program, flags)];
  const input = openSync(program.stdin ?? '/dev/null', 'r');
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, { cwd: folder, stdio: [input, 'pipe', 'pipe'] });
    const stdout: string[] = [];
    const stderr: string[] = [];
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, limitMs);
    child.stdout!.setEncoding('latin1').on('data', (chunk: string) => stdout.push(chunk));
    child.stderr!.setEncoding('latin1').on('data', (chunk: string) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      closeSync(input);
      rmSync(folder, { recursive: true, force: true });
      resolve({ code, timedOut, stdout: stdout.join(''), stderr: stderr.join(''), seconds: (performance.now() - start) / 1000 });
    });
  });
}

function expectedText(program: Program, extension: '.out' | '.err'): string {
  const file = program.file.slice(0, -'.cu'.length) + extension;
  if (!existsSync(file)) throw new Error(`${program.name} has no ${basename(file)}: run scripts/make-references.sh on a machine with a GPU, then its --install`);
  return readFileSync(file, 'latin1');
}

/** What is wrong with the result; undefined if nothing is. */
export function complaint(program: Program, result: Result, limitMs: number): string | undefined {
  const tail = result.stderr.slice(-2000);
  if (result.timedOut) return `${program.name} ran longer than ${limitMs / 1000} s\n${tail}`;
  if (result.code !== program.exit) return `${program.name}: exit code ${result.code}, expected ${program.exit}\n${tail}`;
  const difference = compareOutput(expectedText(program, '.out'), result.stdout, program.tolerance);
  if (difference) return `${program.name}: standard output, ${difference}\n${tail}`;
  const errorDifference = program.comparesStderr ? compareOutput(expectedText(program, '.err'), result.stderr, program.tolerance) : undefined;
  return errorDifference ? `${program.name}: standard error, ${errorDifference}` : undefined;
}

/** Lets `atOnce` tasks run at a time. */
export function createQueue(atOnce: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= atOnce) await new Promise<void>((go) => waiting.push(go));
    else running++;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
