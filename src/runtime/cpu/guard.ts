/**
 * The guard of kernels: what compiled code imports as `cuda_wasm` on every thread that runs it. Nothing here depends on Node or a browser.
 *
 *   cuda_wasm.call_guarded(entry, launch, first, end) → 0 or a CUDA error number: runs blocks of a kernel; a trap in them ends the launch, not the program;
 *     so does a store through a null pointer, noticed afterwards.
 *   cuda_wasm.abort_kernel(code): ends the launch that runs with that error.
 *   cuda_wasm.clock() → nanoseconds.
 */
import type { Fault, LineFinder } from './faults.js';
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
  /** What a trap means; undefined for anything else that was thrown. */
  faultOf(thrown: unknown): Fault | undefined;
}

/** Thrown by `abort_kernel` through the kernel's frames. */
class KernelAborted extends Error {
  constructor(readonly code: number) {
    super(`kernel ended with error ${code}`);
  }
}

/** As in back/wasm/memory-layout.ts. */
const nullPageBytes = 1024;

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
  const nullPageWritten = (): boolean => {
    const { buffer } = exports().memory;
    if (nullPage.buffer !== buffer) nullPage = new Int32Array(buffer, 0, nullPageBytes / 4);
    for (let i = 0; i < nullPage.length; i++) {
      if (nullPage[i] !== 0) {
        nullPage.fill(0);
        return true;
      }
    }
    return false;
  };

  const imports = {
    call_guarded(entry: number, launch: number, first: number, end: number): number {
      const { __indirect_function_table: functions, __stack_pointer: stackPointer } = exports();
      const saved = stackPointer.value as number;
      if (functions.get(entry) === null) host.loadKernel?.(entry, exports());
      try {
        (functions.get(entry) as (launch: number, first: number, end: number) => void)(launch, first, end);
        if (!nullPageWritten()) return 0;
        host.writeError(`CUDA error ${cudaErrors.illegalAddress}: a kernel wrote through a null pointer\n`);
        return cudaErrors.illegalAddress;
      } catch (thrown) {
        if (thrown instanceof KernelAborted) {
          stackPointer.value = saved;
          return thrown.code;
        }
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
    clock: () => host.clock(),
  };
  return { imports, faultOf: (thrown) => faultOf(thrown, state, lines) };
}

/** The source line before a message. */
export function place(fault: Fault): string {
  return fault.at === undefined ? '' : `${fault.at.file}:${fault.at.line}: `;
}

function kernelMessage(fault: Fault, code: number): string {
  const kernel = fault.frames[fault.frames.length - 1]?.name ?? '';
  return `${place(fault)}CUDA error ${code}${kernel === '' ? '' : ` in kernel ${kernel}`}: ${fault.text}\n`;
}
