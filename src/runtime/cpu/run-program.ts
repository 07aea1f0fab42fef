/**
 * Runs a compiled program: instantiates it with WASI (which the host gives) and the module `cuda_wasm` (below), and turns what is thrown out of it into CUDA errors or an
 * exit code. Nothing here depends on Node or a browser.
 *
 *   cuda_wasm.call_guarded(entry, launch, first, end) → 0 or a CUDA error number: runs blocks of a kernel; a trap in them ends the launch, not the program;
 *     so does a store through a null pointer, noticed afterwards.
 *   cuda_wasm.abort_kernel(code): ends the launch that runs with that error.
 *   cuda_wasm.clock() → nanoseconds.
 */
import type { Fault, LineFinder } from './faults.js';
import { cudaErrorOf, cudaErrors, faultOf, signalOf, signalText } from './faults.js';
import { readLineTable } from './line-table.js';

export interface ProgramHost {
  readonly wasi: WebAssembly.ModuleImports;
  /** Runs `_start`; the exit code of the program. */
  start(instance: WebAssembly.Instance): number;
  writeError(text: string): void;
  /** Nanoseconds of a monotonic clock. */
  clock(): bigint;
}

interface ProgramExports {
  readonly memory: WebAssembly.Memory;
  readonly __indirect_function_table: WebAssembly.Table;
  readonly __stack_pointer: WebAssembly.Global;
  readonly __cw_fault_code: WebAssembly.Global;
  readonly __cw_fault_address: WebAssembly.Global;
}

/** Thrown by `abort_kernel` through the kernel's frames. */
class KernelAborted extends Error {
  constructor(readonly code: number) {
    super(`kernel ended with error ${code}`);
  }
}

/** As in back/wasm/memory-layout.ts. */
const nullPageBytes = 1024;

/** Compiles and runs; returns the exit code: the program's own, or 128 + signal number when it faults. */
export function runProgram(bytes: BufferSource, host: ProgramHost): number {
  return runModule(new WebAssembly.Module(bytes), host);
}

/** `device`, given the program's memory, makes the imports `cuda` of programs whose kernels run elsewhere. */
export function runModule(module: WebAssembly.Module, host: ProgramHost, device?: (memory: WebAssembly.Memory) => WebAssembly.ModuleImports): number {
  let exports: ProgramExports | undefined;
  let table: LineFinder | undefined;
  const lines = (): LineFinder => (table ??= readLineTable(module));
  const state = {
    take: () => {
      const code = exports!.__cw_fault_code.value as number;
      exports!.__cw_fault_code.value = 0;
      return { code, address: exports!.__cw_fault_address.value as number };
    },
  };

  /** Nothing of the program lies in the null page, and nothing traps there: what kernels leave in it shows stores through null pointers. Clears it. */
  let nullPage = new Int32Array(0);
  const nullPageWritten = (): boolean => {
    const { buffer } = exports!.memory;
    if (nullPage.buffer !== buffer) nullPage = new Int32Array(buffer, 0, nullPageBytes / 4);
    for (let i = 0; i < nullPage.length; i++) {
      if (nullPage[i] !== 0) {
        nullPage.fill(0);
        return true;
      }
    }
    return false;
  };

  const cudaWasm = {
    call_guarded(entry: number, launch: number, first: number, end: number): number {
      const { __indirect_function_table: functions, __stack_pointer: stackPointer } = exports!;
      const saved = stackPointer.value as number;
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

  // The memory is the program's own: what works on it can be made only once the program exists.
  let cuda: WebAssembly.ModuleImports | undefined;
  const imports: WebAssembly.Imports = { wasi_snapshot_preview1: host.wasi, cuda_wasm: cudaWasm };
  if (device !== undefined) imports.cuda = forwarded(module, 'cuda', () => cuda!);
  const instance = new WebAssembly.Instance(module, imports);
  exports = instance.exports as unknown as ProgramExports;
  cuda = device?.(exports.memory);
  try {
    return host.start(instance);
  } catch (thrown) {
    const fault = faultOf(thrown, state, lines);
    if (fault === undefined) {
      if (isUncaughtException(thrown)) {
        host.writeError('terminate called after throwing an exception\nAborted\n');
        return 128 + 6;
      }
      throw thrown;
    }
    const signal = signalOf(fault);
    host.writeError(`${place(fault)}${signalText(signal)}: ${fault.text}\n${trace(fault)}`);
    return 128 + signal;
  }
}

/** Imports of a module that will be there when the program calls them. */
function forwarded(module: WebAssembly.Module, name: string, target: () => WebAssembly.ModuleImports): WebAssembly.ModuleImports {
  const imports: WebAssembly.ModuleImports = {};
  for (const wanted of WebAssembly.Module.imports(module)) {
    if (wanted.module !== name) continue;
    imports[wanted.name] = (...args: readonly number[]): unknown => (target()[wanted.name] as (...args: readonly number[]) => unknown)(...args);
  }
  return imports;
}

function isUncaughtException(thrown: unknown): boolean {
  const type = (WebAssembly as unknown as { Exception?: new () => object }).Exception;
  return type !== undefined && thrown instanceof type;
}

function place(fault: Fault): string {
  return fault.at === undefined ? '' : `${fault.at.file}:${fault.at.line}: `;
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

function kernelMessage(fault: Fault, code: number): string {
  const kernel = fault.frames[fault.frames.length - 1]?.name ?? '';
  return `${place(fault)}CUDA error ${code}${kernel === '' ? '' : ` in kernel ${kernel}`}: ${fault.text}\n`;
}
