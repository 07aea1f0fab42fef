/** What a device is asked for beneath the API: the CPU's (cpu-backend.ts) and WebGPU's (webgpu-backend.ts). Calls come in the order of the device's queue (queue.ts); what takes time is a promise. */
import type { Artifact } from './artifact.js';
import type { CudaError } from './errors.js';

export type DeviceKind = 'cpu' | 'webgpu';
export type Dimensions = readonly [number, number, number];

/** Memory of a device: the backend that made it knows more of it. */
export interface Storage {
  readonly bytes: number;
}

export interface Launch {
  /** Index in the reflection. */
  readonly kernel: number;
  readonly grid: Dimensions;
  readonly block: Dimensions;
  readonly dynamicShared: number;
  /** The packed parameter buffer, in which pointers are still 0. */
  readonly params: Uint8Array<ArrayBuffer>;
  readonly pointers: readonly { readonly at: number; readonly storage: Storage; readonly offset: number }[];
}

export interface LoadedModule {
  /** Memory of a variable, by index in the reflection. */
  variable(index: number): Storage;
  launch(launch: Launch): void | Promise<void>;
  /** Makes ready what launches of a kernel with this shape need. */
  prepare(kernel: number, block: Dimensions, dynamicShared: number): Promise<void>;
  dispose(): void;
}

export interface Backend {
  readonly kind: DeviceKind;
  readonly name: string;
  allocate(bytes: number): Storage;
  free(storage: Storage): void;
  /** `data` may change after the return. */
  write(storage: Storage, at: number, data: Uint8Array): void | Promise<void>;
  read(storage: Storage, at: number, into: Uint8Array): void | Promise<void>;
  copy(to: Storage, toAt: number, from: Storage, fromAt: number, bytes: number): void | Promise<void>;
  fill(storage: Storage, at: number, bytes: number, value: number): void | Promise<void>;
  load(artifact: Artifact): Promise<LoadedModule>;
  /** Marks a place in the work. */
  record(): Mark;
  /** All work is done when it resolves, and what kernels have said is told. */
  finish(): void | Promise<void>;
  /** Begins work that was only recorded. */
  flush(): void;
  /** Forgets faults. Throws where the device is gone. */
  reset(): void;
  dispose(): void;
  /** WebGPU only: the user's buffer as memory of this device. */
  borrow?(buffer: GPUBuffer, offset: number, bytes: number): Storage;
  /** WebGPU only: where memory is; all work so far has been submitted then. */
  expose?(storage: Storage): Promise<GpuPlace>;
}

/** A part of a GPUBuffer, in bytes. */
export interface GpuPlace {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly size: number;
}

export interface Mark {
  /** Milliseconds of the device's clock when all work before it was done. */
  time(): number | Promise<number>;
}

export interface BackendHost {
  /** What kernels print. */
  print(text: string): void;
  /** A kernel ended by a fault, or other work failed. */
  fail(error: CudaError): void;
}
