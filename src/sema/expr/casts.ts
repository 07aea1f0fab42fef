/** Explicit conversions (C++ [expr.cast], [expr.static.cast] …): C-style, functional and named casts, bit casts. */
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, ReferenceType, Type } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { applyUser, bindReference, functionAddress, implicitScalar, toBool, userConversion } from './conversions.js';
import { lambdaToPointer } from './invoker.js';
import { convert, errorExpr, isBitField, prvalueType, scalarConvert, temporary, toVoid } from './nodes.js';
import { type ExprSema, isExpr, type Operand } from './own.js';
import { isStringToMutable, referenceSequence, related, scalarSequence } from './sequences.js';
import { derivesFrom, functionConvertible, pathTo, qualifies, similar, toBase, toRvalue } from './standard.js';
import { integerFacts, isArithmetic, isArithmeticOrUnscoped, isBool, isIntegralOrEnum, isNullType, isVoid } from './type-facts.js';
import { checkBase } from './use.js';

export type CastKind = 'c' | 'static_cast' | 'const_cast' | 'reinterpret_cast' | 'dynamic_cast' | 'functional';

const castName = (kind: CastKind): string => (kind === 'c' ? 'C-style cast' : kind === 'functional' ? 'functional-style cast' : kind);

function refuse(s: ExprSema, kind: CastKind, from: Type, to: Type, loc: Loc): CheckedExpr {
  s.report(exprMessages.castInvalid, loc, [castName(kind), s.typeToString(from), s.typeToString(to)]);
  return errorExpr(s, loc, to.kind === 'reference' ? to.referee : to);
}

/** `T(args)`, `T{list}`. */
export function functionalCast(s: ExprSema, type: Type, args: readonly Operand[], braced: boolean, ctx: BodyContext, loc: Loc): CheckedExpr {
  for (const a of args) if (a.kind === 'error') return errorExpr(s, loc, type.kind === 'reference' ? type.referee : type);
  if (args.length === 1 && args[0].kind !== 'list') return cast(s, 'functional', type, args[0], ctx, loc);
  if (isVoid(type) && args.length === 0) return convert('to-void', { kind: 'integer', value: 0n, type: s.types.builtin('int'), category: 'prvalue', loc }, type);
  if (args.length > 1 && type.kind !== 'class' && type.kind !== 'array') {
    s.report(exprMessages.functionalCastOne, loc, [s.typeToString(type)]);
    return errorExpr(s, loc, type);
  }
  return s.own.initializeWith(type.kind === 'class' || type.kind === 'reference' || type.kind === 'array' ? type : type.unqualified, args, braced ? 'braced' : 'direct', ctx, loc, 'initialize');
}

export function cast(s: ExprSema, kind: CastKind, type: Type, operand: Operand, ctx: BodyContext, loc: Loc): CheckedExpr {
  if (operand.kind === 'error') return errorExpr(s, loc, type.kind === 'reference' ? type.referee : type);
  if (!isExpr(operand)) {
    if (operand.kind === 'list') return s.own.initializeWith(type, [operand], 'direct', ctx, loc, 'initialize');
    const target = type.kind === 'pointer' || type.kind === 'reference' || type.kind === 'member-pointer' ? type : undefined;
    const quiet = operand.set.members.length === 1 && operand.explicitArgs === undefined ? undefined : target;
    const fn = functionAddress(s, operand, quiet, ctx, loc);
    return fn === undefined ? errorExpr(s, loc, type) : cast(s, kind, type, fn, ctx, loc);
  }
  switch (kind) {
    case 'const_cast':
      return constCast(s, type, operand, loc);
    case 'reinterpret_cast':
      return reinterpretCast(s, kind, type, operand, ctx, loc) ?? refuse(s, kind, operand.type, type, loc);
    case 'dynamic_cast':
      return dynamicCast(s, type, operand, ctx, loc);
    case 'static_cast':
      return staticCast(s, kind, type, operand, ctx, loc) ?? refuse(s, kind, operand.type, type, loc);
    case 'c':
    case 'functional':
      return cStyleStatic(s, kind, type, operand, ctx, loc) ?? reinterpretCast(s, kind, type, operand, ctx, loc) ?? refuse(s, kind, operand.type, type, loc);
    default:
      return kind satisfies never;
  }
}

/** A static_cast that may use inaccessible bases ([expr.cast]/4). */
function cStyleStatic(s: ExprSema, kind: CastKind, type: Type, written: CheckedExpr, ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  // Who casts a string literal to a pointer to char is not warned of it.
  const e = isStringToMutable(written, type.unqualified) ? toRvalue(s, written) : written;
  const { ignoresAccess } = s.own;
  s.own.ignoresAccess = type.kind !== 'class';
  const result = staticCast(s, kind, type, e, ctx, loc);
  s.own.ignoresAccess = ignoresAccess;
  return result;
}

/** undefined when static_cast (for C-style casts: ignoring qualifiers and access) does not apply. */
function staticCast(s: ExprSema, kind: CastKind, type: Type, e: CheckedExpr, ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  const cStyle = kind !== 'static_cast';
  if (isVoid(type)) return toVoid(s, e);
  if (type.kind === 'reference') return staticReference(s, type, e, cStyle, ctx, loc);
  if (type.kind === 'class') {
    if (e.type.kind === 'class' && e.category === 'prvalue' && e.type.symbol === type.symbol) return { ...e, type };
    return s.own.initializeWith(type, [e], 'direct', ctx, loc, 'initialize');
  }
  if (e.type.kind === 'class') {
    const pointer = e.type.symbol.lambda ? lambdaToPointer(s, e, type, ctx, loc) : undefined;
    if (pointer !== undefined) return cast(s, kind, type, pointer, ctx, loc);
    const target = type.unqualified;
    const found = userConversion(s, e, target, ctx, loc, true, undefined);
    if (found !== undefined) return applyUser(s, e, target, found, ctx, loc);
    // Conversion to an enumeration or through an arithmetic type.
    return undefined;
  }
  if (type.kind === 'array' || type.kind === 'function') return undefined;
  const to = type.unqualified;
  const from = e.type.kind === 'array' || e.type.kind === 'function' ? toRvalue(s, e).type : e.type.unqualified;
  if (from === to && e.category === 'prvalue') return { ...e, type: to, loc };
  if (isArithmeticOrUnscoped(from) || from.kind === 'enum') {
    if (isBool(to)) return from.kind === 'enum' ? scalarConvert(s, toRvalue(s, e), to) : toBool(s, e, ctx, loc);
    if (isArithmetic(to) || to.kind === 'enum') return explicitArithmetic(s, toRvalue(s, e), to, loc);
  }
  if (scalarSequence(s, e, type, true) !== undefined) {
    if (isBool(to)) return toBool(s, e, ctx, loc);
    // C's implicit conversions warn; a cast is how not to be warned.
    return s.options.c ? implicitScalar(s, toRvalue(s, e), to) : s.own.convertOperand(e, to, ctx, loc);
  }
  if (from.kind === 'pointer' && to.kind === 'pointer') {
    const source = from.pointee;
    const target = to.pointee;
    if (!cStyle && (source.cv & ~target.cv) !== 0) return undefined;
    if (isVoid(source) && target.kind !== 'function') return convert('pointer', toRvalue(s, e), to);
    if (derivesFrom(s, target, source)) return mayDowncast(s, e.type, target, source, type, ctx, loc) ? downcast(s, toRvalue(s, e), to) : errorExpr(s, loc, to);
    if (cStyle) {
      if (derivesFrom(s, source, target)) return upcast(s, toRvalue(s, e), to);
      if (isVoid(target) || similar(source, target)) return convert('pointer', toRvalue(s, e), to);
    }
    return undefined;
  }
  if (from.kind === 'member-pointer' && to.kind === 'member-pointer' && from.class.kind === 'class' && to.class.kind === 'class') {
    const path = pathTo(s, from.class.symbol, to.class.symbol);
    if (path !== undefined && path.length > 0 && similar(s.types.memberPointer(to.class, from.member), to)) return convert('member-pointer', toRvalue(s, e), to, 'prvalue', path);
  }
  return undefined;
}

function explicitArithmetic(s: ExprSema, e: CheckedExpr, to: Type, loc: Loc): CheckedExpr {
  const value = scalarConvert(s, e, to);
  // A cast bit-field is one no more: it promotes by its type, not by its width.
  if (value === e && e.kind === 'convert' && isBitField(e.operand)) return { ...convert('integral', e, to), loc };
  return value === e ? e : { ...value, loc };
}

/** From a base to a class of which it is one, once and not virtually ([expr.static.cast]/2). */
function mayDowncast(s: ExprSema, from: Type, derived: Type, base: Type, to: Type, ctx: BodyContext, loc: Loc): boolean {
  if (!checkBase(s, derived, base, ctx, loc)) return false;
  if (derived.kind !== 'class' || base.kind !== 'class' || pathTo(s, derived.symbol, base.symbol)?.some((step) => step.virtual) !== true) return true;
  s.report(exprMessages.virtualDowncast, loc, [s.typeToString(from), s.typeToString(to)]);
  return false;
}

function downcast(s: ExprSema, e: CheckedExpr, to: Type & { kind: 'pointer' }): CheckedExpr {
  const from = e.type;
  if (from.kind !== 'pointer' || from.pointee.kind !== 'class' || to.pointee.kind !== 'class') return e;
  const path = pathTo(s, to.pointee.symbol, from.pointee.symbol);
  return convert('base-to-derived', e, to, 'prvalue', path);
}

function upcast(s: ExprSema, e: CheckedExpr, to: Type & { kind: 'pointer' }): CheckedExpr {
  const from = e.type;
  if (from.kind !== 'pointer' || from.pointee.kind !== 'class' || to.pointee.kind !== 'class') return e;
  return convert('derived-to-base', e, to, 'prvalue', pathTo(s, from.pointee.symbol, to.pointee.symbol));
}

function staticReference(s: ExprSema, type: ReferenceType, e: CheckedExpr, cStyle: boolean, ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  const { referee, rvalue } = type;
  const category = rvalue && referee.kind !== 'function' ? 'xvalue' : 'lvalue';
  if (derivesFrom(s, e.type, referee) && !checkBase(s, e.type, referee, ctx, loc)) return errorExpr(s, loc, referee);
  const cvFits = (e.type.cv & ~referee.cv) === 0 || cStyle;
  if (rvalue && e.category !== 'prvalue' && cvFits && related(s, referee, e.type)) return glvalueAs(s, e, referee, category);
  if (!rvalue && e.category === 'lvalue' && cvFits && related(s, referee, e.type)) return glvalueAs(s, e, referee, category);
  if (e.category !== 'prvalue' && cvFits && derivesFrom(s, referee, e.type) && e.type.kind === 'class' && referee.kind === 'class' && (rvalue || e.category === 'lvalue')) {
    if (!mayDowncast(s, e.type, referee, e.type, type, ctx, loc)) return errorExpr(s, loc, referee);
    return convert('base-to-derived', e, referee, category, pathTo(s, referee.symbol, e.type.symbol));
  }
  if (referenceSequence(s, e, referee, rvalue, ctx, loc, { explicit: true }) === undefined) return undefined;
  const bound = referenceSequence(s, e, referee, rvalue, ctx, loc, {}) === undefined ? undefined : bindReference(s, e, type, ctx, loc);
  if (bound === undefined) {
    // Only explicit constructors convert.
    const value = s.own.initializeWith(referee.kind === 'class' ? referee : referee.unqualified, [e], 'direct', ctx, loc);
    return value.kind === 'error' ? value : temporary(s, value, category);
  }
  return bound.category === category || bound.kind === 'error' ? bound : { ...bound, category };
}

function glvalueAs(s: ExprSema, e: CheckedExpr, referee: Type, category: 'lvalue' | 'xvalue'): CheckedExpr {
  const base = referee.kind === 'class' ? toBase(s, e, referee.symbol) : e;
  return base.type === referee && base.category === category ? base : convert('no-op', base, referee, category);
}

function constCast(s: ExprSema, type: Type, e: CheckedExpr, loc: Loc): CheckedExpr {
  if (type.kind === 'reference') {
    if (!similar(type.referee, e.type) || (!type.rvalue && e.category !== 'lvalue')) return refuse(s, 'const_cast', e.type, type, loc);
    const object = e.category === 'prvalue' ? temporary(s, e) : e;
    return convert('no-op', object, type.referee, type.rvalue ? 'xvalue' : 'lvalue');
  }
  const value = toRvalue(s, e);
  if ((type.kind !== 'pointer' && type.kind !== 'member-pointer') || !similar(type, value.type)) return refuse(s, 'const_cast', e.type, type, loc);
  return scalarConvert(s, value, type);
}

function castsAwayConst(s: ExprSema, from: Type, to: Type): boolean {
  return from.kind === 'pointer' && to.kind === 'pointer' && similar(from, to) && !qualifies(s, from.unqualified, to.unqualified) && !functionConvertible(s, from.pointee, to.pointee);
}

function reinterpretCast(s: ExprSema, kind: CastKind, type: Type, e: CheckedExpr, _ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  if (type.kind === 'reference') {
    if (e.category === 'prvalue' && !(type.rvalue && kind === 'c')) return undefined;
    const object = e.category === 'prvalue' ? temporary(s, e) : e;
    const category = type.rvalue ? 'xvalue' : 'lvalue';
    return type.referee.unqualified === object.type.unqualified ? convert('no-op', object, type.referee, category) : convert('reinterpret-lvalue', object, type.referee, category);
  }
  const value = toRvalue(s, e);
  const from = value.type.unqualified;
  const to = type.unqualified;
  if (from === to && (isIntegralOrEnum(to) || to.kind === 'pointer' || to.kind === 'member-pointer')) return value;
  if (to.kind === 'pointer') {
    if (from.kind === 'pointer') {
      if (kind === 'reinterpret_cast' && castsAwayConst(s, from, to)) {
        s.report(exprMessages.castAwayConst, loc, [kind, s.typeToString(from), s.typeToString(to)]);
        return errorExpr(s, loc, to);
      }
      return convert('pointer', value, to);
    }
    if (isIntegralOrEnum(from)) {
      const address = s.types.builtin('unsigned long');
      const wide = integerFacts(from)!.signed ? s.types.builtin('long') : address;
      return convert('integral-to-pointer', scalarConvert(s, value, wide), to);
    }
    return undefined;
  }
  if (isIntegralOrEnum(to)) {
    if (from.kind !== 'pointer' && !isNullType(from)) return undefined;
    if (integerFacts(to)!.size < 8) return undefined;
    return convert('pointer-to-integral', value, to);
  }
  if (to.kind === 'member-pointer' && from.kind === 'member-pointer') {
    if ((to.member.kind === 'function') !== (from.member.kind === 'function')) return undefined;
    return convert('member-pointer', value, to);
  }
  return undefined;
}

function dynamicCast(s: ExprSema, type: Type, e: CheckedExpr, ctx: BodyContext, loc: Loc): CheckedExpr {
  const target = type.kind === 'pointer' ? type.pointee : type.kind === 'reference' ? type.referee : undefined;
  if (target === undefined || (target.kind !== 'class' && !isVoid(target))) return refuse(s, 'dynamic_cast', e.type, type, loc);
  const pointer = type.kind === 'pointer';
  const operand = pointer ? toRvalue(s, e) : e.category === 'prvalue' ? temporary(s, e) : e;
  const source = pointer ? (operand.type.kind === 'pointer' ? operand.type.pointee : undefined) : operand.type;
  if (source === undefined || source.kind !== 'class' || !s.completeType(source, loc) || (target.kind === 'class' && !s.completeType(target, loc))) return refuse(s, 'dynamic_cast', e.type, type, loc);
  if ((source.cv & ~target.cv) !== 0) {
    s.report(exprMessages.castAwayConst, loc, ['dynamic_cast', s.typeToString(e.type), s.typeToString(type)]);
    return errorExpr(s, loc, type);
  }
  if (target.kind === 'class' && (source.symbol === target.symbol || derivesFrom(s, source, target))) {
    return type.kind === 'reference' ? bindReference(s, e, type, ctx, loc) : s.own.convertOperand(e, type, ctx, loc);
  }
  if (!source.symbol.polymorphic) {
    s.report(exprMessages.dynamicCastInvalid, loc, [s.typeToString(source)]);
    return errorExpr(s, loc, type.kind === 'reference' ? type.referee : type);
  }
  const space = ctx.fn?.space;
  if (space !== undefined && !space.host && !s.options.isSystem(loc)) s.report(exprMessages.deviceDynamicCast, loc);
  const symbol = target.kind === 'class' ? target.symbol : 'void';
  if (pointer) return { kind: 'dynamic-cast', operand, source: source.symbol, target: symbol, type: type.unqualified, category: 'prvalue', loc };
  return { kind: 'dynamic-cast', operand, source: source.symbol, target: symbol, type: target, category: type.kind === 'reference' && type.rvalue ? 'xvalue' : 'lvalue', loc };
}

/** `__builtin_bit_cast(T, e)`: a load of the operand's bytes as another type. */
export function bitCast(s: ExprSema, type: Type, operand: CheckedExpr, loc: Loc): CheckedExpr {
  if (operand.kind === 'error') return errorExpr(s, loc, type);
  if (type.kind === 'class' && !s.completeType(type, loc)) return errorExpr(s, loc, type);
  const to = s.sizeOf(type);
  const from = s.sizeOf(operand.type);
  if (to !== from) {
    s.report(exprMessages.bitCastSize, loc, [s.typeToString(operand.type), s.typeToString(type), String(from), String(to)]);
    return errorExpr(s, loc, type);
  }
  for (const [t, what] of [[operand.type, 'source'], [type, 'destination']] as const) {
    if (t.kind === 'class' && !t.symbol.trivialCopy) {
      s.report(exprMessages.bitCastTrivial, loc, [what]);
      return errorExpr(s, loc, type);
    }
  }
  const result = prvalueType(type);
  const source = operand.category === 'prvalue' && (operand.type.kind === 'class' || operand.type.kind === 'array') ? temporary(s, operand) : operand;
  const value = source.category !== 'prvalue' && source.type.kind !== 'class' && source.type.kind !== 'array' ? toRvalue(s, source) : source;
  return { kind: 'builtin', name: '__builtin_bit_cast', args: [value], typeArgs: [result], type: result, category: 'prvalue', loc };
}

