/** Cast and unary expressions ([expr.cast], [expr.unary]), new and delete. */
import type { Expr, TypeId, UnaryOp } from '../ast/index.js';
import { parseMessages } from '../diagnostics/parse-messages.js';
import type { Parser } from './cursor.js';
import {
  advance,
  endLoc,
  enter,
  error,
  expect,
  expectClose,
  leave,
  loc,
  peek,
  seek,
  text,
} from './cursor.js';
import { newTypeId, typeId } from './declarators.js';
import { argumentList, postfixExpression, postfixTail } from './expressions-postfix.js';
import { typeIdInParens } from './scan.js';
import { typeOrExpressionInParens } from './specifiers.js';

export function castExpression(p: Parser): Expr {
  switch (p.tok) {
    case '#id':
    case '#int':
      return postfixExpression(p);
    case '(':
      return typeIdInParens(p, p.pos) ? parenthesizedType(p) : postfixExpression(p);
    case '+':
    case '-':
    case '!':
    case '~':
    case '*':
    case '&':
    case '++':
    case '--':
    case '__real__':
    case '__imag__':
      return prefix(p, p.tok as UnaryOp);
    case '&&':
      return labelAddress(p);
    case 'sizeof':
      return sizeofExpression(p);
    case 'alignof': {
      const start = loc(p);
      advance(p);
      const operand = p.tok === '(' ? typeOrExpressionInParens(p) : unaryOperand(p);
      return { kind: 'alignof', operand, loc: start, end: endLoc(p) };
    }
    case 'noexcept': {
      const start = loc(p);
      advance(p);
      const open = p.pos;
      if (!expect(p, '(')) return errorExpression(p);
      const angle = p.angle;
      p.angle = 0;
      const operand = p.rules.expression(p);
      p.angle = angle;
      expectClose(p, ')', open);
      return { kind: 'noexcept', operand, loc: start, end: endLoc(p) };
    }
    case 'new':
      return newExpression(p, false, loc(p));
    case 'delete':
      return deleteExpression(p, false, loc(p));
    case '::':
      if (peek(p, 1) === 'new' || peek(p, 1) === 'delete') {
        const start = loc(p);
        advance(p);
        return p.tok === 'new' ? newExpression(p, true, start) : deleteExpression(p, true, start);
      }
      return postfixExpression(p);
    case 'throw':
      return throwExpression(p);
    case '__extension__':
      advance(p);
      return nested(p);
    case 'co_await':
    case 'co_yield':
      error(p, parseMessages.coroutine, [text(p)]);
      advance(p);
      return nested(p);
    default:
      return postfixExpression(p);
  }
}

function nested(p: Parser): Expr {
  const expr = enter(p) ? castExpression(p) : errorExpression(p);
  leave(p);
  return expr;
}

export function errorExpression(p: Parser): Expr {
  const at = loc(p);
  return { kind: 'error', loc: at, end: at };
}

function prefix(p: Parser, op: UnaryOp): Expr {
  const start = loc(p);
  advance(p);
  const operand = nested(p);
  return { kind: 'unary', op, operand, loc: start, end: operand.end };
}

/** GNU `&&label`. */
function labelAddress(p: Parser): Expr {
  const start = loc(p);
  advance(p);
  if (p.tok !== '#id') {
    error(p, parseMessages.expectedIdentifier);
    return errorExpression(p);
  }
  const operand = postfixExpression(p);
  return { kind: 'unary', op: '&&', operand, loc: start, end: operand.end };
}

function unaryOperand(p: Parser): Expr {
  return nested(p);
}

/** At the parenthesis of a type-id: a cast, or a compound literal. */
function parenthesizedType(p: Parser): Expr {
  const start = loc(p);
  const open = p.pos;
  const angle = p.angle;
  p.angle = 0;
  advance(p);
  const type = typeId(p);
  p.angle = angle;
  expectClose(p, ')', open);
  if (p.tok === '{') {
    const init = p.rules.bracedInitList(p);
    return postfixTail(p, { kind: 'compound-literal', type, init, loc: start, end: endLoc(p) });
  }
  const operand = nested(p);
  return { kind: 'c-cast', type, operand, loc: start, end: operand.end };
}

function sizeofExpression(p: Parser): Expr {
  const start = loc(p);
  advance(p);
  if (p.tok === '...') {
    advance(p);
    const open = p.pos;
    if (!expect(p, '(')) return errorExpression(p);
    let name = '';
    if (p.tok === '#id') {
      name = text(p);
      advance(p);
    } else {
      error(p, parseMessages.expectedIdentifier);
    }
    expectClose(p, ')', open);
    return { kind: 'sizeof-pack', name, loc: start, end: endLoc(p) };
  }
  if (p.tok === '(' && typeIdInParens(p, p.pos)) {
    const close = p.match[p.pos]!;
    if (p.ops[close + 1] !== '{') {
      const operand = typeOrExpressionInParens(p);
      return { kind: 'sizeof', operand, loc: start, end: endLoc(p) };
    }
  }
  const operand = unaryOperand(p);
  return { kind: 'sizeof', operand, loc: start, end: operand.end };
}

function throwExpression(p: Parser): Expr {
  const start = loc(p);
  advance(p);
  if (p.tok === ';' || p.tok === ')' || p.tok === ':' || p.tok === ',' || p.tok === '}' || p.tok === ']') {
    return { kind: 'throw', operand: undefined, loc: start, end: endLoc(p) };
  }
  const operand = enter(p) ? p.rules.assignmentExpression(p) : errorExpression(p);
  leave(p);
  return { kind: 'throw', operand, loc: start, end: operand.end };
}

function deleteExpression(p: Parser, global: boolean, start: number): Expr {
  advance(p);
  let array = false;
  if (p.tok === '[' && peek(p, 1) === ']') {
    array = true;
    seek(p, p.pos + 2);
  }
  const operand = nested(p);
  return { kind: 'delete', global, array, operand, loc: start, end: operand.end };
}

/** `new (placement) T[n](args)`, `new (T)`. */
function newExpression(p: Parser, global: boolean, start: number): Expr {
  advance(p);
  if (!enter(p)) {
    leave(p);
    return errorExpression(p);
  }
  const angle = p.angle;
  let placement: readonly Expr[] | undefined;
  let type: TypeId | undefined;
  if (p.tok === '(') {
    if (typeIdInParens(p, p.pos)) type = parenthesizedNewType(p);
    else placement = argumentList(p);
  }
  if (type === undefined)
    type = p.tok === '(' && typeIdInParens(p, p.pos) ? parenthesizedNewType(p) : newTypeId(p);
  let init: { readonly braced: boolean; readonly args: readonly Expr[] } | undefined;
  if (p.tok === '(') init = { braced: false, args: argumentList(p) };
  else if (p.tok === '{') init = { braced: true, args: [p.rules.bracedInitList(p)] };
  p.angle = angle;
  leave(p);
  return { kind: 'new', global, placement, type, init, loc: start, end: endLoc(p) };
}

function parenthesizedNewType(p: Parser): TypeId {
  const open = p.pos;
  const angle = p.angle;
  p.angle = 0;
  advance(p);
  const type = typeId(p);
  p.angle = angle;
  expectClose(p, ')', open);
  return type;
}
