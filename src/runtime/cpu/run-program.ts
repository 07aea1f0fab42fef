/**
 * Runs a compiled program: instantiates it with WASI (which the host gives) and the module `cuda_wasm` (guard.ts, threads.ts, host-threads.ts), and turns what is thrown out of it into CUDA errors or an
 * exit code. Nothing here depends on Node or a browser.
 */
import type { GuardHost, ProgramExports } from './guard.js';
import { createGuard } from './guard.js';
import { hostThreadImports } from './host-threads.js';
import type { ProgramEnd } from './program-end.js';
import { endBy, endOf } from './program-end.js';
import type { HostThreads } from './threads.js';
import { kernelThreadImports, readThreads, sharedMemory } from './threads.js';

export interface ProgramHost {
  readonly wasi: WebAssembly.ModuleImports;
  /** Runs `_start`; the exit code of the program. */
  start(instance: WebAssembly.Instance): number;
  writeError(text: string): void;
  /** Nanoseconds of a monotonic clock. */
  clock(): bigint;
  /** Without it, kernels run on the program's own thread. */
  readonly threads?: HostThreads;
  /** Loads kernels of programs that were split. */
  readonly loadKernel?: GuardHost['loadKernel'];
  /** Imports of programs that are profiled, given their memory. */
  readonly profiler?: (memory: () => WebAssembly.Memory) => WebAssembly.ModuleImports;
}

/** Compiles and runs; returns the exit code: the program's own, or 128 + signal number when it faults. */
export function runProgram(bytes: BufferSource, host: ProgramHost): number {
  return runModule(new WebAssembly.Module(bytes), host);
}

/** `device`, given the program's memory, makes the imports `cuda` of programs whose kernels run elsewhere. */
export function runModule(module: WebAssembly.Module, host: ProgramHost, device?: (memory: WebAssembly.Memory) => WebAssembly.ModuleImports): number {
  const threads = readThreads(module);
  const own = threads === undefined ? undefined : sharedMemory(threads);
  let exports: ProgramExports | undefined;
  const guard = createGuard(module, host, () => exports!);
  // The memory is the program's own: what works on it can be made only once the program exists.
  let cuda: WebAssembly.ModuleImports | undefined;
  const forDevice = device && forwarded(module, 'cuda', () => cuda!);
  const profiler = host.profiler?.(() => own ?? exports!.memory);
  const served = { ...host.wasi, ...profiler, ...forDevice };
  const cudaWasm = { ...guard.imports, ...profiler, ...(own && { ...kernelThreadImports(module, own, host.threads), ...hostThreadImports(module, own, { ...host, served }) }) };

  const imports: WebAssembly.Imports = { wasi_snapshot_preview1: host.wasi, cuda_wasm: cudaWasm };
  if (own !== undefined) imports.env = { memory: own };
  if (forDevice !== undefined) imports.cuda = forDevice;
  const instance = new WebAssembly.Instance(module, imports);
  exports = instance.exports as unknown as ProgramExports;
  cuda = device?.(exports.memory);
  let end: ProgramEnd | undefined;
  try {
    const exitCode = host.start(instance);
    const unnoticed = guard.unnoticed();
    if (unnoticed === undefined) return exitCode;
    end = endBy(unnoticed);
  } catch (thrown) {
    end = endOf(thrown, guard);
    if (end === undefined) throw thrown;
  }
  host.writeError(end.text);
  return end.exitCode;
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
