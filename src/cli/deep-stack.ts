/**
 * Deeper nesting than the defaults allow needs more stack than the engine gives a process by itself: the same command in a process that asks for it. (The flag cannot be set once the process runs; where the
 * operating system's own stack is too small, on Windows, the engine's limit stays, and reaching it is a diagnostic.)
 */
import { spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import type { FlagSettings } from './nvcc-flags.js';

/** Of the 8 MB that Linux and macOS give a process's first thread. */
const STACK_KILOBYTES = 7000;

export function needsDeepStack(settings: FlagSettings): boolean {
  const { instantiationDepth, constexprDepth, bracketDepth } = settings.limits;
  const isDeeper = (instantiationDepth ?? 0) > 200 || (constexprDepth ?? 0) > 512 || (bracketDepth ?? 0) > 256;
  return isDeeper && process.platform !== 'win32' && !process.execArgv.some((flag) => flag.startsWith('--stack-size'));
}

/** The exit code. */
export function runWithDeepStack(): number {
  const result = spawnSync(process.execPath, [...process.execArgv, `--stack-size=${STACK_KILOBYTES}`, ...process.argv.slice(1)], { stdio: 'inherit' });
  if (result.error !== undefined) throw result.error;
  return result.status ?? 128 + (result.signal === null ? 0 : constants.signals[result.signal]);
}
