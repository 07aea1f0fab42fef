/**
 * Loaded kernels: looked up by name, launched with arguments that are checked against their signatures; and the variables of their source. A module may still be compiling: then its launches wait in the device's order, and what is wrong
 * with them is told at the next `await`.
 */
import type { KernelArgument } from './arguments.js';
import { packArguments, packValue, sizeOf } from './arguments.js';
import type { LoadedModule } from './backend.js';
import { DeviceBuffer } from './buffer.js';
import type { DeviceCore, Enqueued } from './core.js';
import type { ElementArray, ElementType } from './element-types.js';
import { CudaError, errorCodes } from './errors.js';
import type { LaunchConfiguration, Size } from './launch-shape.js';
import { checkConfiguration, launchShape } from './launch-shape.js';
import type { KernelReflection, ParameterReflection, Reflection } from './reflection.js';

/** Configured, a kernel is launched with its arguments: `kernel({ grid, block })(n, x, y)`. */
export interface Kernel<Args extends readonly unknown[] = readonly KernelArgument[]> {
  (configuration: LaunchConfiguration): (...args: Args) => void;
  /** As in the source. */
  readonly kernelName: string;
  readonly parameters: readonly ParameterReflection[];
  /** Makes ready what launches with blocks of this shape need, ahead of the first. */
  prepare(block: Size, shared?: number): Promise<void>;
}

interface Loaded {
  readonly module: LoadedModule;
  readonly reflection: Reflection;
}

export class Module implements Disposable {
  /** Resolves when the kernels can be launched; rejects where they cannot be compiled or loaded. */
  readonly ready: Promise<this>;
  private loaded: Loaded | undefined;
  private isDisposed = false;

  /** Use `loadModule` or `compile`. */
  constructor(private readonly core: DeviceCore, loading: Promise<Loaded>) {
    this.ready = loading.then((loaded) => {
      this.loaded = loaded;
      return this;
    });
    // Who launches kernels of it is told.
    this.ready.catch(() => {});
  }

  /** The names of its kernels, template arguments included. */
  get kernels(): readonly string[] {
    return this.known().reflection.kernels.map(({ name }) => name);
  }

  get reflection(): Reflection {
    return this.known().reflection;
  }

  /**
   * A kernel by its name, template arguments included (`scale<float>`), by the expression that it was compiled for, or by its mangled name. Throws CudaError (cudaErrorSymbolNotFound). The type parameter gives the types of its arguments.
   */
  kernel<Args extends readonly unknown[] = readonly KernelArgument[]>(name: string): Kernel<Args> {
    if (this.loaded !== undefined) findKernel(this.loaded.reflection, name);
    const configure = (configuration: LaunchConfiguration) => {
      checkConfiguration(name, configuration);
      return (...args: Args): void => this.launch(name, configuration, args as readonly KernelArgument[]);
    };
    const found = (): KernelReflection => findKernel(this.known().reflection, name).kernel;
    const prepare = async (block: Size, shared = 0): Promise<void> => {
      const { loaded } = await this.ready;
      const { kernel, index } = findKernel(loaded!.reflection, name);
      const shape = launchShape(kernel, { grid: 1, block, shared });
      await this.core.beside(() => loaded!.module.prepare(index, shape.block, shape.dynamicShared));
    };
    return Object.defineProperties(configure, { kernelName: { get: () => found().name }, parameters: { get: () => found().params }, prepare: { value: prepare } }) as unknown as Kernel<Args>;
  }

  /** A `__device__`, `__constant__` or `__managed__` variable by its name. Throws CudaError (cudaErrorSymbolNotFound). */
  variable(name: string): Variable {
    const { module, reflection } = this.known();
    const index = reflection.variables.findIndex((variable) => variable.name === name || variable.mangled === name);
    if (index < 0) throw notFound('variable', name, reflection.variables);
    return new Variable(this.core, module, reflection, index);
  }

  /** Buffers that its kernels used stay. */
  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.ready.then(() => this.core.run(() => this.loaded?.module.dispose())).catch(() => {});
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  private known(): Loaded {
    if (this.loaded === undefined) throw new Error('the module is not there yet: await its `ready` first');
    return this.loaded;
  }

  private launch(name: string, configuration: LaunchConfiguration, args: readonly KernelArgument[]): void {
    if (this.isDisposed) throw new CudaError(errorCodes.invalidResourceHandle, 'the module was disposed of');
    const { loaded } = this;
    if (configuration.stream !== undefined && configuration.stream.device !== this.core.device) throw new CudaError(errorCodes.invalidResourceHandle, 'the stream is one of another device');
    if (loaded !== undefined) {
      const launch = this.packed(loaded, name, configuration, args);
      this.core.run(() => loaded.module.launch(launch));
      return;
    }
    // What is passed may change meanwhile.
    const kept = args.map((value) => (typeof value === 'object' && value !== null && !(value instanceof DeviceBuffer) ? structuredCloneOf(value) : value));
    this.core.run(async () => {
      const { loaded: now } = await this.ready;
      await now!.module.launch(this.packed(now!, name, configuration, kept));
    });
  }

  private packed({ reflection }: Loaded, name: string, configuration: LaunchConfiguration, args: readonly KernelArgument[]): Parameters<LoadedModule['launch']>[0] {
    const { kernel, index } = findKernel(reflection, name);
    const shape = launchShape(kernel, configuration);
    const packed = packArguments(kernel, reflection, args, this.core.device);
    for (const { storage } of packed.pointers) if (this.core.isFreed(storage)) throw new CudaError(errorCodes.invalidValue, `kernel ${kernel.name} is given a buffer that was disposed of`);
    return { kernel: index, ...shape, ...packed };
  }
}

/** Structs may have buffers in them, which stay themselves. */
function structuredCloneOf(value: object): KernelArgument {
  if (ArrayBuffer.isView(value)) return (value as Uint8Array).slice();
  const copy = (inner: unknown): unknown => (typeof inner === 'object' && inner !== null && !(inner instanceof DeviceBuffer) ? structuredCloneOf(inner) : inner);
  if (Array.isArray(value)) return value.map(copy) as KernelArgument;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)])) as KernelArgument;
}

function notFound(what: string, name: string, there: readonly { readonly name: string }[]): CudaError {
  return new CudaError(errorCodes.symbolNotFound, `the module has no ${what} '${name}'; it has ${there.map((one) => `'${one.name}'`).join(', ') || 'none'}`);
}

/** Template arguments are compared without regard to spaces. */
function findKernel(reflection: Reflection, name: string): { readonly kernel: KernelReflection; readonly index: number } {
  const plain = name.replaceAll(' ', '');
  const { kernels } = reflection;
  let index = kernels.findIndex((kernel) => kernel.mangled === name || kernel.name.replaceAll(' ', '') === plain || kernel.expressions.includes(name));
  // The only instance of a template goes by the template's name as well.
  const instances = index < 0 ? kernels.filter((kernel) => kernel.name.startsWith(`${name}<`)) : [];
  if (instances.length === 1) index = kernels.indexOf(instances[0]!);
  if (index < 0) throw notFound('kernel', name, kernels);
  return { kernel: kernels[index]!, index };
}

/** A variable in device memory, of the module's own. */
export class Variable {
  constructor(private readonly core: DeviceCore, private readonly module: LoadedModule, private readonly reflection: Reflection, private readonly index: number) {}

  get name(): string {
    return this.entry.name;
  }

  get byteLength(): number {
    return this.entry.bytes;
  }

  /** Sets it to a value of its type, checked like a kernel's argument. */
  write(value: KernelArgument): Enqueued {
    const { name, type } = this.entry;
    const bytes = packValue(this.reflection, name, type, value, sizeOf(this.reflection, type), this.core.device);
    return this.core.enqueue(() => this.core.backend.write(this.module.variable(this.index), 0, bytes));
  }

  /** A copy of its memory as elements of this type. */
  read<T extends ElementArray>(type: ElementType<T>): Promise<T> {
    return this.buffer(type).read();
  }

  /** It, as a buffer: for parts of it, and as an argument. */
  buffer<T extends ElementArray>(type: ElementType<T>): DeviceBuffer<T> {
    if (this.byteLength % type.BYTES_PER_ELEMENT !== 0) throw new RangeError(`variable ${this.name} has ${this.byteLength} bytes, which are no whole elements of ${type.name}`);
    return new DeviceBuffer(this.core, this.module.variable(this.index), type, 0, this.byteLength / type.BYTES_PER_ELEMENT, false);
  }

  private get entry(): Reflection['variables'][number] {
    return this.reflection.variables[this.index]!;
  }
}
