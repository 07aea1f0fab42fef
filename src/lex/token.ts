/**
 * Tokens: what the parser reads (translation phase 7).
 *
 * Differences from the standard's tokens, made so that the parser needs no lexer feedback:
 * - `>` is always a token of its own; `>>`, `>>=`, `>=` directly after a `>` are found by the parser through `joined`
 *   (the next character of the source follows immediately). So `A<B<int>>` and `k<<<g, b>>>` need no splitting. A lone
 *   `>=` (not preceded by a joined `>`) is one token.
 * - `<<<` is one token.
 * - adjacent string literals are already concatenated; `#pragma` lines that mean something to the compiler proper arrive
 *   as `pragma` tokens.
 */
import type { Loc } from '../source/loc.js';

export type TokenKind =
  | 'identifier'
  | 'keyword'
  | 'punctuator'
  | 'integer'
  | 'floating'
  | 'character'
  | 'string'
  | 'pragma'
  | 'eof';

interface TokenBase {
  /** Spelling for identifiers, keywords and punctuators (alternative tokens such as `and` are already `&&`). */
  readonly text: string;
  readonly loc: Loc;
  /** The loc just past the token's last character. */
  readonly end: Loc;
  /** No white space between this token and the next one. */
  readonly joined: boolean;
}

export interface PlainToken extends TokenBase {
  readonly kind: 'identifier' | 'keyword' | 'punctuator' | 'eof';
}

export interface IntegerToken extends TokenBase {
  readonly kind: 'integer';
  /** Non-negative, at most 64 bits (more is a diagnostic of the lexer). */
  readonly value: bigint;
  /** Decimal literals without `u` never become unsigned. */
  readonly decimal: boolean;
  readonly unsigned: boolean;
  /** 0: none, 1: `l`, 2: `ll`. */
  readonly long: 0 | 1 | 2;
  /** User-defined literal suffix, e.g. `_km`. */
  readonly udSuffix?: string;
}

export interface FloatingToken extends TokenBase {
  readonly kind: 'floating';
  readonly value: number;
  readonly suffix: '' | 'f' | 'l';
  readonly udSuffix?: string;
}

/** Encoding prefix of character and string literals: none, L (4 bytes), u8, u (2 bytes), U (4 bytes). */
export type Encoding = '' | 'L' | 'u8' | 'u' | 'U';

export interface CharacterToken extends TokenBase {
  readonly kind: 'character';
  /** Code unit value (multi-character constants: gcc's value). Plain `char` constants are sign-extended. */
  readonly value: number;
  readonly encoding: Encoding;
  /** More than one character: the type is int. */
  readonly multi: boolean;
  readonly udSuffix?: string;
}

export interface StringToken extends TokenBase {
  readonly kind: 'string';
  /** Code units without the terminating zero: bytes (UTF-8) for '' and u8, 16-bit units for u, 32-bit for L and U. */
  readonly units: readonly number[];
  readonly encoding: Encoding;
  readonly udSuffix?: string;
}

/**
 * A pragma that reaches the parser, at the place where it stood: `unroll`, `omp …`, `pack(…)`, `nv_diag…`. Unknown
 * pragmas are dropped by the preprocessor as gcc does. `words` are the pragma's macro-expanded tokens, first the name.
 */
export interface PragmaToken extends TokenBase {
  readonly kind: 'pragma';
  readonly words: readonly Token[];
}

export type Token = PlainToken | IntegerToken | FloatingToken | CharacterToken | StringToken | PragmaToken;
