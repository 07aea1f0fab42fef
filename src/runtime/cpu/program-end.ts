/** What a program says, and with which exit code it ends, when something is thrown out of its host code. */
import type { Fault } from './faults.js';
import { signalOf, signals, signalText } from './faults.js';
import type { Guard } from './guard.js';
import { place } from './guard.js';

export interface ProgramEnd {
  readonly text: string;
  /** 128 + signal number. */
  readonly exitCode: number;
}

/** undefined for what is no program's doing. */
export function endOf(thrown: unknown, guard: Guard): ProgramEnd | undefined {
  if (thrown instanceof ThreadFailed) return thrown.end;
  const fault = guard.faultOf(thrown);
  if (fault !== undefined) return endBy(fault);
  // A call of the system that reads or writes memory where there is none.
  if (thrown instanceof RangeError) return endBy({ kind: 'bad-address', text: 'a call was given an address outside of memory', at: undefined, frames: [] });
  return isUncaughtException(thrown) ? { text: 'terminate called after throwing an exception\nAborted\n', exitCode: 128 + signals.abort } : undefined;
}

export function endBy(fault: Fault): ProgramEnd {
  const signal = signalOf(fault);
  return { text: `${place(fault)}${signalText(signal)}: ${fault.text}\n${trace(fault)}`, exitCode: 128 + signal };
}

/** Thrown through the first thread's frames where another thread has ended the program. */
export class ThreadFailed extends Error {
  constructor(readonly end: ProgramEnd) {
    super(end.text);
  }
}

function isUncaughtException(thrown: unknown): boolean {
  const type = (WebAssembly as unknown as { Exception?: new () => object }).Exception;
  return type !== undefined && thrown instanceof type;
}

/** Where the fault was called from, while lines are known. */
function trace(fault: Fault): string {
  let text = '';
  let shown = 0;
  for (const frame of fault.frames) {
    if (frame.at === undefined || frame.name === '') continue;
    if (shown === 8) {
      text += '    …\n';
      break;
    }
    text += `    in ${frame.name} (${frame.at.file}:${frame.at.line})\n`;
    shown++;
  }
  return text;
}
