/**
 * What every subcommand that compiles does first: flags → settings, files → IR modules, diagnostics → stderr.
 */
import { statSync, writeFileSync } from 'node:fs';
import type { Diagnostics } from '../diagnostics/sink.js';
import { createDiagnostics } from '../diagnostics/sink.js';
import { driverMessages } from '../diagnostics/driver-messages.js';
import { renderDiagnostics } from '../diagnostics/render.js';
import { NeedsDeepStack, canDeepen } from './deep-stack.js';
import { compileUnit, type Language, languageOf } from '../driver/compile.js';
import { unitName } from '../driver/compile-program.js';
import type { CompileOptions } from '../driver/options.js';
import type { ReadSavedPrelude } from '../driver/prelude.js';
import { readObject } from '../driver/object.js';
import type { Func, Module } from '../ir/ir.js';
import type { LoweredKernel } from '../passes/threads/lower-kernel.js';
import type { SourceManager } from '../source/source-manager.js';
import { createSourceManager } from '../source/source-manager.js';
import type { NodeFiles } from './node-files.js';
import { isArchive, neededMembers, readArchive } from './static-library.js';
import { createNodeFiles, readSysrootLibrary, sysrootInclude } from './node-files.js';
import type { FlagSettings } from './nvcc-flags.js';

export interface SessionFlags {
  readonly check?: boolean;
  readonly verifyIr?: boolean;
  /** Programs may come from the cache, and go there. */
  readonly cache?: boolean;
  /** The program is to be split: it says where its kernels are. */
  readonly split?: boolean;
}

export interface Session {
  readonly options: CompileOptions;
  readonly settings: FlagSettings;
  /** The command's options, nvcc's flags apart. */
  readonly flags: SessionFlags;
  readonly files: NodeFiles;
  readonly sources: SourceManager;
  readonly diagnostics: Diagnostics;
  readonly savedPrelude: ReadSavedPrelude;
  readonly onPhase: (phase: string, milliseconds: number) => void;
  readonly onClock: () => void;
  /** Has the compilation asked for the time of day? Then the same sources may give another program later. */
  readonly clock: { isRead: boolean };
  readonly onKernel: (kernel: Func, lowered: LoweredKernel) => void;
  /** The program is to be profiled: told its API calls. */
  readonly onProfiled?: (calls: readonly string[]) => void;
  /** A line for each kernel. */
  readonly kernels: string[];
  /** Milliseconds by phase, in order of first use. */
  readonly phases: Map<string, number>;
}

/** Where the stack was too small, nothing is said before the command was tried with a deeper one. */
function deepening(diagnostics: Diagnostics): Diagnostics {
  if (!canDeepen()) return diagnostics;
  const { report } = diagnostics;
  return Object.assign(diagnostics, {
    report: (...args: Parameters<typeof report>) => {
      if (args[0].code === driverMessages.stackExhausted.code) throw new NeedsDeepStack();
      report(...args);
    },
  });
}

export function createSession(settings: FlagSettings, flags: SessionFlags): Session {
  const sources = createSourceManager();
  const diagnostics = deepening(createDiagnostics(sources, { noWarnings: settings.noWarnings, warningsAreErrors: settings.warningsAreErrors }));
  for (const problem of settings.problems) diagnostics.report(driverMessages.badFlag, 0, [problem]);
  const phases = new Map<string, number>();
  const kernels: string[] = [];
  const clock = { isRead: false };
  return {
    settings,
    flags,
    files: createNodeFiles(),
    savedPrelude: readSysrootLibrary,
    sources,
    diagnostics,
    phases,
    kernels,
    clock,
    onClock: () => {
      clock.isRead = true;
    },
    onKernel: (kernel, lowered) => void kernels.push(`${kernel.pretty}: ${lowered.scalar === undefined ? 'four threads at a time' : `one thread at a time: ${lowered.scalar}`}`),
    onPhase: (phase, milliseconds) => phases.set(phase, (phases.get(phase) ?? 0) + milliseconds),
    options: {
      std: settings.std,
      optimize: settings.optimize,
      includeDirs: settings.includeDirs,
      systemDirs: [...settings.systemDirs, sysrootInclude()],
      defines: settings.defines,
      undefs: settings.undefs,
      preIncludes: settings.preIncludes,
      cudaArch: settings.arch,
      extendedLambda: settings.extendedLambda,
      relaxedConstexpr: settings.relaxedConstexpr,
      relocatable: settings.relocatable,
      floats: {
        contract: settings.fmad,
        fastQuotients: !(settings.exactQuotients ?? !settings.fastMath),
        fastRoots: !(settings.exactRoots ?? !settings.fastMath),
        fastFunctions: settings.fastMath,
      },
      fastMath: settings.fastMath,
      flushDenormals: settings.flushDenormals ?? settings.fastMath,
      check: flags.check ?? (settings.optimizeGiven && settings.optimize === 0),
      simd: settings.simd,
      arenaAlways: settings.arenaAlways,
      limits: settings.limits,
      verifyIr: flags.verifyIr ?? false,
    },
  };
}

/** Compiles sources and reads objects; undefined after errors, which are not printed yet. */
export function compileFiles(session: Session, files: readonly string[]): Module[] | undefined {
  const modules: Module[] = [];
  const libraries: Module[][] = [];
  const language = (file: string): Language => session.settings.language ?? languageOf(file);
  const env = { ...session, units: files.filter((file) => language(file) === 'cuda' && session.files.read(file) !== undefined) };
  files.forEach((file, i) => {
    if (/\.(o|obj|a|lib)$/.test(file)) {
      const bytes = session.files.bytes(file);
      if (bytes === undefined) {
        session.diagnostics.report(driverMessages.noSuchFile, 0, [file]);
        return;
      }
      try {
        if (isArchive(bytes)) libraries.push(readArchive(bytes).map((member) => readOwnObject(session, member.bytes, member.name)));
        else modules.push(readOwnObject(session, bytes));
      } catch (cause) {
        if (cause instanceof ForeignObject) session.diagnostics.report(driverMessages.foreignObject, 0, [cause.member === undefined ? file : `${file}(${cause.member})`]);
        else session.diagnostics.report(driverMessages.badObject, 0, [file, reason(cause)]);
      }
      return;
    }
    const content = session.files.bytes(file);
    if (content === undefined) {
      if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) session.diagnostics.report(driverMessages.isDirectory, 0, [file]);
      else session.diagnostics.report(driverMessages.noSuchFile, 0, [file]);
      return;
    }
    if (isWasm(content)) {
      session.diagnostics.report(driverMessages.isLinked, 0, [file]);
      return;
    }
    const module = compileUnit(file, unitName(file, i), session.options, env, language(file));
    if (module !== undefined) modules.push(module);
  });
  if (session.diagnostics.errorCount > 0) return undefined;
  // Libraries may need each other, in any order.
  if (libraries.length > 0) modules.push(...neededMembers(modules, libraries.flat()));
  return modules;
}

/** Of another compiler, by its first bytes (ELF). */
class ForeignObject extends Error {
  constructor(readonly member: string | undefined) {
    super('an object of another compiler');
  }
}

function readOwnObject(session: Session, bytes: Uint8Array, member?: string): Module {
  if (bytes[0] === 0x7f && bytes[1] === 0x45 && bytes[2] === 0x4c && bytes[3] === 0x46) throw new ForeignObject(member);
  return readObject(bytes, session.sources);
}

function isWasm(bytes: Uint8Array): boolean {
  return bytes[0] === 0 && bytes[1] === 0x61 && bytes[2] === 0x73 && bytes[3] === 0x6d;
}

/** Writes an output file; a failure is a diagnostic. */
export function writeOutput(session: Session, path: string, content: Uint8Array | string): void {
  try {
    writeFileSync(path, content);
  } catch (cause) {
    reportUnwritable(session, path, cause);
  }
}

export function reportUnwritable({ diagnostics }: Session, path: string, cause: unknown): void {
  diagnostics.report(driverMessages.cannotWrite, 0, [path, reason(cause)]);
}

/** What the operating system says went wrong, without the call and the path that Node adds. */
function reason(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return /^[A-Z0-9]+: ([^,]*)/.exec(text)?.[1] ?? text;
}

/** Prints what was collected; true if there were errors. */
export function printDiagnostics(session: Session): boolean {
  const { diagnostics, sources } = session;
  if (diagnostics.list.length > 0) process.stderr.write(renderDiagnostics(diagnostics.list, sources, { color: process.stderr.isTTY === true }));
  if (diagnostics.errorCount > 0) {
    const dropped = diagnostics.droppedCount > 0 ? ` (${diagnostics.droppedCount} not shown)` : '';
    process.stderr.write(`${diagnostics.errorCount} error${diagnostics.errorCount === 1 ? '' : 's'} generated${dropped}.\n`);
  }
  return diagnostics.errorCount > 0;
}

export function printPhases(session: Session): void {
  for (const line of session.kernels) process.stderr.write(`kernel ${line}\n`);
  for (const [phase, milliseconds] of session.phases) process.stderr.write(`${phase.padEnd(12)} ${milliseconds.toFixed(2).padStart(9)} ms\n`);
}
