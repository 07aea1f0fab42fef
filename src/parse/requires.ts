/** requires-expressions of C++20 ([expr.prim.req]). */
import type { Expr, Name, ParameterDeclaration, Requirement } from '../ast/index.js';
import { parseMessages } from '../diagnostics/parse-messages.js';
import type { Parser } from './cursor.js';
import { accept, advance, endLoc, enter, error, expect, expectClose, leave, loc, none } from './cursor.js';
import { functionSuffix } from './declarators.js';
import { makeScope } from './names.js';
import { parseName } from './qualified-names.js';
import { expectSemicolon } from './recovery.js';

export function requiresExpression(p: Parser): Expr {
  const start = loc(p);
  advance(p);
  const outer = p.scope;
  let params: readonly ParameterDeclaration[] = none;
  const scope = makeScope('function', outer);
  p.scope = scope;
  if (p.tok === '(') {
    params = functionSuffix(p, scope).params;
    p.scope = scope;
  }
  const requirements: Requirement[] = [];
  const open = p.pos;
  const angle = p.angle;
  p.angle = 0;
  if (expect(p, '{') && enter(p)) {
    while (p.tok !== '}' && p.tok !== '#eof') {
      const before = p.pos;
      requirements.push(requirement(p));
      if (p.pos === before) advance(p);
    }
  }
  leave(p);
  p.angle = angle;
  p.scope = outer;
  if (p.ops[open] === '{') expectClose(p, '}', open);
  return { kind: 'requires', params, requirements, loc: start, end: endLoc(p) };
}

function requirement(p: Parser): Requirement {
  if (p.tok === 'typename') {
    advance(p);
    const name = parseName(p, 'type');
    expectSemicolon(p, 'type requirement');
    return { kind: 'type', name };
  }
  if (p.tok === 'requires' && !beginsRequiresExpression(p)) {
    advance(p);
    const expr = p.rules.constantExpression(p);
    expectSemicolon(p, 'nested requirement');
    return { kind: 'nested', expr };
  }
  if (p.tok === '{') {
    const open = p.pos;
    advance(p);
    const expr = p.rules.expression(p);
    expectClose(p, '}', open);
    const noexcept = accept(p, 'noexcept');
    let constraint: Name | undefined;
    if (p.tok === '->') {
      advance(p);
      if (p.tok === '#id' || p.tok === '::') constraint = parseName(p, 'type');
      else error(p, parseMessages.expectedIdentifier);
    }
    expectSemicolon(p, 'compound requirement');
    return { kind: 'compound', expr, noexcept, constraint };
  }
  const expr = p.rules.expression(p);
  expectSemicolon(p, 'requirement');
  return { kind: 'simple', expr };
}

/** `requires {` or `requires (params) {`: a requirement that is itself a requires-expression. */
function beginsRequiresExpression(p: Parser): boolean {
  const next = p.pos + 1;
  if (p.ops[next] === '{') return true;
  return p.ops[next] === '(' && p.match[next]! > 0 && p.ops[p.match[next]! + 1] === '{';
}
