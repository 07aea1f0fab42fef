/** Sources → modules and artifacts, in a thread of their own. */
import type { CompileOptions as DriverOptions, JsonDiagnostic, KernelOptions, KernelTarget } from '../driver/index.js';
import { createLruCache } from '../runtime/cache/lru.js';
import type { Artifact, Device, Module } from '../runtime/modules/index.js';
import { createCompileThread } from './compile-thread.js';
import type { CompileReply } from './messages.js';

export type Diagnostic = JsonDiagnostic;

export interface CompileOptions {
  /** Macros: their values, `true` for 1. */
  readonly defines?: Readonly<Record<string, string | number | boolean>>;
  /** Texts that the source may include, by path. Our headers of CUDA and of the C and C++ libraries are there anyway. */
  readonly include?: Readonly<Record<string, string>>;
  /** Instances of kernel templates to compile, besides those that the source instantiates itself: `scale<float>`. */
  readonly kernels?: readonly string[];
  /** The source's name in messages; `kernels.cu` unless given. */
  readonly name?: string;
  /** `c++17` unless given. */
  readonly std?: 'c++11' | 'c++14' | 'c++17' | 'c++20';
  /** 2 unless given. */
  readonly optimize?: 0 | 1 | 2 | 3;
  /** As nvcc's -use_fast_math. */
  readonly fastMath?: boolean;
  /** `false`: a * b + c is rounded twice on a GPU (nvcc's -fmad=false). */
  readonly fmad?: boolean;
  /** On the CPU, test every memory access. */
  readonly check?: boolean;
  /** `false`: on the CPU one thread runs the kernels, whose code then has none of what several need: atomic operations are faster, and memory is not shared. */
  readonly threads?: boolean;
  /** Stops the compilation, whatever it does; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Where the folder `cuda-wasm/sysroot/parts` is served, for pages whose bundler does not keep it beside the package. */
  readonly sysroot?: string | URL;
  /** Given what the compiler warns of. */
  readonly onWarning?: (text: string, diagnostics: readonly Diagnostic[]) => void;
}

export interface ModuleOptions extends CompileOptions {
  readonly device: Device;
}

export interface ArtifactOptions extends CompileOptions {
  /** The devices that it is for; both unless given. */
  readonly targets?: readonly KernelTarget[];
}

/** The source has errors: `message` is what the command line prints of them. */
export class CompileError extends Error {
  override readonly name = 'CompileError';

  constructor(text: string, readonly diagnostics: readonly Diagnostic[]) {
    super(text);
  }
}

/** Throws TypeError. An option that is not known would be one that is not heeded. */
function checkArguments(source: string, options: ArtifactOptions): void {
  const refuse = (expected: string, given: unknown): never => {
    throw new TypeError(`compile: ${expected}, was given ${typeof given === 'string' ? `'${given}'` : Array.isArray(given) ? 'an array' : String(given)}`);
  };
  if (typeof source !== 'string') refuse('the source is a string', source);
  for (const name of Object.keys(options)) if (!optionNames.includes(name)) refuse(`options are ${optionNames.join(', ')}`, name);
  for (const name of ['defines', 'include'] as const) {
    const given: unknown = options[name];
    if (given !== undefined && (typeof given !== 'object' || given === null || Array.isArray(given))) refuse(`${name} is an object of ${name === 'defines' ? 'values by macro' : 'texts by path'}`, given);
  }
  for (const [path, text] of Object.entries(options.include ?? {})) if (typeof text !== 'string') refuse(`include['${path}'] is a text`, text);
}

const optionNames: readonly string[] = ['defines', 'include', 'kernels', 'name', 'std', 'optimize', 'fastMath', 'fmad', 'check', 'threads', 'signal', 'sysroot', 'onWarning', 'targets'] satisfies readonly (keyof ArtifactOptions)[];

const thread = createCompileThread();

/** What was compiled lately, by all that it depends on: at most so many bytes of artifacts. */
const compiled = createLruCache<CompileReply & { readonly kind: 'done' }>(8 * 2 ** 20);

/** Ends the compiler's thread, where nothing is being compiled; a later compilation starts it again. It ends by itself after some seconds. */
export function closeCompiler(): void {
  thread.close();
}

/** Bytes that an artifact keeps, about. */
function sizeOf({ wasm, host, wgsl }: Artifact): number {
  return (wasm?.length ?? 0) + (host?.length ?? 0) + 2 * (wgsl?.length ?? 0) + 1024;
}

/** Compiles kernels to what is kept, sent and loaded without the compiler; what was compiled lately, from the same sources with the same options, is there at once. Rejects with CompileError. */
export async function compileArtifact(source: string, { targets = ['cpu', 'webgpu'], ...options }: ArtifactOptions = {}): Promise<Artifact> {
  checkArguments(source, options);
  const { signal, onWarning, include = {}, sysroot } = options;
  signal?.throwIfAborted();
  const request = { source, files: include, targets, options: driverOptions(options), sysroot: sysroot === undefined ? undefined : String(sysroot) };
  const key = `${JSON.stringify({ ...request, source: undefined })}${source}`;
  const known = compiled.get(key);
  const reply = known ?? (await thread.compile(request, signal));
  if (known !== undefined && signal !== undefined) {
    // Whoever stops at once what is there already is not to get it.
    await undefined;
    signal.throwIfAborted();
  }
  const { artifact, diagnostics, text } = reply;
  if (artifact === undefined) throw new CompileError(text, diagnostics);
  compiled.set(key, reply, sizeOf(artifact) + key.length);
  if (diagnostics.length > 0) onWarning?.(text, diagnostics);
  return artifact;
}

/** Compiles kernels for a device and loads them onto it. Rejects with CompileError. */
export async function compile(source: string, options: ModuleOptions): Promise<Module> {
  return compileLater(source, options).ready;
}

/** The same, at once: launches of the module's kernels wait for it in the device's order. Where it cannot be compiled, the next `await` of the device's work tells, and `ready` rejects. */
export function compileLater(source: string, { device, ...options }: ModuleOptions = {} as ModuleOptions): Module {
  if (typeof device?.load !== 'function') throw new TypeError('compile: the option device is what Device.open gives; compileArtifact compiles without one');
  checkArguments(source, options);
  return device.load(compileArtifact(source, { ...options, targets: [device.kind] }));
}

function driverOptions({ defines = {}, kernels, name, std, optimize, fastMath, fmad = true, check, threads }: CompileOptions): Partial<DriverOptions> & Pick<KernelOptions, 'kernels' | 'name' | 'threads'> {
  return {
    defines: Object.entries(defines).map(([macro, value]) => `${macro}=${value === true ? 1 : value === false ? 0 : value}`),
    ...(kernels && { kernels }),
    ...(name !== undefined && { name }),
    ...(std && { std: std.replace('c++', 'gnu++') as DriverOptions['std'] }),
    ...(optimize !== undefined && { optimize }),
    ...(check !== undefined && { check }),
    ...(threads !== undefined && { threads }),
    floats: { contract: fmad, fastQuotients: fastMath === true, fastRoots: fastMath === true, fastFunctions: fastMath === true },
    ...(fastMath === true && { fastMath: true, flushDenormals: true }),
  };
}
