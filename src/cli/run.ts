/** `cuda-wasm run`: compile, link, run; the exit code is the program's. */
import { basename, resolve } from 'node:path';
import { runInNode } from '../runtime/cpu/node-host.js';
import type { FlagSettings } from './nvcc-flags.js';
import { buildProgram } from './program.js';
import { createSession, printDiagnostics, printPhases } from './session.js';

export interface RunOptions {
  readonly output?: string;
  readonly device: string;
  readonly threads: string;
  readonly dir: string[];
  readonly check?: boolean;
  readonly verbose?: boolean;
  readonly verifyIr?: boolean;
}

export async function runCommand(files: readonly string[], args: readonly string[], settings: FlagSettings, options: RunOptions): Promise<number> {
  if (options.device !== 'cpu') settings.problems.push(`device '${options.device}' is not available: use --device cpu`);
  if (options.threads !== '1') settings.problems.push('kernels run on one thread: --threads 1');
  const session = createSession(settings, options);
  const emitted = buildProgram(session, files);
  if (printDiagnostics(session) || emitted === undefined) return 1;
  if (options.verbose) printPhases(session);
  const dirs = Object.fromEntries(options.dir.map((dir) => [resolve(dir), resolve(dir)]));
  return runInNode(emitted.bytes, { args: [basename(files[0]!).replace(/\.[^.]*$/, ''), ...args], dirs });
}
