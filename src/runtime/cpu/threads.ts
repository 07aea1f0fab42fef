/**
 * Programs whose kernels run on several threads (back/wasm/threads.ts): the memory that they share, how a host starts further threads, and what such a thread does. Host-independent.
 */
import type { HostThreadStart } from './host-threads.js';
import type { GuardHost, ProgramExports } from './guard.js';
import { createGuard } from './guard.js';

/** As in back/wasm. */
const threadsSection = 'cuda_wasm.threads';

/** How a host starts threads. */
export interface HostThreads {
  /** How many may run kernels, the program's own included. */
  readonly count: number;
  /** Launches are shared out whether that pays or not, to all threads (for tests). */
  readonly always?: boolean;
  /** Starts one for each place; each calls `runBlocks` with its number. The program goes on at once. */
  start(start: ThreadsStart): void;
  /** Starts a thread of host code, which calls `runHostThread`. */
  startHost?(start: HostThreadStart): void;
}

/** Where in memory a thread has its things: struct place of sysroot/lib/cuda/launch_threads.cpp. */
export interface ThreadPlace {
  readonly variables: number;
  readonly stackLow: number;
  readonly stackHigh: number;
  /** What it has to say when a kernel fails: length, bytes. */
  readonly message: number;
}

/** What further threads are given; all of it can be sent to a worker. */
export interface ThreadsStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly places: readonly ThreadPlace[];
}

export interface ThreadExports extends ProgramExports {
  __cw_enter_thread(stackHigh: number, stackLow: number, variables: number): void;
  /** Of programs; of modules without one, `help` (runtime/modules/kernel-threads.ts). */
  __cw_work(number: number): void;
  help(number: number): void;
}

/** How many pages the module's memory has at first, and how many it may have. */
export interface MemorySizes {
  readonly initial: number;
  readonly maximum: number;
}

/** undefined: the module has a memory of its own, for one thread. */
export function readThreads(module: WebAssembly.Module): MemorySizes | undefined {
  const [section] = WebAssembly.Module.customSections(module, threadsSection);
  if (section === undefined) return undefined;
  const sizes: number[] = [];
  let size = 0;
  let shift = 0;
  for (const byte of new Uint8Array(section)) {
    size |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte >= 0x80) continue;
    sizes.push(size);
    size = shift = 0;
  }
  return { initial: sizes[0]!, maximum: sizes[1]! };
}

/** As large as the engine lets it become: some have less room for memory that several threads share. */
export function sharedMemory({ initial, maximum: most }: MemorySizes): WebAssembly.Memory {
  for (let maximum = most; ; maximum = Math.floor(maximum / 2)) {
    try {
      return new WebAssembly.Memory({ initial, maximum, shared: true });
    } catch (cause) {
      if (!(cause instanceof RangeError) || maximum / 2 < initial) throw cause;
    }
  }
}

export function readPlaces(memory: WebAssembly.Memory, count: number, address: number): ThreadPlace[] {
  const words = new Uint32Array(memory.buffer, address, count * 4);
  return Array.from({ length: count }, (_, i) => ({ variables: words[4 * i]!, stackLow: words[4 * i + 1]!, stackHigh: words[4 * i + 2]!, message: words[4 * i + 3]! }));
}

/** The imports of a thread that launches kernels. */
export function kernelThreadImports(module: WebAssembly.Module, memory: WebAssembly.Memory, threads: HostThreads | undefined): WebAssembly.ModuleImports {
  return {
    thread_count: () => threads?.count ?? 1,
    share_always: () => (threads?.always === true ? 1 : 0),
    start_threads: (count: number, places: number) => threads!.start({ module, memory, places: readPlaces(memory, count, places) }),
  };
}

/** Runs blocks of a program's kernels on the thread that calls, for ever. */
export function runBlocks(start: ThreadsStart, number: number, host: Omit<GuardHost, 'writeError'>): void {
  enterThread(start, number, host).__cw_work(number);
}

/** Makes the thread that calls one of those that run blocks: what it can call of the module. */
export function enterThread({ module, memory, places }: ThreadsStart, number: number, own: Omit<GuardHost, 'writeError'>): ThreadExports {
  const { variables, stackLow, stackHigh, message } = places[number]!;
  const host: GuardHost = { ...own, writeError: (text) => leaveMessage(memory, message, text) };
  let exports: ThreadExports | undefined;
  const guard = createGuard(module, host, () => exports!);
  const cudaWasm = { ...guard.imports, call_guarded: reporting(guard.imports.call_guarded as Call, host) };
  const instance = new WebAssembly.Instance(module, { env: { memory }, cuda_wasm: { ...unavailableImports(module, 'cuda_wasm'), ...cudaWasm }, wasi_snapshot_preview1: kernelSystem(module, memory, host) });
  exports = instance.exports as unknown as ThreadExports;
  exports.__cw_enter_thread(stackHigh, stackLow, variables);
  return exports;
}

/** What the module imports and does not call. */
export function unavailableImports(module: WebAssembly.Module, from: string): WebAssembly.ModuleImports {
  const imports: WebAssembly.ModuleImports = {};
  for (const wanted of WebAssembly.Module.imports(module)) if (wanted.module === from) imports[wanted.name] = unavailable;
  return imports;
}

type Call = (...args: number[]) => number;

/** Whatever else goes wrong on this thread must not let the program wait for it for ever. */
function reporting(call: Call, host: GuardHost): Call {
  return (...args) => {
    try {
      return call(...args);
    } catch (cause) {
      host.writeError(`a kernel ended by ${cause instanceof Error ? cause.message : String(cause)}\n`);
      return 719;
    }
  };
}

const messageBytes = 2044;

/** The first message stays: what follows comes of it. */
export function leaveMessage(memory: WebAssembly.Memory, address: number, text: string): void {
  const length = new Uint32Array(memory.buffer, address >>> 0, 1);
  if (length[0] !== 0) return;
  const bytes = new TextEncoder().encode(text).subarray(0, messageBytes);
  new Uint8Array(memory.buffer, (address >>> 0) + 4, bytes.length).set(bytes);
  length[0] = bytes.length;
}

export function readMessage(memory: WebAssembly.Memory, address: number): string {
  const [length] = new Uint32Array(memory.buffer, address >>> 0, 1);
  return new TextDecoder().decode(new Uint8Array(memory.buffer, (address >>> 0) + 4, length).slice());
}

function unavailable(): never {
  throw new Error('a call that kernels cannot make');
}

/** Of the system, kernels read the clock and say why they end: the rest is the program's own thread's. */
function kernelSystem(module: WebAssembly.Module, memory: WebAssembly.Memory, host: GuardHost): WebAssembly.ModuleImports {
  return {
    ...unavailableImports(module, 'wasi_snapshot_preview1'),
    clock_time_get(_clock: number, _precision: bigint, result: number): number {
      new DataView(memory.buffer).setBigUint64(result >>> 0, host.clock(), true);
      return 0;
    },
    fd_write(_file: number, pieces: number, count: number, written: number): number {
      const view = new DataView(memory.buffer);
      let text = '';
      let total = 0;
      for (let i = 0; i < count; i++) {
        const length = view.getUint32((pieces >>> 0) + 8 * i + 4, true);
        text += new TextDecoder().decode(new Uint8Array(memory.buffer, view.getUint32((pieces >>> 0) + 8 * i, true), length).slice());
        total += length;
      }
      host.writeError(text);
      view.setUint32(written >>> 0, total, true);
      return 0;
    },
  };
}
