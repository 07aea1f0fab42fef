/**
 * Threads of host code (sysroot/lib/c/host-threads.cpp): one of them runs at a time. What the first one does for the others, and what another one does. Host-independent.
 *
 * Calls of the system, of a device that is another thread's, and of a profiler are the first thread's. Another thread fills in a call slip in shared memory, rings the bell, and sleeps until the slip is done; the first thread serves it where it waits, which it does: the other has the turn.
 */
import type { GuardHost } from './guard.js';
import { createGuard } from './guard.js';
import { endOf, ThreadFailed } from './program-end.js';
import type { HostThreads, ThreadExports, ThreadPlace } from './threads.js';
import { leaveMessage, readMessage, readPlaces } from './threads.js';

/** What a further thread is given; all of it can be sent to a worker. */
export interface HostThreadStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly place: ThreadPlace;
  /** Addresses of struct HostThread and struct Slip; the function in the table that runs the thread. */
  readonly thread: number;
  readonly slip: number;
  readonly entry: number;
  readonly count: number;
  readonly always: boolean;
}

/** Words of struct Slip; arguments from its 24th byte. */
const slipWords = { bell: 0, call: 1, function: 2, wide: 3, count: 4 } as const;
const slipArguments = 24;
/** Where the result takes the first argument's place, as a double: calls give integers of 32 bits, times, or nothing. */
const slipResult = slipArguments;

/** What the slip asks for beside these functions, which are numbered as the module imports them. */
const requests = { startHostThread: -1, startThreads: -2, fail: -3 } as const;

const system = 'wasi_snapshot_preview1';
const device = 'cuda';

function servedFunctions(module: WebAssembly.Module): string[] {
  return WebAssembly.Module.imports(module).filter((wanted) => wanted.module === system || wanted.module === device || wanted.name.startsWith('profile_')).map(({ name }) => name);
}

interface FirstThreadHost {
  /** Those of the system, and of the device and the profiler, if there are such. */
  readonly served: WebAssembly.ModuleImports;
  readonly threads?: HostThreads;
}

type AnyFunction = (...args: readonly (number | bigint)[]) => unknown;

/** The first thread's imports. */
export function hostThreadImports(module: WebAssembly.Module, memory: WebAssembly.Memory, host: FirstThreadHost): WebAssembly.ModuleImports {
  const names = servedFunctions(module);
  const { threads } = host;
  const startHostThread = (thread: number, slip: number, entry: number): number => {
    if (threads?.startHost === undefined) return 0;
    const [place] = readPlaces(memory, 1, thread);
    threads.startHost({ module, memory, place: place!, thread, slip, entry, count: threads.count, always: threads.always === true });
    return 1;
  };
  const perform = (wanted: number, args: readonly (number | bigint)[], slip: number): unknown => {
    switch (wanted) {
      case requests.startHostThread:
        return startHostThread(Number(args[0]), slip, Number(args[1]));
      case requests.startThreads:
        threads!.start({ module, memory, places: readPlaces(memory, Number(args[0]), Number(args[1])) });
        return 0;
      case requests.fail:
        throw new ThreadFailed({ text: readMessage(memory, Number(args[1])), exitCode: Number(args[0]) });
      default:
        return (host.served[names[wanted]!] as AnyFunction)(...args);
    }
  };
  return {
    start_host_thread: startHostThread,
    serve_call(slip: number): void {
      const words = new Int32Array(memory.buffer, slip, slipArguments / 4);
      const count = words[slipWords.count]!;
      const wide = words[slipWords.wide]!;
      const values = new BigInt64Array(memory.buffer, slip + slipArguments, count);
      const args = Array.from(values, (value, i) => (((wide >> i) & 1) === 0 ? Number(value) : value));
      const result = Number(perform(words[slipWords.function]!, args, slip) ?? 0);
      new Float64Array(memory.buffer, slip + slipResult, 1)[0] = result;
      Atomics.store(words, slipWords.call, 0);
      Atomics.notify(words, slipWords.call);
    },
  };
}

/** Runs a further thread of host code, and those that are started when it has ended. Does not come back. */
export function runHostThread({ module, memory, place, thread, slip, entry, count, always }: HostThreadStart, own: Omit<GuardHost, 'writeError'>): void {
  const ask = (wanted: number, args: readonly (number | bigint)[]): number => {
    const words = new Int32Array(memory.buffer, slip, slipArguments / 4);
    const values = new BigInt64Array(memory.buffer, slip + slipArguments, args.length);
    let wide = 0;
    args.forEach((arg, i) => {
      values[i] = BigInt(arg);
      if (typeof arg === 'bigint') wide |= 1 << i;
    });
    words[slipWords.function] = wanted;
    words[slipWords.wide] = wide;
    words[slipWords.count] = args.length;
    Atomics.store(words, slipWords.call, 1);
    Atomics.add(words, slipWords.bell, 1);
    Atomics.notify(words, slipWords.bell);
    while (Atomics.load(words, slipWords.call) === 1) Atomics.wait(words, slipWords.call, 1);
    return new Float64Array(memory.buffer, slip + slipResult, 1)[0]!;
  };
  let exports: ThreadExports | undefined;
  const host: GuardHost = { ...own, writeError: (text) => leaveMessage(memory, place.message, text) };
  const guard = createGuard(module, host, () => exports!);
  const served: WebAssembly.ModuleImports = {};
  servedFunctions(module).forEach((name, i) => {
    served[name] = (...args: readonly (number | bigint)[]) => ask(i, args);
  });
  const cudaWasm = {
    ...served,
    ...guard.imports,
    thread_count: () => count,
    share_always: () => (always ? 1 : 0),
    start_threads: (threads: number, places: number) => void ask(requests.startThreads, [threads, places]),
    start_host_thread: (other: number) => ask(requests.startHostThread, [other, entry]),
    serve_call() {},
  };
  const instance = new WebAssembly.Instance(module, { env: { memory }, cuda_wasm: cudaWasm, [system]: served, [device]: served });
  exports = instance.exports as unknown as ThreadExports;
  const run = exports.__indirect_function_table.get(entry) as (thread: number) => void;
  try {
    // When a thread has ended, the next one takes its place.
    for (;;) {
      exports.__cw_enter_thread(place.stackHigh, place.stackLow, place.variables);
      run(thread);
    }
  } catch (thrown) {
    const end = endOf(thrown, guard) ?? { text: `a thread ended by ${String(thrown)}\n`, exitCode: 134 };
    leaveMessage(memory, place.message, end.text);
    ask(requests.fail, [end.exitCode, place.message]);
  }
}
