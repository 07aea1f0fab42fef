/** Devices: where buffers are and kernels run. The CPU is always there; each device's part is fetched when it is asked for. */
import type { ArtifactSource } from './artifact.js';
import { toArtifact } from './artifact.js';
import type { Backend, BackendHost, DeviceKind } from './backend.js';
import { mayHaveGpu as mayHaveDevice } from '../webgpu/dawn.js';
import { DeviceBuffer } from './buffer.js';
import type { DeviceCore } from './core.js';
import { createCore } from './core.js';
import type { ElementArray, ElementType } from './element-types.js';
import { checkElementType } from './element-types.js';
import { CudaError, errorCodes } from './errors.js';
import type { Size } from './launch-shape.js';
import { Module } from './module.js';
import { findNode } from './node-modules.js';
import { type DeviceEvent, Stream } from './stream.js';

export interface DeviceOptions {
  /** Given what kernels print; standard output (browsers: the console) unless given. */
  readonly print?: (text: string) => void;
  /** CPU: how many threads may run kernels, the one that launches included; as many as there are cores unless given. One where memory cannot be shared: in pages that are not cross-origin isolated. */
  readonly threads?: number;
  /** CPU: every launch is shared out to all threads, whether that pays or not (for tests). */
  readonly shareAlways?: boolean;
  /** WebGPU: a device that the page has already, with its buffers. It is not destroyed with this one. */
  readonly gpuDevice?: GPUDevice;
  /** WebGPU: a device that runs on the processor will do for `auto` as well. */
  readonly software?: boolean;
  /** WebGPU: how long work may take, in seconds; 30 unless given. */
  readonly timeLimit?: number;
}

export class Device implements Disposable {
  private readonly core: DeviceCore;

  private constructor(makeBackend: (host: BackendHost) => Backend, options: DeviceOptions) {
    const print = options.print ?? printToOutput;
    this.core = createCore(this, (fail) => makeBackend({ print, fail }));
  }

  /** `auto`: a GPU where there is one. Rejects with CudaError (cudaErrorNoDevice) where the device that is asked for is not there. */
  static async open(kind: DeviceKind | 'auto' = 'auto', options: DeviceOptions = {}): Promise<Device> {
    if (!['auto', 'cpu', 'webgpu'].includes(kind)) throw new TypeError(`a device is 'auto', 'cpu' or 'webgpu', not ${String(kind)}`);
    const { gpuDevice, software = kind === 'webgpu', timeLimit = 30 } = options;
    const onCpu = async (): Promise<Device> => {
      const { createCpuBackend } = await import('./cpu-backend.js');
      return new Device((host) => createCpuBackend(host, options), options);
    };
    if (kind === 'cpu' || (kind === 'auto' && gpuDevice === undefined && !mayHaveGpu())) return onCpu();
    const { noGpu, openGpu } = await import('./gpu.js');
    const open = await openGpu({ gpuDevice, software, timeLimit: timeLimit * 1000 });
    if (typeof open !== 'string') return new Device(open, options);
    if (kind === 'webgpu') throw noGpu(open);
    return onCpu();
  }

  get kind(): DeviceKind {
    return this.core.backend.kind;
  }

  get name(): string {
    return this.core.backend.name;
  }

  /** Memory for so many elements; their values are not defined. */
  alloc<T extends ElementArray>(type: ElementType<T>, length: number): DeviceBuffer<T> {
    checkElementType(type);
    if (!Number.isInteger(length) || length < 0) throw new RangeError(`a buffer cannot have ${length} elements`);
    return new DeviceBuffer(this.core, this.core.allocate(length * type.BYTES_PER_ELEMENT), type, 0, length, true);
  }

  /** A buffer with a copy of these elements. */
  from<T extends ElementArray>(data: T): DeviceBuffer<T> {
    if (!ArrayBuffer.isView(data)) throw new TypeError('a buffer is made from a typed array (Float32Array …): a list of numbers does not say how they are stored');
    const buffer = this.alloc(data.constructor as ElementType<T>, data.length);
    buffer.write(data);
    return buffer;
  }

  /** WebGPU: elements of the caller's own GPUBuffer, of the device's GPUDevice, with the usage STORAGE, COPY_SRC and COPY_DST. Nothing is copied; its end is the caller's. `offset`: in bytes, a multiple of 4. */
  borrow<T extends ElementArray>(buffer: GPUBuffer, type: ElementType<T>, { offset = 0, length = Math.floor((buffer.size - offset) / type.BYTES_PER_ELEMENT) }: { readonly offset?: number; readonly length?: number } = {}): DeviceBuffer<T> {
    const { borrow } = this.core.backend;
    if (borrow === undefined) throw new CudaError(errorCodes.notSupported, 'only WebGPU devices have GPUBuffers');
    const bytes = length * type.BYTES_PER_ELEMENT;
    if (offset % 4 !== 0 || offset < 0 || bytes < 0 || offset + bytes > buffer.size) throw new RangeError(`bytes ${offset} to ${offset + bytes} are no part of a GPUBuffer of ${buffer.size} that begins at a multiple of 4`);
    return new DeviceBuffer(this.core, borrow(buffer, offset, bytes), type, 0, length, true);
  }

  /** A further stream. */
  stream(): Stream {
    return new Stream(this.core);
  }

  /** An event behind all work so far. */
  record(): DeviceEvent {
    return new Stream(this.core).record();
  }

  /** Resolves when all work is done; rejects with what went wrong in it. */
  synchronize(): Promise<void> {
    return new Stream(this.core).synchronize();
  }

  /** Makes a device that a kernel's fault has stopped take work again. Buffers keep their contents. */
  reset(): Promise<void> {
    return this.core.reset();
  }

  /** Frees everything, after all work before. */
  dispose(): void {
    this.core.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** What loads modules onto it; see `loadModule`. */
  load(source: ArtifactSource | Promise<ArtifactSource>): Module {
    const { core } = this;
    const loading = async (): Promise<ConstructorParameters<typeof Module>[1] extends Promise<infer L> ? L : never> => {
      const artifact = toArtifact(await source);
      return { module: await core.backend.load(artifact), reflection: artifact.reflection };
    };
    return new Module(core, loading());
  }
}

/** Where nothing can be found, WebGPU's part is not even fetched. */
function mayHaveGpu(): boolean {
  const node = findNode();
  if (node === undefined) return 'navigator' in globalThis && navigator.gpu !== undefined;
  return mayHaveDevice(node.process.platform, node.process.env, node.module('node:fs').existsSync);
}

export interface LoadOptions {
  readonly device: Device;
  /** WebGPU: pipelines that are made as soon as the module is there, beside all other work: sizes of blocks by names of kernels. */
  readonly prepare?: Readonly<Record<string, Size>>;
}

/** Loads compiled kernels onto a device: an artifact, its file's bytes, or where to fetch it. Rejects where the artifact has no form for the device, or is none. */
export async function loadModule(source: ArtifactSource | URL | Response | Promise<Response>, { device, prepare = {} }: LoadOptions): Promise<Module> {
  const module = await device.load(fetched(source)).ready;
  // What is wrong with it, launches tell.
  for (const [name, block] of Object.entries(prepare)) module.kernel(name).prepare(block).catch(() => {});
  return module;
}

async function fetched(source: ArtifactSource | URL | Response | Promise<Response>): Promise<ArtifactSource> {
  const given = source instanceof URL ? await fetch(source) : await source;
  // Node makes its `Response` when that is first named, with all of its HTTP client: not for bytes that are there.
  if (given instanceof ArrayBuffer || ArrayBuffer.isView(given) || 'reflection' in given || !(given instanceof Response)) return given;
  if (!given.ok) throw new CudaError(errorCodes.invalidValue, `${given.url}: ${given.status} ${given.statusText}`);
  return given.arrayBuffer();
}

function printToOutput(text: string): void {
  const { process } = globalThis as { process?: { stdout?: { write?: (text: string) => void } } };
  if (process?.stdout?.write) process.stdout.write(text);
  else console.log(text.replace(/\n$/, ''));
}
