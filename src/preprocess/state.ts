/**
 * The state of one preprocessing run, shared by the functions of this folder, and the sink that takes its result.
 *
 * Invariants: `frame` is the top of `frames`; `contexts` below `floor` are not read; a macro is `disabled` exactly
 * while a context of its expansion is on the stack.
 */
import type { DiagnosticSink, MessageRow } from '../diagnostics/diagnostic.js';
import type { FileSystem } from '../source/file-system.js';
import type { Loc } from '../source/loc.js';
import type { SourceManager } from '../source/source-manager.js';
import type { PreprocessLimits, PreprocessOptions } from './options.js';
import type { Macro, PpKind, PpToken, ScannedFile } from './pp-token.js';
import type { TokenCache } from './token-cache.js';

/** Takes the preprocessed tokens in order. */
export interface TokenSink {
  token(kind: PpKind, atom: number, loc: Loc, end: Loc, flags: number): void;
  /** A pragma for the compiler proper: its macro-expanded tokens, first the name. */
  pragma(words: readonly PpToken[], loc: Loc, end: Loc): void;
}

/** Macros by the atoms of their names. */
export type MacroTable = Pick<ReadonlyMap<number, Macro>, 'get'>;

/** A file being read. */
export interface Frame {
  readonly file: ScannedFile;
  readonly path: string;
  readonly base: Loc;
  /** Index into the search path where the file was found, -1 if it was not found there; `#include_next` goes on behind it. */
  readonly foundAt: number;
  readonly system: boolean;
  /** Number of open conditionals when the file was entered. */
  readonly conditionals: number;
  /** Next token. */
  position: number;
  /** Next entry of `file.directives`. */
  nextDirective: number;
}

export interface Conditional {
  readonly loc: Loc;
  readonly name: string;
  /** A group of it was active already. */
  taken: boolean;
  sawElse: boolean;
}

/** Tokens to be read before the file goes on: an expansion, an argument, a directive's operands. */
export interface Context {
  tokens: readonly PpToken[];
  position: number;
  macro: Macro | undefined;
}

// What a name means to the preprocessor (`State.nameClass`).
export const nameMacro = 1;
/** `__LINE__` and the like, computed at each use. */
export const nameComputed = 2;
/** `_Pragma`. */
export const namePragmaOperator = 3;
/** `__has_include` and its kin, for `#if` only. */
export const nameTest = 4;
export const namePoisoned = 5;

export interface State {
  readonly options: PreprocessOptions;
  readonly limits: PreprocessLimits;
  readonly fileSystem: FileSystem;
  readonly sources: SourceManager;
  readonly diagnostics: DiagnosticSink;
  readonly cache: TokenCache;
  readonly sink: TokenSink;
  /** Spelling of atoms. */
  readonly texts: readonly string[];
  /** By atom: one of the classes above, 0 (or nothing) for an ordinary name. */
  nameClass: Uint8Array;
  readonly macros: Map<number, Macro>;
  /** Macros of the prelude: they count where `nameClass` says so and `macros` has none of the name. */
  inherited: MacroTable;
  readonly pushedMacros: Map<number, (Macro | undefined)[]>;
  readonly frames: Frame[];
  frame: Frame;
  readonly conditionals: Conditional[];
  readonly contexts: Context[];
  depth: number;
  floor: number;
  /** Nesting of reads that end with their own list of tokens. */
  closed: number;
  /** While macro arguments are collected: the number of frames that must stay open. */
  openFrames: number;
  /** The last token came from the file, not from a context. */
  fromFile: boolean;
  /** An expansion to nothing had white space before it. */
  pendingSpace: boolean;
  /** Tokens produced by expansions so far. */
  expanded: number;
  counter: number;
  /** A directive other than a pragma is being obeyed. */
  directive: boolean;
  /** A limit was exceeded: everything stops. */
  stopped: boolean;
  testedCudaArch: boolean;
  /** `__DATE__` or its like was expanded. */
  readClock: boolean;
  readonly mainPath: string;
  readonly includes: Set<string>;
  readonly onceFiles: Set<string>;
  readonly pathCache: Map<string, ScannedFile | undefined>;
  /** Obeys the directive at the file's position (a hook: expansion reads directives, directives expand). */
  readonly runDirective: (state: State) => void;
  /** Index into the search path where directories for `<…>` begin. */
  readonly firstAngled: number;
  readonly searchPath: readonly { readonly directory: string; readonly system: boolean }[];
}

export function report(state: State, row: MessageRow, loc: Loc, end: Loc, ...args: string[]): void {
  state.diagnostics.report(row, loc, args, { end });
}

/** Reports that a limit was exceeded and ends the run. */
export function stop(state: State, row: MessageRow, loc: Loc, end: Loc, ...args: string[]): void {
  if (state.stopped) return;
  state.stopped = true;
  report(state, row, loc, end, ...args);
}

export function macroNamed(state: State, name: number): Macro | undefined {
  return state.nameClass[name] === nameMacro ? (state.macros.get(name) ?? state.inherited.get(name)) : undefined;
}

/** Makes room in `nameClass` for all atoms there are. */
export function coverAtoms(state: State): void {
  const needed = state.texts.length;
  if (needed <= state.nameClass.length) return;
  const larger = new Uint8Array(needed + (needed >> 1));
  larger.set(state.nameClass);
  state.nameClass = larger;
}
