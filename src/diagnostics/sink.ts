/**
 * Collects diagnostics. In: reports of the phases. Out: the list in order of reporting, without repetitions of a code
 * at one place, without warnings in system headers, up to a limit of errors. A line that an earlier phase could not read
 * (preprocessor and lexer, then parser, then the rest) says nothing more: what later phases find there follows from it.
 */
import type { Loc } from '../source/loc.js';
import type { SourceManager } from '../source/source-manager.js';
import type { Diagnostic, DiagnosticSink, MessageRow, Note } from './diagnostic.js';

export interface DiagnosticOptions {
  /** Errors kept; more are counted only. Default 100. */
  readonly errorLimit?: number;
  /** Warnings kept. Default 1000. */
  readonly warningLimit?: number;
  /** Warnings are dropped (-w). */
  readonly noWarnings?: boolean;
  /** Warnings become errors (-Werror). */
  readonly warningsAreErrors?: boolean;
  /** Codes of warnings that are dropped. */
  readonly disabled?: ReadonlySet<number>;
}

export interface Diagnostics extends DiagnosticSink {
  readonly list: readonly Diagnostic[];
  readonly warningCount: number;
  /** Errors and warnings that were not kept because of a limit. */
  readonly droppedCount: number;
}

export function createDiagnostics(sources: SourceManager, options: DiagnosticOptions = {}): Diagnostics {
  const { errorLimit = 100, warningLimit = 1000 } = options;
  const list: Diagnostic[] = [];
  const seen = new Set<string>();
  /** Where a line with an error starts → the rank of the phase that found it. */
  const spoiled = new Map<Loc, number>();
  const sink = { report, list, errorCount: 0, warningCount: 0, droppedCount: 0 };

  function report(
    row: MessageRow,
    loc: Loc,
    args: readonly string[] = [],
    extra: { end?: Loc; notes?: readonly Note[] } = {},
  ): void {
    let { severity } = row;
    if (severity === 'warning') {
      if (options.noWarnings || options.disabled?.has(row.code) || sources.isSystem(loc)) return;
      if (options.warningsAreErrors) severity = 'error';
    }
    // One expansion of a macro after the other reports at the same place: that of the file.
    // Of several errors at one place the first is the cause.
    const key = `${sources.fileLoc(loc)}:${sources.spellingLoc(loc)}:${severity === 'error' && loc !== 0 ? '' : row.code}`;
    if (seen.has(key)) return;
    if (severity === 'error' && loc !== 0) {
      const rank = row.code < 3000 ? 0 : row.code < 4000 ? 1 : 2;
      const line = sources.lineStart(loc);
      const earlier = spoiled.get(line);
      if (earlier !== undefined && earlier < rank) return;
      if (earlier === undefined) spoiled.set(line, rank);
    }
    seen.add(key);
    const count = severity === 'error' ? sink.errorCount++ : sink.warningCount++;
    if (count >= (severity === 'error' ? errorLimit : warningLimit)) {
      sink.droppedCount++;
      return;
    }
    const text = formatText(row.text, args);
    list.push({ code: row.code, severity, loc, end: extra.end ?? loc, text, notes: extra.notes ?? [] });
  }

  return sink;
}

/** Puts the arguments in place of `{0}`, `{1}` … */
export function formatText(text: string, args: readonly string[]): string {
  return text.replace(/\{(\d)\}/g, (hole, index: string) => args[Number(index)] ?? hole);
}
