/** Postfix expressions ([expr.post]): calls, subscripts, member access, kernel launches `k<<<g, b>>>(args)`. */
import type { Expr } from '../ast/index.js';
import { parseMessages } from '../diagnostics/parse-messages.js';
import type { Parser } from './cursor.js';
import {
  advance,
  endLoc,
  enter,
  error,
  errorBehind,
  expectClose,
  launchClose,
  leave,
  loc,
  none,
  seek,
} from './cursor.js';
import { primaryExpression } from './expressions-primary.js';
import { parseName } from './qualified-names.js';
import { skipUntil } from './recovery.js';

export function postfixExpression(p: Parser): Expr {
  return postfixTail(p, primaryExpression(p));
}

export function postfixTail(p: Parser, first: Expr): Expr {
  let e = first;
  for (;;) {
    switch (p.tok) {
      case '(': {
        const args = argumentList(p);
        e = { kind: 'call', callee: e, args, loc: e.loc, end: endLoc(p) };
        break;
      }
      case '[': {
        const open = p.pos;
        if (!enter(p)) {
          leave(p);
          return e;
        }
        advance(p);
        const angle = p.angle;
        p.angle = 0;
        const index = p.tok === '{' ? p.rules.bracedInitList(p) : p.rules.expression(p);
        p.angle = angle;
        expectClose(p, ']', open);
        leave(p);
        e = { kind: 'subscript', base: e, index, loc: e.loc, end: endLoc(p) };
        break;
      }
      case '.':
      case '->': {
        const arrow = p.tok === '->';
        advance(p);
        const nameLoc = loc(p);
        const name = parseName(p, 'member');
        e = { kind: 'member', base: e, arrow, name, nameLoc, loc: e.loc, end: name.end };
        break;
      }
      case '++':
      case '--': {
        const op = p.tok as '++' | '--';
        advance(p);
        e = { kind: 'postfix', op, operand: e, loc: e.loc, end: endLoc(p) };
        break;
      }
      case '<<<':
        e = launch(p, e);
        break;
      default:
        return e;
    }
  }
}

/** `(a, b...)` with its parentheses. */
export function argumentList(p: Parser): readonly Expr[] {
  const open = p.pos;
  advance(p);
  if (p.tok === ')') {
    advance(p);
    return none;
  }
  if (!enter(p)) {
    leave(p);
    return none;
  }
  const angle = p.angle;
  p.angle = 0;
  const args = expressionList(p);
  p.angle = angle;
  expectClose(p, ')', open);
  leave(p);
  return args;
}

/** Initializer clauses separated by commas, pack expansions included. */
export function expressionList(p: Parser): Expr[] {
  const args: Expr[] = [];
  for (;;) {
    const e = p.tok === '{' ? p.rules.bracedInitList(p) : p.rules.assignmentExpression(p);
    args.push(packExpansion(p, e));
    if (p.tok !== ',') return args;
    advance(p);
  }
}

/** The expression, as a pack expansion if `...` follows. */
export function packExpansion(p: Parser, pattern: Expr): Expr {
  if (p.tok !== '...') return pattern;
  advance(p);
  return { kind: 'pack-expansion', pattern, loc: pattern.loc, end: endLoc(p) };
}

/** At `<<<`. A `>` or `>>` in the configuration is an operator; `>>>` closes it. */
function launch(p: Parser, kernel: Expr): Expr {
  advance(p);
  if (!enter(p)) {
    leave(p);
    return kernel;
  }
  const angle = p.angle;
  p.angle = 2;
  const config = launchClose(p, p.pos) ? [] : expressionList(p);
  p.angle = angle;
  if (launchClose(p, p.pos)) {
    const packs = config.some((e) => e.kind === 'pack-expansion');
    if (!packs && (config.length < 1 || config.length > 4)) error(p, parseMessages.launchTooShort);
    seek(p, p.pos + 3);
  } else {
    error(p, parseMessages.expectedToken, ['>>>']);
    while (p.tok !== '#eof' && p.tok !== ';' && p.tok !== '}' && !launchClose(p, p.pos)) {
      skipUntil(p, '>');
      if (p.tok === '>' && !launchClose(p, p.pos)) advance(p);
    }
    if (launchClose(p, p.pos)) seek(p, p.pos + 3);
  }
  let args: readonly Expr[] = none;
  if (p.tok === '(') args = argumentList(p);
  else errorBehind(p, parseMessages.expectedLaunchArgs);
  leave(p);
  return { kind: 'launch', kernel, config, args, loc: kernel.loc, end: endLoc(p) };
}
