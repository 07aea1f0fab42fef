/**
 * A whole program from files in memory: what a page, an editor or a bundler calls. In: texts by path, the sysroot as data. Out: the module's bytes, or none after errors; diagnostics as data and as text.
 * Needs neither Node nor a page: it runs in a worker as well.
 */
import type { JsonDiagnostic } from '../diagnostics/render.js';
import { diagnosticsToJson, renderDiagnostics } from '../diagnostics/render.js';
import { driverMessages } from '../diagnostics/driver-messages.js';
import { createDiagnostics } from '../diagnostics/sink.js';
import { openBinary } from '../ir/binary.js';
import type { Module } from '../ir/ir.js';
import { createMemoryFileSystem, layerFileSystems } from '../source/file-system.js';
import type { FileSystem } from '../source/file-system.js';
import { createSourceManager } from '../source/source-manager.js';
import { compileUnit } from './compile.js';
import { linkProgram } from './link.js';
import type { CompileOptions } from './options.js';
import { defaultOptions } from './options.js';
import type { ProgramTarget, Sysroot } from './sysroot.js';
import { librariesOf, usefulTarget } from './sysroot.js';

export interface ProgramOptions extends Partial<Omit<CompileOptions, 'systemDirs'>> {
  readonly sysroot: Sysroot;
  /** `cpu` unless given. */
  readonly target?: ProgramTarget;
  /** The paths of the translation units; unless given, all files that end in .cu, .cpp, .cc, .cxx or .c. */
  readonly units?: readonly string[];
  /** Told the milliseconds that each phase took. */
  readonly onPhase?: (phase: string, milliseconds: number) => void;
}

export interface CompiledProgram {
  /** A WebAssembly module; undefined after errors. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
  readonly diagnostics: readonly JsonDiagnostic[];
  /** The diagnostics as the command line prints them. */
  readonly text: string;
}

const headerFolder = '/usr/include/cuda-wasm';

/** One file system for each sysroot: what is kept between compilations knows its texts by identity. */
const headerFiles = new WeakMap<Sysroot, FileSystem>();

function headersOf(sysroot: Sysroot): FileSystem {
  let files = headerFiles.get(sysroot);
  if (files === undefined) {
    files = createMemoryFileSystem(Object.fromEntries(Object.entries(sysroot.headers).map(([path, text]) => [`${headerFolder}/${path}`, text])));
    headerFiles.set(sysroot, files);
  }
  return files;
}

/** Throws CompilerFailure where the compiler itself fails. */
export function compileProgram(files: Readonly<Record<string, string>>, options: ProgramOptions): CompiledProgram {
  const { sysroot, target = 'cpu', units = Object.keys(files).filter((path) => /\.(cu|cpp|cc|cxx|c)$/.test(path)), onPhase, ...own } = options;
  const sources = createSourceManager();
  const diagnostics = createDiagnostics(sources);
  const compileOptions: CompileOptions = { ...defaultOptions, check: own.optimize === 0, ...own, systemDirs: [headerFolder] };
  const env = { files: layerFileSystems(createMemoryFileSystem(files), headersOf(sysroot)), sources, diagnostics, savedPrelude: () => sysroot.prelude, onPhase };
  const modules: Module[] = [];
  units.forEach((path, i) => {
    if (files[path] === undefined) {
      diagnostics.report(driverMessages.noSuchFile, 0, [path]);
      return;
    }
    const module = compileUnit(path, unitName(path, i), compileOptions, env);
    if (module !== undefined) modules.push(module);
  });
  const libraries = { 'lib.bin': sysroot.library, 'plain.bin': sysroot.plain, 'threads.bin': sysroot.threads, 'webgpu.bin': sysroot.webgpu };
  const useful = usefulTarget(target, modules);
  const linked =
    diagnostics.errorCount > 0
      ? undefined
      : linkProgram(modules, librariesOf[useful].map((name) => openBinary(libraries[name])), compileOptions, { ...env, webgpu: useful === 'webgpu', threads: useful === 'threads' });
  return {
    bytes: diagnostics.errorCount > 0 ? undefined : linked?.bytes,
    diagnostics: diagnosticsToJson(diagnostics.list, sources),
    text: renderDiagnostics(diagnostics.list, sources),
  };
}

/** Tells the internal symbols of units apart. */
export function unitName(path: string, index: number): string {
  return `${path.slice(path.lastIndexOf('/') + 1).replace(/[^A-Za-z0-9]/g, '_')}${index === 0 ? '' : `_${index}`}`;
}
