/**
 * Preprocessing tokens (translation phase 3). In a scanned file they are columns of numbers (`ScannedFile`); objects
 * of type `PpToken` exist only for tokens that pass through macro expansion.
 */
import type { Loc } from '../source/loc.js';

/** Kinds of pp-tokens, as numbers because they are stored in byte arrays. */
export const ppEof = 0;
export const ppName = 1;
export const ppNumber = 2;
export const ppCharacter = 3;
export const ppString = 4;
export const ppPunctuator = 5;
export const ppHeaderName = 6;
/** A character that starts no token, or an unterminated literal (to the end of its line). */
export const ppOther = 7;
/** The result of an empty macro argument next to `##`; never leaves the expansion. */
export const ppPlacemarker = 8;
/** `__VA_OPT__ ( … )` in a macro body; the tokens are in `MacroToken.group`. */
export const ppVaOpt = 9;

export type PpKind = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** White space (or a comment, or a new line) stands before the token. */
export const flagSpace = 1;
/** First token of its line. */
export const flagLineStart = 2;
/** A name that met its own macro while that was being expanded: never expanded again. */
export const flagNoExpand = 4;
/** In a macro body: `##` follows. */
export const flagPasteNext = 8;
/** In a macro body: `#` precedes, the operand is stringized. */
export const flagStringize = 16;

export interface PpToken {
  readonly kind: PpKind;
  readonly atom: number;
  readonly flags: number;
  readonly loc: Loc;
  readonly end: Loc;
}

/** Something the scanner found wrong regardless of conditionals. */
export type ScanProblem = 'unterminatedComment' | 'unterminatedRawString' | 'nulCharacter';

export interface ScannedFile {
  readonly text: string;
  /** Number of tokens; entry `count` is the end of file, flagged as the start of a line. Negative: only the guard is known yet. */
  readonly count: number;
  readonly kinds: Uint8Array;
  readonly flags: Uint8Array;
  readonly atoms: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Indexes of the `#` tokens that open directives. */
  readonly directives: Int32Array;
  /** The macro of an include guard that spans the whole file, or -1. */
  readonly guard: number;
  /** Definitions of the file by the index of their `#`, read on first use. */
  readonly definitions: Map<number, MacroDefinition>;
  readonly problems: readonly { readonly problem: ScanProblem; readonly start: number }[];
}

/** A token of a macro's replacement list; offsets are relative to the file of the definition. */
export interface MacroToken {
  readonly kind: PpKind;
  readonly atom: number;
  readonly flags: number;
  readonly start: number;
  readonly length: number;
  /** Index of the parameter the token names, or -1. */
  readonly parameter: number;
  /** The operand of `__VA_OPT__`. */
  readonly group: readonly MacroToken[] | undefined;
}

/** A `#define` as it stands in a file: independent of where the file's locs begin. */
export interface MacroDefinition {
  readonly atom: number;
  /** Offset of the name. */
  readonly start: number;
  /** Undefined for an object-like macro. */
  readonly parameters: readonly number[] | undefined;
  readonly variadic: boolean;
  readonly body: readonly MacroToken[];
  /** The body holds a parameter, `#`, `##` or `__VA_OPT__`, so that it can't be copied as it is. */
  readonly composed: boolean;
}

export interface Macro {
  readonly definition: MacroDefinition;
  /** Loc of offset 0 of the defining file. */
  readonly base: Loc;
  /** The program's own, of a name that headers of the system may use as theirs: it stands for nothing in their text. */
  readonly own: boolean;
  /** Being expanded: its own name is not expanded. */
  disabled: boolean;
}
