/** Reports what was wrong with the escapes of a literal, each at its place in the source where that is known. */
import type { DiagnosticSink } from '../diagnostics/diagnostic.js';
import { lexMessages as messages } from '../diagnostics/lex-messages.js';
import type { EscapeReport } from '../preprocess/character-literal.js';
import type { Loc } from '../source/loc.js';
import type { SourceManager } from '../source/source-manager.js';

export function reportEscapes(
  diagnostics: DiagnosticSink,
  sources: SourceManager,
  text: string,
  loc: Loc,
  end: Loc,
  problems: readonly EscapeReport[],
): void {
  if (problems.length === 0) return;
  // Offsets in the spelling are offsets in the source unless the token was spliced or made by `#` or `##`.
  const verbatim = loc > 0 && end - loc === text.length;
  for (const { problem, at, length } of problems) {
    const start = verbatim ? sources.partOf(loc, at, length) : loc;
    const past = verbatim ? start + length : end;
    diagnostics.report(messages[problem], start, [text.slice(at, at + length)], { end: past });
  }
}
