/** Primary expressions ([expr.prim]), functional casts, named casts, fold expressions, and GNU's builtin forms. */
import type { Designator, Expr, TypeId } from '../ast/index.js';
import type { Loc } from '../source/loc.js';
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
  seek,
  text,
} from './cursor.js';
import { typeId } from './declarators.js';
import { binary, foldOperator } from './expressions-binary.js';
import { flagSimpleType } from './keywords.js';
import { lambdaExpression } from './lambda.js';
import { lookup } from './names.js';
import { parseName } from './qualified-names.js';
import { requiresExpression } from './requires.js';
import { scanName, scanSimpleType, transformTraits } from './scan.js';
import { simpleTypeSpecifier, typeIdOf, typeOrExpressionInParens } from './specifiers.js';

export function primaryExpression(p: Parser): Expr {
  const token = p.tokens[p.pos]!;
  switch (p.tok) {
    case '#id': {
      const next = p.ops[p.pos + 1];
      if (next !== '::' && next !== '<') {
        const entry = lookup(p.scope, token.text);
        if (entry === undefined) return unknownIdentifier(p, next);
        if (
          entry.kind === 'value' ||
          entry.kind === 'function-template' ||
          entry.kind === 'variable-template'
        ) {
          return idExpression(p);
        }
        return typeOrId(p, entry.kind);
      }
      return typeOrId(p, undefined);
    }
    case '#int':
      advance(p);
      if (token.kind !== 'integer') break;
      return { kind: 'integer', token, loc: token.loc, end: token.end };
    case '#float':
      advance(p);
      if (token.kind !== 'floating') break;
      return { kind: 'floating', token, loc: token.loc, end: token.end };
    case '#char':
      advance(p);
      if (token.kind !== 'character') break;
      return { kind: 'character', token, loc: token.loc, end: token.end };
    case '#str':
      advance(p);
      if (token.kind !== 'string') break;
      return { kind: 'string', token, loc: token.loc, end: token.end };
    case 'true':
    case 'false':
      advance(p);
      return { kind: 'bool', value: token.text === 'true', loc: token.loc, end: token.end };
    case 'nullptr':
      advance(p);
      return { kind: 'nullptr', loc: token.loc, end: token.end };
    case 'this':
      advance(p);
      return { kind: 'this', loc: token.loc, end: token.end };
    case '__func__':
    case '__FUNCTION__':
    case '__PRETTY_FUNCTION__':
      advance(p);
      return { kind: 'function-name', which: token.text, loc: token.loc, end: token.end };
    case '(':
      return parenthesized(p);
    case '::':
      return typeOrId(p, undefined);
    case '[':
      return lambdaExpression(p);
    case 'operator':
    case '~':
      return idExpression(p);
    case 'static_cast':
    case 'const_cast':
    case 'reinterpret_cast':
    case 'dynamic_cast':
      return namedCast(p, p.tok as NamedCast);
    case 'typeid': {
      advance(p);
      const operand = typeOrExpressionInParens(p, true);
      return { kind: 'typeid', operand, loc: token.loc, end: endLoc(p) };
    }
    case 'requires':
      return requiresExpression(p);
    case '__builtin_va_arg': {
      const open = openBuiltin(p);
      const list = p.rules.assignmentExpression(p);
      expect(p, ',');
      const type = typeId(p);
      closeBuiltin(p, open);
      return { kind: 'va-arg', list, type, loc: token.loc, end: endLoc(p) };
    }
    case '__builtin_bit_cast': {
      const open = openBuiltin(p);
      const type = typeId(p);
      expect(p, ',');
      const operand = p.rules.assignmentExpression(p);
      closeBuiltin(p, open);
      return { kind: 'bit-cast', type, operand, loc: token.loc, end: endLoc(p) };
    }
    case '__builtin_choose_expr': {
      const open = openBuiltin(p);
      const condition = p.rules.assignmentExpression(p);
      expect(p, ',');
      const then = p.rules.assignmentExpression(p);
      expect(p, ',');
      const otherwise = p.rules.assignmentExpression(p);
      closeBuiltin(p, open);
      return { kind: 'choose-expression', condition, then, otherwise, loc: token.loc, end: endLoc(p) };
    }
    case '__builtin_offsetof':
      return offsetOf(p);
    case '_Generic':
      return genericSelection(p);
    default:
      if (p.tok === 'decltype' && scanName(p, p.pos).end > 0) return typeOrId(p, undefined);
      if ((p.flags[p.pos]! & flagSimpleType) !== 0) return functionalCast(p);
      break;
  }
  error(p, parseMessages.expectedExpression);
  return { kind: 'error', loc: token.loc, end: token.loc };
}

/** `(T)`-less identifiers that the name table does not know: builtin traits, or a function declared nowhere; sema reports those. */
function unknownIdentifier(p: Parser, next: string | undefined): Expr {
  const word = text(p);
  if (next === '(' && word.charCodeAt(0) === 95 && word.charCodeAt(1) === 95) {
    if (word === '__builtin_types_compatible_p' || isTraitName(word)) return typeTrait(p);
    if (transformTraits.has(word)) return functionalCast(p);
  }
  return idExpression(p);
}

function isTraitName(word: string): boolean {
  return (
    word.startsWith('__is_') ||
    word.startsWith('__has_') ||
    word.startsWith('__reference_') ||
    word === '__array_rank' ||
    word === '__array_extent'
  );
}

function idExpression(p: Parser): Expr {
  const name = parseName(p, 'expression');
  return { kind: 'id', name, loc: name.loc, end: name.end };
}

/** A name that may be a type: then it is a functional cast. */
function typeOrId(p: Parser, plainKind: string | undefined): Expr {
  const scan = scanName(p, p.pos);
  const next = scan.end > 0 ? p.ops[scan.end] : undefined;
  switch (scan.kind) {
    case 'type':
    case 'class-template':
    case 'alias-template':
    case 'template-template-parameter':
      if (next === '(' || next === '{') return functionalCast(p);
      break;
    case 'dependent':
      // T::type{} can only be a type; T::f() is taken as a call, as the standard says.
      if (next === '{' && p.ops[scan.end + 1] === '}' && scan.templateId) return functionalCast(p);
      break;
    default:
  }
  const name = parseName(p, 'expression');
  if (
    (scan.kind === 'type' || plainKind === 'type') &&
    scan.kind !== 'dependent' &&
    next !== ',' &&
    next !== '>' &&
    next !== ')' &&
    next !== '...'
  ) {
    error(p, parseMessages.expectedConstructArgs);
  }
  return { kind: 'id', name, loc: name.loc, end: name.end };
}

/** `T(args)`, `T{…}`, `typename X::T(a)`. */
function functionalCast(p: Parser): Expr {
  const start = loc(p);
  const at = p.pos;
  if (scanSimpleType(p, at) < 0 && p.tok !== 'typename') {
    error(p, parseMessages.expectedExpression);
    return { kind: 'error', loc: start, end: start };
  }
  const specifier = simpleTypeSpecifier(p);
  const type: TypeId = typeIdOf(p, specifier);
  if (p.tok === '{') {
    const list = p.rules.bracedInitList(p);
    return { kind: 'functional-cast', type, args: [list], braced: true, loc: start, end: list.end };
  }
  if (p.tok !== '(') {
    error(p, parseMessages.expectedConstructArgs);
    return { kind: 'error', loc: start, end: endLoc(p) };
  }
  const args = callArguments(p);
  return { kind: 'functional-cast', type, args, braced: false, loc: start, end: endLoc(p) };
}

function callArguments(p: Parser): readonly Expr[] {
  const open = p.pos;
  advance(p);
  const args: Expr[] = [];
  const angle = p.angle;
  p.angle = 0;
  if (p.tok !== ')' && enter(p)) {
    for (;;) {
      const e = p.tok === '{' ? p.rules.bracedInitList(p) : p.rules.assignmentExpression(p);
      if (p.tok === '...') {
        advance(p);
        args.push({ kind: 'pack-expansion', pattern: e, loc: e.loc, end: endLoc(p) });
      } else {
        args.push(e);
      }
      if (!accept(p, ',')) break;
    }
    leave(p);
  }
  p.angle = angle;
  expectClose(p, ')', open);
  return args;
}

/** `( e )`, `({ … })`, or a fold expression. */
function parenthesized(p: Parser): Expr {
  const open = p.pos;
  const start = loc(p);
  if (!enter(p)) {
    leave(p);
    return { kind: 'error', loc: start, end: start };
  }
  const angle = p.angle;
  p.angle = 0;
  advance(p);
  let result: Expr;
  if (p.tok === '{') {
    const late = p.late;
    p.late = undefined;
    const body = p.rules.compoundStatement(p);
    p.late = late;
    expectClose(p, ')', open);
    result = { kind: 'statement-expression', body, loc: start, end: endLoc(p) };
  } else if (p.tok === '...') {
    advance(p);
    result = foldRest(p, open, undefined);
  } else {
    const expr = p.rules.expression(p);
    if (p.tok !== ')' && foldsHere(p)) {
      const fold = foldOperator(p)!;
      seek(p, p.pos + fold.width + 1);
      if (p.tok === ')') {
        advance(p);
        result = { kind: 'fold', op: fold.op, left: expr, right: undefined, loc: start, end: endLoc(p) };
      } else {
        result = foldRest(p, open, expr);
      }
    } else {
      expectClose(p, ')', open);
      result = { kind: 'paren', expr, loc: start, end: endLoc(p) };
    }
  }
  p.angle = angle;
  leave(p);
  return result;
}

function foldsHere(p: Parser): boolean {
  const fold = foldOperator(p);
  return fold !== undefined && p.ops[p.pos + fold.width] === '...';
}

/** Behind `...`: operator, last operand, `)`. */
function foldRest(p: Parser, open: number, left: Expr | undefined): Expr {
  const start = p.tokens[open]!.loc;
  const fold = foldOperator(p);
  if (fold === undefined) {
    error(p, parseMessages.expectedOperatorInFold);
    expectClose(p, ')', open);
    return { kind: 'error', loc: start, end: endLoc(p) };
  }
  seek(p, p.pos + fold.width);
  const right = binary(p, 13);
  expectClose(p, ')', open);
  return { kind: 'fold', op: fold.op, left, right, loc: start, end: endLoc(p) };
}

type NamedCast = 'static_cast' | 'const_cast' | 'reinterpret_cast' | 'dynamic_cast';

function namedCast(p: Parser, cast: NamedCast): Expr {
  const start = loc(p);
  advance(p);
  const angle = p.angle;
  p.angle = 1;
  expect(p, '<');
  const type = typeId(p);
  p.angle = angle;
  expect(p, '>');
  const open = p.pos;
  if (!expect(p, '(')) return { kind: 'error', loc: start, end: endLoc(p) };
  p.angle = 0;
  const operand = enter(p) ? p.rules.expression(p) : ({ kind: 'error', loc: start, end: start } as const);
  leave(p);
  p.angle = angle;
  expectClose(p, ')', open);
  return { kind: 'named-cast', cast, type, operand, loc: start, end: endLoc(p) };
}

/** Past the builtin's name and its `(`; gives the parenthesis' index. */
function openBuiltin(p: Parser): number {
  advance(p);
  const open = p.pos;
  expect(p, '(');
  return p.ops[open] === '(' ? open : open - 1;
}

function closeBuiltin(p: Parser, open: number): void {
  expectClose(p, ')', open);
}

function typeTrait(p: Parser): Expr {
  const start = loc(p);
  const trait = text(p);
  advance(p);
  const open = p.pos;
  const angle = p.angle;
  p.angle = 0;
  advance(p);
  const args: TypeId[] = [];
  while (p.tok !== ')' && p.tok !== '#eof') {
    const type = typeId(p);
    if (p.tok === '...') {
      advance(p);
      args.push({
        ...type,
        declarator: { kind: 'id', name: undefined, pack: true, attributes: [], loc: type.end },
      });
    } else {
      args.push(type);
    }
    if (!accept(p, ',')) break;
  }
  p.angle = angle;
  expectClose(p, ')', open);
  return { kind: 'type-trait', trait, args, loc: start, end: endLoc(p) };
}

/** `_Generic(control, type: value, default: value)`. */
function genericSelection(p: Parser): Expr {
  const start = loc(p);
  if (!p.c) error(p, parseMessages.genericSelection);
  const open = openBuiltin(p);
  const control = p.rules.assignmentExpression(p);
  const associations: { readonly type: TypeId | undefined; readonly value: Expr; readonly loc: Loc }[] = [];
  while (accept(p, ',')) {
    const at = loc(p);
    const type = accept(p, 'default') ? undefined : typeId(p);
    expect(p, ':');
    associations.push({ type, value: p.rules.assignmentExpression(p), loc: at });
  }
  closeBuiltin(p, open);
  return { kind: 'generic', control, associations, loc: start, end: endLoc(p) };
}

function offsetOf(p: Parser): Expr {
  const start = loc(p);
  const open = openBuiltin(p);
  const type = typeId(p);
  expect(p, ',');
  const path: Designator[] = [];
  for (;;) {
    const at = loc(p);
    if (path.length === 0 || p.tok === '.') {
      if (path.length > 0) advance(p);
      if (p.tok !== '#id') {
        error(p, parseMessages.expectedIdentifier);
        break;
      }
      path.push({ kind: 'field', name: text(p), loc: at });
      advance(p);
    } else if (p.tok === '[') {
      const bracket = p.pos;
      advance(p);
      const from = p.rules.expression(p);
      expectClose(p, ']', bracket);
      path.push({ kind: 'index', from, to: undefined, loc: at });
    } else {
      break;
    }
  }
  closeBuiltin(p, open);
  return { kind: 'offsetof', type, path, loc: start, end: endLoc(p) };
}
