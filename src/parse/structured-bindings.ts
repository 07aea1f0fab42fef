/** Structured bindings ([dcl.struct.bind]), behind their specifiers. */
import type { Declaration, DeclSpecifiers } from '../ast/index.js';
import { parseMessages } from '../diagnostics/parse-messages.js';
import type { Parser } from './cursor.js';
import { accept, advance, endLoc, error, expectClose, text } from './cursor.js';
import { initializer } from './initializers.js';
import { declareIn, valueEntry } from './names.js';

/** At `[`, `& [` or `&& [`; reads the initializer too, but no `;`. */
export function structuredBinding(p: Parser, specifiers: DeclSpecifiers, start: number): Declaration {
  let ref: '' | '&' | '&&' = '';
  if (p.tok === '&' || p.tok === '&&') {
    ref = p.tok as '&' | '&&';
    advance(p);
  }
  const open = p.pos;
  advance(p);
  const names: string[] = [];
  do {
    if (p.tok !== '#id') {
      error(p, parseMessages.expectedIdentifier);
      break;
    }
    names.push(text(p));
    advance(p);
  } while (accept(p, ','));
  expectClose(p, ']', open);
  for (const name of names) declareIn(p.scope, name, valueEntry);
  const init = initializer(p);
  return { kind: 'structured-binding', specifiers, ref, names, init, loc: start, end: endLoc(p) };
}
