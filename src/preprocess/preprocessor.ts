/**
 * The preprocessor's main loop: the main file and all it includes → preprocessed pp-tokens, handed to a sink in order.
 *
 * In: a main file of a file system, options. Out: tokens in the sink, macros' origin in the source manager, problems
 * in the diagnostics. Never throws for any input; every limit ends in a diagnostic.
 */
import type { DiagnosticSink } from '../diagnostics/diagnostic.js';
import { preprocessMessages as messages } from '../diagnostics/preprocess-messages.js';
import type { FileSystem } from '../source/file-system.js';
import type { Loc } from '../source/loc.js';
import { NO_LOC } from '../source/loc.js';
import type { SourceManager } from '../source/source-manager.js';
import { atom } from './atoms.js';
import { computedMacros } from './computed-macros.js';
import { runDirective } from './directives.js';
import { contextsPending, enterMacro, fileToken, nextExpanded } from './expansion.js';
import { enterFile, enterText, leaveFile } from './include.js';
import type { PreprocessOptions } from './options.js';
import { defaultLimits } from './options.js';
import type { Macro, PpKind, PpToken, ScannedFile } from './pp-token.js';
import { ppEof, ppName, ppPunctuator } from './pp-token.js';
import { runPragma, runPragmaOperator } from './pragma.js';
import { commandLinePath, commandLineText, forcedIncludesText, predefinedText } from './predefined.js';
import type { Frame, MacroTable, State, TokenSink } from './state.js';
import { coverAtoms, nameComputed, namePragmaOperator, nameTest } from './state.js';
import type { TokenCache } from './token-cache.js';

const testNames = [
  atom.__has_include,
  atom.__has_include_next,
  atom.__has_attribute,
  atom.__has_cpp_attribute,
  atom.__has_builtin,
  atom.__has_feature,
  atom.__has_extension,
] as const;

export interface PreprocessedUnit {
  /** The program's own source (not the headers of the system directories) asked for `__CUDA_ARCH__`. */
  readonly testedCudaArch: boolean;
  /** `__DATE__` or its like was expanded: the same files may be other tokens later. */
  readonly readClock: boolean;
  /** Paths of all included files, in order of first inclusion. */
  readonly includes: string[];
  /** The end of the main file. */
  readonly end: Loc;
}

/** What the predefined macros and the command line (forced headers) leave behind for the main file: see `runPrelude`. Nobody changes it. */
export interface PreludeState {
  readonly cache: TokenCache;
  readonly macros: MacroTable;
  readonly pushedMacros: ReadonlyMap<number, readonly (Macro | undefined)[]>;
  readonly nameClass: Uint8Array;
  readonly expanded: number;
  readonly counter: number;
  readonly testedCudaArch: boolean;
  readonly includes: readonly string[];
  readonly onceFiles: readonly string[];
  /** All files that were looked for, as they were found (or not). */
  readonly files: ReadonlyMap<string, ScannedFile | undefined>;
  /** The end of the last text. */
  readonly end: Loc;
  /** Directives that make up for other predefined macros and options than those it was made with. */
  readonly after?: string;
}

/** Everything that comes before a main file, on its own: its result can be given to `runPreprocessor` for any main file with the same options, as long as the files stay the same. */
export function runPrelude(options: PreprocessOptions, fileSystem: FileSystem, sources: SourceManager, diagnostics: DiagnosticSink, cache: TokenCache, sink: TokenSink): PreludeState {
  const state = createState('', options, fileSystem, sources, diagnostics, cache, sink);
  readPrelude(state);
  const { macros, pushedMacros, expanded, counter, testedCudaArch, includes, onceFiles, pathCache } = state;
  const end = state.frame.base + state.frame.file.text.length;
  return { cache, macros, pushedMacros, nameClass: state.nameClass, expanded, counter, testedCudaArch, includes: [...includes], onceFiles: [...onceFiles], files: pathCache, end };
}

function readPrelude(state: State): void {
  coverAtoms(state);
  for (const name of computedMacros) state.nameClass[name] = nameComputed;
  for (const name of testNames) state.nameClass[name] = nameTest;
  state.nameClass[atom._Pragma] = namePragmaOperator;

  enterText(state, '<built-in>', predefinedText(state.options));
  readFiles(state);
  const commandLine = commandLineText(state.options);
  if (commandLine !== '') {
    enterText(state, commandLinePath, commandLine);
    readFiles(state);
  }
}

function restorePrelude(state: State, prelude: PreludeState): void {
  state.inherited = prelude.macros;
  for (const [name, stack] of prelude.pushedMacros) state.pushedMacros.set(name, [...stack]);
  for (const [path, file] of prelude.files) state.pathCache.set(path, file);
  for (const path of prelude.includes) state.includes.add(path);
  for (const path of prelude.onceFiles) state.onceFiles.add(path);
  state.nameClass = prelude.nameClass.slice();
  state.expanded = prelude.expanded;
  state.counter = prelude.counter;
  state.testedCudaArch = prelude.testedCudaArch;
  coverAtoms(state);
}

/** `prelude`: the result of `runPrelude` with the same options and cache; `sources` must hold what it left there. */
export function runPreprocessor(
  mainFile: string,
  options: PreprocessOptions,
  fileSystem: FileSystem,
  sources: SourceManager,
  diagnostics: DiagnosticSink,
  cache: TokenCache,
  sink: TokenSink,
  prelude?: PreludeState,
): PreprocessedUnit {
  const state = createState(mainFile, options, fileSystem, sources, diagnostics, cache, sink);
  if (prelude === undefined) readPrelude(state);
  else restorePrelude(state, prelude);
  if (prelude?.after !== undefined) {
    enterText(state, commandLinePath, prelude.after);
    readFiles(state);
  }
  const forced = forcedIncludesText(options);
  if (forced !== '') {
    enterText(state, commandLinePath, forced);
    readFiles(state);
  }
  let end = NO_LOC;
  const text = fileSystem.read(mainFile);
  if (text === undefined) diagnostics.report(messages.mainFileNotFound, NO_LOC, [mainFile]);
  else {
    const file = cache.scan(mainFile, text);
    enterFile(state, { path: mainFile, file, foundAt: -1, system: false }, NO_LOC);
    end = state.frame.base + text.length;
    readFiles(state);
  }
  return { testedCudaArch: state.testedCudaArch, readClock: state.readClock, includes: [...state.includes], end };
}

function createState(
  mainPath: string,
  options: PreprocessOptions,
  fileSystem: FileSystem,
  sources: SourceManager,
  diagnostics: DiagnosticSink,
  cache: TokenCache,
  sink: TokenSink,
): State {
  const own = (directory: string) => ({ directory, system: false });
  const quoteDirs = (options.quoteDirs ?? []).map(own);
  const systemDirs = (options.systemDirs ?? []).map((directory) => ({ directory, system: true }));
  const empty = cache.scan('', '');
  const frame: Frame = {
    file: empty,
    path: '',
    base: NO_LOC,
    foundAt: -1,
    system: true,
    conditionals: 0,
    position: 0,
    nextDirective: 0,
  };
  return {
    options,
    limits: { ...defaultLimits, ...options.limits },
    fileSystem,
    sources,
    diagnostics,
    cache,
    sink,
    texts: cache.atoms.texts,
    nameClass: new Uint8Array(0),
    macros: new Map(),
    inherited: new Map(),
    pushedMacros: new Map(),
    frames: [],
    frame,
    conditionals: [],
    contexts: [],
    depth: 0,
    floor: 0,
    closed: 0,
    openFrames: Number.POSITIVE_INFINITY,
    fromFile: false,
    pendingSpace: false,
    expanded: 0,
    counter: 0,
    directive: false,
    stopped: false,
    testedCudaArch: false,
    readClock: false,
    mainPath,
    includes: new Set(),
    onceFiles: new Set(),
    pathCache: new Map(),
    runDirective,
    firstAngled: quoteDirs.length,
    searchPath: [...quoteDirs, ...(options.includeDirs ?? []).map(own), ...systemDirs],
  };
}

/** Reads until all entered files are left. */
function readFiles(state: State): void {
  while (state.frames.length > 0) {
    if (state.stopped) {
      state.frames.length = 0;
      state.conditionals.length = 0;
      return;
    }
    readFrame(state);
  }
}

/** Reads the current file up to its end or to where another one is entered. */
function readFrame(state: State): void {
  const { frame, sink } = state;
  const { base } = frame;
  const { kinds, atoms, starts, ends, flags, directives } = frame.file;
  let directive = frame.nextDirective < directives.length ? directives[frame.nextDirective] : -1;
  for (let at = frame.position; ; ) {
    const kind = kinds[at];
    if (at === directive) {
      frame.position = at;
      state.runDirective(state);
    } else if (kind === ppName && state.nameClass[atoms[at]]) {
      frame.position = at + 1;
      expandHere(state, fileToken(state, at));
    } else if (kind === ppEof) {
      frame.position = at;
      leaveFile(state);
      return;
    } else {
      sink.token(kind as PpKind, atoms[at], base + starts[at], base + ends[at], flags[at]);
      at++;
      continue;
    }
    if (state.frame !== frame || state.stopped) return;
    at = frame.position;
    directive = frame.nextDirective < directives.length ? directives[frame.nextDirective] : -1;
  }
}

/** Emits what a name of the file expands to, and whatever file tokens its expansion takes in. */
function expandHere(state: State, name: PpToken): void {
  const kept = enterMacro(state, name, state.nameClass[name.atom]);
  if (kept !== undefined) emit(state, kept);
  while (!state.stopped && contextsPending(state)) {
    const token = nextExpanded(state);
    if (token === undefined) break;
    if (token.kind === ppPunctuator && token.atom === atom['#']) expandedPragma(state, token);
    else emit(state, token);
  }
  state.pendingSpace = false;
}

/** A macro that expands to `#pragma …`: no directive by the standard, but one for nvcc, which reads the preprocessor's output as a text of its own. */
function expandedPragma(state: State, hash: PpToken): void {
  const name = contextsPending(state) ? nextExpanded(state) : undefined;
  if (name === undefined || name.kind !== ppName || name.atom !== atom.pragma) {
    emit(state, hash);
    if (name !== undefined) emit(state, name);
    return;
  }
  const tokens: PpToken[] = [];
  while (!state.stopped && contextsPending(state)) {
    const token = nextExpanded(state);
    if (token === undefined) break;
    tokens.push(token);
  }
  runPragma(state, tokens, hash.loc, hash.end);
}

function emit(state: State, token: PpToken): void {
  if (token.kind === ppName && token.atom === atom._Pragma) runPragmaOperator(state, token);
  else state.sink.token(token.kind, token.atom, token.loc, token.end, token.flags);
}
