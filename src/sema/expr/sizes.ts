/** sizeof, alignof, noexcept, typeid, offsetof, decltype (C++ [expr.sizeof] …): operands that are not evaluated. */
import type * as Ast from '../../ast/index.js';
import { exprMessages } from '../../diagnostics/expr-messages.js';
import { semaMessages } from '../../diagnostics/sema-messages.js';
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, FieldSymbol, Type } from '../../tree/index.js';
import { CONST } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { anonymousPath } from './members.js';
import { boolExpr, errorExpr, isBitField, sizeExpr } from './nodes.js';
import type { ExprSema } from './own.js';
import { asExpr } from './operators.js';
import { runtimeElement, runtimeSize } from './runtime-size.js';
import { pathTo } from './standard.js';
import { mayThrow } from './throwing.js';
import { isVoid } from './type-facts.js';

export const unevaluated = (ctx: BodyContext): BodyContext => (ctx.unevaluated ? ctx : { ...ctx, unevaluated: true });

function operandType(s: ExprSema, operand: Ast.Expr | Ast.TypeId, ctx: BodyContext, what: string, given?: Type): Type | undefined {
  let type: Type;
  if (operand.kind === 'type-id') type = given ?? s.resolveTypeId(operand, ctx);
  else {
    const e = asExpr(s, s.own.checkOperand(operand, unevaluated(ctx)), ctx);
    if (e.kind === 'error') return undefined;
    if (isBitField(e)) {
      s.report(exprMessages.invalidSizeof, operand.loc, [what, 'bit-field']);
      return undefined;
    }
    type = e.type;
  }
  if (type.kind === 'reference') type = type.referee;
  if (type.dependent) return undefined;
  if (type.kind === 'function' || isVoid(type)) return type;
  let element: Type = type;
  while (element.kind === 'array') {
    if (element.size === undefined && element.runtime === undefined) {
      if (what === 'alignof') {
        element = element.element;
        continue;
      }
      s.report(exprMessages.invalidSizeof, operand.loc, [`'${what}'`, `an incomplete type '${s.typeToString(type)}'`]);
      return undefined;
    }
    element = element.element;
  }
  return s.completeType(element, operand.loc) ? type : undefined;
}

/** `given`: the operand's type, where it is a type that was looked at already. */
export function checkSizeof(s: ExprSema, expr: Extract<Ast.Expr, { kind: 'sizeof' | 'alignof' }>, ctx: BodyContext, given?: Type): CheckedExpr {
  const { loc, kind } = expr;
  const type = operandType(s, expr.operand, ctx, kind, given);
  if (type === undefined) return errorExpr(s, loc, s.types.builtin('unsigned long'));
  if (type.kind === 'function' || isVoid(type)) return sizeExpr(s, 1, loc); // as gcc
  if (kind === 'sizeof' && runtimeElement(type) !== undefined) return runtimeSize(s, type, loc);
  return sizeExpr(s, kind === 'sizeof' ? s.sizeOf(type) : s.alignOf(type), loc);
}

export function checkNoexcept(s: ExprSema, operand: Ast.Expr, ctx: BodyContext, loc: Loc): CheckedExpr {
  const e = asExpr(s, s.own.checkOperand(operand, unevaluated(ctx)), ctx);
  return boolExpr(s, e.kind !== 'error' && !mayThrow(s, e), loc);
}

export function checkTypeid(s: ExprSema, operand: Ast.Expr | Ast.TypeId, ctx: BodyContext, loc: Loc): CheckedExpr {
  const std = s.lookup('std', s.globalScope, loc);
  const info = std?.kind === 'namespace' ? s.lookupInNamespace(std, 'type_info', loc) : undefined;
  if (info?.kind !== 'class') {
    s.report(exprMessages.typeidNeedsHeader, loc);
    return errorExpr(s, loc);
  }
  const type = s.types.qualified(info.type, CONST);
  const node = (value: CheckedExpr | Type): CheckedExpr => {
    const inspected = 'category' in value ? (value as CheckedExpr).type : (value as Type);
    if (inspected.kind === 'class' && !s.completeType(inspected, loc)) {
      s.report(semaMessages.incompleteType, loc, [s.typeToString(inspected)]);
      return errorExpr(s, loc);
    }
    s.inspectType(inspected);
    return { kind: 'typeid', operand: value, type, category: 'lvalue', loc };
  };
  if (operand.kind === 'type-id') {
    const t = s.resolveTypeId(operand, ctx);
    return node((t.kind === 'reference' ? t.referee : t).unqualified);
  }
  const probe = asExpr(s, s.own.checkOperand(operand, unevaluated(ctx)), ctx);
  if (probe.kind === 'error') return errorExpr(s, loc);
  if (probe.category !== 'prvalue' && probe.type.kind === 'class' && s.completeType(probe.type) && probe.type.symbol.polymorphic && !ctx.unevaluated) return node(s.checkExpr(operand, ctx));
  return node(probe.type.unqualified);
}

/** `offsetof(T, a.b[2])`: a constant. */
export function checkOffsetof(s: ExprSema, expr: Extract<Ast.Expr, { kind: 'offsetof' }>, ctx: BodyContext): CheckedExpr {
  const { loc } = expr;
  let type = s.resolveTypeId(expr.type, ctx);
  let offset = 0;
  for (const step of expr.path) {
    if (step.kind === 'index') {
      const index = s.evaluateInteger(step.from, ctx);
      if (type.kind !== 'array' || index === undefined) return errorExpr(s, loc, s.types.builtin('unsigned long'));
      offset += Number(index) * s.sizeOf(type.element);
      type = type.element;
      continue;
    }
    if (type.kind !== 'class' || !s.completeType(type, loc)) {
      s.report(exprMessages.offsetofInvalid, step.loc, [step.name, s.typeToString(type)]);
      return errorExpr(s, loc, s.types.builtin('unsigned long'));
    }
    const found = s.lookupMember(type.symbol, step.name, step.loc);
    if (found?.entity.kind !== 'field' || found.entity.bitWidth !== undefined) {
      s.report(exprMessages.noMember, step.loc, [step.name, s.typeToString(type)]);
      return errorExpr(s, loc, s.types.builtin('unsigned long'));
    }
    const field: FieldSymbol = found.entity;
    const anonymous = field.parent === type.symbol ? undefined : anonymousPath(type.symbol, field.parent);
    if (anonymous !== undefined) for (const f of anonymous) offset += f.offset;
    else for (const base of pathTo(s, type.symbol, field.parent) ?? []) offset += base.offset;
    offset += field.offset;
    type = field.type;
  }
  return sizeExpr(s, offset, loc);
}

/** `decltype(e)`: the declared type of a name or member access, else the type with the value category. */
export function decltypeOf(s: ExprSema, expr: Ast.Expr, ctx: BodyContext): Type {
  const quiet = unevaluated(ctx);
  if (expr.kind === 'id') {
    const found = s.resolveName(expr.name, quiet, true);
    if (found?.kind === 'entity' && (found.entity.kind === 'variable' || found.entity.kind === 'field')) return found.entity.type;
    if (found?.kind === 'entity' && found.entity.kind === 'binding') {
      if (found.entity.referenced) return found.entity.referenced;
      const bound = found.entity.make(expr.loc);
      return bound.kind === 'field' ? bound.field.type : bound.type;
    }
  }
  const e = asExpr(s, s.own.checkOperand(expr, quiet), quiet);
  if (e.kind === 'error') return e.type;
  if (expr.kind === 'member' && e.kind === 'field') return e.field.type;
  if (expr.kind === 'member' && e.kind === 'variable') return e.variable.type;
  if (expr.kind === 'id' && e.kind === 'function') return e.type;
  return withCategory(s, e);
}

export function withCategory(s: ExprSema, e: { readonly type: Type; readonly category: CheckedExpr['category'] }): Type {
  if (e.category === 'prvalue') return e.type;
  return s.types.reference(e.type, e.category === 'xvalue');
}

