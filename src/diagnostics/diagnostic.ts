/**
 * Diagnostics: what the compiler tells its user.
 *
 * Every message is one row of a table (one table file a phase: `preprocess.ts`, `lex.ts`, `parse.ts`, `sema.ts`, `lower.ts`, `cuda.ts`,
 * `driver.ts`, …, merged in `table.ts`), so that codes are stable and documented. Code ranges: 1000 preprocessor, 2000 lexer,
 * 3000 parser, 4000 declarations and types, 5000 expressions and overloads, 6000 templates, 7000 CUDA rules, 8000 back ends and linking,
 * 9000 driver and command line. In texts `{0}`, `{1}` … are replaced by the arguments.
 */
import type { Loc } from '../source/loc.js';

export type Severity = 'error' | 'warning' | 'note';

export interface MessageRow {
  readonly code: number;
  readonly severity: Severity;
  readonly text: string;
}

/** A table of one phase: `export const sema = { undeclared: { code: 4001, severity: 'error', text: "…" } } as const satisfies MessageTable`. */
export type MessageTable = Readonly<Record<string, MessageRow>>;

export interface Note {
  readonly loc: Loc;
  readonly text: string;
}

export interface Diagnostic {
  readonly code: number;
  readonly severity: Severity;
  readonly loc: Loc;
  /** End of the underlined range, exclusive; equal to `loc` for a lone caret. */
  readonly end: Loc;
  readonly text: string;
  /** In the order in which they are printed: candidates, template instantiation stack … Include and macro stacks are added when rendering. */
  readonly notes: readonly Note[];
}

/** Where phases report to. Reporting never throws: a phase recovers and goes on, so that all errors of a file are found. */
export interface DiagnosticSink {
  report(row: MessageRow, loc: Loc, args?: readonly string[], extra?: { end?: Loc; notes?: readonly Note[] }): void;
  /** Number of errors so far. */
  readonly errorCount: number;
}
