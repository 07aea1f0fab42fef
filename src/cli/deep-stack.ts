/**
 * Deeper nesting than the engine's own stack holds: the same command in a process that asks for more. (The flag cannot be set once the process runs.) Raised limits ask for it at once; other sources when they turn out to need it.
 * Where the operating system's own stack is too small, on Windows, the engine's limit stays, and reaching it is a diagnostic.
 */
import { spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import type { FlagSettings } from './nvcc-flags.js';

/** What systems let a process's first thread ask for at most, and a part that is not the engine's. */
const MOST_KILOBYTES = 262_144;
const RESERVED = 1000;

/** Raises the thread's stack as far as the system lets it, then becomes the command: $0 is the engine, the first argument what the others are for it. */
const SCRIPT = `ulimit -s ${MOST_KILOBYTES} 2>/dev/null || ulimit -s "$(ulimit -H -s)" 2>/dev/null
size=$(ulimit -s)
[ "$size" = unlimited ] && size=${MOST_KILOBYTES}
exec "$0" --stack-size=$((size - ${RESERVED})) "$@"`;

/** A compilation that ran out of stack, and may go further with more of it. */
export class NeedsDeepStack extends Error {}

export function canDeepen(): boolean {
  return process.platform !== 'win32' && !process.execArgv.some((flag) => flag.startsWith('--stack-size'));
}

export function needsDeepStack(settings: FlagSettings): boolean {
  const { instantiationDepth, constexprDepth, bracketDepth } = settings.limits;
  const isDeeper = (instantiationDepth ?? 0) > 200 || (constexprDepth ?? 0) > 512 || (bracketDepth ?? 0) > 256;
  return isDeeper && canDeepen();
}

/** The exit code. */
export function runWithDeepStack(): number {
  const result = spawnSync('/bin/sh', ['-c', SCRIPT, process.execPath, ...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' });
  if (result.error !== undefined) throw result.error;
  return result.status ?? 128 + (result.signal === null ? 0 : constants.signals[result.signal]);
}
