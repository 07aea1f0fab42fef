/**
 * Runs a compiled program: instantiates it with WASI (which the host gives) and the module `cuda_wasm` (guard.ts, threads.ts), and turns what is thrown out of it into CUDA errors or an
 * exit code. Nothing here depends on Node or a browser.
 */
import type { Fault } from './faults.js';
import { signalOf, signalText } from './faults.js';
import type { ProgramExports } from './guard.js';
import { createGuard, place } from './guard.js';
import type { HostThreads } from './threads.js';
import { readPlaces, readThreads, sharedMemory } from './threads.js';

export interface ProgramHost {
  readonly wasi: WebAssembly.ModuleImports;
  /** Runs `_start`; the exit code of the program. */
  start(instance: WebAssembly.Instance): number;
  writeError(text: string): void;
  /** Nanoseconds of a monotonic clock. */
  clock(): bigint;
  /** Without it, kernels run on the program's own thread. */
  readonly threads?: HostThreads;
}

/** Compiles and runs; returns the exit code: the program's own, or 128 + signal number when it faults. */
export function runProgram(bytes: BufferSource, host: ProgramHost): number {
  return runModule(new WebAssembly.Module(bytes), host);
}

/** `device`, given the program's memory, makes the imports `cuda` of programs whose kernels run elsewhere. */
export function runModule(module: WebAssembly.Module, host: ProgramHost, device?: (memory: WebAssembly.Memory) => WebAssembly.ModuleImports): number {
  const threads = readThreads(module);
  const own = threads === undefined ? undefined : sharedMemory(threads.initialPages);
  let exports: ProgramExports | undefined;
  const guard = createGuard(module, host, () => exports!);
  const cudaWasm = {
    ...guard.imports,
    thread_count: () => host.threads?.count ?? 1,
    share_always: () => (host.threads?.always === true ? 1 : 0),
    start_threads: (count: number, places: number) => host.threads!.start({ module, memory: own!, places: readPlaces(own!, count, places) }),
  };

  // The memory is the program's own: what works on it can be made only once the program exists.
  let cuda: WebAssembly.ModuleImports | undefined;
  const imports: WebAssembly.Imports = { wasi_snapshot_preview1: host.wasi, cuda_wasm: cudaWasm };
  if (own !== undefined) imports.env = { memory: own };
  if (device !== undefined) imports.cuda = forwarded(module, 'cuda', () => cuda!);
  const instance = new WebAssembly.Instance(module, imports);
  exports = instance.exports as unknown as ProgramExports;
  cuda = device?.(exports.memory);
  try {
    return host.start(instance);
  } catch (thrown) {
    const fault = guard.faultOf(thrown);
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
