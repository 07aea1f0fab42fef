/** Makers of checked nodes: short names for the shapes that every file here builds. */
import type { Loc } from '../../source/loc.js';
import type { BaseClass, CheckedExpr, CheckedInit, ConversionKind, FunctionSymbol, Type, ValueCategory, VarSymbol } from '../../tree/index.js';
import type { ExprSema } from './own.js';
import { builtinFacts, elementType, integerFacts, wrap } from './type-facts.js';

export const errorExpr = (s: ExprSema, loc: Loc, type?: Type): CheckedExpr => ({ kind: 'error', type: type ?? s.types.builtin('int'), category: 'prvalue', loc });

export const integerExpr = (type: Type, value: bigint, loc: Loc): CheckedExpr => ({ kind: 'integer', value, type, category: 'prvalue', loc });

export const intExpr = (s: ExprSema, value: number, loc: Loc): CheckedExpr => integerExpr(s.types.builtin('int'), BigInt(value), loc);

export const sizeExpr = (s: ExprSema, value: number, loc: Loc): CheckedExpr => integerExpr(s.types.builtin('unsigned long'), BigInt(value), loc);

export const boolExpr = (s: ExprSema, value: boolean, loc: Loc): CheckedExpr => integerExpr(s.types.builtin('bool'), value ? 1n : 0n, loc);

export function convert(conversion: ConversionKind, operand: CheckedExpr, type: Type, category: ValueCategory = 'prvalue', path?: readonly BaseClass[]): CheckedExpr {
  return path === undefined
    ? { kind: 'convert', conversion, operand, type, category, loc: operand.loc }
    : { kind: 'convert', conversion, operand, path, type, category, loc: operand.loc };
}

/** A discarded value; objects live to the end of the full expression. */
export function toVoid(s: ExprSema, operand: CheckedExpr): CheckedExpr {
  if (operand.type.kind === 'builtin' && operand.type.name === 'void') return operand;
  return convert('to-void', operand.type.kind === 'class' ? temporary(s, operand) : operand, s.types.builtin('void'));
}

/** A variable's use: references are lvalues of what they refer to. */
export function variableExpr(variable: VarSymbol, loc: Loc): CheckedExpr {
  const type = variable.type.kind === 'reference' ? variable.type.referee : variable.type;
  return { kind: 'variable', variable, type, category: 'lvalue', loc };
}

/** Type of a prvalue: only classes and arrays keep their qualifiers. */
export function prvalueType(type: Type): Type {
  return type.kind === 'class' || type.kind === 'array' ? type : type.unqualified;
}

/** A prvalue given an address. Void and glvalues pass through. */
export function temporary(s: ExprSema, value: CheckedExpr, category: 'xvalue' | 'lvalue' = 'xvalue'): CheckedExpr {
  if (value.category !== 'prvalue' || value.kind === 'error') return value;
  const element = elementType(value.type);
  const destructor = element.kind === 'class' ? s.destructorOf(element, value.loc) : undefined;
  if (destructor !== undefined) s.own.temporaries++;
  return { kind: 'temporary', value, destructor, extended: false, type: value.type, category, loc: value.loc };
}

/** Category and type of what a function with this result type returns. */
export function resultOf(result: Type): { readonly type: Type; readonly category: ValueCategory } {
  if (result.kind !== 'reference') return { type: prvalueType(result), category: 'prvalue' };
  return { type: result.referee, category: !result.rvalue || result.referee.kind === 'function' ? 'lvalue' : 'xvalue' };
}

export const deref = (pointer: CheckedExpr): CheckedExpr => ({
  kind: 'deref', pointer, type: pointer.type.kind === 'pointer' ? pointer.type.pointee : pointer.type, category: 'lvalue', loc: pointer.loc,
});

export const addressOf = (s: ExprSema, operand: CheckedExpr): CheckedExpr => ({
  kind: 'address-of', operand, type: s.types.pointer(operand.type), category: 'prvalue', loc: operand.loc,
});

export function directCall(s: ExprSema, fn: FunctionSymbol, object: CheckedExpr | undefined, args: readonly CheckedExpr[], loc: Loc, virtual = false): CheckedExpr {
  const result = resultOf(fn.type.result);
  if (fn.builtin !== undefined && object === undefined) return { kind: 'builtin', name: fn.builtin, args, type: result.type, category: result.category, loc };
  void s;
  return { kind: 'call', function: fn, object, args, virtual, type: result.type, category: result.category, loc };
}

/** The initializer that an expression stands for. */
export function initOf(expr: CheckedExpr): CheckedInit {
  return expr.kind === 'init' ? expr.init : { kind: 'expression', expr };
}

/** The expression form of an initializer of an object of this type. */
export function exprOf(init: CheckedInit, type: Type, loc: Loc): CheckedExpr {
  return init.kind === 'expression' ? init.expr : { kind: 'init', init, type, category: 'prvalue', loc };
}

/** Conversion of a scalar prvalue to a scalar type, known to be possible; literals are folded. */
export function scalarConvert(s: ExprSema, e: CheckedExpr, to: Type): CheckedExpr {
  to = to.unqualified;
  const from = e.type;
  if (from === to || e.kind === 'error') return e;
  if (from.unqualified === to) return { ...e, type: to };
  const target = to.kind === 'enum' ? to.symbol.underlying : to;
  const source = from.kind === 'enum' ? from.symbol.underlying : from;
  if (target.kind === 'builtin') {
    const facts = builtinFacts[target.name];
    if (source.kind === 'builtin') {
      const f = builtinFacts[source.name];
      switch (facts.kind) {
        case 'bool':
          if (e.kind === 'integer') return integerExpr(to, e.value === 0n ? 0n : 1n, e.loc);
          return convert('to-bool', e, to);
        case 'integer':
          if (f.kind === 'floating') return convert('floating-to-integral', e, to);
          if (e.kind === 'integer') return integerExpr(to, wrap(to, e.value), e.loc);
          return convert(f.kind === 'null' ? 'pointer-to-integral' : 'integral', e, to);
        case 'floating':
          if (f.kind === 'floating') {
            if (e.kind === 'floating') return { kind: 'floating', value: facts.size === 4 ? Math.fround(e.value) : e.value, type: to, category: 'prvalue', loc: e.loc };
            return convert('floating', e, to);
          }
          if (e.kind === 'integer' && e.value >= -9007199254740992n && e.value <= 9007199254740992n) {
            const value = Number(e.value);
            return { kind: 'floating', value: facts.size === 4 ? Math.fround(value) : value, type: to, category: 'prvalue', loc: e.loc };
          }
          return convert('integral-to-floating', e, to);
        case 'null':
          return convert('null-to-pointer', e, to);
        case 'void':
          return toVoid(s, e);
      }
    }
    if (facts.kind === 'bool') return convert('to-bool', e, to);
    if (facts.kind === 'void') return toVoid(s, e);
    return convert('pointer-to-integral', e, to);
  }
  if (target.kind === 'pointer') {
    if (source.kind === 'pointer') return convert('pointer', e, to);
    if (isNullConstant(e)) return convert('null-to-pointer', e, to);
    return convert('integral-to-pointer', e, to);
  }
  if (target.kind === 'member-pointer') return convert(source.kind === 'member-pointer' ? 'member-pointer' : 'null-to-member-pointer', e, to);
  return convert('no-op', e, to);
}

/** Integer literal zero or a value of nullptr_t. */
export function isNullConstant(e: CheckedExpr): boolean {
  if (e.type.kind !== 'builtin') return false;
  if (e.type.name === 'nullptr_t') return true;
  return e.kind === 'integer' && e.value === 0n && builtinFacts[e.type.name].kind === 'integer' && builtinFacts[e.type.name].rank >= 3;
}

export const isBitField = (e: CheckedExpr): boolean => e.kind === 'field' && e.field.bitWidth !== undefined;

export const isInteger = (t: Type): boolean => integerFacts(t) !== undefined;
