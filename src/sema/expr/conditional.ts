/** The conditional operator and all of its type rules (C++ [expr.cond]); GNU `c ?: b`. */
import type * as Ast from '../../ast/index.js';
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, Type } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { implicitScalar, toBool } from './conversions.js';
import { errorExpr, isBitField, isNullConstant, scalarConvert, toVoid } from './nodes.js';
import { asExpr } from './operators.js';
import { type ExprSema, isExpr, type Operand } from './own.js';
import { sequence } from './sequences.js';
import { compositePointer, derivesFrom, mixedPointers, toRvalue } from './standard.js';
import { commonArithmetic, isArithmeticOrUnscoped, isVoid, promotedOf } from './type-facts.js';
import { builtinOperand } from './overloaded-operators.js';

export function checkConditional(s: ExprSema, expr: Extract<Ast.Expr, { kind: 'conditional' }>, ctx: BodyContext): CheckedExpr {
  const { opLoc } = expr;
  if (expr.then === undefined) return gnuConditional(s, expr, ctx);
  const condition = toBool(s, s.own.checkOperand(expr.condition, ctx), ctx, expr.condition.loc);
  const then = s.own.checkOperand(expr.then, ctx);
  const otherwise = s.own.checkOperand(expr.otherwise, ctx);
  if (condition.kind === 'error' || then.kind === 'error' || otherwise.kind === 'error') return errorExpr(s, opLoc, isExpr(then) ? then.type : undefined);
  return conditional(s, condition, then, otherwise, ctx, opLoc);
}

/** `c ?: b`: the condition is evaluated once, into a temporary. */
function gnuConditional(s: ExprSema, expr: Extract<Ast.Expr, { kind: 'conditional' }>, ctx: BodyContext): CheckedExpr {
  const { opLoc } = expr;
  const value = toRvalue(s, s.checkExpr(expr.condition, ctx));
  const otherwise = s.own.checkOperand(expr.otherwise, ctx);
  if (value.kind === 'error' || otherwise.kind === 'error') return errorExpr(s, opLoc);
  const holder = s.own.hiddenVariable(value.type, ctx, opLoc);
  const use: CheckedExpr = { kind: 'variable', variable: holder, type: value.type, category: 'lvalue', loc: opLoc };
  const result = conditional(s, toBool(s, use, ctx, opLoc), toRvalue(s, use), otherwise, ctx, opLoc);
  const body = { kind: 'sequence', body: [{ kind: 'declare', variable: holder, init: { kind: 'expression', expr: value }, loc: opLoc }], loc: opLoc } as const;
  return { kind: 'statement-expression', body, result, type: result.type, category: result.category, loc: opLoc };
}

export function conditional(s: ExprSema, condition: CheckedExpr, left: Operand, right: Operand, ctx: BodyContext, loc: Loc): CheckedExpr {
  const node = (then: CheckedExpr, otherwise: CheckedExpr, type: Type, category: CheckedExpr['category']): CheckedExpr => ({
    kind: 'conditional', condition, then, otherwise, type, category, loc,
  });
  // An overloaded function's name takes its type from the other arm, if that is a function too; C has but one function of a name.
  if (!s.options.c && !isExpr(left) && isExpr(right) && pointsToFunction(right.type)) left = s.own.convertOperand(left, toRvalue(s, right).type, ctx, loc);
  else if (!s.options.c && !isExpr(right) && isExpr(left) && pointsToFunction(left.type)) right = s.own.convertOperand(right, toRvalue(s, left).type, ctx, loc);
  const a = asExpr(s, left, ctx);
  const b = asExpr(s, right, ctx);
  if (a.kind === 'error' || b.kind === 'error') return errorExpr(s, loc);
  if (isVoid(a.type) || isVoid(b.type)) {
    if (a.kind === 'throw' && !isVoid(b.type)) return throwArm(s, b, (value) => node(a, value, value.type, value.category));
    if (b.kind === 'throw' && !isVoid(a.type)) return throwArm(s, a, (value) => node(value, b, value.type, value.category));
    if (isVoid(a.type) && isVoid(b.type)) return node(a, b, a.type.unqualified, 'prvalue');
    if (s.options.c) return node(toVoid(s, a), toVoid(s, b), s.types.builtin('void'), 'prvalue');
    return incompatible(s, a, b, loc);
  }
  const classes = a.type.kind === 'class' || b.type.kind === 'class';
  if (a.type !== b.type && (classes || (a.type.unqualified === b.type.unqualified && a.category === b.category && a.category !== 'prvalue'))) {
    const toB = armConversion(s, a, b, ctx, loc);
    const toA = armConversion(s, b, a, ctx, loc);
    if (toB !== undefined && toA !== undefined && classes) return incompatible(s, a, b, loc);
    if (toB !== undefined) return joined(s, toB(), b, node, ctx, loc);
    if (toA !== undefined) return joined(s, a, toA(), node, ctx, loc);
  }
  return joined(s, a, b, node, ctx, loc);
}

function pointsToFunction(type: Type): boolean {
  return type.kind === 'function' || (type.kind === 'pointer' && type.pointee.kind === 'function') || (type.kind === 'member-pointer' && type.member.kind === 'function') || type.kind === 'class';
}

function throwArm(s: ExprSema, e: CheckedExpr, make: (value: CheckedExpr) => CheckedExpr): CheckedExpr {
  return make(e.category === 'prvalue' || e.category === 'xvalue' || e.type.kind === 'class' ? e : e.type.kind === 'array' || e.type.kind === 'function' ? toRvalue(s, e) : e);
}

type Maker = (then: CheckedExpr, otherwise: CheckedExpr, type: Type, category: CheckedExpr['category']) => CheckedExpr;

/** How one arm becomes the other's type ([expr.cond]/4); undefined when it does not. */
function armConversion(s: ExprSema, from: CheckedExpr, to: CheckedExpr, ctx: BodyContext, loc: Loc): (() => CheckedExpr) | undefined {
  if (to.category !== 'prvalue' && !isBitField(from)) {
    const reference = s.types.reference(to.type, to.category === 'xvalue');
    const found = sequence(s, from, reference, ctx, loc);
    if (found !== undefined && !(found.rvalue && to.category === 'lvalue') && directly(from, found.rvalue)) return () => s.own.convertOperand(from, reference, ctx, loc);
  }
  if (from.type.kind === 'class' && to.type.kind === 'class' && (from.type.symbol === to.type.symbol || derivesFrom(s, from.type, to.type) || derivesFrom(s, to.type, from.type))) {
    const upward = from.type.symbol === to.type.symbol || derivesFrom(s, from.type, to.type);
    if (!upward || (from.type.cv & ~to.type.cv) !== 0) return undefined;
    return () => s.own.convertOperand(from, to.type, ctx, loc);
  }
  if (from.type.kind !== 'class' && to.type.kind !== 'class') return undefined;
  const target = to.category === 'prvalue' ? to.type : to.type.kind === 'array' ? s.types.pointer(to.type.element) : to.type.kind === 'class' ? to.type.unqualified : to.type.unqualified;
  return sequence(s, from, target, ctx, loc) === undefined ? undefined : () => s.own.convertOperand(from, target, ctx, loc);
}

const directly = (from: CheckedExpr, rvalue: boolean): boolean => from.category !== 'prvalue' || !rvalue;

function joined(s: ExprSema, a: CheckedExpr, b: CheckedExpr, node: Maker, ctx: BodyContext, loc: Loc): CheckedExpr {
  if (a.kind === 'error' || b.kind === 'error') return errorExpr(s, loc);
  if (a.type === b.type && a.category === b.category && a.category !== 'prvalue') return node(a, b, a.type, a.category);
  if (a.type.kind === 'class' && b.type.kind === 'class' && a.type.symbol === b.type.symbol) {
    const type = s.types.qualified(a.type, b.type.cv);
    return node(s.own.convertOperand(a, type, ctx, loc), s.own.convertOperand(b, type, ctx, loc), type, 'prvalue');
  }
  const l = toRvalue(s, builtinOperand(s, a, ctx));
  const r = toRvalue(s, builtinOperand(s, b, ctx));
  if (l.kind === 'error' || r.kind === 'error') return errorExpr(s, loc);
  if (l.type.kind === 'class' || r.type.kind === 'class') return incompatible(s, a, b, loc);
  if (l.type === r.type) return node(l, r, l.type, 'prvalue');
  if (isArithmeticOrUnscoped(l.type) && isArithmeticOrUnscoped(r.type) && !(l.type.kind === 'enum' && r.type === l.type)) {
    const type = commonArithmetic(s.types, promotedOf(s.types, l), promotedOf(s.types, r));
    return node(scalarConvert(s, l, type), scalarConvert(s, r, type), type, 'prvalue');
  }
  const lNull = isNullConstant(l);
  const rNull = isNullConstant(r);
  // C's NULL is a pointer to void: beside another pointer it has that one's type.
  if (s.options.c && l.type.kind === 'pointer' && r.type.kind === 'pointer') {
    if (isNullPointer(r)) return node(l, scalarConvert(s, r, l.type), l.type.unqualified, 'prvalue');
    if (isNullPointer(l)) return node(scalarConvert(s, l, r.type), r, r.type.unqualified, 'prvalue');
  }
  const pointerLike = (t: Type): boolean => t.kind === 'pointer' || t.kind === 'member-pointer';
  if (pointerLike(l.type) && rNull) return node(l, scalarConvert(s, r, l.type), l.type.unqualified, 'prvalue');
  if (pointerLike(r.type) && lNull) return node(scalarConvert(s, l, r.type), r, r.type.unqualified, 'prvalue');
  if (lNull && rNull) {
    const type = s.types.builtin('nullptr_t');
    return node(scalarConvert(s, l, type), scalarConvert(s, r, type), type, 'prvalue');
  }
  if (pointerLike(l.type) && pointerLike(r.type)) {
    const type = compositePointer(s, l.type.unqualified, r.type.unqualified) ?? mixedPointers(s, l, r, loc);
    if (type !== undefined) return node(implicitScalar(s, l, type), implicitScalar(s, r, type), type, 'prvalue');
  }
  if (s.options.c && (l.type.kind === 'pointer' || r.type.kind === 'pointer')) {
    const type = l.type.kind === 'pointer' ? l.type : r.type;
    s.report(exprMessages.mixedPointers, loc, [s.typeToString(l.type), s.typeToString(r.type)]);
    return node(scalarConvert(s, l, type), scalarConvert(s, r, type), type.unqualified, 'prvalue');
  }
  return incompatible(s, a, b, loc);
}

const isNullPointer = (e: CheckedExpr): boolean => e.kind === 'convert' && e.type.kind === 'pointer' && isVoid(e.type.pointee) && e.operand.kind === 'integer' && e.operand.value === 0n;

function incompatible(s: ExprSema, a: CheckedExpr, b: CheckedExpr, loc: Loc): CheckedExpr {
  s.report(exprMessages.incompatibleConditional, loc, [s.typeToString(a.type), s.typeToString(b.type)]);
  return errorExpr(s, loc, a.type);
}

