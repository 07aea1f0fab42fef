/**
 * The host of a program in a sandbox: WASI with files in memory (memory-wasi.ts), arguments, clocks, sleeping without spinning, random numbers, for any JavaScript engine. The program's memory may be shared with other threads, which
 * TextDecoder and getRandomValues refuse.
 */
import type { ProgramHost } from '../cpu/run-program.js';
import type { Files } from './memory-files.js';
import { createTree, readTree } from './memory-files.js';
import { fileCalls } from './memory-wasi.js';
import { Clock, Errno } from './wasi-numbers.js';

export interface MemoryHostOptions {
  /** argv, the program's name first. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly files: Files;
  readonly stdin: Uint8Array;
  /** Given what the program writes, piece by piece; the bytes are the receiver's. */
  writeStdout(bytes: Uint8Array): void;
  writeStderr(bytes: Uint8Array): void;
  /** Called before the program waits for time to pass. */
  beforeSleep?(): void;
}

export interface MemoryHost extends ProgramHost {
  /** The files as they are now. */
  readFiles(): Record<string, Uint8Array<ArrayBuffer>>;
}

const encoder = new TextEncoder();

const monotonic = (): bigint => BigInt(Math.round(performance.now() * 1e6));
const wallClock = (): bigint => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e3)) * 1000n;

/** Thrown through the program's frames when it exits. */
class Exit extends Error {
  constructor(readonly code: number) {
    super(`exit code ${code}`);
  }
}

export function createMemoryHost(options: MemoryHostOptions): MemoryHost {
  const root = createTree(options.files);
  const env = Object.entries({ PWD: '/', ...options.env }).map(([name, value]) => `${name}=${value}`);
  let exports: { readonly memory: WebAssembly.Memory; _start(): void } | undefined;
  const memory = (): ArrayBufferLike => exports!.memory.buffer;
  return {
    wasi: {
      ...fileCalls({ root, stdin: options.stdin, writeStdout: (bytes) => options.writeStdout(bytes), writeStderr: (bytes) => options.writeStderr(bytes) }, memory),
      ...textCalls('args', options.args, memory),
      ...textCalls('environ', env, memory),
      ...otherCalls(options, memory),
    } as WebAssembly.ModuleImports,
    start(instance) {
      exports = instance.exports as unknown as typeof exports;
      try {
        exports!._start();
        return 0;
      } catch (thrown) {
        if (thrown instanceof Exit) return thrown.code;
        throw thrown;
      }
    },
    writeError: (text) => options.writeStderr(encoder.encode(text)),
    clock: monotonic,
    readFiles: () => readTree(root),
  };
}

/** The calls that give a list of texts: their number and size, then the texts. */
function textCalls(name: 'args' | 'environ', list: readonly string[], memory: () => ArrayBufferLike): Record<string, (...args: never[]) => number> {
  const texts = list.map((text) => encoder.encode(`${text}\0`));
  return {
    [`${name}_sizes_get`](count: number, bytes: number) {
      const view = new DataView(memory());
      view.setUint32(count, texts.length, true);
      view.setUint32(bytes, texts.reduce((sum, text) => sum + text.length, 0), true);
      return Errno.success;
    },
    [`${name}_get`](pointers: number, to: number) {
      const view = new DataView(memory());
      let at = to;
      texts.forEach((text, i) => {
        view.setUint32(pointers + 4 * i, at, true);
        new Uint8Array(memory()).set(text, at);
        at += text.length;
      });
      return Errno.success;
    },
  };
}

function otherCalls({ beforeSleep }: MemoryHostOptions, memory: () => ArrayBufferLike): Record<string, (...args: never[]) => number> {
  // There is no clock of the time spent on the processor: the C library makes do with the monotonic one.
  const isClock = (clock: number): boolean => clock === Clock.real || clock === Clock.monotonic;
  return {
    clock_time_get(clock: number, _precision: bigint, result: number) {
      if (!isClock(clock)) return Errno.inval;
      new DataView(memory()).setBigUint64(result, clock === Clock.real ? wallClock() : monotonic(), true);
      return Errno.success;
    },
    clock_res_get(clock: number, result: number) {
      if (!isClock(clock)) return Errno.inval;
      // As fine as engines show the time where memory is shared.
      new DataView(memory()).setBigUint64(result, 5000n, true);
      return Errno.success;
    },
    poll_oneoff(subscriptions: number, events: number, count: number, result: number) {
      const view = new DataView(memory());
      const clock = view.getUint32(subscriptions + Subscription.clock, true);
      if (count !== 1 || view.getUint8(subscriptions + Subscription.type) !== 0 || !isClock(clock)) return Errno.notsup;
      const timeout = view.getBigUint64(subscriptions + Subscription.timeout, true);
      const absolute = (view.getUint16(subscriptions + Subscription.flags, true) & 1) !== 0;
      beforeSleep?.();
      sleep(absolute ? timeout - (clock === Clock.real ? wallClock() : monotonic()) : timeout);
      new Uint8Array(memory(), events, 32).fill(0);
      view.setBigUint64(events, view.getBigUint64(subscriptions, true), true);
      view.setUint32(result, 1, true);
      return Errno.success;
    },
    random_get(to: number, length: number) {
      const bytes = new Uint8Array(memory(), to, length);
      const random = new Uint8Array(Math.min(length, 65536));
      for (let at = 0; at < length; at += random.length) bytes.set(crypto.getRandomValues(random).subarray(0, length - at), at);
      return Errno.success;
    },
    proc_exit(code: number) {
      throw new Exit(code);
    },
  };
}

/** Fields of a WASI subscription to a clock, whose type is 0. */
const Subscription = { type: 8, clock: 16, timeout: 24, flags: 40 } as const;

function sleep(nanoseconds: bigint): void {
  const end = performance.now() + Number(nanoseconds) / 1e6;
  // Without shared memory there is nothing to wait on.
  if (typeof SharedArrayBuffer !== 'undefined') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.max(0, end - performance.now()));
  while (performance.now() < end);
}
