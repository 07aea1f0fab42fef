/**
 * Diagnostics as text, in the form that gcc and clang have made known:
 *
 *     file.cu:3:7: error: 'x' was not declared [CW5001]
 *         y = x + 1;
 *             ^
 *     file.cu:1:9: note: expanded from macro 'M'
 *
 * After the message come the include stack, the macro stack (innermost body last), then the diagnostic's own notes.
 * Every note that has a place shows its line too.
 */
import type { Loc } from '../source/loc.js';
import { NO_LOC } from '../source/loc.js';
import type { SourceManager } from '../source/source-manager.js';
import type { Diagnostic, Severity } from './diagnostic.js';

export interface RenderOptions {
  /** ANSI colours. */
  readonly color?: boolean;
  /** Columns that a tab takes in the shown lines. Default 8. */
  readonly tabWidth?: number;
  /** Levels of the macro stack and of the include stack that are shown at most. Default 8. */
  readonly stackLimit?: number;
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const longestLine = 400;

const colors: Record<Severity | 'caret' | 'bold', string> = {
  error: '\u001b[1;31m',
  warning: '\u001b[1;35m',
  note: '\u001b[1;36m',
  caret: '\u001b[1;32m',
  bold: '\u001b[1m',
};
const reset = '\u001b[0m';

export function renderDiagnostics(
  list: readonly Diagnostic[],
  sources: SourceManager,
  options: RenderOptions = {},
): string {
  return list.map((diagnostic) => renderDiagnostic(diagnostic, sources, options)).join('');
}

/** One diagnostic with all its notes; every line ends in `\n`. */
export function renderDiagnostic(
  diagnostic: Diagnostic,
  sources: SourceManager,
  options: RenderOptions = {},
): string {
  const { stackLimit = 8 } = options;
  const message: string[] = [];
  const code = ` [CW${String(diagnostic.code).padStart(4, '0')}]`;
  addMessage(
    message,
    diagnostic.severity,
    diagnostic.text + code,
    diagnostic.loc,
    diagnostic.end,
    sources,
    options,
  );
  const inclusions: string[] = [];
  const includes = sources.includeStack(diagnostic.loc);
  for (const loc of includes.slice(0, stackLimit))
    addPlain(inclusions, 'in file included from here', loc, sources, options);
  if (includes.length > stackLimit)
    inclusions.push(`note: ${includes.length - stackLimit} more levels of inclusion not shown`);
  const macros: string[] = [];
  addMacroStack(macros, diagnostic.loc, sources, options);
  const notes = diagnostic.notes.map((note) => {
    const lines: string[] = [];
    addMessage(lines, 'note', note.text, note.loc, note.loc, sources, options);
    return lines;
  });
  const isOfTemplate = diagnostic.notes.some(({ text }) => text.startsWith('in instantiation of'));
  const parts = isOfTemplate ? shortened(message, inclusions, macros, notes) : [message, inclusions, macros, ...notes];
  return parts.flat().map((line) => `${line}\n`).join('');
}

/** Lines of a message about a template, at most. */
const templateLines = 19;

/** Leaves out what says least where a message about a template would be too long: who included the header, how its macros expand, and notes between the first and the last, which is of the program's own line. */
function shortened(message: string[], inclusions: string[], macros: string[], notes: string[][]): string[][] {
  const lengthOf = (parts: readonly string[][]): number => parts.reduce((sum, lines) => sum + lines.length, 0);
  let parts = [message, inclusions, macros, ...notes];
  if (lengthOf(parts) <= templateLines) return parts;
  parts = [message, macros, ...notes];
  if (lengthOf(parts) <= templateLines) return parts;
  for (let kept = notes.length - 1; kept > 1; kept--) {
    const left = notes.length - kept;
    parts = [message, ...notes.slice(0, kept - 1), [`note: ${left} more ${left === 1 ? 'note' : 'notes'} not shown`], ...notes.slice(-1)];
    if (lengthOf(parts) <= templateLines) break;
  }
  return lengthOf([message, ...notes]) <= templateLines ? [message, ...notes] : parts;
}

function addMacroStack(lines: string[], loc: Loc, sources: SourceManager, options: RenderOptions): void {
  const { stackLimit = 8 } = options;
  const stack = sources.macroStack(loc).reverse();
  stack.forEach((frame, i) => {
    const hidden = stack.length - stackLimit;
    if (hidden > 0 && i === stackLimit >> 1) lines.push(`note: ${hidden} more macro expansions not shown`);
    if (hidden > 0 && i >= stackLimit >> 1 && i < (stackLimit >> 1) + hidden) return;
    addMessage(lines, 'note', `expanded from macro '${frame.macro}'`, frame.loc, frame.end, sources, options);
  });
}

function prefix(place: Place): string {
  return place.line === 0 ? '' : `${place.file}:${place.line}:${place.column}: `;
}

function heading(severity: Severity, text: string, place: Place, options: RenderOptions): string {
  if (!options.color) return `${prefix(place)}${severity}: ${text}`;
  return `${colors.bold}${prefix(place)}${colors[severity]}${severity}: ${reset}${colors.bold}${text}${reset}`;
}

function addPlain(
  lines: string[],
  text: string,
  loc: Loc,
  sources: SourceManager,
  options: RenderOptions,
): void {
  lines.push(heading('note', text, sources.expansion(sources.fileLoc(loc)), options));
}

function addMessage(
  lines: string[],
  severity: Severity,
  text: string,
  loc: Loc,
  end: Loc,
  sources: SourceManager,
  options: RenderOptions,
): void {
  const at = sources.fileLoc(loc);
  lines.push(heading(severity, text, sources.expansion(at), options));
  if (at === NO_LOC || sources.fileOf(at) === undefined) return;
  addSnippet(lines, at, rangeEnd(loc, end, sources), sources, options);
}

/** The file loc at which the underline ends: the end of the token shown, or of the range if it is in the same file. */
function rangeEnd(loc: Loc, end: Loc, sources: SourceManager): Loc {
  const at = sources.fileLoc(loc);
  if (loc > 0) return end > 0 ? end : Math.max(sources.fileLoc(end), at);
  const shown = sources.fileLoc(end);
  if (shown > at) return shown;
  // A token of a macro's body is shown at the macro's name: that name is what is underlined.
  const text = sources.lineText(at);
  const column = sources.physical(at).column - 1;
  let length = 0;
  while (column + length < text.length && /[\w$]/.test(text[column + length])) length++;
  return at + length;
}

/** The source line and the caret line below it, tabs expanded. */
function addSnippet(
  lines: string[],
  at: Loc,
  end: Loc,
  sources: SourceManager,
  options: RenderOptions,
): void {
  const { tabWidth = 8 } = options;
  let text = sources.lineText(at);
  let column = sources.physical(at).column - 1;
  if (text.trim() === '' && column >= text.length && end <= at) return;
  let length = Math.max(1, Math.min(end - at, text.length - column));
  if (text.length > longestLine) {
    // Only the neighbourhood of the place is shown of an endless line.
    const from = Math.max(0, column - 40);
    text = text.slice(from, from + longestLine);
    column -= from;
    length = Math.min(length, Math.max(1, text.length - column));
  }
  let shown = '';
  let caret = '';
  let width = 0;
  for (let i = 0; i < Math.max(text.length, column + length); i++) {
    const c = text[i] ?? ' ';
    const cells = c === '\t' ? tabWidth - (width % tabWidth) : 1;
    if (i < text.length) shown += c === '\t' ? ' '.repeat(cells) : isControl(c) ? ' ' : c;
    if (i < column) caret += ' '.repeat(cells);
    else if (i < column + length) caret += (i === column ? '^' : '~') + '~'.repeat(cells - 1);
    width += cells;
  }
  lines.push(shown.trimEnd(), options.color ? `${colors.caret}${caret}${reset}` : caret);
}

function isControl(c: string): boolean {
  const unit = c.charCodeAt(0);
  return unit < 32 || unit === 127;
}

/** What tools read: one object a diagnostic, positions resolved. */
export interface JsonDiagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly notes: readonly {
    readonly message: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
  }[];
}

export function diagnosticsToJson(list: readonly Diagnostic[], sources: SourceManager): JsonDiagnostic[] {
  return list.map((diagnostic) => {
    const { loc, end } = diagnostic;
    const at = sources.fileLoc(loc);
    const start = sources.expansion(at);
    const stop = at === NO_LOC ? start : sources.expansion(Math.max(rangeEnd(loc, end, sources), at));
    const note = (message: string, place: Loc) => ({ message, ...sources.expansion(sources.fileLoc(place)) });
    return {
      code: `CW${String(diagnostic.code).padStart(4, '0')}`,
      severity: diagnostic.severity,
      message: diagnostic.text,
      ...start,
      endLine: stop.line,
      endColumn: stop.column,
      notes: [
        ...sources.includeStack(loc).map((place) => note('in file included from here', place)),
        ...sources
          .macroStack(loc)
          .reverse()
          .map((frame) => note(`expanded from macro '${frame.macro}'`, frame.loc)),
        ...diagnostic.notes.map((own) => note(own.text, own.loc)),
      ],
    };
  });
}
