/**
 * String literals ([lex.string]): one or more adjacent literals → one token with its code units. The pieces take the
 * one encoding prefix that occurs; two different ones are an error.
 */
import type { DiagnosticSink } from '../diagnostics/diagnostic.js';
import { lexMessages as messages } from '../diagnostics/lex-messages.js';
import type { EscapeReport } from '../preprocess/character-literal.js';
import { decodeEscaped, literalPrefixOf, pushCodePoint } from '../preprocess/character-literal.js';
import type { Loc } from '../source/loc.js';
import type { SourceManager } from '../source/source-manager.js';
import { reportEscapes } from './escapes.js';
import type { Encoding, StringToken } from './token.js';

export interface StringPart {
  readonly text: string;
  readonly loc: Loc;
  end: Loc;
  /** User-defined suffix, '' for none. */
  suffix: string;
}

export function joinStrings(
  parts: readonly StringPart[],
  diagnostics: DiagnosticSink,
  sources: SourceManager,
): { -readonly [K in keyof StringToken]: StringToken[K] } {
  let encoding: Encoding = '';
  let udSuffix = '';
  const prefixes = parts.map((part) => literalPrefixOf(part.text, '"'));
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    const own = prefixes[i].encoding;
    if (own !== '' && encoding !== '' && own !== encoding) {
      diagnostics.report(messages.encodingsDiffer, part.loc, [], { end: part.end });
    } else if (own !== '') encoding = own;
    if (part.suffix !== '' && udSuffix !== '' && part.suffix !== udSuffix) {
      diagnostics.report(messages.suffixesDiffer, part.loc, [udSuffix, part.suffix], { end: part.end });
    } else if (part.suffix !== '') udSuffix = part.suffix;
  }
  const units: number[] = [];
  for (let i = 0; i < parts.length; i++) {
    const { text, loc, end } = parts[i];
    const { raw, open } = prefixes[i];
    if (raw) pushRaw(text, open, encoding, units);
    else {
      const problems: EscapeReport[] = [];
      decodeEscaped(text, open + 1, text.length - 1, encoding, units, problems);
      reportEscapes(diagnostics, sources, text, loc, end, problems);
    }
  }
  const first = parts[0];
  const text = parts.length === 1 ? first.text : parts.map((part) => part.text).join(' ');
  const token = {
    kind: 'string' as const,
    text,
    loc: first.loc,
    end: parts[parts.length - 1].end,
    joined: false,
    units,
    encoding,
  };
  return udSuffix === '' ? token : { ...token, udSuffix };
}

/** Appends the characters between `(` and `)delimiter"`; line ends become `\n`. */
function pushRaw(text: string, quote: number, encoding: Encoding, units: number[]): void {
  const open = text.indexOf('(', quote);
  const delimiter = open - quote - 1;
  const to = text.length - delimiter - 2;
  for (let at = open + 1; at < to; ) {
    const point = text.codePointAt(at) ?? 0;
    at += point > 0xffff ? 2 : 1;
    if (point === 13 && text.charCodeAt(at) === 10) continue;
    pushCodePoint(units, point >= 0xd800 && point < 0xe000 ? 0xfffd : point, encoding);
  }
}
