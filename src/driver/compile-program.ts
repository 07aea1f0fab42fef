/**
 * A whole program from files in memory: what a page, an editor or a bundler calls. In: texts by path, the sysroot as data (or in parts: sysroot-parts.ts). Out: the module's bytes, or none after errors; diagnostics as data and
 * as text. Needs neither Node nor a page: it runs in a worker as well.
 */
import type { JsonDiagnostic } from '../diagnostics/render.js';
import { diagnosticsToJson, renderDiagnostics } from '../diagnostics/render.js';
import { driverMessages } from '../diagnostics/driver-messages.js';
import type { Diagnostics } from '../diagnostics/sink.js';
import { createDiagnostics } from '../diagnostics/sink.js';
import type { Binary } from '../ir/binary.js';
import { openBinary } from '../ir/binary.js';
import type { Module } from '../ir/ir.js';
import { optimize } from '../passes/pipeline.js';
import { createMemoryFileSystem, layerFileSystems } from '../source/file-system.js';
import type { FileSystem } from '../source/file-system.js';
import type { Loc } from '../source/loc.js';
import type { SourceManager } from '../source/source-manager.js';
import type { CheckedUnit } from '../tree/index.js';
import { createSourceManager } from '../source/source-manager.js';
import { compileUnit, languageOf } from './compile.js';
import { ownLines } from './device-shaders.js';
import type { LinkEnvironment } from './link.js';
import { linkProgram } from './link.js';
import type { CompileOptions } from './options.js';
import { defaultOptions } from './options.js';
import type { ReadSavedPrelude } from './prelude.js';
import type { ProgramTarget, Sysroot } from './sysroot.js';
import { librariesOf, linkingFor, usefulTarget } from './sysroot.js';

/** All but the sysroot. */
export interface SourceOptions extends Partial<Omit<CompileOptions, 'systemDirs'>> {
  /** `cpu` unless given. */
  readonly target?: Exclude<ProgramTarget, 'webgpu-threads'>;
  /** The paths of the translation units; unless given, all files that end in .cu, .cpp, .cc, .cxx or .c. */
  readonly units?: readonly string[];
  /** The program is to tell a profiler what it does (`profileInBrowser`). */
  readonly profile?: boolean;
  /** Told the milliseconds that each phase took. */
  readonly onPhase?: (phase: string, milliseconds: number) => void;
}

export interface ProgramOptions extends SourceOptions {
  readonly sysroot: Sysroot;
}

/** What a profiler has to know of a program: the names of its API calls, by their numbers, and readable names of kernels that run on the CPU. */
export interface ProfiledProgram {
  readonly calls: readonly string[];
  readonly kernels: Readonly<Record<string, string>>;
}

export interface CompiledProgram {
  /** A WebAssembly module; undefined after errors. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
  readonly diagnostics: readonly JsonDiagnostic[];
  /** The diagnostics as the command line prints them. */
  readonly text: string;
  /** Of programs that were compiled to be profiled. */
  readonly profiled?: ProfiledProgram;
}

/** Where our headers lie, as the compiler sees it. */
export const headerFolder = '/usr/include/cuda-wasm';

/** One file system for each sysroot: what is kept between compilations knows its texts by identity. */
const headerFiles = new WeakMap<Sysroot, FileSystem>();

export function headersOf(sysroot: Sysroot): FileSystem {
  let files = headerFiles.get(sysroot);
  if (files === undefined) {
    files = createMemoryFileSystem(Object.fromEntries(Object.entries(sysroot.headers).map(([path, text]) => [`${headerFolder}/${path}`, text])));
    headerFiles.set(sysroot, files);
  }
  return files;
}

/** A program whose units are compiled and not linked yet. */
export interface CompiledUnits {
  readonly modules: readonly Module[];
  readonly options: CompileOptions;
  /** As useful for these units. */
  readonly target: ProgramTarget;
  readonly diagnostics: Diagnostics;
  readonly sources: SourceManager;
  readonly onPhase: SourceOptions['onPhase'];
  readonly profile: boolean;
}

export function compileUnits(files: Readonly<Record<string, string>>, options: SourceOptions, headers: FileSystem, savedPrelude: ReadSavedPrelude, onChecked?: (unit: CheckedUnit, sources: SourceManager) => void): CompiledUnits {
  const { target = 'cpu', units = Object.keys(files).filter((path) => /\.(cu|cpp|cc|cxx|c)$/.test(path)), onPhase, profile = false, ...own } = options;
  const sources = createSourceManager();
  const diagnostics = createDiagnostics(sources);
  const compileOptions: CompileOptions = { ...defaultOptions, check: own.optimize === 0, ...own, systemDirs: [headerFolder] };
  const env = { files: layerFileSystems(createMemoryFileSystem(files), headers), sources, diagnostics, savedPrelude, units: units.filter((path) => files[path] !== undefined && languageOf(path) === 'cuda'), onPhase, ...(onChecked && { onChecked: (unit: CheckedUnit) => onChecked(unit, sources) }) };
  const modules: Module[] = [];
  units.forEach((path, i) => {
    if (files[path] === undefined) {
      diagnostics.report(driverMessages.noSuchFile, 0, [path]);
      return;
    }
    const module = compileUnit(path, unitName(path, i), compileOptions, env);
    if (module !== undefined) modules.push(module);
  });
  return { modules, options: compileOptions, target: usefulTarget(target, modules), diagnostics, sources, onPhase, profile };
}

/** Links, if there were no errors. */
export function linkUnits({ modules, options, target, diagnostics, sources, onPhase, profile }: CompiledUnits, libraries: () => readonly Binary[]): CompiledProgram {
  const calls: string[] = [];
  const kernels: Record<string, string> = {};
  const profiling: Partial<LinkEnvironment> = profile
    ? { onProfiled: (names) => void calls.push(...names), onKernel: ({ name, pretty }) => { kernels[name] = pretty.replace(/^void /, ''); } }
    : {};
  const linked = diagnostics.errorCount > 0 ? undefined : linkProgram(modules, libraries(), options, { sources, diagnostics, onPhase, ...linkingFor(target), ...profiling });
  return {
    bytes: diagnostics.errorCount > 0 ? undefined : linked?.bytes,
    diagnostics: diagnosticsToJson(diagnostics.list, sources),
    text: renderDiagnostics(diagnostics.list, sources),
    ...(profile && { profiled: { calls, kernels } }),
  };
}

/** IR for people: optimised as `emit --ir` shows it. */
export interface CompiledIr {
  /** One a unit; none after errors. */
  readonly modules: readonly Module[];
  readonly diagnostics: readonly JsonDiagnostic[];
  readonly text: string;
  /** The line of the user's own sources that a position in the modules comes from. */
  lineOf(loc: Loc): { readonly file: string; readonly line: number } | undefined;
}

export function irOfUnits({ modules, options, diagnostics, sources }: CompiledUnits): CompiledIr {
  if (diagnostics.errorCount === 0) for (const module of modules) optimize(module, { level: options.optimize, wholeProgram: false, kernels: 'synchronizing', verify: options.verifyIr });
  return { modules: diagnostics.errorCount === 0 ? modules : [], diagnostics: diagnosticsToJson(diagnostics.list, sources), text: renderDiagnostics(diagnostics.list, sources), lineOf: ownLines(sources) };
}

/** Throws CompilerFailure where the compiler itself fails. */
export function compileProgram(files: Readonly<Record<string, string>>, { sysroot, ...options }: ProgramOptions): CompiledProgram {
  const units = compileUnits(files, options, headersOf(sysroot), (file) => (file === 'prelude.bin' ? sysroot.prelude : undefined));
  const libraries = { 'lib.bin': sysroot.library, 'plain.bin': sysroot.plain, 'threads.bin': sysroot.threads, 'webgpu.bin': sysroot.webgpu };
  return linkUnits(units, () => librariesOf[units.target].map((name) => openBinary(libraries[name])));
}

/** Tells the internal symbols of units apart. */
export function unitName(path: string, index: number): string {
  return `${path.slice(path.lastIndexOf('/') + 1).replace(/[^A-Za-z0-9]/g, '_')}${index === 0 ? '' : `_${index}`}`;
}
