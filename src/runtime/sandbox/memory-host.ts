/**
 * The host of a program in a sandbox: WASI by @bjorn3/browser_wasi_shim with files in memory, for any JavaScript engine. What that library leaves open is done here: memory that is shared with other
 * threads (which TextDecoder and getRandomValues refuse), exact clocks, sleeping without spinning, the lowest free descriptor for a file that is opened, its rights.
 */
import { ConsoleStdout, type Fd, File, OpenDirectory, OpenFile, WASI, wasi } from '@bjorn3/browser_wasi_shim';
import type { ProgramHost } from '../cpu/run-program.js';
import type { Files } from './memory-files.js';
import { createTree, OpenMemoryFile, OpenRoot, readTree } from './memory-files.js';

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

type Imports = WASI['wasiImport'];

const encoder = new TextEncoder();

const monotonic = (): bigint => BigInt(Math.round(performance.now() * 1e6));
const wallClock = (): bigint => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e3)) * 1000n;

export function createMemoryHost(options: MemoryHostOptions): MemoryHost {
  const root = createTree(options.files);
  const env = Object.entries({ PWD: '/', ...options.env }).map(([name, value]) => `${name}=${value}`);
  const fds: (Fd | undefined)[] = [
    new OpenMemoryFile(new File(options.stdin), BigInt(wasi.RIGHTS_FD_READ), 0),
    new ConsoleStdout((bytes) => options.writeStdout(bytes)),
    new ConsoleStdout((bytes) => options.writeStderr(bytes)),
    new OpenRoot('/', root),
  ];
  const shim = new WASI([...options.args], env, fds as Fd[], { debug: false });
  const memory = (): ArrayBufferLike => shim.inst.exports.memory.buffer;
  const imports = { ...shim.wasiImport, ...corrections(shim.wasiImport, fds, options, memory) };
  return {
    wasi: imports as WebAssembly.ModuleImports,
    start: (instance) => shim.start(instance as Parameters<WASI['start']>[0]),
    writeError: (text) => options.writeStderr(encoder.encode(text)),
    clock: monotonic,
    readFiles: () => readTree(root),
  };
}

function corrections(shim: Imports, fds: (Fd | undefined)[], { args, beforeSleep }: MemoryHostOptions, memory: () => ArrayBufferLike): Imports {
  return {
    /** The library counts characters, and writes UTF-8. */
    args_sizes_get(count: number, bytes: number): number {
      const view = new DataView(memory());
      view.setUint32(count, args.length, true);
      view.setUint32(bytes, args.reduce((sum, arg) => sum + encoder.encode(arg).length + 1, 0), true);
      return wasi.ERRNO_SUCCESS;
    },
    clock_time_get(clock: number, _precision: bigint, result: number): number {
      // There is no clock of the time spent on the processor: the C library makes do with the monotonic one.
      if (clock !== wasi.CLOCKID_REALTIME && clock !== wasi.CLOCKID_MONOTONIC) return wasi.ERRNO_INVAL;
      new DataView(memory()).setBigUint64(result, clock === wasi.CLOCKID_REALTIME ? wallClock() : monotonic(), true);
      return wasi.ERRNO_SUCCESS;
    },
    path_open(folder: number, lookup: number, path: number, length: number, create: number, rights: bigint, inheriting: bigint, flags: number, result: number): unknown {
      const error = shim.path_open(folder, lookup, path, length, create, rights, inheriting, flags, result);
      if (error !== wasi.ERRNO_SUCCESS) return error;
      const opened = fds.pop();
      if (opened instanceof OpenDirectory && (rights & BigInt(wasi.RIGHTS_FD_WRITE)) !== 0n) return wasi.ERRNO_ISDIR;
      const closed = fds.indexOf(undefined);
      const fd = closed < 0 ? fds.length : closed;
      fds[fd] = opened instanceof OpenFile ? new OpenMemoryFile(opened.file, rights, flags) : opened;
      new DataView(memory()).setUint32(result, fd, true);
      return error;
    },
    poll_oneoff(subscriptions: number, events: number, count: number, result: number): number {
      const view = new DataView(memory());
      const clock = view.getUint32(subscriptions + Subscription.clock, true);
      if (count !== 1 || view.getUint8(subscriptions + Subscription.type) !== wasi.EVENTTYPE_CLOCK || clock > wasi.CLOCKID_MONOTONIC) return wasi.ERRNO_NOTSUP;
      const timeout = view.getBigUint64(subscriptions + Subscription.timeout, true);
      const absolute = (view.getUint16(subscriptions + Subscription.flags, true) & wasi.SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME) !== 0;
      beforeSleep?.();
      sleep(absolute ? timeout - (clock === wasi.CLOCKID_REALTIME ? wallClock() : monotonic()) : timeout);
      new wasi.Event(view.getBigUint64(subscriptions, true), wasi.ERRNO_SUCCESS, wasi.EVENTTYPE_CLOCK).write_bytes(view, events);
      view.setUint32(result, 1, true);
      return wasi.ERRNO_SUCCESS;
    },
    random_get(to: number, length: number): number {
      const bytes = new Uint8Array(memory(), to, length);
      const random = new Uint8Array(Math.min(length, 65536));
      for (let at = 0; at < length; at += random.length) bytes.set(crypto.getRandomValues(random).subarray(0, length - at), at);
      return wasi.ERRNO_SUCCESS;
    },
  };
}

/** Fields of a WASI subscription to a clock. */
const Subscription = { type: 8, clock: 16, timeout: 24, flags: 40 } as const;

function sleep(nanoseconds: bigint): void {
  const end = performance.now() + Number(nanoseconds) / 1e6;
  // Without shared memory there is nothing to wait on.
  if (typeof SharedArrayBuffer !== 'undefined') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.max(0, end - performance.now()));
  while (performance.now() < end);
}
