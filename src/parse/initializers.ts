/** Braced initializer lists with designators ([dcl.init.list], C99 and GNU designators), and initializers of declarators. */
import type { Designator, Expr, InitItem, Initializer, InitList } from '../ast/index.js';
import { parseMessages } from '../diagnostics/parse-messages.js';
import type { Parser } from './cursor.js';
import {
  accept,
  advance,
  endLoc,
  enter,
  error,
  expect,
  expectClose,
  leave,
  loc,
  none,
  text,
} from './cursor.js';
import { initializerClause } from './declarators.js';
import { argumentList, packExpansion } from './expressions-postfix.js';
import { skipUntil } from './recovery.js';

export function bracedInitList(p: Parser): InitList {
  const start = loc(p);
  const open = p.pos;
  if (!enter(p)) {
    leave(p);
    return { kind: 'init-list', items: none, loc: start, end: start };
  }
  const angle = p.angle;
  p.angle = 0;
  advance(p);
  const items: InitItem[] = [];
  for (;;) {
    while (p.tok === '#pragma') advance(p);
    if (p.tok === '}' || p.tok === '#eof') break;
    items.push(initItem(p));
    while (p.tok === '#pragma') advance(p);
    if (!accept(p, ',')) break;
  }
  p.angle = angle;
  expectClose(p, '}', open);
  leave(p);
  return { kind: 'init-list', items, loc: start, end: endLoc(p) };
}

function initItem(p: Parser): InitItem {
  const designators = designatorList(p);
  const value = initializerClause(p);
  return { designators, value: packExpansion(p, value) };
}

function designatorList(p: Parser): readonly Designator[] {
  if (p.tok === '#id' && p.ops[p.pos + 1] === ':' && p.ops[p.pos + 2] !== ':') {
    // GNU's old `field: value`.
    const field: Designator = { kind: 'field', name: text(p), loc: loc(p) };
    advance(p);
    advance(p);
    return [field];
  }
  if (p.tok !== '.' && !(p.tok === '[' && isArrayDesignator(p))) return none;
  const list: Designator[] = [];
  for (;;) {
    const start = loc(p);
    if (p.tok === '.') {
      advance(p);
      if (p.tok !== '#id') {
        error(p, parseMessages.expectedIdentifier);
        skipUntil(p, ',', '=');
        break;
      }
      list.push({ kind: 'field', name: text(p), loc: start });
      advance(p);
    } else if (p.tok === '[') {
      const open = p.pos;
      advance(p);
      const from = p.rules.constantExpression(p);
      let to: Expr | undefined;
      if (accept(p, '...')) to = p.rules.constantExpression(p);
      expectClose(p, ']', open);
      list.push({ kind: 'index', from, to, loc: start });
    } else {
      break;
    }
  }
  // `.x{…}` needs no `=`, nor does gcc's old `[1] value`.
  if (p.tok !== '{' && !(accept(p, '=') || p.c)) expect(p, '=');
  return list;
}

/** `[…]` before `=`, `.` or another `[` is a designator; a lambda has `(`, `{` or `<` behind its captures. */
function isArrayDesignator(p: Parser): boolean {
  const close = p.match[p.pos]!;
  if (close < 0 || close === p.pos + 1) return false;
  const next = p.ops[close + 1];
  if (p.c) return true;
  return next === '=' || next === '.' || next === '[';
}

/** `= e`, `(args)`, `{…}`, or undefined. */
export function initializer(p: Parser): Initializer | undefined {
  const start = loc(p);
  switch (p.tok) {
    case '=': {
      advance(p);
      const value = initializerClause(p);
      return { kind: 'copy', value, loc: start };
    }
    case '(': {
      const args = argumentList(p);
      return { kind: 'direct', args, loc: start, end: endLoc(p) };
    }
    case '{':
      return { kind: 'list', list: bracedInitList(p), loc: start };
    default:
      return undefined;
  }
}
