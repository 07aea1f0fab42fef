/**
 * Names of enclosing functions' variables inside lambda bodies: what was captured is a field of the closure. The closure's captures are complete before
 * its body is checked (lambda.ts), so a body may be checked any number of times (generic lambdas).
 */
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, ClassSymbol, FieldSymbol, VarSymbol } from '../../tree/index.js';
import type { BindingSymbol, BodyContext } from '../context.js';
import { deref, errorExpr, variableExpr } from './nodes.js';
import type { ExprSema } from './own.js';

export interface LambdaInfo {
  readonly cls: ClassSymbol;
  /** Where the lambda expression stands. */
  readonly outer: BodyContext;
  readonly captures: Map<VarSymbol | BindingSymbol, FieldSymbol>;
  /** Pointer to the enclosing object, or the object itself for `[*this]`. */
  thisField: FieldSymbol | undefined;
  thisByCopy: boolean;
}

export const lambdaOf = (ctx: BodyContext): LambdaInfo | undefined => ctx.lambda as LambdaInfo | undefined;

/** The closure object inside its call operator. */
function closureObject(s: ExprSema, info: LambdaInfo, ctx: BodyContext, loc: Loc): CheckedExpr {
  const type = s.types.qualified(info.cls.type, ctx.fn?.type.thisCv ?? 0);
  return deref({ kind: 'this', type: s.types.pointer(type), category: 'prvalue', loc });
}

export function closureField(s: ExprSema, info: LambdaInfo, field: FieldSymbol, ctx: BodyContext, loc: Loc): CheckedExpr {
  const base = closureObject(s, info, ctx, loc);
  const type = field.type.kind === 'reference' ? field.type.referee : s.types.qualified(field.type, base.type.cv);
  return { kind: 'field', base, field, type, category: 'lvalue', loc };
}

/** What `this` means: a lambda's body sees the surroundings' members. */
export function enclosing(ctx: BodyContext): BodyContext {
  let at = ctx;
  for (;;) {
    const info = lambdaOf(at);
    if (info === undefined || at.fn?.thisClass !== info.cls) return at;
    at = info.outer;
  }
}

const isForeign = (variable: VarSymbol, ctx: BodyContext): boolean => variable.role !== 'global' && variable.parent !== ctx.fn;

/** Use of a local variable, perhaps one of an enclosing function. */
export function localVariable(s: ExprSema, variable: VarSymbol, ctx: BodyContext, loc: Loc): CheckedExpr {
  if (!isForeign(variable, ctx)) return variableExpr(variable, loc);
  const info = lambdaOf(ctx);
  if (info === undefined) return variableExpr(variable, loc);
  if (variable.type.kind !== 'reference' && (variable.type.cv & 1) !== 0) {
    const value = s.own.variableConstant(variable);
    if (value !== undefined && (value.kind === 'integer' || value.kind === 'floating')) return constantObject(variable, value, loc);
  }
  const field = info.captures.get(variable);
  if (field !== undefined) return closureField(s, info, field, ctx, loc);
  if (ctx.unevaluated || ctx.fn?.thisClass !== info.cls) return variableExpr(variable, loc);
  s.report(exprMessages.notCaptured, loc, [variable.name]);
  return errorExpr(s, loc, variable.type.kind === 'reference' ? variable.type.referee : variable.type);
}

/** A constant of an enclosing function, which lambdas may read without capturing it. */
function constantObject(variable: VarSymbol, value: { readonly kind: 'integer'; readonly value: bigint } | { readonly kind: 'floating'; readonly value: number }, loc: Loc): CheckedExpr {
  const type = variable.type.unqualified;
  const literal: CheckedExpr =
    value.kind === 'integer' ? { kind: 'integer', value: value.value, type, category: 'prvalue', loc } : { kind: 'floating', value: value.value, type, category: 'prvalue', loc };
  return { kind: 'temporary', value: literal, destructor: undefined, extended: false, type: variable.type, category: 'lvalue', loc };
}

/** A structured binding is captured by itself, apart from the others of its object; what else is a name for an expression goes with the variable in it. */
export const isCapturedAlone = (binding: BindingSymbol): boolean => binding.referenced !== undefined;

/** Use of a name that stands for an expression, perhaps one of an enclosing function. */
export function boundExpr(s: ExprSema, binding: BindingSymbol, ctx: BodyContext, loc: Loc): CheckedExpr {
  const info = lambdaOf(ctx);
  const field = info?.captures.get(binding);
  if (info !== undefined && field !== undefined && ctx.fn?.thisClass === info.cls) return closureField(s, info, field, ctx, loc);
  const e = binding.make(loc);
  if (!isCapturedAlone(binding) || ctx.unevaluated || ctx.fn === undefined || ctx.fn.thisClass !== info?.cls) return rebindLocals(s, e, ctx, loc);
  const variable = variableOf(e);
  if (variable === undefined || !isForeign(variable, ctx)) return e;
  s.report(exprMessages.notCaptured, loc, [binding.name]);
  return errorExpr(s, loc, e.type);
}

/** The variable that an expression as structured bindings stand for is part of, or is behind. */
export function variableOf(bound: CheckedExpr): VarSymbol | undefined {
  let e = bound;
  while (e.kind === 'field' || e.kind === 'convert' || e.kind === 'deref' || e.kind === 'pointer-add') e = e.kind === 'field' ? e.base : e.kind === 'convert' ? e.operand : e.pointer;
  return e.kind === 'variable' ? e.variable : undefined;
}

/** Replaces variables of enclosing functions in an expression that a structured binding stands for. */
function rebindLocals(s: ExprSema, e: CheckedExpr, ctx: BodyContext, loc: Loc): CheckedExpr {
  switch (e.kind) {
    case 'variable':
      return e.variable.role !== 'global' && isForeign(e.variable, ctx) ? localVariable(s, e.variable, ctx, loc) : e;
    case 'field': {
      const base = rebindLocals(s, e.base, ctx, loc);
      if (base === e.base) return e;
      return { ...e, base, type: e.field.type.kind === 'reference' ? e.type : s.types.qualified(e.type, base.type.cv) };
    }
    case 'convert': {
      const operand = rebindLocals(s, e.operand, ctx, loc);
      return operand === e.operand ? e : { ...e, operand };
    }
    case 'deref': {
      const pointer = rebindLocals(s, e.pointer, ctx, loc);
      return pointer === e.pointer ? e : { ...e, pointer };
    }
    case 'pointer-add': {
      const pointer = rebindLocals(s, e.pointer, ctx, loc);
      return pointer === e.pointer ? e : { ...e, pointer };
    }
    default:
      return e;
  }
}

/** `this` as a prvalue pointer; undefined (nothing reported) where there is none. */
export function thisPointer(s: ExprSema, ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  const info = lambdaOf(ctx);
  if (info !== undefined && ctx.fn?.thisClass === info.cls) {
    const { thisType } = enclosing(ctx);
    if (thisType === undefined) return undefined;
    if (info.thisField === undefined) {
      if (ctx.unevaluated) return { kind: 'this', type: thisType, category: 'prvalue', loc };
      s.report(exprMessages.thisNotCaptured, loc);
      return errorExpr(s, loc, thisType);
    }
    const field = closureField(s, info, info.thisField, ctx, loc);
    if (info.thisByCopy) return { kind: 'address-of', operand: field, type: s.types.pointer(field.type), category: 'prvalue', loc };
    return { kind: 'convert', conversion: 'lvalue-to-rvalue', operand: field, type: info.thisField.type.unqualified, category: 'prvalue', loc };
  }
  if (ctx.thisType === undefined) return undefined;
  return { kind: 'this', type: ctx.thisType.kind === 'pointer' ? ctx.thisType : s.types.pointer(ctx.thisType), category: 'prvalue', loc };
}
