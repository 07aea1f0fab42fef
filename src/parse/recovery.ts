/** Getting going again after an error: skipping to where a statement, member or declaration may begin. Progress is the caller's duty, except where said. */

import { parseMessages } from '../diagnostics/parse-messages.js';
import type { Parser } from './cursor.js';
import { advance, error, seek } from './cursor.js';

/** Moves to the next `;`, or `}` of the enclosing block, or one of the given tokens, hopping over bracketed groups. */
export function skipUntil(p: Parser, stop1?: string, stop2?: string): void {
  while (p.tok !== '#eof' && p.tok !== ';' && p.tok !== '}' && p.tok !== stop1 && p.tok !== stop2) skipOne(p);
}

/** Past one token, or one whole bracketed group. */
export function skipOne(p: Parser): void {
  const close = p.match[p.pos]!;
  if (close > p.pos) seek(p, close);
  advance(p);
}

/** To behind the `;` that ends the broken declaration or statement; a braced group at its end counts as its body. */
export function skipDeclaration(p: Parser): void {
  while (p.tok !== '#eof' && p.tok !== '}') {
    if (p.tok === ';') {
      advance(p);
      return;
    }
    const braced = p.tok === '{';
    skipOne(p);
    if (braced) {
      if (p.tok === ';') advance(p);
      else if (p.tok === ',' || p.tok === '=') continue;
      return;
    }
  }
}

/** Reads the `;` that ends something; if it is missing, reports that behind the last token and finds the next sensible start. */
export function expectSemicolon(p: Parser, after: string): void {
  if (p.tok === ';') {
    advance(p);
    return;
  }
  const fresh = p.lastError !== p.pos;
  if (fresh && !p.halted) {
    p.lastError = p.pos;
    const end = p.pos > 0 ? p.tokens[p.pos - 1]!.end : 0;
    p.sink.report(parseMessages.expectedTokenAfter, end, [';', after]);
  }
  // What stands on a later line than the missing semicolon is the next statement; joined rubbish is not.
  if (fresh && startsStatement(p)) return;
  skipUntil(p);
  if (p.tok === ';') advance(p);
}

function startsStatement(p: Parser): boolean {
  switch (p.tok) {
    case 'if':
    case 'for':
    case 'while':
    case 'do':
    case 'return':
    case 'switch':
    case 'break':
    case 'continue':
    case 'goto':
    case 'case':
    case 'default':
    case '}':
    case 'using':
    case 'template':
    case 'namespace':
    case 'typedef':
    case 'public':
    case 'private':
    case 'protected':
    case '#pragma':
      return true;
    default:
      return (p.flags[p.pos]! & 0b1001) !== 0;
  }
}

/** A `}` that closes nothing: reports and passes it. */
export function extraneousBrace(p: Parser): void {
  error(p, parseMessages.extraneousBrace);
  advance(p);
}
