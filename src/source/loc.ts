/**
 * Source positions as one number.
 *
 * A `Loc` ≥ 1 is a character offset into the concatenation of all files that were opened (each `#include` opens its
 * own range, so that a position knows its include stack). A `Loc` < 0 is a token that came out of a macro expansion:
 * an index into the source manager's expansion table, which holds where the token was spelled and where the macro was
 * invoked (which may itself be an expansion). `NO_LOC` (0) is "nowhere" (built-in declarations).
 * Every token, syntax node, checked node and IR instruction carries one; only the source manager can resolve it.
 */
export type Loc = number;

export const NO_LOC: Loc = 0;

/** Half-open range [start, end). Both ends are locs of the same file or the same expansion. */
export interface Span {
  readonly start: Loc;
  readonly end: Loc;
}

/** A resolved position. Line and column are 1-based; the column counts UTF-16 units. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
