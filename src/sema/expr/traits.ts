/** Type traits (`__is_same`, `__is_constructible` …): the builtins on which <type_traits> stands. */
import { isEmptyMember } from '../../layout/record.js';
import type * as Ast from '../../ast/index.js';
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, ClassSymbol, FunctionSymbol, Type } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { boolExpr, errorExpr, sizeExpr } from './nodes.js';
import { assign } from './operators.js';
import type { ExprSema } from './own.js';
import { sequence } from './sequences.js';
import { derivesFrom } from './standard.js';
import { mayThrow } from './throwing.js';
import { elementType, isArithmetic, isFloating, isIntegral, isNullType, isScalar, isSigned, isVoid, makeSigned, makeUnsigned } from './type-facts.js';

export function checkTypeTrait(s: ExprSema, expr: Extract<Ast.Expr, { kind: 'type-trait' }>, ctx: BodyContext): CheckedExpr {
  const { loc } = expr;
  const types: Type[] = [];
  for (const arg of expr.args) {
    if (isExpansion(arg)) for (const each of s.expandPack(arg, ctx, loc) ?? []) types.push(s.resolveTypeId(withoutPack(arg), each));
    else types.push(s.resolveTypeId(arg, ctx));
  }
  const value = typeTrait(s, expr.trait, types, ctx, loc);
  if (typeof value === 'boolean') return boolExpr(s, value, loc);
  if (typeof value === 'bigint') return sizeExpr(s, Number(value), loc);
  if (value === undefined) s.report(exprMessages.unknownTrait, loc, [expr.trait]);
  return errorExpr(s, loc, s.types.builtin('bool'));
}

function isExpansion(arg: Ast.TypeId): boolean {
  let at = arg.declarator;
  while (at.kind !== 'id') at = at.inner;
  return at.pack;
}

function withoutPack(arg: Ast.TypeId): Ast.TypeId {
  const strip = (d: Ast.Declarator): Ast.Declarator => (d.kind === 'id' ? { ...d, pack: false } : { ...d, inner: strip(d.inner) });
  return { ...arg, declarator: strip(arg.declarator) };
}

/** An operand of a type as std::declval makes it. */
function declval(s: ExprSema, type: Type, loc: Loc): CheckedExpr {
  const category = type.kind === 'reference' ? (type.rvalue && type.referee.kind !== 'function' ? 'xvalue' : 'lvalue') : type.kind === 'function' ? 'lvalue' : 'xvalue';
  const referee = type.kind === 'reference' ? type.referee : type;
  const pointer: CheckedExpr = { kind: 'integer', value: 1n, type: s.types.pointer(referee), category: 'prvalue', loc };
  return { kind: 'deref', pointer, type: referee, category, loc };
}

const quiet = (ctx: BodyContext): BodyContext => ({ ...ctx, unevaluated: true });

function construction(s: ExprSema, types: readonly Type[], ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  const [type, ...args] = types;
  if (isVoid(type) || type.kind === 'function') return undefined;
  if (type.kind === 'array' && (typeof type.size !== 'number' || args.length > 0)) return undefined;
  return s.attempt(() => {
    if (type.kind === 'class' && type.symbol.abstract) {
      s.report(exprMessages.abstractObject, loc, [s.typeToString(type)]);
      return errorExpr(s, loc);
    }
    if (type.kind === 'reference' && args.length !== 1) {
      s.report(exprMessages.referenceUninitialized, loc);
      return errorExpr(s, loc);
    }
    const operands = args.map((a) => declval(s, a, loc));
    return s.own.initializeWith(type.kind === 'class' || type.kind === 'array' || type.kind === 'reference' ? type : type.unqualified, operands, 'direct', quiet(ctx), loc);
  });
}

function assignment(s: ExprSema, to: Type, from: Type, ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  if (isVoid(to) || isVoid(from)) return undefined;
  const left = declval(s, to, loc);
  if (left.type.kind !== 'class' && left.category !== 'lvalue') return undefined;
  return s.attempt(() => assign(s, '=', left, declval(s, from, loc), quiet(ctx), loc));
}

function callsNonTrivial(e: CheckedExpr): boolean {
  switch (e.kind) {
    case 'call':
      return !e.function.trivial || (e.object !== undefined && callsNonTrivial(e.object)) || e.args.some(callsNonTrivial);
    case 'construct':
      return !e.constructor.trivial || e.args.some(callsNonTrivial);
    case 'assign-class':
      return callsNonTrivial(e.right);
    case 'temporary':
      return callsNonTrivial(e.value);
    case 'copy-class':
      return callsNonTrivial(e.operand);
    case 'convert':
      return callsNonTrivial(e.operand);
    default:
      return false;
  }
}

/** undefined: unusable or absent; then the destructor is not callable. */
function destructible(s: ExprSema, type: Type, ctx: BodyContext, loc: Loc): { readonly fn: FunctionSymbol | undefined } | undefined {
  if (type.kind === 'reference') return { fn: undefined };
  if (isVoid(type) || type.kind === 'function' || (type.kind === 'array' && type.size === undefined)) return undefined;
  const element = elementType(type);
  if (element.kind !== 'class') return { fn: undefined };
  if (!s.completeType(element)) return undefined;
  const fn = element.symbol.trivialDestructor ? element.symbol.destructor : (s.destructorOf(element, loc) ?? element.symbol.destructor);
  return fn?.deleted === true || (fn !== undefined && !s.isAccessible(fn, element.symbol, ctx)) ? undefined : { fn: element.symbol.trivialDestructor ? undefined : fn };
}

const isObject = (t: Type): boolean => t.kind !== 'function' && t.kind !== 'reference' && !isVoid(t);

function isEmptyClass(cls: ClassSymbol): boolean {
  return cls.tag !== 'union' && !cls.dynamic && cls.fields.every((f) => f.bitWidth === 0 || isEmptyMember(f)) && cls.bases.every((b) => !b.virtual && isEmptyClass(b.type.symbol));
}

function isStandardLayout(cls: ClassSymbol): boolean {
  if (cls.dynamic || cls.bases.some((b) => b.virtual || !isStandardLayout(b.type.symbol))) return false;
  const owners = (c: ClassSymbol): number => (c.fields.length > 0 ? 1 : 0) + c.bases.reduce((n, b) => n + owners(b.type.symbol), 0);
  if (owners(cls) > 1) return false;
  if (cls.fields.some((f) => f.access !== cls.fields[0].access)) return false;
  return cls.fields.every((f) => {
    const e = elementType(f.type);
    return e.kind !== 'reference' && (e.kind !== 'class' || isStandardLayout(e.symbol));
  });
}

function isTriviallyCopyable(s: ExprSema, t: Type): boolean {
  const e = elementType(t);
  if (e.kind !== 'class') return isScalar(e);
  return s.completeType(e) && e.symbol.trivialCopy && e.symbol.trivialDestructor;
}

function isTrivial(s: ExprSema, t: Type): boolean {
  const e = elementType(t);
  return isTriviallyCopyable(s, t) && (e.kind !== 'class' || e.symbol.trivialDefaultConstructor);
}

function isPod(s: ExprSema, t: Type): boolean {
  const e = elementType(t);
  return isTrivial(s, t) && (e.kind !== 'class' || isStandardLayout(e.symbol));
}

function isLiteral(s: ExprSema, t: Type): boolean {
  if (t.kind === 'reference' || isVoid(t)) return true;
  const e = elementType(t);
  if (e.kind !== 'class') return isScalar(e);
  if (!s.completeType(e) || !e.symbol.trivialDestructor) return false;
  return e.symbol.aggregate || e.symbol.lambda || s.constructorsOf(e.symbol).some((c) => c.kind === 'template' || c.constexpr);
}

function hasUniqueRepresentation(s: ExprSema, t: Type): boolean {
  const e = elementType(t);
  if (e.kind !== 'class') return isScalar(e) && !isFloating(e) && !isNullType(e);
  if (!isTriviallyCopyable(s, e) || e.symbol.tag === 'union') return false;
  let bytes = 0;
  for (const b of e.symbol.bases) {
    if (!hasUniqueRepresentation(s, b.type)) return false;
    bytes += s.sizeOf(b.type);
  }
  for (const f of e.symbol.fields) {
    if (f.bitWidth !== undefined || f.type.kind === 'reference' || !hasUniqueRepresentation(s, f.type)) return false;
    bytes += s.sizeOf(f.type);
  }
  return bytes === s.sizeOf(e);
}

export function isConvertibleType(s: ExprSema, from: Type, to: Type, ctx: BodyContext, loc: Loc): boolean {
  if (isVoid(from) || isVoid(to)) return isVoid(from) && isVoid(to);
  if (to.kind === 'function' || to.kind === 'array') return false;
  return convertedValue(s, from, to, ctx, loc) !== undefined;
}

function convertedValue(s: ExprSema, from: Type, to: Type, ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  return s.attempt(() => {
    const source = declval(s, from, loc);
    if (sequence(s, source, to, quiet(ctx), loc) === undefined) {
      s.report(exprMessages.cannotConvert, loc, [s.typeToString(from), s.typeToString(to)]);
      return errorExpr(s, loc);
    }
    return s.own.convertOperand(source, to, quiet(ctx), loc);
  });
}

function sameFunctionFamily(s: ExprSema, a: Type, b: Type): boolean {
  const strip = (t: Type): Type => {
    const u = t.unqualified;
    return u.kind === 'array' ? s.types.array(u.element, undefined) : u;
  };
  return a.unqualified === b.unqualified || (a.kind === 'array' && b.kind === 'array' && (a.size === undefined || b.size === undefined) && strip(a) === strip(b));
}

/** See `Sema.typeTrait`: undefined for an unknown trait. */
const binaryTraits = new Set([
  '__is_same', '__is_same_as', '__builtin_types_compatible_p', '__is_base_of', '__is_convertible', '__is_convertible_to', '__is_assignable', '__is_trivially_assignable', '__is_nothrow_assignable',
  '__is_layout_compatible', '__is_pointer_interconvertible_base_of', '__reference_binds_to_temporary',
]);

export function typeTrait(s: ExprSema, trait: string, types: readonly Type[], ctx: BodyContext, loc: Loc): boolean | bigint | Type | undefined {
  const [a, b] = types;
  if (a === undefined) return undefined;
  if (types.some((t) => t.dependent)) return false;
  if (b === undefined && binaryTraits.has(trait)) {
    s.report(exprMessages.builtinArguments, loc, [trait]);
    return false;
  }
  const cls = (): ClassSymbol | undefined => (a.kind === 'class' && s.completeType(a, loc) ? a.symbol : undefined);
  const known = (): void => {
    const element = elementType(a);
    if (element.kind === 'class') s.completeType(element, loc);
  };
  switch (trait) {
    case '__is_same': case '__is_same_as': return a === b;
    case '__builtin_types_compatible_p': return sameFunctionFamily(s, a, b);
    case '__is_void': return isVoid(a);
    case '__is_integral': return isIntegral(a);
    case '__is_floating_point': return isFloating(a);
    case '__is_arithmetic': return isArithmetic(a);
    case '__is_fundamental': return isArithmetic(a) || isVoid(a) || isNullType(a);
    case '__is_compound': return !(isArithmetic(a) || isVoid(a) || isNullType(a));
    case '__is_scalar': return isScalar(a);
    case '__is_object': return isObject(a);
    case '__is_array': return a.kind === 'array';
    case '__is_bounded_array': return a.kind === 'array' && a.size !== undefined;
    case '__is_unbounded_array': return a.kind === 'array' && a.size === undefined;
    case '__is_pointer': return a.kind === 'pointer';
    case '__is_nullptr': return isNullType(a);
    case '__is_reference': return a.kind === 'reference';
    case '__is_lvalue_reference': return a.kind === 'reference' && !a.rvalue;
    case '__is_rvalue_reference': return a.kind === 'reference' && a.rvalue;
    case '__is_function': return a.kind === 'function';
    case '__is_member_pointer': return a.kind === 'member-pointer';
    case '__is_member_object_pointer': return a.kind === 'member-pointer' && a.member.kind !== 'function';
    case '__is_member_function_pointer': return a.kind === 'member-pointer' && a.member.kind === 'function';
    case '__is_enum': return a.kind === 'enum';
    case '__is_scoped_enum': return a.kind === 'enum' && a.symbol.scoped;
    case '__is_class': return a.kind === 'class' && a.symbol.tag !== 'union';
    case '__is_union': return a.kind === 'class' && a.symbol.tag === 'union';
    case '__is_const': return (a.cv & 1) !== 0;
    case '__is_volatile': return (a.cv & 2) !== 0;
    case '__is_signed': return isFloating(a) || (isIntegral(a) && isSigned(a));
    case '__is_unsigned': return isIntegral(a) && !isSigned(a);
    case '__is_empty': { const c = cls(); return c !== undefined && isEmptyClass(c); }
    case '__is_polymorphic': return cls()?.polymorphic === true;
    case '__is_abstract': return cls()?.abstract === true;
    case '__is_final': return cls()?.definition?.final === true;
    case '__is_aggregate': return a.kind === 'array' || cls()?.aggregate === true;
    case '__is_complete_or_unbounded': return (a.kind === 'array' && a.size === undefined) || isVoid(a) || s.completeType(a);
    case '__is_standard_layout': { known(); const e = elementType(a); return e.kind === 'class' ? isStandardLayout(e.symbol) : isScalar(e); }
    case '__is_trivially_copyable': return isTriviallyCopyable(s, a);
    case '__is_trivial': return isTrivial(s, a);
    case '__is_pod': return isPod(s, a);
    case '__is_literal_type': case '__is_literal': return isLiteral(s, a);
    case '__has_unique_object_representations': return isObject(a) && hasUniqueRepresentation(s, a);
    case '__has_virtual_destructor': return cls()?.destructor?.virtual === true;
    case '__is_base_of':
      if (a.kind !== 'class' || b?.kind !== 'class' || a.symbol.tag === 'union' || b.symbol.tag === 'union') return false;
      return a.symbol === b.symbol || (s.completeType(b, loc) && derivesFrom(s, b, a));
    case '__is_virtual_base_of': return false;
    case '__is_convertible': case '__is_convertible_to': return isConvertibleType(s, a, b, ctx, loc);
    case '__is_nothrow_convertible': {
      if (isVoid(a) || isVoid(b)) return isVoid(a) && isVoid(b);
      if (b.kind === 'function' || b.kind === 'array') return false;
      const e = convertedValue(s, a, b, ctx, loc);
      return e !== undefined && e.kind !== 'error' && !mayThrow(s, e);
    }
    case '__is_constructible': { const e = construction(s, types, ctx, loc); return e !== undefined && e.kind !== 'error' && destructible(s, a, ctx, loc) !== undefined; }
    case '__is_nothrow_constructible': {
      const e = construction(s, types, ctx, loc);
      const d = destructible(s, a, ctx, loc);
      return e !== undefined && e.kind !== 'error' && !mayThrow(s, e) && d !== undefined && (d.fn === undefined || s.isNoexcept(d.fn));
    }
    case '__is_trivially_constructible': {
      const e = construction(s, types, ctx, loc);
      const d = destructible(s, a, ctx, loc);
      return e !== undefined && e.kind !== 'error' && !callsNonTrivial(e) && d !== undefined && d.fn === undefined;
    }
    case '__is_assignable': { const e = assignment(s, a, b, ctx, loc); return e !== undefined && e.kind !== 'error'; }
    case '__is_nothrow_assignable': { const e = assignment(s, a, b, ctx, loc); return e !== undefined && e.kind !== 'error' && !mayThrow(s, e); }
    case '__is_trivially_assignable': { const e = assignment(s, a, b, ctx, loc); return e !== undefined && e.kind !== 'error' && !callsNonTrivial(e); }
    case '__is_destructible': return destructible(s, a, ctx, loc) !== undefined;
    case '__is_nothrow_destructible': { const d = destructible(s, a, ctx, loc); return d !== undefined && (d.fn === undefined || s.isNoexcept(d.fn)); }
    case '__is_trivially_destructible': case '__has_trivial_destructor': { const d = destructible(s, a, ctx, loc); return d !== undefined && d.fn === undefined; }
    case '__has_trivial_constructor': { known(); const e = elementType(a); return e.kind === 'class' ? e.symbol.trivialDefaultConstructor : isScalar(e); }
    case '__has_trivial_copy': case '__has_trivial_assign': return isTriviallyCopyable(s, a) || a.kind === 'reference';
    case '__has_nothrow_constructor': return typeTrait(s, '__is_nothrow_constructible', [a], ctx, loc);
    case '__has_nothrow_copy': return typeTrait(s, '__is_nothrow_constructible', [a, s.types.reference(s.types.qualified(a, 1), false)], ctx, loc);
    case '__has_nothrow_assign': return typeTrait(s, '__is_nothrow_assignable', [s.types.reference(a, false), s.types.reference(s.types.qualified(a, 1), false)], ctx, loc);
    case '__reference_binds_to_temporary': case '__reference_constructs_from_temporary': case '__reference_converts_from_temporary': {
      if (a.kind !== 'reference') return false;
      const e = convertedValue(s, b, a, ctx, loc);
      return e !== undefined && e.kind === 'temporary';
    }
    case '__is_layout_compatible': return a.unqualified === b?.unqualified;
    case '__is_pointer_interconvertible_base_of': return typeTrait(s, '__is_base_of', types, ctx, loc);
    case '__array_rank': {
      let rank = 0n;
      for (let t: Type = a; t.kind === 'array'; t = t.element) rank++;
      return rank;
    }
    case '__underlying_type': return a.kind === 'enum' ? a.symbol.underlying : undefined;
    case '__remove_cv': return a.unqualified;
    case '__remove_const': return withCv(s, a, a.cv & 2);
    case '__remove_volatile': return withCv(s, a, a.cv & 1);
    case '__remove_reference': case '__remove_reference_t': return a.kind === 'reference' ? a.referee : a;
    case '__remove_cvref': return (a.kind === 'reference' ? a.referee : a).unqualified;
    case '__remove_pointer': return a.kind === 'pointer' ? a.pointee : a;
    case '__remove_extent': return a.kind === 'array' ? a.element : a;
    case '__remove_all_extents': return elementType(a);
    case '__add_pointer': return a.kind === 'function' && (a.thisCv !== 0 || a.ref !== '') ? a : s.types.pointer(a.kind === 'reference' ? a.referee : a);
    case '__add_lvalue_reference': return referable(a) ? s.types.reference(a, false) : a;
    case '__add_rvalue_reference': return referable(a) ? s.types.reference(a, true) : a;
    case '__decay': {
      const t = a.kind === 'reference' ? a.referee : a;
      return t.kind === 'array' ? s.types.pointer(t.element) : t.kind === 'function' ? s.types.pointer(t) : t.unqualified;
    }
    case '__make_unsigned': return s.types.qualified(makeUnsigned(s.types, integerOf(a)), a.cv);
    case '__make_signed': return s.types.qualified(makeSigned(s.types, integerOf(a)), a.cv);
    default:
      return undefined;
  }
}

const integerOf = (t: Type): Type => (t.kind === 'enum' ? t.symbol.underlying : t.unqualified);

const referable = (t: Type): boolean => !isVoid(t) && !(t.kind === 'function' && (t.thisCv !== 0 || t.ref !== ''));

function withCv(s: ExprSema, t: Type, cv: number): Type {
  if (t.kind === 'array') return s.types.array(withCv(s, t.element, cv), t.size);
  return s.types.qualified(t.unqualified, cv);
}
