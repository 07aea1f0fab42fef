/**
 * From a trap to what it means: CUDA error number for a kernel, signal number for the host program, words and source line for both.
 *
 * In: whatever was thrown out of compiled code, and the two globals in which compiled code says why it stopped itself (their codes are `faultCodes` of back/wasm/emitter.ts).
 */
export type FaultKind = 'bad-address' | 'misaligned' | 'stack-overflow' | 'trap' | 'divide-by-zero' | 'bad-call' | 'out-of-memory' | 'unreachable';

export interface SourceLine {
  readonly file: string;
  readonly line: number;
}

export interface Fault {
  readonly kind: FaultKind;
  readonly text: string;
  readonly at: SourceLine | undefined;
  /** Names of the compiled functions on the stack, innermost first. */
  readonly frames: readonly { readonly name: string; readonly at: SourceLine | undefined }[];
}

/** Reads and clears the fault globals of an instance. */
export interface FaultState {
  take(): { readonly code: number; readonly address: number };
}

/** Finds source lines by offset in the module. */
export interface LineFinder {
  find(offset: number): SourceLine | undefined;
}

export const cudaErrors = { illegalAddress: 700, stackError: 714, misalignedAddress: 716, launchFailure: 719 } as const;
export const signals = { abort: 6, bus: 7, floatingPoint: 8, segmentation: 11, illegal: 4 } as const;

/** What a trap of the engine, or a stack exhausted by recursion, is; undefined for anything else that was thrown. */
export function faultOf(thrown: unknown, state: FaultState, lines: () => LineFinder): Fault | undefined {
  const overflow = thrown instanceof RangeError && thrown.message.includes('call stack');
  if (!overflow && !(thrown instanceof WebAssembly.RuntimeError)) return undefined;
  const error = thrown as Error;
  const { code, address } = state.take();
  const frames = framesOf(error.stack ?? '', lines());
  const at = frames.find((frame) => frame.at !== undefined)?.at;
  const [kind, text] = overflow ? (['stack-overflow', 'stack overflow'] as const) : classify(error.message, code, address);
  return { kind, text, at, frames };
}

function classify(message: string, code: number, address: number): readonly [FaultKind, string] {
  switch (code) {
    case 1:
      return ['stack-overflow', 'stack overflow'];
    case 2:
      return ['bad-address', `invalid memory access at address 0x${(address >>> 0).toString(16)}`];
    case 3:
      return ['trap', 'trap'];
    case 4:
      return ['divide-by-zero', 'integer division by zero'];
    case 5:
      return ['bad-address', `invalid memory access at address 0x${(address >>> 0).toString(16)}, which is not allocated: it lies behind the end of an allocation, or was freed`];
    case 6:
      return ['bad-address', `invalid memory access at address 0x${(address >>> 0).toString(16)}, outside of the array that is indexed`];
    case 7:
      return ['bad-address', `what was loaded as a pointer from address 0x${(address >>> 0).toString(16)} is not an address`];
    default:
      break;
  }
  if (message.includes('memory access out of bounds') || message.includes('out of bounds memory')) return ['bad-address', 'invalid memory access'];
  if (message.includes('unaligned')) return ['misaligned', 'misaligned address of an atomic operation'];
  if (message.includes('by zero') || message.includes('unrepresentable')) return ['divide-by-zero', 'integer division by zero'];
  if (message.includes('signature mismatch') || message.includes('table index') || message.includes('null function')) return ['bad-call', 'call through an invalid function pointer'];
  if (message.includes('unreachable')) return ['unreachable', 'control reached a place that cannot be reached'];
  return ['trap', message];
}

const frameNumber = /wasm-function\[\d+\]:0x([0-9a-f]+)/;

function framesOf(stack: string, lines: LineFinder): Fault['frames'] {
  const frames: { name: string; at: SourceLine | undefined }[] = [];
  for (const text of stack.split('\n')) {
    const match = frameNumber.exec(text);
    if (match === null) {
      // A frame of the host: what lies below it called the kernel, or the program.
      if (frames.length > 0) break;
      continue;
    }
    const start = text.indexOf('at ') + 3;
    const end = text.lastIndexOf(' (');
    frames.push({ name: end > start ? text.slice(start, end) : '', at: lines.find(Number.parseInt(match[1], 16)) });
  }
  return frames;
}

export function cudaErrorOf(fault: Fault): number {
  switch (fault.kind) {
    case 'bad-address':
      return cudaErrors.illegalAddress;
    case 'misaligned':
      return cudaErrors.misalignedAddress;
    case 'stack-overflow':
      return cudaErrors.stackError;
    case 'trap':
    case 'divide-by-zero':
    case 'bad-call':
    case 'out-of-memory':
    case 'unreachable':
      return cudaErrors.launchFailure;
    default:
      return fault.kind satisfies never;
  }
}

export function signalOf(fault: Fault): number {
  switch (fault.kind) {
    case 'bad-address':
    case 'stack-overflow':
    case 'bad-call':
      return signals.segmentation;
    case 'misaligned':
      return signals.bus;
    case 'divide-by-zero':
      return signals.floatingPoint;
    case 'trap':
      return signals.illegal;
    case 'out-of-memory':
    case 'unreachable':
      return signals.abort;
    default:
      return fault.kind satisfies never;
  }
}

export function signalText(signal: number): string {
  switch (signal) {
    case signals.segmentation:
      return 'Segmentation fault';
    case signals.bus:
      return 'Bus error';
    case signals.floatingPoint:
      return 'Floating point exception';
    case signals.illegal:
      return 'Illegal instruction';
    default:
      return 'Aborted';
  }
}
