/**
 * The CPU as a device: kernels are functions of WebAssembly modules, called in the thread that launches them, which further threads help (kernel-threads.ts). Each module has a memory of its own. A buffer is an array at first, then it lies in the memory of the module that last used it,
 * and moves when another one is launched with it. Every call has completed when it returns.
 */
import type { ProgramExports } from '../cpu/guard.js';
import { createGuard } from '../cpu/guard.js';
import { readThreads, sharedMemory } from '../cpu/threads.js';
import type { Artifact } from './artifact.js';
import type { Backend, BackendHost, Launch, LoadedModule, Mark, Storage } from './backend.js';
import { CudaError, errorCodes } from './errors.js';
import type { KernelThreadOptions } from './kernel-threads.js';
import { createKernelThreads } from './kernel-threads.js';
import type { Reflection } from './reflection.js';

interface CpuStorage extends Storage {
  /** Before a module has it; undefined: nothing was written yet, all is zero. */
  contents: Uint8Array<ArrayBuffer> | undefined;
  home: Home | undefined;
  address: number;
  /** A variable: it is nowhere else. */
  readonly isFixed: boolean;
}

/** sysroot/lib/module/entry.cpp */
interface ModuleExports extends ProgramExports {
  table(): number;
  allocate(bytes: number): number;
  free(address: number): void;
  launch(launch: number): number;
  reset(): void;
  /** Of modules that several threads can run: puts the data where they belong. */
  __cw_fill_memory?(): void;
}

/** A module's memory. */
interface Home {
  readonly exports: ModuleExports;
  readonly buffers: Set<CpuStorage>;
  bytes(): Uint8Array<ArrayBuffer>;
}

/** Fields of __cw_launch (sysroot/include/__cuda_wasm/abi.h). */
const Launched = { grid: 0, block: 12, params: 24, dynamicShared: 40, staticShared: 44, kernel: 48, size: 56 } as const;

export function createCpuBackend(host: BackendHost, options: KernelThreadOptions): Backend {
  const threads = createKernelThreads(options);
  const modules = new Set<Home>();

  function viewOf(storage: CpuStorage): Uint8Array<ArrayBuffer> {
    if (storage.home !== undefined) return storage.home.bytes().subarray(storage.address, storage.address + storage.bytes);
    storage.contents ??= new Uint8Array(storage.bytes);
    return storage.contents;
  }

  /** The buffer's address in a module's memory, where it is then. */
  function place(storage: CpuStorage, home: Home): number {
    if (storage.home === home) return storage.address;
    if (storage.isFixed) throw new CudaError(errorCodes.invalidValue, 'a variable of one module cannot be given to a kernel of another on the CPU: copy it to a buffer');
    const address = home.exports.allocate(Math.max(1, storage.bytes)) >>> 0;
    if (address === 0) throw outOfMemory(storage.bytes);
    const to = home.bytes();
    if (storage.home !== undefined || storage.contents !== undefined) to.set(viewOf(storage), address);
    else to.fill(0, address, address + storage.bytes);
    leave(storage);
    storage.contents = undefined;
    storage.home = home;
    storage.address = address;
    home.buffers.add(storage);
    return address;
  }

  function leave(storage: CpuStorage): void {
    const { home } = storage;
    if (home === undefined || storage.isFixed) return;
    home.exports.free(storage.address);
    home.buffers.delete(storage);
    storage.home = undefined;
  }

  async function load({ wasm, reflection }: Artifact): Promise<LoadedModule> {
    if (wasm === undefined) throw new CudaError(errorCodes.notSupported, 'the artifact has no form for the CPU: compile it for the target "cpu"');
    const module = await WebAssembly.compile(wasm);
    const home = instantiate(module, reflection);
    modules.add(home);
    const { exports } = home;
    const table = exports.table() >>> 0;
    const entry = (i: number): number => new DataView(exports.memory.buffer).getUint32(table + 8 * i, true);
    const kernels = reflection.kernels.map((_, i) => entry(i));
    const variables = reflection.variables.map(({ bytes }, i): CpuStorage => ({ bytes, contents: undefined, home, address: entry(kernels.length + i), isFixed: true }));
    const largest = reflection.kernels.reduce((most, { paramBytes }) => Math.max(most, paramBytes), 0);
    const launchAt = exports.allocate(Launched.size + 8 + largest) >>> 0;
    const paramsAt = launchAt + Launched.size + 8;

    return {
      variable: (index) => variables[index]!,
      launch({ kernel, grid, block, dynamicShared, params, pointers }) {
        const view = new DataView(params.buffer);
        for (const { at, storage, offset } of pointers) view.setUint32(at, place(storage as CpuStorage, home) + offset, true);
        const { buffer } = exports.memory;
        new Uint8Array(buffer).set(params, paramsAt);
        const words = new Uint32Array(buffer, launchAt, Launched.size / 4);
        words.fill(0);
        words.set(grid, Launched.grid / 4);
        words.set(block, Launched.block / 4);
        words[Launched.params / 4] = paramsAt;
        words[Launched.dynamicShared / 4] = dynamicShared;
        words[Launched.staticShared / 4] = reflection.kernels[kernel]!.staticShared;
        words[Launched.kernel / 4] = kernels[kernel]!;
        home.run({ kernel, grid, block }, launchAt);
      },
      prepare: async () => {},
      dispose() {
        modules.delete(home);
        home.forget();
        // Buffers outlive the module that used them.
        for (const storage of home.buffers) {
          storage.contents = viewOf(storage).slice();
          storage.home = undefined;
        }
        home.buffers.clear();
      },
    };
  }

  interface RunningHome extends Home {
    /** It is disposed of. */
    forget(): void;
    run(launch: Pick<Launch, 'kernel' | 'grid' | 'block'>, address: number): void;
  }

  function instantiate(module: WebAssembly.Module, reflection: Reflection): RunningHome {
    /** Of the running launch. */
    let printed: Uint8Array[] = [];
    let said = '';
    let faultAt: { block: number; thread: number } | undefined;
    let all = new Uint8Array(0);
    const decoder = new TextDecoder();
    const text = (at: number, length: number): Uint8Array => bytes().slice(at >>> 0, (at >>> 0) + (length >>> 0));
    const bytes = (): Uint8Array<ArrayBuffer> => {
      if (all.buffer !== exports.memory.buffer) all = new Uint8Array(exports.memory.buffer as ArrayBuffer);
      return all;
    };
    const say = (more: string): void => {
      said += more;
    };
    const clock = (): bigint => BigInt(Math.round(performance.now() * 1e6));
    const guard = createGuard(module, { writeError: say, clock }, () => exports);
    const imports = {
      ...guard.imports,
      print: (at: number, length: number) => void printed.push(text(at, length)),
      message: (at: number, length: number) => say(decoder.decode(text(at, length))),
      fault(_error: number, block: number, thread: number) {
        faultAt = { block: block >>> 0, thread: thread >>> 0 };
      },
    };
    const shared = readThreads(module);
    const memory = shared && sharedMemory(shared);
    const several = memory && threads.serve(module, memory);
    const instance = new WebAssembly.Instance(module, {
      cuda_wasm: { ...several?.imports, ...imports },
      wasi_snapshot_preview1: kernelSystem(module, clock, () => exports.memory),
      ...(memory && { env: { memory } }),
    });
    const exports = instance.exports as unknown as ModuleExports;
    exports.__cw_fill_memory?.();

    return {
      exports,
      forget: () => several?.forget(),
      buffers: new Set(),
      bytes,
      run({ kernel, grid, block }, address) {
        printed = [];
        said = '';
        faultAt = undefined;
        const error = exports.launch(address);
        if (printed.length > 0) host.print(decode(printed));
        if (error === 0) return;
        const { name } = reflection.kernels[kernel]!;
        host.fail(new CudaError(error, `${said.trim() || `kernel ${name} failed`}${faultAt === undefined ? '' : placeText(faultAt, grid, block)}`));
      },
    };
  }

  return {
    kind: 'cpu',
    name: 'cuda-wasm CPU device',
    allocate: (bytes): CpuStorage => ({ bytes, contents: undefined, home: undefined, address: 0, isFixed: false }),
    free(storage) {
      leave(storage as CpuStorage);
      (storage as CpuStorage).contents = undefined;
    },
    write: (storage, at, data) => viewOf(storage as CpuStorage).set(data, at),
    read: (storage, at, into) => into.set(viewOf(storage as CpuStorage).subarray(at, at + into.length)),
    copy: (to, toAt, from, fromAt, bytes) => viewOf(to as CpuStorage).set(viewOf(from as CpuStorage).subarray(fromAt, fromAt + bytes), toAt),
    fill: (storage, at, bytes, value) => void viewOf(storage as CpuStorage).fill(value, at, at + bytes),
    load,
    record(): Mark {
      const now = performance.now();
      return { time: () => now };
    },
    finish: () => {},
    flush: () => {},
    reset() {
      for (const { exports } of modules) exports.reset();
    },
    dispose() {
      modules.clear();
      threads.end();
    },
  };
}

function outOfMemory(bytes: number): CudaError {
  return new CudaError(errorCodes.memoryAllocation, `there is no room for ${bytes} bytes in a module's memory`);
}

function decode(pieces: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode();
}

const unknown = 0xffff_ffff;

function placeText({ block, thread }: { readonly block: number; readonly thread: number }, grid: readonly number[], blockSize: readonly number[]): string {
  if (block === unknown) return '';
  const three = (linear: number, [x, y]: readonly number[]): string => `[${linear % x!},${Math.floor(linear / x!) % y!},${Math.floor(linear / x! / y!)}]`;
  return `, in block ${three(block, grid)}${thread === unknown ? '' : `, thread ${three(thread, blockSize)}`}`;
}

const notSupported = 52;

/** Of the system, kernels have the clock; there is nothing else here. */
function kernelSystem(module: WebAssembly.Module, clock: () => bigint, memory: () => WebAssembly.Memory): WebAssembly.ModuleImports {
  const imports: WebAssembly.ModuleImports = {};
  for (const wanted of WebAssembly.Module.imports(module)) if (wanted.module === 'wasi_snapshot_preview1') imports[wanted.name] = () => notSupported;
  return {
    ...imports,
    clock_time_get(_clock: number, _precision: bigint, result: number): number {
      new DataView(memory().buffer).setBigUint64(result >>> 0, clock(), true);
      return 0;
    },
    proc_exit() {
      throw new WebAssembly.RuntimeError('a kernel called exit or abort');
    },
  };
}
