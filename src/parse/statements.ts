/** Statements ([stmt.stmt]), with GNU case ranges and computed goto, and the pragmas that belong to a statement. */
import type {
  CatchHandler,
  CompoundStatement,
  Condition,
  Declaration,
  Expr,
  ParameterDeclaration,
  Stmt,
} from '../ast/index.js';
import { parseMessages } from '../diagnostics/parse-messages.js';
import { asmStatement } from './asm.js';
import { atAttribute, attributes } from './attributes.js';
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
  peek,
  text,
} from './cursor.js';
import { declarator, initializerClause, makeReading, parameterDeclaration } from './declarators.js';
import { bracedInitList } from './initializers.js';
import { flagIdentifier, flagSpecifier } from './keywords.js';
import { declarationScope, declareIn, makeScope, valueEntry } from './names.js';
import { pragmaText, unrollPragma } from './pragmas.js';
import { expectSemicolon, extraneousBrace, skipUntil } from './recovery.js';
import { isDeclarationAt, scanAttributes, scanDeclarator, scanSpecifiers } from './scan.js';
import { declSpecifiers } from './specifiers.js';
import { structuredBinding } from './structured-bindings.js';

export function compoundStatement(p: Parser): CompoundStatement {
  const start = loc(p);
  const open = p.pos;
  if (!enter(p)) {
    leave(p);
    return { kind: 'compound', body: none, loc: start, end: start };
  }
  const { angle, scope: outer } = p;
  p.angle = 0;
  p.scope = makeScope('block', outer);
  advance(p);
  const body: Stmt[] = [];
  while (p.tok !== '}' && p.tok !== '#eof') {
    const before = p.pos;
    body.push(statement(p));
    if (p.pos === before) advance(p);
  }
  p.scope = outer;
  p.angle = angle;
  const end = loc(p);
  expectClose(p, '}', open);
  leave(p);
  return { kind: 'compound', body, loc: start, end };
}

export function statement(p: Parser): Stmt {
  const start = loc(p);
  switch (p.tok) {
    case '{':
      return compoundStatement(p);
    case ';':
      advance(p);
      return { kind: 'empty', loc: start };
    case '#id':
      if (peek(p, 1) === ':' && peek(p, 2) !== ':') return labeled(p);
      return expressionOrDeclaration(p);
    case 'if':
      return ifStatement(p);
    case 'for':
    case 'while':
    case 'do':
      return loop(p, undefined);
    case 'switch':
      return switchStatement(p);
    case 'case':
    case 'default':
      return caseStatements(p);
    case 'return': {
      advance(p);
      let value: Expr | undefined;
      if (p.tok !== ';') value = p.tok === '{' ? bracedInitList(p) : p.rules.expression(p);
      expectSemicolon(p, 'return statement');
      return { kind: 'return', value, loc: start };
    }
    case 'break':
      advance(p);
      expectSemicolon(p, 'break statement');
      return { kind: 'break', loc: start };
    case 'continue':
      advance(p);
      expectSemicolon(p, 'continue statement');
      return { kind: 'continue', loc: start };
    case 'goto':
      return gotoStatement(p);
    case 'try':
      return tryStatement(p);
    case 'asm':
      return asmStatement(p);
    case '#pragma':
      return pragmaStatement(p);
    case 'co_return':
      error(p, parseMessages.coroutine, ['co_return']);
      advance(p);
      skipUntil(p);
      accept(p, ';');
      return { kind: 'empty', loc: start };
    case 'catch':
    case 'else':
      error(p, parseMessages.expectedStatement);
      advance(p);
      return { kind: 'empty', loc: start };
    case '}':
      extraneousBrace(p);
      return { kind: 'empty', loc: start };
    case '#eof':
      error(p, parseMessages.expectedStatement);
      return { kind: 'empty', loc: start };
    default:
      if (atAttribute(p)) return attributedStatement(p);
      return expressionOrDeclaration(p);
  }
}

function expressionOrDeclaration(p: Parser): Stmt {
  const start = loc(p);
  if (startsDeclaration(p)) {
    const declaration = p.rules.declaration(p, 'block');
    return { kind: 'declaration', declaration, loc: start };
  }
  const expr = p.rules.expression(p);
  expectSemicolon(p, 'expression');
  return { kind: 'expression', expr, loc: start };
}

function startsDeclaration(p: Parser): boolean {
  switch (p.tok) {
    case 'using':
    case 'namespace':
    case 'static_assert':
    case 'template':
      return true;
    default:
      if (
        (p.flags[p.pos]! & (flagSpecifier | flagIdentifier)) === 0 &&
        p.tok !== '::' &&
        p.tok !== '__extension__'
      )
        return false;
      return isDeclarationAt(p, p.pos);
  }
}

function attributedStatement(p: Parser): Stmt {
  const start = loc(p);
  // Attributes of a declaration belong to its specifiers.
  const behind = scanAttributes(p, p.pos);
  const op = p.ops[behind];
  if (
    behind > p.pos &&
    op !== ';' &&
    ((p.flags[behind]! & flagSpecifier) !== 0 || op === '::' || op === '#id' || op === 'using')
  ) {
    if (!(op === '#id' && p.ops[behind + 1] === ':') && (op === 'using' || isDeclarationAt(p, behind))) {
      if (op === 'using') attributes(p);
      const declaration = p.rules.declaration(p, 'block');
      return { kind: 'declaration', declaration, loc: start };
    }
  }
  const attrs = attributes(p);
  if (behind <= p.pos && p.pos === behind && attrs.length === 0) advance(p);
  if (p.tok === ';') {
    advance(p);
    return { kind: 'attributed', attributes: attrs, body: { kind: 'empty', loc: start }, loc: start };
  }
  const body = enter(p) ? statement(p) : ({ kind: 'empty', loc: start } as const);
  leave(p);
  return { kind: 'attributed', attributes: attrs, body, loc: start };
}

/** A statement that is the body of another: it has a scope of its own. */
function substatement(p: Parser): Stmt {
  if (p.tok === '{') return compoundStatement(p);
  const start = loc(p);
  if (p.tok === '}') {
    error(p, parseMessages.expectedStatement);
    return { kind: 'empty', loc: start };
  }
  if (!enter(p)) {
    leave(p);
    return { kind: 'empty', loc: start };
  }
  const outer = p.scope;
  p.scope = makeScope('block', outer);
  const body = statement(p);
  p.scope = outer;
  leave(p);
  return body;
}

function labeled(p: Parser): Stmt {
  const start = loc(p);
  const name = text(p);
  advance(p);
  advance(p);
  if (atAttribute(p) && p.tok === '__attribute__') attributes(p);
  return { kind: 'label', name, body: labelBody(p), loc: start };
}

function labelBody(p: Parser): Stmt {
  // A label at the end of a block (C++23, GNU).
  if (p.tok === '}') return { kind: 'empty', loc: loc(p) };
  const body = enter(p) ? statement(p) : ({ kind: 'empty', loc: loc(p) } as const);
  leave(p);
  return body;
}

/** `case a: case b: … statement`: a run of labels is read in a loop, however long. */
function caseStatements(p: Parser): Stmt {
  const labels: { loc: number; value: Expr | undefined; to: Expr | undefined }[] = [];
  while (p.tok === 'case' || p.tok === 'default') {
    const start = loc(p);
    if (p.tok === 'default') {
      advance(p);
      expect(p, ':');
      labels.push({ loc: start, value: undefined, to: undefined });
      continue;
    }
    advance(p);
    const value = p.rules.constantExpression(p);
    let to: Expr | undefined;
    if (accept(p, '...')) to = p.rules.constantExpression(p);
    labels.push({ loc: start, value, to });
    if (!expect(p, ':')) break;
  }
  let body: Stmt = labelBody(p);
  for (let i = labels.length - 1; i >= 0; i--) {
    const label = labels[i]!;
    body =
      label.value === undefined
        ? { kind: 'default', body, loc: label.loc }
        : { kind: 'case', value: label.value, to: label.to, body, loc: label.loc };
  }
  return body;
}

/** Chains of `else if` are read in a loop and nested afterwards. */
function ifStatement(p: Parser): Stmt {
  const arms: {
    loc: number;
    constexpr: boolean;
    init: Stmt | undefined;
    condition: Condition;
    then: Stmt;
  }[] = [];
  const outer = p.scope;
  let otherwise: Stmt | undefined;
  for (;;) {
    const start = loc(p);
    advance(p);
    const constant = accept(p, 'constexpr');
    p.scope = makeScope('block', p.scope);
    const open = p.pos;
    let init: Stmt | undefined;
    let condition: Condition;
    if (expect(p, '(')) {
      init = conditionInit(p, open);
      condition = parseCondition(p);
      expectClose(p, ')', open);
    } else {
      condition = { kind: 'error', loc: start, end: start };
    }
    const then = substatement(p);
    arms.push({ loc: start, constexpr: constant, init, condition, then });
    if (p.tok !== 'else') break;
    advance(p);
    if (p.tok === 'if') {
      // The next condition is not looked up through those that declared nothing: chains may be long.
      if (p.scope.names === undefined && p.scope.linked === undefined) p.scope = p.scope.parent!;
      continue;
    }
    otherwise = substatement(p);
    break;
  }
  p.scope = outer;
  let result: Stmt | undefined = otherwise;
  for (let i = arms.length - 1; i >= 0; i--) {
    const arm = arms[i]!;
    result = { kind: 'if', ...arm, otherwise: result };
  }
  return result!;
}

/** `init;` in front of a condition. */
function conditionInit(p: Parser, open: number): Stmt | undefined {
  const close = p.match[open]!;
  let at = p.pos;
  for (; at < close; at++) {
    const inner = p.match[at]!;
    if (inner > at) at = inner;
    else if (p.ops[at] === ';') break;
  }
  if (at >= close) return undefined;
  const start = loc(p);
  if (p.tok === ';') {
    advance(p);
    return { kind: 'empty', loc: start };
  }
  return expressionOrDeclaration(p);
}

/** An expression, or a declaration with `=` or a braced initializer. */
function parseCondition(p: Parser): Condition {
  const start = loc(p);
  if (!isConditionDeclaration(p)) return p.rules.expression(p);
  const specifiers = declSpecifiers(p, 'condition');
  if (p.tok === '[' || ((p.tok === '&' || p.tok === '&&') && peek(p, 1) === '[')) {
    const binding = structuredBinding(p, specifiers, start);
    return { kind: 'declaration-condition', declaration: binding, loc: start };
  }
  const r = makeReading('named', true);
  const d = declarator(p, r);
  if (r.name?.last.kind === 'identifier') declareIn(p.scope, r.name.last.name, valueEntry);
  const at = loc(p);
  let declaration: Declaration;
  if (p.tok === '{') {
    const list = bracedInitList(p);
    declaration = single({ kind: 'list', list, loc: at });
  } else {
    expect(p, '=');
    declaration = single({ kind: 'copy', value: initializerClause(p), loc: at });
  }
  return { kind: 'declaration-condition', declaration, loc: start };

  function single(init: import('../ast/index.js').Initializer): Declaration {
    const one = {
      declarator: d,
      init,
      bitWidth: undefined,
      asmName: undefined,
      attributes: none,
      loc: d.loc,
    };
    return { kind: 'simple', specifiers, declarators: [one], loc: start, end: endLoc(p) };
  }
}

function isConditionDeclaration(p: Parser): boolean {
  const flags = p.flags[p.pos]!;
  if ((flags & (flagSpecifier | flagIdentifier)) === 0 && p.tok !== '::' && p.tok !== '[') return false;
  const at = scanSpecifiers(p, scanAttributes(p, p.pos), true);
  if (at < 0) return false;
  if (p.ops[at] === '[' || ((p.ops[at] === '&' || p.ops[at] === '&&') && p.ops[at + 1] === '[')) return true;
  const end = scanDeclarator(p, at, 'named');
  return end > 0 && (p.ops[end] === '=' || p.ops[end] === '{');
}

function switchStatement(p: Parser): Stmt {
  const start = loc(p);
  const outer = p.scope;
  p.scope = makeScope('block', outer);
  advance(p);
  const open = p.pos;
  let init: Stmt | undefined;
  let condition: Condition = { kind: 'error', loc: start, end: start };
  if (expect(p, '(')) {
    init = conditionInit(p, open);
    condition = parseCondition(p);
    expectClose(p, ')', open);
  }
  const body = substatement(p);
  p.scope = outer;
  return { kind: 'switch', init, condition, body, loc: start };
}

function loop(p: Parser, unroll: boolean | Expr | undefined): Stmt {
  const start = loc(p);
  const outer = p.scope;
  p.scope = makeScope('block', outer);
  let result: Stmt;
  if (p.tok === 'for') {
    result = forStatement(p, unroll);
  } else if (p.tok === 'while') {
    advance(p);
    const open = p.pos;
    let condition: Condition = { kind: 'error', loc: start, end: start };
    if (expect(p, '(')) {
      condition = parseCondition(p);
      expectClose(p, ')', open);
    }
    result = { kind: 'while', condition, body: substatement(p), unroll, loc: start };
  } else {
    advance(p);
    const body = substatement(p);
    let condition: Expr = { kind: 'error', loc: start, end: start };
    if (expect(p, 'while')) {
      const open = p.pos;
      if (expect(p, '(')) {
        condition = p.rules.expression(p);
        expectClose(p, ')', open);
      }
      expectSemicolon(p, 'do/while statement');
    }
    result = { kind: 'do', body, condition, unroll, loc: start };
  }
  p.scope = outer;
  return result;
}

function forStatement(p: Parser, unroll: boolean | Expr | undefined): Stmt {
  const start = loc(p);
  advance(p);
  const open = p.pos;
  const errorNode: Expr = { kind: 'error', loc: start, end: start };
  if (!expect(p, '('))
    return {
      kind: 'for',
      init: undefined,
      condition: errorNode,
      step: undefined,
      body: substatement(p),
      unroll,
      loc: start,
    };
  let init: Stmt | undefined;
  const colon = rangeColon(p, open);
  if (colon > 0) {
    if (hasSemicolon(p, colon)) init = expressionOrDeclaration(p);
    const variable = rangeVariable(p);
    expect(p, ':');
    const range = p.tok === '{' ? bracedInitList(p) : p.rules.expression(p);
    expectClose(p, ')', open);
    return { kind: 'range-for', init, variable, range, body: substatement(p), unroll, loc: start };
  }
  const initLoc = loc(p);
  if (p.tok === ';') {
    advance(p);
    init = { kind: 'empty', loc: initLoc };
  } else {
    init = expressionOrDeclaration(p);
  }
  let condition: Condition | undefined;
  if (p.tok !== ';' && p.tok !== ')') condition = parseCondition(p);
  let step: Expr | undefined;
  if (p.tok === ';') {
    advance(p);
    if (p.tok !== ')') step = p.rules.expression(p);
  } else {
    error(p, parseMessages.expectedTokenAfter, [';', "'for' condition"]);
  }
  expectClose(p, ')', open);
  return { kind: 'for', init, condition, step, body: substatement(p), unroll, loc: start };
}

/** The `:` of a range-based for, or -1: the first one outside brackets that belongs to no `? :`. */
function rangeColon(p: Parser, open: number): number {
  const close = p.match[open]!;
  let questions = 0;
  let semicolons = 0;
  for (let i = open + 1; i < close; i++) {
    const inner = p.match[i]!;
    if (inner > i) {
      i = inner;
      continue;
    }
    const op = p.ops[i];
    if (op === '?') questions++;
    else if (op === ';') {
      if (++semicolons > 1) return -1;
    } else if (op === ':') {
      if (questions === 0) return i;
      questions--;
    }
  }
  return -1;
}

function hasSemicolon(p: Parser, colon: number): boolean {
  for (let i = p.pos; i < colon; i++) {
    const inner = p.match[i]!;
    if (inner > i) i = inner;
    else if (p.ops[i] === ';') return true;
  }
  return false;
}

function rangeVariable(p: Parser): Declaration {
  const start = loc(p);
  const specifiers = declSpecifiers(p, 'block');
  if (p.tok === '[' || ((p.tok === '&' || p.tok === '&&') && peek(p, 1) === '['))
    return structuredBinding(p, specifiers, start);
  if (specifiers.type === undefined) error(p, parseMessages.missingTypeSpecifier);
  const r = makeReading('named', false);
  const d = declarator(p, r);
  if (r.name?.last.kind === 'identifier') declareIn(declarationScope(p.scope), r.name.last.name, valueEntry);
  const one = {
    declarator: d,
    init: undefined,
    bitWidth: undefined,
    asmName: undefined,
    attributes: none,
    loc: d.loc,
  };
  return { kind: 'simple', specifiers, declarators: [one], loc: start, end: endLoc(p) };
}

function gotoStatement(p: Parser): Stmt {
  const start = loc(p);
  advance(p);
  if (p.tok === '*') {
    advance(p);
    const target = p.rules.expression(p);
    expectSemicolon(p, 'goto statement');
    return { kind: 'computed-goto', target, loc: start };
  }
  let label = '';
  if (p.tok === '#id') {
    label = text(p);
    advance(p);
  } else {
    error(p, parseMessages.expectedIdentifier);
  }
  expectSemicolon(p, 'goto statement');
  return { kind: 'goto', label, loc: start };
}

function tryStatement(p: Parser): Stmt {
  const start = loc(p);
  advance(p);
  let body: CompoundStatement = { kind: 'compound', body: none, loc: start, end: start };
  if (p.tok === '{') body = compoundStatement(p);
  else expect(p, '{');
  return { kind: 'try', body, handlers: catchHandlers(p), loc: start };
}

/** The handlers behind a try block. */
export function catchHandlers(p: Parser): readonly CatchHandler[] {
  if (p.tok !== 'catch') {
    error(p, parseMessages.expectedHandler);
    return none;
  }
  const handlers: CatchHandler[] = [];
  while (p.tok === 'catch') {
    const start = loc(p);
    advance(p);
    const outer = p.scope;
    p.scope = makeScope('block', outer);
    const open = p.pos;
    let parameter: ParameterDeclaration | undefined;
    if (expect(p, '(')) {
      if (!accept(p, '...')) parameter = parameterDeclaration(p);
      expectClose(p, ')', open);
    }
    let body: CompoundStatement = { kind: 'compound', body: none, loc: start, end: start };
    if (p.tok === '{') body = compoundStatement(p);
    else expect(p, '{');
    p.scope = outer;
    handlers.push({ parameter, body, loc: start });
  }
  return handlers;
}

/** `#pragma unroll` before a loop; other pragmas go with the statement that follows. */
function pragmaStatement(p: Parser): Stmt {
  const start = loc(p);
  const unroll = unrollPragma(p);
  if (unroll !== undefined) {
    advance(p);
    const outer = atLoop(p) ? undefined : p.tok;
    if (outer === undefined) return loop(p, unroll);
    // No loop follows: gcc and nvcc let it pass.
    return p.tok === '}' ? { kind: 'empty', loc: start } : afterPragma(p);
  }
  const words = pragmaText(p);
  advance(p);
  if (!words.startsWith('omp')) return { kind: 'pragma', text: words, body: undefined, loc: start };
  const body = p.tok === '}' || p.tok === '#eof' ? undefined : afterPragma(p);
  return { kind: 'pragma', text: words, body, loc: start };
}

function afterPragma(p: Parser): Stmt {
  const body = enter(p) ? statement(p) : ({ kind: 'empty', loc: loc(p) } as const);
  leave(p);
  return body;
}

function atLoop(p: Parser): boolean {
  return p.tok === 'for' || p.tok === 'while' || p.tok === 'do';
}
