/**
 * Standard conversions (C++ [conv]): lvalue transformations, qualification, what scalar conversions exist, and paths to bases.
 */
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { BaseClass, CheckedExpr, ClassSymbol, Type, VarSymbol } from '../../tree/index.js';
import { CONST } from '../../tree/index.js';
import { convert, integerExpr, temporary } from './nodes.js';
import type { ConstantValue } from '../context.js';
import type { ExprSema } from './own.js';
import { isConst } from './type-facts.js';

/** lvalue-to-rvalue, array-to-pointer and function-to-pointer conversion. Constants that are known replace loads. Classes are copied. */
export function toRvalue(s: ExprSema, e: CheckedExpr): CheckedExpr {
  const t = e.type;
  if (t.kind === 'function') return convert('function-to-pointer', e, s.types.pointer(t));
  if (t.kind === 'array') return convert('array-to-pointer', e.category === 'prvalue' ? temporary(s, e) : e, s.types.pointer(t.element));
  if (e.category === 'prvalue') return e;
  if (t.kind === 'class') return s.own.copyClass(e, t);
  if (t.kind === 'builtin' && t.name === 'void') return e;
  // Each operand for itself: constants of the host have values in device code, but no memory.
  if (e.kind === 'conditional') return { ...e, then: toRvalue(s, e.then), otherwise: toRvalue(s, e.otherwise), type: t.unqualified, category: 'prvalue' };
  if (e.kind === 'comma') return { ...e, right: toRvalue(s, e.right), type: t.unqualified, category: 'prvalue' };
  if (e.kind === 'temporary' && (e.value.kind === 'integer' || e.value.kind === 'floating')) return e.value;
  if (isConst(t)) {
    const folded = knownValue(s, e);
    if (folded !== undefined) return folded;
  }
  return convert('lvalue-to-rvalue', e, t.unqualified);
}

/** The value of a const scalar (or a field of a const object) that constant expressions may read, as a literal. */
function knownValue(s: ExprSema, e: CheckedExpr): CheckedExpr | undefined {
  if (e.kind === 'call') return elementValue(s, e);
  const root = rootVariable(e);
  if (root === undefined || !isConst(root.type)) return undefined;
  const value = e.kind === 'variable' ? s.own.variableConstant(root) : s.evaluate(convert('lvalue-to-rvalue', e, e.type.unqualified));
  return value && literal(e, value);
}

/** What a constexpr member function refers to in a constant object, `table[3]`: device code may read that although it cannot reach the object. */
function elementValue(s: ExprSema, e: CheckedExpr & { kind: 'call' }): CheckedExpr | undefined {
  const root = e.object === undefined ? undefined : rootVariable(e.object);
  if (root === undefined || !isConst(root.type) || root.role !== 'global' || !e.args.every((a) => a.kind === 'integer')) return undefined;
  const value = s.evaluate(convert('lvalue-to-rvalue', e, e.type.unqualified));
  return value && literal(e, value);
}

function literal(e: CheckedExpr, value: ConstantValue): CheckedExpr | undefined {
  if (value.kind === 'integer') return integerExpr(e.type.unqualified, value.value, e.loc);
  if (value.kind === 'floating') return { kind: 'floating', value: value.value, type: e.type.unqualified, category: 'prvalue', loc: e.loc };
  return undefined;
}

function rootVariable(e: CheckedExpr): VarSymbol | undefined {
  while (e.kind === 'field' && e.field.type.kind !== 'reference' && !e.field.mutable) e = e.base;
  return e.kind === 'variable' && e.variable.type.kind !== 'reference' ? e.variable : undefined;
}

/** Same type apart from qualifiers at all levels. */
export function similar(a: Type, b: Type): boolean {
  a = a.unqualified;
  b = b.unqualified;
  if (a === b) return true;
  if (a.kind === 'pointer') return b.kind === 'pointer' && similar(a.pointee, b.pointee);
  if (a.kind === 'member-pointer') return b.kind === 'member-pointer' && a.class === b.class && similar(a.member, b.member);
  if (a.kind === 'array') return b.kind === 'array' && (a.size === b.size || a.size === undefined || b.size === undefined) && similar(a.element, b.element);
  return false;
}

/** C: what pointers of different types are compared or selected as, with a warning. */
export function mixedPointers(s: ExprSema, a: CheckedExpr, b: CheckedExpr, loc: Loc): Type | undefined {
  if (!s.options.c || a.type.kind !== 'pointer' || b.type.kind !== 'pointer') return undefined;
  s.report(exprMessages.mixedPointers, loc, [s.typeToString(a.type), s.typeToString(b.type)]);
  return s.types.pointer(s.types.builtin('void'));
}

/** Function types that differ at most in that `from` is noexcept and `to` is not. */
export function functionConvertible(s: ExprSema, from: Type, to: Type): boolean {
  if (from === to) return true;
  if (from.kind !== 'function' || to.kind !== 'function' || !from.noexcept || to.noexcept) return false;
  return s.types.fn(from.result, from.params, { variadic: from.variadic, thisCv: from.thisCv, ref: from.ref, noexcept: false }) === to;
}

/** Qualification conversion between pointers or member pointers (both unqualified at the top). */
export function qualifies(s: ExprSema, from: Type, to: Type): boolean {
  let constSoFar = true;
  for (;;) {
    if (from === to) return true;
    if (from.kind === 'pointer' && to.kind === 'pointer') {
      from = from.pointee;
      to = to.pointee;
    } else if (from.kind === 'member-pointer' && to.kind === 'member-pointer' && from.class === to.class) {
      from = from.member;
      to = to.member;
    } else if (from.kind === 'array' && to.kind === 'array' && (from.size === to.size || to.size === undefined)) {
      from = from.element;
      to = to.element;
    } else return false;
    if (from.kind === 'function') return functionConvertible(s, from, to);
    if ((from.cv & ~to.cv) !== 0) return false;
    if (from.cv !== to.cv && !constSoFar) return false;
    if ((to.cv & CONST) === 0) constSoFar = false;
    from = from.unqualified;
    to = to.unqualified;
  }
}

/** Path from a class to one of its bases; undefined when it is no (or an ambiguous) base. Empty for the class itself. */
export function pathTo(s: ExprSema, from: ClassSymbol, to: ClassSymbol): readonly BaseClass[] | undefined {
  if (from === to) return [];
  if (from.state === 'declared') s.completeType(from.type);
  const path = s.basePath(from, to);
  return path === 'ambiguous' ? undefined : path;
}

export function derivesFrom(s: ExprSema, from: Type, to: Type): boolean {
  if (from.kind !== 'class' || to.kind !== 'class' || from.symbol === to.symbol) return false;
  if (from.symbol.state === 'declared') s.completeType(from);
  return from.symbol.bases.length > 0 && s.basePath(from.symbol, to.symbol) !== undefined;
}

/** A class glvalue seen as one of its bases (or itself); keeps qualifiers. */
export function toBase(s: ExprSema, e: CheckedExpr, base: ClassSymbol): CheckedExpr {
  const cls = e.type.kind === 'class' ? e.type.symbol : undefined;
  if (cls === undefined || cls === base) return e;
  const path = pathTo(s, cls, base);
  if (path === undefined) return e;
  const object = e.category === 'prvalue' ? temporary(s, e) : e;
  return convert('derived-to-base', object, s.types.qualified(base.type, e.type.cv), object.category, path);
}

/** Composite pointer type of two pointers' (or null pointers') types; undefined when there is none. */
export function compositePointer(s: ExprSema, a: Type, b: Type): Type | undefined {
  if (a === b) return a;
  if (a.kind === 'builtin') return b; // nullptr_t
  if (b.kind === 'builtin') return a;
  if (a.kind === 'pointer' && b.kind === 'pointer') {
    const x = a.pointee;
    const y = b.pointee;
    const cv = x.cv | y.cv;
    if (x.kind === 'function' || y.kind === 'function') {
      if (functionConvertible(s, x, y)) return b;
      return functionConvertible(s, y, x) ? a : undefined;
    }
    if (x.kind === 'builtin' && x.name === 'void') return s.types.pointer(s.types.qualified(x.unqualified, cv));
    if (y.kind === 'builtin' && y.name === 'void') return s.types.pointer(s.types.qualified(y.unqualified, cv));
    if (x.unqualified === y.unqualified) return s.types.pointer(s.types.qualified(x.unqualified, cv));
    if (derivesFrom(s, x, y)) return s.types.pointer(s.types.qualified(y.unqualified, cv));
    if (derivesFrom(s, y, x)) return s.types.pointer(s.types.qualified(x.unqualified, cv));
    if (similar(x, y)) {
      const inner = compositePointer(s, x.unqualified, y.unqualified);
      if (inner === undefined) return undefined;
      return s.types.pointer(s.types.qualified(inner, cv | (inner === x.unqualified && inner === y.unqualified ? 0 : CONST)));
    }
    return undefined;
  }
  if (a.kind === 'member-pointer' && b.kind === 'member-pointer') {
    const cv = a.member.cv | b.member.cv;
    const cls = a.class === b.class ? a.class : derivesFrom(s, a.class, b.class) ? a.class : derivesFrom(s, b.class, a.class) ? b.class : undefined;
    if (cls === undefined || a.member.unqualified !== b.member.unqualified) return undefined;
    return s.types.memberPointer(cls, s.types.qualified(a.member.unqualified, cv));
  }
  return undefined;
}

