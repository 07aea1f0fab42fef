/** Runs the built command line (dist/, or what CUDA_WASM_CLI names) in a temporary folder: in a process of its own, or in one that stays (tests/warm), where only the command counts. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { inputFile, runWarm } from '../warm/command-line.js';

/** Not as it is built: `npm run coverage`. */
export const isFromSource = process.env.CUDA_WASM_CLI !== undefined;
export const cli = resolve(process.env.CUDA_WASM_CLI ?? join(dirname(fileURLToPath(import.meta.url)), '../../dist/cli/main.js'));

export interface Result {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

export interface Workplace {
  readonly folder: string;
  write(name: string, text: string): void;
  /** `cuda-wasm` with these words; `input` is standard input. */
  run(words: string, input?: string): Result;
  /** The same in the process that stays. */
  runWarm(words: string, input?: string): Result;
  start(words: string): ChildProcess;
}

/** A folder for one test file, removed at its end; `env` is added to the environment of what runs in it. */
export function createWorkplace(files: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  const split = (words: string): string[] => words.split(' ').filter((word) => word !== '');
  const decoded = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');
  const warm = (words: string, input = ''): Result => {
    const { code, stdout, stderr } = runWarm(split(words), { cwd: folder, env, ...(input !== '' && { stdin: inputFile(folder, input) }) });
    return { stdout: decoded(stdout), stderr: decoded(stderr), code: code ?? null };
  };
  return {
    folder,
    write,
    runWarm: warm,
    run(words, input = '') {
      // What loads its sources one by one does so once.
      if (process.env.CUDA_WASM_COVERAGE !== undefined) return warm(words, input);
      const { stdout, stderr, status } = spawnSync(process.execPath, [cli, ...split(words)], { cwd: folder, input, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, ...env } });
      return { stdout, stderr, code: status };
    },
    start: (words) => spawn(process.execPath, [cli, ...split(words)], { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } }),
  };
}
