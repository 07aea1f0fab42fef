/**
 * Facts about types that expressions need: classification, integer ranks, promotions, usual arithmetic conversions, wrapping of values
 * (C++ [conv.prom], [expr.arith.conv]; LP64 as gcc on Linux).
 */
import type { BuiltinName, BuiltinType, CheckedExpr, ClassSymbol, EnumType, Type } from '../../tree/index.js';
import { CONST } from '../../tree/index.js';
import type { TypeTable } from '../type-table.js';

export interface BuiltinFacts {
  readonly size: number;
  readonly kind: 'void' | 'bool' | 'integer' | 'floating' | 'null';
  readonly signed: boolean;
  /** Conversion rank of integers, or of floating types among themselves. */
  readonly rank: number;
}

const integer = (size: number, signed: boolean, rank: number): BuiltinFacts => ({ size, kind: 'integer', signed, rank });
const floating = (size: number, rank: number): BuiltinFacts => ({ size, kind: 'floating', signed: true, rank });

export const builtinFacts: Readonly<Record<BuiltinName, BuiltinFacts>> = {
  void: { size: 1, kind: 'void', signed: false, rank: 0 },
  bool: { size: 1, kind: 'bool', signed: false, rank: 0 },
  char: integer(1, true, 1),
  'signed char': integer(1, true, 1),
  'unsigned char': integer(1, false, 1),
  short: integer(2, true, 2),
  'unsigned short': integer(2, false, 2),
  int: integer(4, true, 3),
  'unsigned int': integer(4, false, 3),
  long: integer(8, true, 4),
  'unsigned long': integer(8, false, 4),
  'long long': integer(8, true, 5),
  'unsigned long long': integer(8, false, 5),
  __int128: integer(16, true, 6),
  'unsigned __int128': integer(16, false, 6),
  wchar_t: integer(4, true, 3),
  char8_t: integer(1, false, 1),
  char16_t: integer(2, false, 2),
  char32_t: integer(4, false, 3),
  float: floating(4, 1),
  double: floating(8, 2),
  'long double': floating(16, 3),
  nullptr_t: { size: 8, kind: 'null', signed: false, rank: 0 },
};

export const factsOf = (type: BuiltinType): BuiltinFacts => builtinFacts[type.name];

export const isVoid = (t: Type): boolean => t.kind === 'builtin' && t.name === 'void';
export const isBool = (t: Type): boolean => t.kind === 'builtin' && t.name === 'bool';
export const isNullType = (t: Type): boolean => t.kind === 'builtin' && t.name === 'nullptr_t';
/** bool, characters and integers; enumerations are not. */
export function isIntegral(t: Type): boolean {
  if (t.kind !== 'builtin') return false;
  const kind = builtinFacts[t.name].kind;
  return kind === 'integer' || kind === 'bool';
}
export const isFloating = (t: Type): boolean => t.kind === 'builtin' && builtinFacts[t.name].kind === 'floating';
export const isArithmetic = (t: Type): boolean => isIntegral(t) || isFloating(t);
export const isUnscopedEnum = (t: Type): boolean => t.kind === 'enum' && !t.symbol.scoped;
export const isIntegralOrUnscoped = (t: Type): boolean => isIntegral(t) || isUnscopedEnum(t);
export const isArithmeticOrUnscoped = (t: Type): boolean => isArithmetic(t) || isUnscopedEnum(t);
export const isIntegralOrEnum = (t: Type): boolean => isIntegral(t) || t.kind === 'enum';
export function isScalar(t: Type): boolean {
  if (t.kind === 'builtin') return t.name !== 'void';
  return t.kind === 'pointer' || t.kind === 'enum' || t.kind === 'member-pointer';
}
export const classOf = (t: Type): ClassSymbol | undefined => (t.kind === 'class' ? t.symbol : undefined);
export const isConst = (t: Type): boolean => (t.cv & CONST) !== 0;

/** The innermost element type of arrays. */
export function elementType(t: Type): Type {
  while (t.kind === 'array') t = t.element;
  return t;
}

/** The builtin type that holds values of an integer, bool or enumeration type. */
export function integerFacts(t: Type): BuiltinFacts | undefined {
  if (t.kind === 'enum') t = t.symbol.underlying;
  if (t.kind !== 'builtin') return undefined;
  const facts = builtinFacts[t.name];
  return facts.kind === 'integer' || facts.kind === 'bool' ? facts : undefined;
}

export const isSigned = (t: Type): boolean => integerFacts(t)?.signed ?? false;

/** A value reduced to an integer, bool or enumeration type (bool: 0 or 1). */
export function wrap(t: Type, value: bigint): bigint {
  const facts = integerFacts(t);
  if (facts === undefined) return value;
  if (facts.kind === 'bool') return value === 0n ? 0n : 1n;
  return facts.signed ? BigInt.asIntN(facts.size * 8, value) : BigInt.asUintN(facts.size * 8, value);
}

export function fits(t: Type, value: bigint): boolean {
  return wrap(t, value) === value;
}

/** Integral promotion of a type. Other types stay. */
export function promoted(types: TypeTable, t: Type): Type {
  if (t.kind === 'enum') return promotedEnum(types, t);
  if (t.kind !== 'builtin') return t.unqualified;
  switch (t.name) {
    case 'bool':
    case 'char':
    case 'signed char':
    case 'unsigned char':
    case 'short':
    case 'unsigned short':
    case 'char8_t':
    case 'char16_t':
    case 'wchar_t':
      return types.builtin('int');
    case 'char32_t':
      return types.builtin('unsigned int');
    default:
      return t.unqualified;
  }
}

/** Without a fixed underlying type: the first of int, unsigned int … that holds every enumerator. */
function promotedEnum(types: TypeTable, t: EnumType): Type {
  const { symbol } = t;
  if (symbol.scoped) return t.unqualified;
  const { underlying } = symbol;
  if (symbol.fixed !== true && underlying.kind === 'builtin' && underlying.name === 'unsigned int' && symbol.enumerators.every((e) => e.value <= 0x7fffffffn)) return types.builtin('int');
  return promoted(types, underlying);
}

/** Promotion of an expression's type: bit-fields promote by their width, and so do assignments to them and increments of them, as in gcc. */
export function promotedOf(types: TypeTable, e: CheckedExpr): Type {
  const width = bitFieldWidth(e);
  return width === undefined ? promoted(types, e.type) : promotedBitField(types, e.type, width);
}

function bitFieldWidth(e: CheckedExpr): number | undefined {
  switch (e.kind) {
    case 'field':
      return e.field.bitWidth;
    case 'assign':
    case 'compound-assign':
      return bitFieldWidth(e.left);
    case 'increment':
      return bitFieldWidth(e.operand);
    case 'comma':
      return bitFieldWidth(e.right);
    case 'convert':
      return e.conversion === 'lvalue-to-rvalue' ? bitFieldWidth(e.operand) : undefined;
    default:
      return undefined;
  }
}

function promotedBitField(types: TypeTable, type: Type, width: number): Type {
  if (type.kind === 'enum') return promoted(types, type);
  const facts = integerFacts(type);
  if (facts === undefined || facts.kind === 'bool') return promoted(types, type);
  if (width < 32 || (width === 32 && facts.signed)) return types.builtin('int');
  if (width === 32) return types.builtin('unsigned int');
  return type.unqualified;
}

const unsignedOf: Partial<Record<BuiltinName, BuiltinName>> = {
  char: 'unsigned char', 'signed char': 'unsigned char', short: 'unsigned short', int: 'unsigned int', long: 'unsigned long',
  'long long': 'unsigned long long', __int128: 'unsigned __int128', wchar_t: 'unsigned int',
};
const signedOf: Partial<Record<BuiltinName, BuiltinName>> = {
  char: 'signed char', 'unsigned char': 'signed char', 'unsigned short': 'short', 'unsigned int': 'int', 'unsigned long': 'long',
  'unsigned long long': 'long long', 'unsigned __int128': '__int128',
};

export function makeUnsigned(types: TypeTable, t: Type): Type {
  return t.kind === 'builtin' ? types.builtin(unsignedOf[t.name] ?? t.name) : t;
}
export function makeSigned(types: TypeTable, t: Type): Type {
  return t.kind === 'builtin' ? types.builtin(signedOf[t.name] ?? t.name) : t;
}

/** Common type of two already promoted arithmetic types. */
export function commonArithmetic(types: TypeTable, a: Type, b: Type): Type {
  if (a === b) return a;
  if (a.kind !== 'builtin' || b.kind !== 'builtin') return a;
  const x = builtinFacts[a.name];
  const y = builtinFacts[b.name];
  if (x.kind === 'floating' || y.kind === 'floating') {
    if (x.kind !== 'floating') return b;
    if (y.kind !== 'floating') return a;
    return x.rank >= y.rank ? a : b;
  }
  if (x.signed === y.signed) return x.rank >= y.rank ? a : b;
  const [signedType, s, unsignedType, u] = x.signed ? [a, x, b, y] : [b, y, a, x];
  if (u.rank >= s.rank) return unsignedType;
  if (s.size > u.size) return signedType;
  return makeUnsigned(types, signedType);
}
