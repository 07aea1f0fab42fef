/** Member access `a.b`, `p->b` (C++ [expr.ref]) and the paths from an object to a field: bases, anonymous unions and structs. */
import type * as Ast from '../../ast/index.js';
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, ClassSymbol, FieldSymbol, TemplateArg } from '../../tree/index.js';
import { CONST } from '../../tree/index.js';
import type { BodyContext, Entity } from '../context.js';
import { deref, errorExpr, integerExpr, temporary, toVoid, variableExpr } from './nodes.js';
import { type ExprSema, isExpr, type Operand } from './own.js';
import { derivesFrom, toBase, toRvalue } from './standard.js';
import { checkAccess } from './use.js';

/** `object.field`, the object being a class glvalue or prvalue. */
export function fieldAccess(s: ExprSema, object: CheckedExpr, field: FieldSymbol, loc: Loc): CheckedExpr {
  const base = fieldBase(s, temporary(s, object), field.parent);
  return directField(s, base, field, loc);
}

function directField(s: ExprSema, base: CheckedExpr, field: FieldSymbol, loc: Loc): CheckedExpr {
  if (field.type.kind === 'reference') return { kind: 'field', base, field, type: field.type.referee, category: 'lvalue', loc };
  const type = s.types.qualified(field.type, field.mutable ? base.type.cv & ~CONST : base.type.cv);
  return { kind: 'field', base, field, type, category: base.category === 'lvalue' ? 'lvalue' : 'xvalue', loc };
}

function fieldBase(s: ExprSema, object: CheckedExpr, owner: ClassSymbol): CheckedExpr {
  const cls = object.type.kind === 'class' ? object.type.symbol : undefined;
  if (cls === undefined || cls === owner) return object;
  if (derivesFrom(s, cls.type, owner.type)) return toBase(s, object, owner);
  const path = anonymousPath(cls, owner);
  if (path !== undefined) return path.reduce((e, f) => directField(s, e, f, object.loc), object);
  for (const base of cls.bases) {
    const inner = fieldBase(s, toBase(s, object, base.type.symbol), owner);
    if (inner.type.kind === 'class' && inner.type.symbol === owner) return inner;
  }
  return object;
}

/** Unnamed members that lead from a class to an anonymous struct or union in it. */
export function anonymousPath(cls: ClassSymbol, owner: ClassSymbol): FieldSymbol[] | undefined {
  for (const field of cls.fields) {
    if (field.name !== '' || field.type.kind !== 'class') continue;
    if (field.type.symbol === owner) return [field];
    const inner = anonymousPath(field.type.symbol, owner);
    if (inner !== undefined) return [field, ...inner];
  }
  return undefined;
}

export function checkMember(s: ExprSema, expr: Extract<Ast.Expr, { kind: 'member' }>, ctx: BodyContext): Operand {
  const operand = s.own.checkOperand(expr.base, ctx);
  const loc = expr.nameLoc;
  if (!isExpr(operand)) {
    s.report(operand.kind === 'list' ? exprMessages.listAsOperand : exprMessages.overloadUnresolved, operand.loc, [operand.kind === 'list' ? '' : operand.set.name]);
    return errorExpr(s, loc);
  }
  let base = operand;
  if (base.kind === 'error') return base;
  if (expr.arrow) {
    const arrow = followArrows(s, base, ctx, loc);
    if (arrow === undefined) return errorExpr(s, loc);
    base = arrow;
  } else if (base.type.kind === 'pointer') {
    s.report(exprMessages.dotOnPointer, loc, [s.typeToString(base.type)]);
    return errorExpr(s, loc);
  }
  return memberOf(s, base, expr.name, ctx, loc);
}

/** Left of `->`: the object pointed to, through any chain of overloaded operators. */
function followArrows(s: ExprSema, base: CheckedExpr, ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  let e = base;
  // An operator that gives its own class again never ends.
  for (let links = 0; e.type.kind === 'class'; links++) {
    const next = links === 256 ? undefined : s.own.callOperator('operator->', e, [], ctx, loc);
    if (next === undefined) {
      s.report(exprMessages.arrowOnNonPointer, loc, [s.typeToString(e.type)]);
      return undefined;
    }
    if (next.kind === 'error') return undefined;
    e = next;
  }
  const pointer = toRvalue(s, e);
  if (pointer.type.kind === 'pointer') return deref(pointer);
  s.report(exprMessages.arrowOnNonPointer, loc, [s.typeToString(e.type)]);
  return undefined;
}

function memberOf(s: ExprSema, base: CheckedExpr, name: Ast.Name, ctx: BodyContext, loc: Loc): Operand {
  if (base.type.kind !== 'class') {
    s.report(exprMessages.memberOfNonClass, loc, [s.typeToString(base.type)]);
    return errorExpr(s, loc);
  }
  if (!s.completeType(base.type, loc)) return errorExpr(s, loc);
  const cls = base.type.symbol;
  const written = name.last;
  const explicitArgs = written.kind === 'template-id' ? s.resolveTemplateArguments(written.args, ctx) : undefined;
  const last = written.kind === 'template-id' ? written.template : written;
  if (name.qualifiers.length > 0 || name.global) {
    const found = s.resolveName(name, { ...ctx, thisClass: ctx.thisClass ?? cls });
    if (found === undefined) return errorExpr(s, loc);
    if (found.kind === 'functions')
      return { kind: 'overload-set', set: found.set, explicitArgs: found.explicitArgs, object: base, qualified: true, through: found.through, addressed: false, loc };
    if (found.kind === 'entity') return memberEntity(s, base, found.entity, undefined, ctx, loc);
    s.report(exprMessages.noMember, loc, [last.kind === 'identifier' ? last.name : s.nameKey(last), s.typeToString(cls.type)]);
    return errorExpr(s, loc);
  }
  const key = last.kind === 'identifier' ? last.name : s.nameKey(last);
  const named = last.kind === 'conversion' ? s.conversionsTo(cls, last, ctx) : undefined;
  const found = named === undefined ? s.lookupMember(cls, key, loc) : { entity: named };
  if (found === undefined) {
    s.report(exprMessages.noMember, loc, [key, s.typeToString(cls.type)]);
    return errorExpr(s, loc);
  }
  if (found.entity.kind === 'template' && found.entity.templateKind === 'variable') {
    const resolved = s.resolveName(name, ctx);
    return resolved?.kind === 'entity' ? memberEntity(s, base, resolved.entity, undefined, ctx, loc) : errorExpr(s, loc);
  }
  return memberEntity(s, base, found.entity, explicitArgs, ctx, loc);
}

function memberEntity(s: ExprSema, base: CheckedExpr, entity: Entity, explicitArgs: readonly TemplateArg[] | undefined, ctx: BodyContext, loc: Loc): Operand {
  switch (entity.kind) {
    case 'field':
      checkAccess(s, entity, base.type.kind === 'class' ? base.type.symbol : entity.parent, ctx, loc, base.type.kind === 'class' ? base.type.symbol : undefined);
      return fieldAccess(s, base, entity, loc);
    case 'overloads':
      return { kind: 'overload-set', set: entity, explicitArgs, object: base, qualified: false, through: undefined, addressed: false, loc };
    case 'variable': {
      if (entity.parent.kind === 'class') checkAccess(s, entity, base.type.kind === 'class' ? base.type.symbol : entity.parent, ctx, loc);
      if (!ctx.unevaluated) s.markReferenced(entity, loc);
      return dropping(s, base, variableExpr(entity, loc));
    }
    case 'enumerator':
      return dropping(s, base, integerExpr(entity.parent.type, entity.value, loc));
    case 'binding':
      return entity.make(loc);
    default:
      s.report(exprMessages.notAValue, loc, [entity.kind === 'template-parameter' ? entity.name : entity.name]);
      return errorExpr(s, loc);
  }
}

/** Static members named through an object: the object expression is evaluated where that could matter. */
function dropping(s: ExprSema, base: CheckedExpr, value: CheckedExpr): CheckedExpr {
  let e = base;
  while (e.kind === 'field' || e.kind === 'convert' || e.kind === 'deref') e = e.kind === 'field' ? e.base : e.kind === 'convert' ? e.operand : e.pointer;
  if (e.kind === 'variable' || e.kind === 'this' || e.kind === 'temporary') return value;
  return { kind: 'comma', left: toVoid(s, base), right: value, type: value.type, category: value.category, loc: value.loc };
}

