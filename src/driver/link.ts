/**
 * Units and libraries → one WebAssembly module: link, optimise, emit.
 */
import { imageOf } from '../back/wasm/image.js';
import type { EmittedProgram } from '../back/wasm/program.js';
import { isLayoutSymbol } from '../back/wasm/data-layout.js';
import { keepLibraryRoots, libraryRoots, watchHeap } from '../back/wasm/library-roots.js';
import { emitProgram } from '../back/wasm/program.js';
import { workEntry } from '../back/wasm/threads.js';
import { lastErrorPlace } from '../back/wgsl/legalize/last-error.js';
import { replacementsIn } from '../back/wgsl/prepare/replacements.js';
import { kernelsOf, prepareKernels } from '../back/wgsl/prepare/index.js';
import { memoryLayout } from '../back/wasm/memory-layout.js';
import type { DiagnosticSink } from '../diagnostics/diagnostic.js';
import { linkMessages } from '../diagnostics/link-messages.js';
import { wgslMessages } from '../diagnostics/wgsl-messages.js';
import { forEachInst } from '../ir/walk.js';
import type { Func, Global, Module } from '../ir/ir.js';
import { link } from '../ir/link.js';
import type { Binary } from '../ir/binary.js';
import { optimize } from '../passes/pipeline.js';
import { checkSynchronization } from '../passes/threads/check-synchronization.js';
import { profileCalls } from '../passes/profile-calls.js';
import { pruneTry } from '../passes/prune-try.js';
import { dropWaitingCallees, nameWaitingCallees } from '../passes/threads/waiting-callees.js';
import type { ExecutionModel, LoweredKernel } from '../passes/threads/lower-kernel.js';
import type { SourceManager } from '../source/source-manager.js';
import { withinStack } from './compile.js';
import { CompilerFailure } from './compiler-failure.js';
import type { LoopedForms } from '../back/wgsl/kernel-shader.js';
import { deviceShaders } from './device-shaders.js';
import type { CompileOptions } from './options.js';

export interface LinkEnvironment {
  readonly sources: SourceManager;
  readonly diagnostics: DiagnosticSink;
  readonly onPhase?: (phase: string, milliseconds: number) => void;
  /** Kernels become shaders for a WebGPU device instead of code. */
  readonly webgpu?: boolean;
  /** Forms of the shaders with several threads an invocation; all where nothing is known of the device. */
  readonly looped?: LoopedForms;
  /** Told for each kernel how long its shader took, in all its forms, in milliseconds. */
  readonly onShader?: (kernel: Func, milliseconds: number) => void;
  /** Several threads run the program: its kernels, or, with shaders, host code alone. */
  readonly threads?: boolean;
  /** Kernels without a program, which the runtime launches (src/runtime/modules); the unit has a table of them. */
  readonly kernelModule?: boolean;
  /** The program is to be split. */
  readonly split?: boolean;
  /** Told for each kernel how its threads run. */
  readonly onKernel?: (kernel: Func, lowered: LoweredKernel) => void;
  /** The program tells a profiler what it does. Told the names of the API calls that it can make, by their numbers. */
  readonly onProfiled?: (calls: readonly string[]) => void;
  /** How kernels are run, where they allow it (for tests); the best way otherwise. */
  readonly model?: ExecutionModel;
}

/** What every program starts from; the back end adds what its generated code calls. */
const programRoots = ['_start'];
/** What modules of kernels without a program are called by (sysroot/lib/module). */
const cpuModuleRoots = ['__cw_module_start', '__cw_module_allocate', '__cw_module_free', '__cw_module_launch', '__cw_module_reset'] as const;
const moduleRoots = { cpu: cpuModuleRoots, threads: [...cpuModuleRoots, '__cw_module_help'], webgpu: ['__cw_module_start'] } as const;
/** Bytes of stack of such modules: kernels alone run on it. */
const kernelStack = 512 * 1024;
/** Print what kernels on WebGPU say. */
const recordRoots = ['__cw_module_records', '__cw_module_print'] as const;

/** Symbols that program assembly defines. */
function isProvided(name: string): boolean {
  return isLayoutSymbol(name) || name === '__cw_run_constructors' || name === lastErrorPlace;
}

/** The functions that a program of these units needs, whatever it calls. */
export function rootsOf(units: readonly Module[], program: { readonly check: boolean; readonly threads?: boolean; readonly webgpu?: boolean; readonly kernelModule?: boolean }): string[] {
  const own = program.kernelModule ? moduleRoots[program.webgpu ? 'webgpu' : program.threads ? 'threads' : 'cpu'] : [...programRoots, ...(program.threads && !program.webgpu ? [workEntry] : [])];
  return [...own, ...(program.kernelModule && program.webgpu && kernelsPrint(units) ? recordRoots : []), ...(program.webgpu ? replacementsIn(units) : []), ...libraryRoots(units, program.check)];
}

/** May kernels of these units say anything? */
function kernelsPrint(units: readonly Module[]): boolean {
  return units.some((unit) => [...unit.functions.values()].some(({ name }) => ['printf', 'vprintf', 'puts', 'putchar'].includes(name)));
}

export function linkProgram(units: readonly Module[], libraries: readonly Binary[], options: CompileOptions, env: LinkEnvironment): EmittedProgram | undefined {
  return withinStack(env.diagnostics, () => linkPhases(units, libraries, options, env));
}

function linkPhases(units: readonly Module[], libraries: readonly Binary[], options: CompileOptions, env: LinkEnvironment): EmittedProgram | undefined {
  const timed = <T>(phase: string, run: () => T): T => {
    const start = performance.now();
    try {
      return run();
    } catch (cause) {
      throw cause instanceof CompilerFailure ? cause : new CompilerFailure(phase, 'the program', cause);
    } finally {
      env.onPhase?.(phase, performance.now() - start);
    }
  };
  const errorsBefore = env.diagnostics.errorCount;
  if (!env.kernelModule) keepUnwritten(units);
  const linked = timed('link', () =>
    link({ modules: units, libraries, roots: rootsOf(units, { check: options.check, threads: env.threads, webgpu: env.webgpu, kernelModule: env.kernelModule }), provided: isProvided, imageOf }, env.diagnostics),
  );
  if (env.diagnostics.errorCount > errorsBefore) return undefined;
  if (env.webgpu) timed('kernels', () => replaceKernels(linked, options, env.diagnostics));
  else nameWaitingCallees(linked);
  env.onProfiled?.(profileCalls(linked, env.webgpu !== true));
  timed('optimize', () => {
    keepLibraryRoots(linked);
    if (options.check) watchHeap(linked);
    pruneTry(linked);
    optimize(linked, { level: options.optimize, keepLibraryCalls: options.check, inlineSize: options.limits.inlineSize, verify: options.verifyIr });
    checkSynchronization(linked, env.diagnostics);
    dropWaitingCallees(linked);
  });
  checkVariables(linked, env);
  if (env.diagnostics.errorCount > errorsBefore) return undefined;
  return timed('emit', () =>
    emitProgram(linked, {
      check: options.check,
      simd: options.simd,
      verify: options.verifyIr,
      ...(env.onKernel === undefined ? {} : { onKernel: env.onKernel }),
      names: true,
      threads: env.threads === true,
      ownMemory: env.kernelModule === true,
      entries: env.split === true,
      ...(env.kernelModule === true && { stackSize: kernelStack }),
      ...(env.webgpu ? { shaderOf: timedShaders(deviceShaders(env.sources, options.arenaAlways, env.looped), env.onShader) } : {}),
      ...(env.model === undefined ? {} : { model: env.model }),
      resolveLine: (loc) => {
        if (loc === 0) return undefined;
        const position = env.sources.expansion(loc);
        return { file: position.file, line: position.line };
      },
    }),
  );
}

/** Constant memory that the host of a whole program never names keeps its initial contents: kernels know them. Without a `main` units are a part of something that may write to it. */
function keepUnwritten(units: readonly Module[]): void {
  const candidates = units.flatMap(({ globals }) => [...globals.values()].filter(({ space, init }) => space === 'constant' && init !== undefined));
  const isHost = (fn: Func): boolean => fn.body !== undefined && fn.space !== 'kernel' && fn.space !== 'device';
  if (candidates.length === 0 || !units.some(({ functions }) => [...functions.values()].some((fn) => fn.name === 'main' && isHost(fn)))) return;
  // By name: units refer to their own declarations.
  const named = new Set<string>();
  for (const { globals, functions } of units) {
    for (const { init } of globals.values()) for (const { target } of init?.relocations ?? []) named.add(target.name);
    for (const fn of functions.values()) {
      if (!isHost(fn)) continue;
      forEachInst(fn.body!, ({ operands }) => {
        for (const v of operands) if (v.kind === 'global-address') named.add(v.global.name);
      });
    }
  }
  for (const global of candidates) if (!named.has(global.name)) global.unwritten = true;
}

/** What a program needs besides its variables: its stack, and some heap. */
const OTHER_MEMORY = memoryLayout.defaultStack + (1 << 20);

/** Variables that no memory holds are told of by the largest. */
function checkVariables(linked: Module, env: LinkEnvironment): void {
  const memory = memoryLayout.pageSize * (env.webgpu ? memoryLayout.maxHostPages : memoryLayout.maxPages);
  let total = 0;
  let largest: Global | undefined;
  for (const global of linked.globals.values()) {
    if (global.init === undefined || global.space === 'shared') continue;
    total += global.type.size;
    if (largest === undefined || global.type.size > largest.type.size) largest = global;
  }
  if (largest === undefined || total + OTHER_MEMORY <= memory) return;
  const mebibytes = (bytes: number): string => String(Math.ceil(bytes / 2 ** 20));
  env.diagnostics.report(linkMessages.variablesTooLarge, largest.loc, [mebibytes(total), mebibytes(largest.type.size), mebibytes(memory)]);
}

function timedShaders<T>(shaderOf: (kernel: Func) => T, onShader: LinkEnvironment['onShader']): (kernel: Func) => T {
  if (onShader === undefined) return shaderOf;
  return (kernel) => {
    const start = performance.now();
    const shader = shaderOf(kernel);
    onShader(kernel, performance.now() - start);
    return shader;
  };
}

/** Where a program's kernels read clocks first, it is said that shaders have none. */
function saidOnce(diagnostics: DiagnosticSink): (loc: number) => void {
  let isSaid = false;
  return (loc) => {
    if (!isSaid) diagnostics.report(wgslMessages.noClock, loc);
    isSaid = true;
  };
}

/** Kernels become what their shaders are made of; nothing else of the program changes. */
function replaceKernels(linked: Module, options: CompileOptions, diagnostics: DiagnosticSink): void {
  const kernels = kernelsOf(linked);
  prepareKernels(linked, { level: options.optimize, verify: options.verifyIr, onClock: saidOnce(diagnostics) }, kernels).forEach((prepared, i) => {
    kernels[i]!.body = prepared.body;
    kernels[i]!.optimized = true;
  });
  // They may be parts of one buffer, which are bound at multiples of this.
  for (const global of linked.globals.values()) if (global.space === 'managed') global.align = Math.max(global.align, 256);
}

/** The kernels of units, in their order, with what they call of the units and libraries, as their shaders are made of them. What is nowhere defined stays a call; undefined after errors. */
export function linkKernels(units: readonly Module[], libraries: readonly Binary[], options: CompileOptions, diagnostics: DiagnosticSink): readonly Func[] | undefined {
  return withinStack(diagnostics, () => {
    const declared = units.flatMap(kernelsOf);
    keepUnwritten(units);
    const errorsBefore = diagnostics.errorCount;
    const linked = link({ modules: units, libraries, roots: replacementsIn(units), keepKernels: true, provided: () => true, imageOf }, diagnostics);
    if (diagnostics.errorCount > errorsBefore) return undefined;
    const kernels = new Set(kernelsOf(linked));
    return prepareKernels(linked, { level: options.optimize, verify: options.verifyIr, onClock: saidOnce(diagnostics) }, declared.filter((kernel) => kernels.has(kernel)));
  });
}

/** Units → one module of a library: everything that has a name outside its unit, optimised; references to other libraries stay open. */
export function linkLibrary(units: readonly Module[], options: CompileOptions, env: LinkEnvironment): Module {
  const roots = units.flatMap((unit) => [...unit.functions.values()].filter((fn) => fn.body !== undefined && fn.linkage !== 'internal').map((fn) => fn.name));
  const linked = link({ modules: units, libraries: [], roots, keepKernels: true, provided: () => true }, env.diagnostics);
  pruneTry(linked);
  optimize(linked, { level: options.optimize, wholeProgram: false, inlineSize: options.limits.inlineSize, verify: options.verifyIr });
  // What a library promises of its results rests on each operation.
  for (const fn of linked.functions.values()) fn.floats = undefined;
  return linked;
}
