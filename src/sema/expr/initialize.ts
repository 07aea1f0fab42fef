/**
 * Initialization (C++ [dcl.init]): objects and references of a known type from operands. Results are expressions whose value is the initial value
 * (class and array prvalues are built in place; for references: the glvalue), see `initOf` for the CheckedInit form.
 */
import type * as Ast from '../../ast/index.js';
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { AggregateElement, CheckedExpr, CheckedInit, ClassSymbol, FunctionSymbol, Type } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { applyUser, constructWith, convertOperand, copiesPlainly, implicitScalar, retyped, userConversion } from './conversions.js';
import { listInitialize } from './list-init.js';
import { convert, errorExpr, exprOf, initOf, integerExpr, temporary } from './nodes.js';
import { resolve, reportResolution } from './overload.js';
import { type ExprSema, type InitMode, isExpr, type ListOperand, type Operand } from './own.js';
import { stringInit } from './string-init.js';
import { holdsTemporary } from './temporaries.js';
import { scalarSequence } from './sequences.js';
import { toRvalue } from './standard.js';
import { isFloating, isNullType } from './type-facts.js';
import { useFunction } from './use.js';

export function initializeWith(s: ExprSema, type: Type, operands: readonly Operand[], mode: InitMode, ctx: BodyContext, loc: Loc, what = 'initialize'): CheckedExpr {
  for (const o of operands) if (o.kind === 'error') return errorExpr(s, loc, type.kind === 'reference' ? type.referee : type);
  const first = operands[0];
  if (operands.length === 1 && first.kind === 'list') {
    return mode === 'direct' && type.kind === 'class' ? constructFromList(s, type, first, ctx, loc, what) : listInitialize(s, type, first, mode === 'copy', ctx, loc, what);
  }
  switch (type.kind) {
    case 'reference':
      if (operands.length !== 1) {
        s.report(exprMessages.referenceUninitialized, loc);
        return errorExpr(s, loc, type.referee);
      }
      return convertOperand(s, first, type, ctx, loc, what);
    case 'class':
      return initializeClass(s, type, operands, mode, ctx, loc, what);
    case 'array': {
      if (operands.length === 0) return valueInitialize(s, type, ctx, loc);
      const text = operands.length === 1 && isExpr(first) ? stringInit(s, type, first, loc) : undefined;
      if (text !== undefined) return text;
      if (operands.length === 1 && isExpr(first) && first.category === 'prvalue' && first.type.kind === 'array') return first;
      if (mode === 'direct' && s.options.std >= 20) {
        // Elements in parentheses ([dcl.init.general], C++20).
        const list: Ast.InitList = { kind: 'init-list', items: [], loc, end: loc };
        return listInitialize(s, type, { kind: 'list', items: operands.map((value) => ({ designators: [], value })), list, ctx, loc }, false, ctx, loc, what);
      }
      s.report(exprMessages.arrayInit, loc);
      return errorExpr(s, loc, type);
    }
    default:
      break;
  }
  if (operands.length === 0) return valueInitialize(s, type, ctx, loc);
  if (operands.length > 1) {
    s.report(exprMessages.excessElements, operands[1].loc, ['scalar']);
    return errorExpr(s, loc, type);
  }
  if (type.kind === 'builtin' && type.name === 'void') {
    s.report(exprMessages.voidInit, loc, ['void']);
    return errorExpr(s, loc);
  }
  if (mode === 'direct' && isExpr(first) && isNullType(first.type) && scalarSequence(s, first, type, true) !== undefined) return implicitScalar(s, toRvalue(s, first), type);
  if (mode === 'direct' && isExpr(first) && first.type.kind === 'class') {
    const found = userConversion(s, first, type, ctx, loc, true, undefined);
    if (found !== undefined) return applyUser(s, first, type, found, ctx, loc);
  }
  return convertOperand(s, first, type, ctx, loc, what);
}

function initializeClass(s: ExprSema, type: Type & { kind: 'class' }, operands: readonly Operand[], mode: InitMode, ctx: BodyContext, loc: Loc, what: string): CheckedExpr {
  if (!s.completeType(type, loc)) return errorExpr(s, loc, type);
  if (operands.length === 0) return valueInitialize(s, type, ctx, loc);
  const first = operands[0];
  if (operands.length === 1 && isExpr(first)) {
    if (first.type.kind === 'class' && first.type.symbol === type.symbol) {
      if (first.category === 'prvalue') return retyped(first, type);
      if (copiesPlainly(s, type.symbol)) return { kind: 'copy-class', operand: first, type, category: 'prvalue', loc };
    }
    if (mode === 'copy') return convertOperand(s, first, type, ctx, loc, what);
  }
  if (mode === 'direct' && s.options.std >= 20 && type.symbol.aggregate && !(operands.length === 1 && isExpr(first) && first.type.kind === 'class')) {
    const resolution = resolve(s, s.constructorsOf(type.symbol), undefined, undefined, operands, ctx, loc);
    if (resolution.kind === 'none') {
      const list: Ast.InitList = { kind: 'init-list', items: [], loc, end: loc };
      return listInitialize(s, type, { kind: 'list', items: operands.map((value) => ({ designators: [], value })), list, ctx, loc }, false, ctx, loc, what);
    }
  }
  return constructWith(s, type.symbol, type, operands, ctx, loc, true);
}

/** `T x({…})`: the list is a constructor's argument. As in gcc, no object is made of it to be copied. */
function constructFromList(s: ExprSema, type: Type & { kind: 'class' }, list: ListOperand, ctx: BodyContext, loc: Loc, what: string): CheckedExpr {
  if (!s.completeType(type, loc)) return errorExpr(s, loc, type);
  const resolution = resolve(s, s.constructorsOf(type.symbol), undefined, undefined, [list], ctx, loc);
  const param = resolution.kind === 'ok' ? resolution.candidate.fn.type.params[0] : undefined;
  const copies = param?.kind === 'reference' && param.referee.kind === 'class' && param.referee.symbol === type.symbol;
  if (copies || (resolution.kind === 'none' && type.symbol.aggregate)) return listInitialize(s, type, list, true, ctx, loc, what);
  return constructWith(s, type.symbol, type, [list], ctx, loc, true);
}

/** The default constructor that overload resolution finds; undefined after an error. */
function defaultConstructor(s: ExprSema, cls: ClassSymbol, ctx: BodyContext, loc: Loc): FunctionSymbol | undefined {
  const resolution = resolve(s, s.constructorsOf(cls), undefined, undefined, [], ctx, loc);
  if (resolution.kind !== 'ok') {
    reportResolution(s, resolution, s.typeToString(cls.type), loc, { none: exprMessages.noMatchingConstructor, ambiguous: exprMessages.ambiguousConstructor });
    return undefined;
  }
  return resolution.candidate.fn;
}

/** Default arguments of a constructor called without arguments. */
function defaultArguments(s: ExprSema, fn: FunctionSymbol, loc: Loc): CheckedExpr[] {
  return fn.type.params.map((_, i) => {
    const e = s.defaultArgument(fn, i, loc) ?? errorExpr(s, loc);
    if (holdsTemporary(e)) s.own.temporaries++;
    return e;
  });
}

export function zeroScalar(s: ExprSema, type: Type, loc: Loc): CheckedExpr {
  if (isFloating(type)) return { kind: 'floating', value: 0, type: type.unqualified, category: 'prvalue', loc };
  if (type.kind === 'pointer' || type.kind === 'member-pointer') {
    const zero = integerExpr(s.types.builtin('nullptr_t'), 0n, loc);
    return convert(type.kind === 'pointer' ? 'null-to-pointer' : 'null-to-member-pointer', zero, type.unqualified);
  }
  return integerExpr(type.unqualified, 0n, loc);
}

/** `T()` and `T{}`. */
export function valueInitialize(s: ExprSema, type: Type, ctx: BodyContext, loc: Loc): CheckedExpr {
  switch (type.kind) {
    case 'class': {
      if (!s.completeType(type, loc)) return errorExpr(s, loc, type);
      const cls = type.symbol;
      if (cls.lambda && cls.fields.length > 0) break;
      const fn = defaultConstructor(s, cls, ctx, loc);
      if (fn === undefined || !useFunction(s, fn, ctx, loc)) return errorExpr(s, loc, type);
      if (cls.abstract && !ctx.unevaluated && s.own.base !== cls) {
        s.report(exprMessages.abstractObject, loc, [s.typeToString(type)]);
        return errorExpr(s, loc, type);
      }
      if (fn.trivial) return exprOf({ kind: 'zero', type }, type, loc);
      return { kind: 'construct', constructor: fn, args: defaultArguments(s, fn, loc), zeroFirst: fn.defaulted, type, category: 'prvalue', loc };
    }
    case 'array': {
      if (type.size === undefined || type.size === 'dependent') break;
      const element = initOf(valueInitialize(s, type.element, ctx, loc));
      if (isZeroInit(element)) return exprOf({ kind: 'zero', type }, type, loc);
      return exprOf({ kind: 'repeat', type, count: type.size, element }, type, loc);
    }
    case 'reference':
      s.report(exprMessages.referenceUninitialized, loc);
      return errorExpr(s, loc, type.referee);
    case 'builtin':
      if (type.name === 'void') return convert('to-void', integerExpr(s.types.builtin('int'), 0n, loc), type);
      return zeroScalar(s, type, loc);
    case 'pointer':
    case 'enum':
    case 'member-pointer':
      return zeroScalar(s, type, loc);
    default:
      break;
  }
  s.report(exprMessages.voidInit, loc, [s.typeToString(type)]);
  return errorExpr(s, loc, type);
}

export function isZeroInit(init: CheckedInit): boolean {
  if (init.kind === 'zero') return true;
  if (init.kind !== 'expression') return false;
  let e = init.expr;
  while (e.kind === 'convert') e = e.operand;
  return (e.kind === 'integer' && e.value === 0n) || (e.kind === 'floating' && Object.is(e.value, 0));
}

/** No initializer at all: undefined when nothing has to be done. Reports what cannot be left uninitialized. */
export function defaultInitialize(s: ExprSema, type: Type, ctx: BodyContext, loc: Loc, value: boolean): CheckedInit | undefined {
  if (value) {
    const e = valueInitialize(s, type, ctx, loc);
    return initOf(e);
  }
  switch (type.kind) {
    case 'reference':
      s.report(exprMessages.referenceUninitialized, loc);
      return undefined;
    case 'class': {
      if (!s.completeType(type, loc)) return undefined;
      const fn = defaultConstructor(s, type.symbol, ctx, loc);
      if (fn === undefined || !useFunction(s, fn, ctx, loc)) return undefined;
      if (fn.trivial) return undefined;
      return { kind: 'expression', expr: { kind: 'construct', constructor: fn, args: defaultArguments(s, fn, loc), zeroFirst: false, type, category: 'prvalue', loc } };
    }
    case 'array': {
      const element = defaultInitialize(s, type.element, ctx, loc, false);
      if (element === undefined || type.size === undefined || type.size === 'dependent') return undefined;
      return { kind: 'repeat', type, count: type.size, element };
    }
    default:
      return undefined;
  }
}

// ---- as written

/** Operands of a written initializer. */
export function initializerOperands(s: ExprSema, init: Ast.Initializer, ctx: BodyContext): { readonly operands: readonly Operand[]; readonly mode: InitMode } {
  switch (init.kind) {
    case 'copy':
      return { operands: [s.own.checkOperand(init.value, ctx)], mode: 'copy' };
    case 'direct':
      return { operands: s.own.checkArguments(init.args, ctx), mode: 'direct' };
    case 'list':
      return { operands: [s.own.checkOperand(init.list, ctx)], mode: 'braced' };
    default:
      return init satisfies never;
  }
}

/** A declared object's initializer: a full expression, whose temporaries live on where a reference binds to them. */
export function initialize(s: ExprSema, type: Type, init: Ast.Initializer, ctx: BodyContext, loc: Loc): CheckedInit {
  const before = s.own.temporaries;
  const { operands, mode } = initializerOperands(s, init, ctx);
  return completeInit(s, type, initializeWith(s, type, operands, mode, ctx, operands.length === 1 ? operands[0].loc : loc), before);
}

/** Ends the full expression of an initializer. */
export function completeInit(s: ExprSema, type: Type, value: CheckedExpr, before: number): CheckedInit {
  const extended = s.own.temporaries === before && type.kind !== 'reference' ? value : extendTemporaries(s, value, type.kind === 'reference');
  const init = initOf(extended);
  if (s.own.temporaries === before) return init;
  s.own.temporaries = before;
  return { kind: 'expression', expr: { kind: 'full', value: extended, type: extended.type, category: extended.category, loc: extended.loc } };
}

/** Marks the temporaries that references in the initialized object bind to: they live as long as it. */
function extendTemporaries(s: ExprSema, e: CheckedExpr, reference: boolean): CheckedExpr {
  if (!reference) {
    if (e.kind !== 'init' || e.init.kind !== 'aggregate') return e;
    const elements = e.init.elements.map((el): AggregateElement => {
      const bound = el.place.kind === 'field' && (el.place.field.type.kind === 'reference' || isBackingPointer(el));
      const init = el.init.kind === 'expression' ? initOf(extendTemporaries(s, el.init.expr, bound)) : initOf(extendTemporaries(s, exprOf(el.init, e.type, e.loc), false));
      return { ...el, init };
    });
    return { ...e, init: { ...e.init, elements } };
  }
  switch (e.kind) {
    case 'temporary':
      if (e.extended) return e;
      if (e.destructor !== undefined) s.own.temporaries--;
      return { ...e, extended: true, value: extendTemporaries(s, e.value, false) };
    case 'convert':
      return { ...e, operand: extendTemporaries(s, e.operand, true) };
    case 'field':
      return { ...e, base: extendTemporaries(s, e.base, true) };
    case 'deref':
      return e.pointer.kind === 'pointer-add' ? { ...e, pointer: { ...e.pointer, pointer: extendTemporaries(s, e.pointer.pointer, true) } } : e;
    case 'comma':
      return { ...e, right: extendTemporaries(s, e.right, true) };
    case 'conditional':
      return { ...e, then: extendTemporaries(s, e.then, true), otherwise: extendTemporaries(s, e.otherwise, true) };
    default:
      return e;
  }
}

/** The pointer of an initializer_list to its backing array. */
function isBackingPointer(el: AggregateElement): boolean {
  return el.init.kind === 'expression' && el.init.expr.kind === 'convert' && el.init.expr.conversion === 'array-to-pointer' && el.init.expr.operand.kind === 'temporary';
}

export function copyInitialize(s: ExprSema, type: Type, value: Ast.Expr, ctx: BodyContext, loc: Loc): CheckedInit {
  const before = s.own.temporaries;
  const operand = s.own.checkOperand(value, ctx);
  return finishCopy(s, type, operand, ctx, loc, before);
}

export function copyInitializeFrom(s: ExprSema, type: Type, value: CheckedExpr, ctx: BodyContext, loc: Loc, since = s.own.temporaries): CheckedInit {
  return finishCopy(s, type, value, ctx, loc, since);
}

/** A variable from a checked value: what a reference binds to lives as long as the variable. */
export function initializeFrom(s: ExprSema, type: Type, value: CheckedExpr, ctx: BodyContext, loc: Loc): CheckedInit {
  const before = s.own.temporaries;
  return completeInit(s, type, initializeWith(s, type, [value], 'copy', ctx, value.loc === 0 ? loc : value.loc, 'initialize'), before);
}

function finishCopy(s: ExprSema, type: Type, operand: Operand, ctx: BodyContext, loc: Loc, before: number): CheckedInit {
  const value = initializeWith(s, type, [operand], 'copy', ctx, operand.loc === 0 ? loc : operand.loc, 'return');
  if (s.own.temporaries === before) return initOf(value);
  s.own.temporaries = before;
  return { kind: 'expression', expr: { kind: 'full', value, type: value.type, category: value.category, loc: value.loc } };
}

/** A full expression: temporaries made since `before` end with it. */
export function endFull(s: ExprSema, e: CheckedExpr, before: number): CheckedExpr {
  if (s.own.temporaries === before) return e;
  s.own.temporaries = before;
  return { kind: 'full', value: e, type: e.type, category: e.category, loc: e.loc };
}

/** Discarded-value expression: class prvalues become temporaries, so that they are destroyed. */
export function discarded(s: ExprSema, e: CheckedExpr): CheckedExpr {
  return e.category === 'prvalue' && e.type.kind === 'class' && e.kind !== 'error' ? temporary(s, e) : e;
}

