/**
 * Commands in a process that stays (server.mjs): for tests of what commands do, not of how processes start and end. A process for each worker of the tests, for all of its files. In: words, working directory, standard input. Out: what
 * was printed, and the exit code. A command that takes too long costs the process, and the next one gets another.
 */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
/** dist/, or what `npm run coverage` counts. */
const cli = resolve(process.env.CUDA_WASM_CLI ?? join(here, '../../dist/cli/main.js'));
/** Memory of programs that have ended goes when the engine collects it; that may be late. */
const mostMemory = 1.5 * 2 ** 30;

export interface WarmResult {
  /** undefined: it ran too long. */
  readonly code: number | undefined;
  /** As bytes: one character each. */
  readonly stdout: string;
  readonly stderr: string;
}

interface Server {
  readonly process: ChildProcess;
  readonly folder: string;
  readonly requests: number;
  readonly outputs: readonly [number, number];
}

let server: Server | undefined;

function start(): Server {
  const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-warm-'));
  const pipe = join(folder, 'requests');
  const made = spawnSync('mkfifo', [pipe], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`mkfifo: ${made.error?.message ?? made.stderr}`);
  // Written at their ends, so that they can be emptied between commands.
  const outputs = [openSync(join(folder, 'stdout'), 'a+'), openSync(join(folder, 'stderr'), 'a+')] as const;
  const child = spawn(process.execPath, [join(here, 'server.mjs'), folder, cli], { stdio: ['ignore', ...outputs] });
  child.unref();
  // Opened for reading too, it waits for nobody to open the other end.
  return { process: child, folder, requests: openSync(pipe, 'r+'), outputs };
}

function stop({ process: child, folder, requests, outputs }: Server): void {
  child.kill('SIGKILL');
  for (const file of [requests, ...outputs]) closeSync(file);
  rmSync(folder, { recursive: true, force: true });
  server = undefined;
}

/** It ends by itself where nobody can ask any more. */
function retire({ requests, outputs }: Server): void {
  for (const file of [requests, ...outputs]) closeSync(file);
  server = undefined;
}

/** Does the process still run? (One that has ended stays listed until this process's event loop takes note.) */
function isAlive({ process: child }: Server): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${child.pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

const clock = new Int32Array(new SharedArrayBuffer(4));

export function runWarm(words: readonly string[], { cwd, stdin = '/dev/null', env = {}, limitMs = 230_000 }: { readonly cwd: string; readonly stdin?: string; readonly env?: Readonly<Record<string, string>>; readonly limitMs?: number }): WarmResult {
  server ??= start();
  const { folder, outputs } = server;
  const printed = (): { readonly stdout: string; readonly stderr: string } => ({ stdout: readFileSync(join(folder, 'stdout'), 'latin1'), stderr: readFileSync(join(folder, 'stderr'), 'latin1') });
  for (const output of outputs) ftruncateSync(output);
  writeSync(server.requests, `${JSON.stringify({ words, cwd, stdin, env: { ...process.env, ...env } })}\n`);
  const reply = join(folder, 'reply');
  const since = performance.now();
  for (let round = 1; !existsSync(reply); round++) {
    const waited = performance.now() - since;
    const hasEnded = round % 50 === 0 && !isAlive(server);
    if (waited > limitMs || (hasEnded && !existsSync(reply))) {
      const result = { code: undefined, ...printed() };
      stop(server);
      if (hasEnded) throw new Error(`the process ended while it ran: ${words.join(' ')}\n${result.stderr}`);
      return result;
    }
    Atomics.wait(clock, 0, 0, Math.min(1 + waited / 50, 10));
  }
  const { code, memory } = JSON.parse(readFileSync(reply, 'utf8')) as { readonly code: number; readonly memory: number };
  rmSync(reply);
  const result = { code, ...printed() };
  if (memory > mostMemory) retire(server);
  return result;
}

/** Puts standard input's text where a command can read it. */
export function inputFile(folder: string, text: string): string {
  const path = join(folder, '.stdin');
  writeFileSync(path, text);
  return path;
}
