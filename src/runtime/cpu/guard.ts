/**
 * The guard of kernels: what compiled code imports as `cuda_wasm` on every thread that runs it. Nothing here depends on Node or a browser.
 *
 *   cuda_wasm.call_guarded(entry, launch, first, end) → 0 or a CUDA error number: runs blocks of a kernel; a trap in them ends the launch, not the program;
 *     so does a store through a null pointer, noticed afterwards.
 *   cuda_wasm.null_written(): host code has stored through a null pointer, which the next launch notices: the program ends.
 *   cuda_wasm.abort_kernel(code): ends the launch that runs with that error.
 *   cuda_wasm.clock() → nanoseconds.
 */
import type { Fault, FaultKind, LineFinder } from './faults.js';
import { cudaErrorOf, cudaErrors, faultOf } from './faults.js';
import { readLineTable } from './line-table.js';

export interface ProgramExports {
  readonly memory: WebAssembly.Memory;
  readonly __indirect_function_table: WebAssembly.Table;
  readonly __stack_pointer: WebAssembly.Global;
  readonly __cw_fault_code: WebAssembly.Global;
  readonly __cw_fault_address: WebAssembly.Global;
}

export interface GuardHost {
  writeError(text: string): void;
  /** Nanoseconds of a monotonic clock. */
  clock(): bigint;
  /** Puts a kernel into the table whose code is not in the module. */
  loadKernel?(entry: number, exports: ProgramExports): void;
}

export interface Guard {
  readonly imports: WebAssembly.ModuleImports;
  /** What a trap means, or what else the program has done wrong; undefined for anything else that was thrown. */
  faultOf(thrown: unknown): Fault | undefined;
  /** At the program's end: the fault of having stored through a null pointer. */
  unnoticed(): Fault | undefined;
}

/** Thrown by `abort_kernel` through the kernel's frames. */
class KernelAborted extends Error {
  constructor(readonly code: number) {
    super(`kernel ended with error ${code}`);
  }
}

/** Thrown through the program's frames. */
class ProgramFault extends Error {
  constructor(readonly kind: FaultKind, override readonly message: string) {
    super(message);
  }
}

/** As in back/wasm/memory-layout.ts; and how much of it is looked at after each few blocks. */
const nullPageBytes = 65536;
const watchedBytes = 1024;

/** `exports` gives the instance's, once something runs. */
export function createGuard(module: WebAssembly.Module, host: GuardHost, exports: () => ProgramExports): Guard {
  let table: LineFinder | undefined;
  const lines = (): LineFinder => (table ??= readLineTable(module));
  const state = {
    take: () => {
      const { __cw_fault_code: fault, __cw_fault_address: address } = exports();
      const code = fault.value as number;
      fault.value = 0;
      return { code, address: address.value as number };
    },
  };

  /** Nothing of the program lies in the null page, and nothing traps there: what kernels leave in it shows stores through null pointers. Clears it. */
  let nullPage = new Int32Array(0);
  const nullPageWritten = (bytes: number): boolean => {
    const { buffer } = exports().memory;
    if (nullPage.buffer !== buffer) nullPage = new Int32Array(buffer, 0, nullPageBytes / 4);
    for (let i = 0; i < bytes / 4; i++) {
      if (nullPage[i] !== 0) {
        nullPage.fill(0);
        return true;
      }
    }
    return false;
  };

  /** The table is as it was made: what is not in it was no kernel's entry, but what the program has written over one. */
  const kernelAt = (entry: number): ((launch: number, first: number, end: number) => void) => {
    const { __indirect_function_table: functions } = exports();
    const get = (): unknown => (entry < functions.length ? functions.get(entry) : null);
    if (get() === null) host.loadKernel?.(entry, exports());
    const found = get();
    if (found === null) throw new ProgramFault('bad-call', overwritten);
    return found as ReturnType<typeof kernelAt>;
  };

  const imports = {
    call_guarded(entry: number, launch: number, first: number, end: number): number {
      const { __stack_pointer: stackPointer } = exports();
      const saved = stackPointer.value as number;
      const kernel = kernelAt(entry >>> 0);
      try {
        kernel(launch, first, end);
        if (!nullPageWritten(watchedBytes)) return 0;
        host.writeError(`CUDA error ${cudaErrors.illegalAddress}: a kernel wrote through a null pointer\n`);
        return cudaErrors.illegalAddress;
      } catch (thrown) {
        if (thrown instanceof KernelAborted) {
          stackPointer.value = saved;
          return thrown.code;
        }
        // A function that takes other arguments: it is none of a kernel.
        if (thrown instanceof TypeError) throw new ProgramFault('bad-call', overwritten);
        const fault = faultOf(thrown, state, lines);
        if (fault === undefined) throw thrown;
        stackPointer.value = saved;
        const code = cudaErrorOf(fault);
        host.writeError(kernelMessage(fault, code));
        return code;
      }
    },
    abort_kernel(code: number): void {
      throw new KernelAborted(code);
    },
    null_written(): void {
      throw new ProgramFault('bad-address', nullWritten);
    },
    clock: () => host.clock(),
  };
  return {
    imports,
    faultOf: (thrown) => (thrown instanceof ProgramFault ? faultAs(thrown.kind, thrown.message) : faultOf(thrown, state, lines)),
    unnoticed: () => (nullPageWritten(nullPageBytes) ? faultAs('bad-address', nullWritten) : undefined),
  };
}

const nullWritten = 'the program has written through a null pointer (--check tells where)';
const overwritten = 'what describes a kernel has been overwritten, by a stray pointer or an index (--check tells where)';

const faultAs = (kind: FaultKind, text: string): Fault => ({ kind, text, at: undefined, frames: [] });

/** The source line before a message. */
export function place(fault: Fault): string {
  return fault.at === undefined ? '' : `${fault.at.file}:${fault.at.line}: `;
}

function kernelMessage(fault: Fault, code: number): string {
  const kernel = fault.frames[fault.frames.length - 1]?.name ?? '';
  return `${place(fault)}CUDA error ${code}${kernel === '' ? '' : ` in kernel ${kernel}`}: ${fault.text}\n`;
}
