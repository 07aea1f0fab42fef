/** What the threads of a sandboxed run tell each other. `main` is the thread that asked for the run: a page's, or Node's. */
import type { DeviceFacts } from '../webgpu/commands.js';
import type { HostThreadStart } from '../cpu/host-threads.js';
import type { ThreadsStart } from '../cpu/threads.js';
import type { Files } from './memory-files.js';
import type { ProfilingStart, RecordedProfile } from './profiling.js';

/** main → program. */
export interface ProgramStart {
  readonly module: WebAssembly.Module;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly files: Files;
  readonly stdin: Uint8Array;
  /** How many threads may run its kernels on the CPU, if it was built for several; the program's own is one of them. */
  readonly threads?: number;
  /** Threads of host code can be started. */
  readonly hostThreads: boolean;
  /** Kernels run on the device that another thread serves through this ring; without it, on the CPU. */
  readonly device?: { readonly ring: SharedArrayBuffer; readonly facts: DeviceFacts };
  /** Where the chunks lie of a program that was split. */
  readonly folder?: string | undefined;
  /** The program was compiled to tell what it does. */
  readonly profiling?: ProfilingStart;
}

/** program → main. After `ended` or `failed` nothing follows. */
export type ProgramReply =
  | { readonly kind: 'stdout' | 'stderr'; readonly bytes: Uint8Array }
  | { readonly kind: 'memory'; readonly memory: WebAssembly.Memory }
  /** Further threads are to run blocks of kernels. */
  | { readonly kind: 'threads'; readonly start: ThreadsStart; readonly timeOrigin: number }
  /** A further thread of host code is to run. */
  | { readonly kind: 'host-thread'; readonly start: HostThreadStart; readonly timeOrigin: number }
  | { readonly kind: 'ended'; readonly exitCode: number; readonly files: Files; readonly profile?: RecordedProfile | undefined }
  | { readonly kind: 'failed'; readonly message: string };

/** main → a thread for kernels or host code, which never answers. `number`: which of the places is its own. `timeOrigin`: of the program's thread, whose clock all have. `folder`: as in ProgramStart. */
export type KernelsStart = { readonly timeOrigin: number; readonly folder: string | undefined } & (
  | { readonly start: ThreadsStart; readonly number: number }
  | { readonly start: HostThreadStart; readonly number: undefined }
);

/** main → device: first `open`; after `opened` one `serve`. */
export type DeviceRequest =
  /** `software`: a device that runs on the processor will do. */
  | { readonly kind: 'open'; readonly software: boolean }
  | { readonly kind: 'serve'; readonly ring: SharedArrayBuffer; readonly module: WebAssembly.Module; readonly memory: WebAssembly.Memory; readonly timeLimit: number; readonly profiling?: ProfilingStart | undefined; readonly folder?: string | undefined };

/** device → main. `served`: the program has ended. */
export type DeviceReply =
  | { readonly kind: 'opened'; readonly facts: DeviceFacts }
  | { readonly kind: 'none'; readonly reason: string }
  | { readonly kind: 'stderr'; readonly text: string }
  | { readonly kind: 'served'; readonly profile?: RecordedProfile | undefined }
  | { readonly kind: 'failed'; readonly message: string };

/** One end of a connection to a thread. */
export interface Port<Sent, Received> {
  send(message: Sent, transfer?: readonly Transferable[]): void;
  /** Called once, before anything arrives. */
  listen(handler: (message: Received) => void): void;
}

/** A thread that was started, seen from the main one. */
export interface Thread<Sent, Received> extends Port<Sent, Received> {
  /** Called when the thread dies of something that it did not catch. */
  onDeath(handler: (message: string) => void): void;
  /** Ends it, whatever it does. */
  close(): void;
}
