/**
 * One translation unit: source text → IR module. Phases in a straight line; a phase is skipped when an earlier one reported errors that it cannot bear.
 *
 * Programs whose own source tests __CUDA_ARCH__ are compiled twice, as nvcc does: the host pass gives host functions and variables, the device pass kernels and device functions. So are programs in whose common functions
 * lanes are to keep in step.
 */
import { keepLanesInStep, stepsInSharedCode } from '../passes/lockstep.js';
import { flushDenormals, useFastPower } from '../passes/flush-denormals.js';
import type { DiagnosticSink } from '../diagnostics/diagnostic.js';
import { driverMessages } from '../diagnostics/driver-messages.js';
import { functionKey, regionsOf } from '../ir/build.js';
import type { Func, Global, GlobalInit, Module } from '../ir/ir.js';
import { preprocess } from '../lex/preprocess.js';
import { lower } from '../lower/index.js';
import { parse } from '../parse/index.js';
import type { PreprocessOptions } from '../preprocess/options.js';
import { defaultLimits, isCStandard } from '../preprocess/options.js';
import { check } from '../sema/index.js';
import type { FileSystem } from '../source/file-system.js';
import type { SourceManager } from '../source/source-manager.js';
import type { CheckedUnit } from '../tree/index.js';
import { createRecorder, isLibraryFunction, missingHeaders } from './c-headers.js';
import { CompilerFailure } from './compiler-failure.js';
import { implicitHeaders } from './implicit-headers.js';
import type { CompileOptions } from './options.js';
import { defaultSemaLimits } from './options.js';
import { leadingHeaders } from './leading-headers.js';
import type { ReadSavedPrelude } from './prelude.js';
import { findPrelude } from './prelude.js';

export interface CompileEnvironment {
  readonly files: FileSystem;
  readonly sources: SourceManager;
  readonly diagnostics: DiagnosticSink;
  readonly savedPrelude?: ReadSavedPrelude;
  /** All sources that are compiled with this source manager, where they are several: they share a prelude. */
  readonly units?: readonly string[];
  /** Given the unit's checked tree, of which the host pass's where there are two. */
  readonly onChecked?: (unit: CheckedUnit) => void;
  /** Told that a unit asked for the time of day: the same files may give another module later. */
  readonly onClock?: () => void;
  /** Told the milliseconds that each phase took. */
  readonly onPhase?: (phase: string, milliseconds: number) => void;
}

/** Runs phases. Where one ran out of the engine's stack, the program asks for too much: a diagnostic, and no result. */
export function withinStack<T>(diagnostics: DiagnosticSink, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof CompilerFailure) || !(error.cause instanceof RangeError) || !error.cause.message.includes('call stack')) throw error;
    diagnostics.report(driverMessages.stackExhausted, 0, [error.phase, error.file]);
    return undefined;
  }
}

function timed<T>(env: CompileEnvironment, phase: string, file: string, run: () => T): T {
  const start = performance.now();
  try {
    return run();
  } catch (cause) {
    throw cause instanceof CompilerFailure ? cause : new CompilerFailure(phase, file, cause);
  } finally {
    env.onPhase?.(phase, performance.now() - start);
  }
}

export type Language = 'cuda' | 'c++' | 'c';

/** The language of a source by its name, as nvcc takes it. */
export function languageOf(path: string): Language {
  if (/\.(cu|cuh)$/.test(path)) return 'cuda';
  return path.endsWith('.c') ? 'c' : 'c++';
}

/** The options for a unit of a language: the standard asked for is one of C++. */
export function optionsFor(language: Language, options: CompileOptions): CompileOptions {
  return language === 'c' ? { ...options, std: 'gnu17' } : options;
}

export function preprocessorOptions(options: CompileOptions, cuda: boolean, cudaArch: number | undefined, implicit: readonly string[]): PreprocessOptions {
  const { includeDepth, expandedTokens, nesting } = options.limits;
  return {
    includeDirs: options.includeDirs,
    systemDirs: options.systemDirs,
    defines: options.defines,
    undefs: options.undefs,
    prelude: implicit.slice(0, 1),
    preIncludes: [...implicit.slice(1), ...options.preIncludes],
    std: options.std,
    cuda,
    cudaArch,
    cudaArchList: [options.cudaArch],
    extendedLambda: options.extendedLambda,
    relaxedConstexpr: options.relaxedConstexpr,
    relocatableDeviceCode: options.relocatable,
    optimize: options.optimize > 0,
    // Only what is given: preludes are shared by what they depend on.
    ...(includeDepth === undefined && expandedTokens === undefined && nesting === undefined ? {} : { limits: { ...defaultLimits, ...options.limits } }),
  };
}

/** What a CUDA source has in front of it (implicit-headers.ts). */
export function headersBefore(path: string, options: CompileOptions, files: FileSystem): readonly string[] {
  const folders = [path.slice(0, path.lastIndexOf('/') + 1), ...options.includeDirs.map((folder) => `${folder}/`)];
  return implicitHeaders(files.read(path) ?? '', (name) => {
    for (const folder of folders) {
      const place = name.startsWith('/') ? name : folder + name;
      const text = files.read(place);
      if (text === undefined) continue;
      // What it includes may lie beside it.
      const beside = place.slice(0, place.lastIndexOf('/') + 1);
      if (!folders.includes(beside)) folders.push(beside);
      return text;
    }
    return undefined;
  });
}

/** The headers that all units begin with. */
function commonHeaders(units: readonly string[], files: FileSystem): readonly string[] {
  const lists = units.map((path) => {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    return leadingHeaders(files.read(path) ?? '', (name) => files.read(folder + name) !== undefined);
  });
  return lists.reduce((common, list) => common.filter((name) => list.includes(name)));
}

interface Pass {
  readonly module: Module | undefined;
  readonly testedCudaArch: boolean;
}

/** The unit's IR, or undefined after errors. `name` tells this unit's internal symbols apart. Throws CompilerFailure when the compiler itself fails. */
export function compileUnit(path: string, name: string, options: CompileOptions, env: CompileEnvironment, language = languageOf(path)): Module | undefined {
  return withinStack(env.diagnostics, () => compilePasses(path, name, optionsFor(language, options), env, language === 'cuda'));
}

function compilePasses(path: string, name: string, options: CompileOptions, env: CompileEnvironment, cuda: boolean): Module | undefined {
  const module = compileSides(path, name, options, env, cuda);
  if (!cuda || module === undefined) return module;
  for (const fn of module.functions.values()) {
    if (fn.body === undefined || fn.space === 'host') continue;
    fn.floats = options.floats;
  }
  keepLanesInStep(module);
  return module;
}

/** A unit in C, whose calls of undeclared library functions are warned of and then declared as their headers have them. */
function compileC(path: string, name: string, options: CompileOptions, env: CompileEnvironment): Module | undefined {
  const recorder = createRecorder();
  const { module } = compilePass(path, name, options, { ...env, diagnostics: recorder }, false, undefined);
  const missing = missingHeaders(recorder.reports);
  for (const report of recorder.reports) if (missing.length === 0 || isLibraryFunction(report)) env.diagnostics.report(...report);
  if (missing.length === 0) return module;
  return compilePass(path, name, { ...options, preIncludes: [...missing, ...options.preIncludes] }, env, false, undefined).module;
}

function compileSides(path: string, name: string, options: CompileOptions, env: CompileEnvironment, cuda: boolean): Module | undefined {
  if (isCStandard(options.std)) return compileC(path, name, options, env);
  const host = compilePass(path, name, options, env, cuda, undefined);
  if (host.module === undefined || !cuda || !(host.testedCudaArch || options.flushDenormals || stepsInSharedCode(host.module))) return host.module;
  const device = compilePass(path, name, options, env, cuda, options.cudaArch);
  if (device.module === undefined) return undefined;
  if (options.flushDenormals) flushDenormals(device.module);
  if (options.fastMath) useFastPower(device.module);
  return timed(env, 'merge', path, () => mergePasses(host.module!, device.module!));
}

function compilePass(path: string, name: string, options: CompileOptions, env: CompileEnvironment, cuda: boolean, cudaArch: number | undefined): Pass {
  const { sources, diagnostics } = env;
  const errorsBefore = diagnostics.errorCount;
  const implicit = cuda ? headersBefore(path, options, env.files) : [];
  const forPreprocessor = preprocessorOptions(options, cuda, cudaArch, implicit);
  const prelude = timed(env, 'prelude', path, () => findPrelude(forPreprocessor, cuda ? commonHeaders(env.units ?? [path], env.files) : [], env.files, sources, env.savedPrelude));
  const preprocessed = timed(env, 'preprocess', path, () => preprocess(path, forPreprocessor, env.files, sources, diagnostics, prelude?.preprocessor.cache, prelude?.preprocessor));
  const { testedCudaArch } = preprocessed;
  if (preprocessed.readClock) env.onClock?.();
  const parsed = timed(env, 'parse', path, () => parse(preprocessed.tokens, { isSystem: (loc) => sources.isSystem(loc), bracketDepth: options.limits.bracketDepth, c: isCStandard(options.std) }, diagnostics, prelude?.parser));
  const checked = timed(env, 'check', path, () =>
    check(
      parsed,
      {
        std: Number(/\d+$/.exec(options.std)![0]) as 11 | 14 | 17 | 20,
        c: isCStandard(options.std),
        extendedLambda: options.extendedLambda,
        relaxedConstexpr: options.relaxedConstexpr,
        target: cudaArch !== undefined ? 'device' : testedCudaArch || (cuda && options.flushDenormals) ? 'host' : 'both',
        isSystem: (loc) => sources.isSystem(loc),
        limits: { ...defaultSemaLimits, ...options.limits },
      },
      diagnostics,
      prelude?.headers,
    ),
  );
  if (diagnostics.errorCount > errorsBefore) return { module: undefined, testedCudaArch };
  if (cudaArch === undefined) env.onChecked?.(checked);
  const module = timed(env, 'lower', path, () => lower(checked, { unitName: name, side: cudaArch === undefined ? 'both' : 'device' }, diagnostics));
  return { module: diagnostics.errorCount > errorsBefore ? undefined : module, testedCudaArch };
}

/** Host functions and data from the host pass, kernels and device functions from the device pass. */
function mergePasses(host: Module, device: Module): Module {
  const kernels = [...device.functions.values()].filter((fn) => fn.space === 'kernel');
  const adopt = (fn: Func): void => {
    const declared = host.functions.get(fn.name);
    if (declared === undefined) host.functions.set(fn.name, fn);
    else if (fn.body !== undefined) {
      declared.body = fn.body;
      declared.kernel = fn.kernel;
    }
  };
  for (const fn of kernels) adopt(fn);
  for (const [key, fn] of device.functions) {
    if (fn.space === 'kernel') continue;
    if (fn.side === 'device' || !host.functions.has(key)) host.functions.set(key, fn);
  }
  const replace = mergeGlobals(host, device);
  for (const [name, struct] of device.structs) if (!host.structs.has(name)) host.structs.set(name, struct);
  redirect(host, device, replace);
  return host;
}

/**
 * Gives what takes the place of the device pass's variables. Variables of the host are one for both passes, but for constant ones with different contents (string literals are numbered in each pass) and those that hold functions of
 * which the device pass has its own (vtables, tables of functions): device code has these to itself. Device memory holds what the device pass says.
 */
function mergeGlobals(host: Module, device: Module): Map<object, object> {
  const replace = new Map<object, object>();
  const apart = globalsApart(host, device);
  for (const [name, global] of device.globals) {
    const declared = host.globals.get(name);
    if (declared === undefined) host.globals.set(name, global);
    else if (!apart.has(global)) replace.set(global, declared);
    else if (declared.space !== 'host') {
      declared.init = global.init;
      replace.set(global, declared);
    } else {
      const own: Global = { ...global, name: functionKey(name, 'device') };
      host.globals.set(own.name, own);
      replace.set(global, own);
    }
  }
  return replace;
}

/** Those that hold other contents in the device pass, a function of which it has its own, or such a variable's address. */
function globalsApart(host: Module, device: Module): Set<Global> {
  const found = new Set<Global>();
  const isApart = (target: Global | Func): boolean => (target.kind === 'function' ? target.side === 'device' : found.has(target));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const [name, global] of device.globals) {
      const declared = host.globals.get(name);
      if (declared === undefined || global.init === undefined || declared.init === undefined) continue;
      if (global.init.relocations.some(({ target }) => isApart(target)) || ((global.constant || global.space !== 'host') && !isSameImage(global.init, declared.init))) found.add(global);
    }
  }
  return found;
}

function isSameImage(a: GlobalInit, b: GlobalInit): boolean {
  return (
    a.bytes.length === b.bytes.length && a.bytes.every((byte, i) => byte === b.bytes[i]) && a.relocations.length === b.relocations.length &&
    a.relocations.every(({ offset, target, addend }, i) => offset === b.relocations[i]!.offset && addend === b.relocations[i]!.addend && target.name === b.relocations[i]!.target.name)
  );
}

/** Device code refers to the device pass's functions and variables: they become those that are kept. */
function redirect(host: Module, device: Module, replace: Map<object, object>): void {
  for (const fn of device.functions.values()) {
    const kept = host.functions.get(fn.side === 'device' ? `${fn.name}@device` : fn.name);
    if (kept !== undefined && kept !== fn) replace.set(fn, kept);
  }
  if (replace.size === 0) return;
  for (const fn of host.functions.values()) if (fn.body !== undefined) redirectRegion(fn.body, replace);
  for (const global of host.globals.values()) {
    const { init } = global;
    if (init === undefined || !init.relocations.some(({ target }) => replace.has(target))) continue;
    global.init = { ...init, relocations: init.relocations.map((r) => ({ ...r, target: (replace.get(r.target) as typeof r.target | undefined) ?? r.target })) };
  }
}

function redirectRegion(region: NonNullable<Func['body']>, replace: ReadonlyMap<object, object>): void {
  for (const inst of region.insts) {
    inst.operands.forEach((operand, i) => {
      if (operand.kind === 'global-address') {
        const kept = replace.get(operand.global);
        if (kept !== undefined) inst.operands[i] = { ...operand, global: kept as typeof operand.global };
      } else if (operand.kind === 'function-address') {
        const kept = replace.get(operand.function);
        if (kept !== undefined) inst.operands[i] = { ...operand, function: kept as Func };
      }
    });
    if (inst.kind === 'call') inst.callee = (replace.get(inst.callee) as Func | undefined) ?? inst.callee;
    for (const inner of regionsOf(inst)) redirectRegion(inner, replace);
  }
}
