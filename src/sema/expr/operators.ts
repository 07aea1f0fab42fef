/**
 * Unary and binary operators (C++ [expr.unary] … [expr.log.or]) on builtin types; operands of class or enumeration type try overloaded operators first
 * (overloaded-operators.ts).
 */
import type * as Ast from '../../ast/index.js';
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { ArithmeticOp, CheckedExpr, CompareOp, Type } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { callOverloads, memberAccess } from './calls.js';
import { functionAddress, implicitScalar, toBool } from './conversions.js';
import { boolExpr, convert, deref, errorExpr, integerExpr, isBitField, isNullConstant, scalarConvert, toVoid } from './nodes.js';
import { builtinOperand, builtinTarget, overloadedBinary, overloadedUnary } from './overloaded-operators.js';
import { type ExprSema, isExpr, type Operand } from './own.js';
import { resolvedOperand } from './names.js';
import { runtimeCount, runtimeElement } from './runtime-size.js';
import { compositePointer, mixedPointers, similar, toRvalue } from './standard.js';
import { commonArithmetic, isArithmeticOrUnscoped, isFloating, isIntegralOrUnscoped, isVoid, promotedOf } from './type-facts.js';

/** An operand as an expression: lists are errors, overload sets must be unique. */
export function asExpr(s: ExprSema, operand: Operand, ctx: BodyContext): CheckedExpr {
  if (isExpr(operand)) return operand;
  if (operand.kind === 'list') {
    s.report(exprMessages.listAsOperand, operand.loc);
    return errorExpr(s, operand.loc);
  }
  return functionAddress(s, operand, undefined, ctx, operand.loc) ?? errorExpr(s, operand.loc);
}

const hasOverloads = (e: Operand): boolean => isExpr(e) && (e.type.kind === 'class' || e.type.kind === 'enum');

export function checkBinary(s: ExprSema, expr: Extract<Ast.Expr, { kind: 'binary' }>, ctx: BodyContext): CheckedExpr {
  const { op, opLoc } = expr;
  const left = s.own.checkOperand(expr.left, ctx);
  const right = s.own.checkOperand(expr.right, ctx);
  return truthValue(s, binary(s, op, left, right, ctx, opLoc));
}

/** C: comparisons and logical operators give an int. */
function truthValue(s: ExprSema, e: CheckedExpr): CheckedExpr {
  const truth = e.kind === 'compare' || e.kind === 'logical' || e.kind === 'logical-not' || (e.kind === 'integer' && e.type === s.types.builtin('bool'));
  return s.options.c && truth ? scalarConvert(s, e, s.types.builtin('int')) : e;
}

export function binary(s: ExprSema, op: Ast.BinaryOp, left: Operand, right: Operand, ctx: BodyContext, loc: Loc): CheckedExpr {
  if (left.kind === 'error' || right.kind === 'error') return errorExpr(s, loc, isComparison(op) ? s.types.builtin('bool') : undefined);
  if ((hasOverloads(left) || hasOverloads(right)) && op !== '.*') {
    const overloaded = overloadedBinary(s, op, left, right, ctx, loc);
    if (overloaded !== undefined) return overloaded;
  }
  const l = asExpr(s, left, ctx);
  const r = asExpr(s, right, ctx);
  if (l.kind === 'error' || r.kind === 'error') return errorExpr(s, loc);
  switch (op) {
    case ',':
      return { kind: 'comma', left: toVoid(s, l), right: r, type: r.type, category: r.category, loc };
    case '&&':
    case '||': {
      const a = toBool(s, l, ctx, l.loc);
      const b = toBool(s, r, ctx, r.loc);
      if (a.kind === 'error' || b.kind === 'error') return errorExpr(s, loc, s.types.builtin('bool'));
      return { kind: 'logical', op, left: a, right: b, type: s.types.builtin('bool'), category: 'prvalue', loc };
    }
    case '.*':
    case '->*':
      return memberAccess(s, l, r, op === '->*', ctx, loc);
    case '<=>':
      return threeWay(s, builtinOperand(s, l, ctx), builtinOperand(s, r, ctx), ctx, loc);
    default:
      return builtinBinary(s, op, builtinOperand(s, l, ctx), builtinOperand(s, r, ctx), loc);
  }
}

/** Builtin `<=>`: by the overload of std::__three_way (in <compare>) for the operands' common type. */
function threeWay(s: ExprSema, left: CheckedExpr, right: CheckedExpr, ctx: BodyContext, loc: Loc): CheckedExpr {
  if (left.kind === 'error' || right.kind === 'error') return errorExpr(s, loc);
  if (left.type.kind === 'class' || right.type.kind === 'class') return invalid(s, left, right, loc);
  const std = s.lookup('std', s.globalScope, loc);
  const found = std?.kind === 'namespace' ? s.lookupInNamespace(std, '__three_way', loc) : undefined;
  if (found?.kind !== 'overloads') {
    s.report(exprMessages.compareHeader, loc);
    return errorExpr(s, loc);
  }
  // As for '<', which brings both operands to one type.
  const less = builtinBinary(s, '<', left, right, loc);
  if (less.kind !== 'compare') return less.kind === 'error' ? less : invalid(s, left, right, loc);
  const set = { kind: 'overload-set', set: found, explicitArgs: undefined, object: undefined, qualified: true, through: undefined, addressed: false, loc } as const;
  return callOverloads(s, set, [less.left, less.right], ctx, loc);
}

const isComparison = (op: string): boolean => op === '<' || op === '>' || op === '<=' || op === '>=' || op === '==' || op === '!=';

function invalid(s: ExprSema, l: CheckedExpr, r: CheckedExpr, loc: Loc): CheckedExpr {
  s.report(exprMessages.invalidOperands, loc, [s.typeToString(l.type), s.typeToString(r.type)]);
  return errorExpr(s, loc);
}

/** Arithmetic, comparison and pointer arithmetic on builtin types. */
export function builtinBinary(s: ExprSema, op: Exclude<Ast.BinaryOp, ',' | '&&' | '||' | '.*' | '->*'>, left: CheckedExpr, right: CheckedExpr, loc: Loc): CheckedExpr {
  if (left.kind === 'error' || right.kind === 'error') return errorExpr(s, loc);
  if (left.type.kind === 'class' || right.type.kind === 'class') return invalid(s, left, right, loc);
  const l = toRvalue(s, left);
  const r = toRvalue(s, right);
  if (isVoid(l.type) || isVoid(r.type)) return invalid(s, l, r, loc);
  switch (op) {
    case '<': case '>': case '<=': case '>=': case '==': case '!=':
      return compare(s, op, l, r, loc);
    case '<=>':
      return invalid(s, l, r, loc);
    case '<<': case '>>': {
      if (!isIntegralOrUnscoped(l.type) || !isIntegralOrUnscoped(r.type)) return invalid(s, l, r, loc);
      const type = promotedOf(s.types, l);
      return { kind: 'arithmetic', op, left: scalarConvert(s, l, type), right: scalarConvert(s, r, promotedOf(s.types, r)), type, category: 'prvalue', loc };
    }
    case '+':
      if (l.type.kind === 'pointer' && isIntegralOrUnscoped(r.type)) return pointerAdd(s, '+', l, r, loc);
      if (r.type.kind === 'pointer' && isIntegralOrUnscoped(l.type)) return pointerAdd(s, '+', r, l, loc);
      break;
    case '-':
      if (l.type.kind === 'pointer') {
        if (isIntegralOrUnscoped(r.type)) return pointerAdd(s, '-', l, r, loc);
        if (r.type.kind === 'pointer') return pointerDifference(s, l, r, loc);
      }
      break;
    default:
      break;
  }
  if (!isArithmeticOrUnscoped(l.type) || !isArithmeticOrUnscoped(r.type)) return invalid(s, l, r, loc);
  const type = commonArithmetic(s.types, promotedOf(s.types, l), promotedOf(s.types, r));
  if ((op === '%' || op === '&' || op === '|' || op === '^') && isFloating(type)) return invalid(s, l, r, loc);
  const b = scalarConvert(s, r, type);
  if ((op === '/' || op === '%') && b.kind === 'integer' && b.value === 0n) s.report(exprMessages.divisionByZero, loc);
  return { kind: 'arithmetic', op, left: scalarConvert(s, l, type), right: b, type, category: 'prvalue', loc };
}

export function pointerAdd(s: ExprSema, op: '+' | '-', pointer: CheckedExpr, index: CheckedExpr, loc: Loc): CheckedExpr {
  const { type } = pointer;
  if (type.kind !== 'pointer') return errorExpr(s, loc);
  const i = scalarConvert(s, index, promotedOf(s.types, index));
  const { pointee } = type;
  if (pointee.kind === 'function' || isVoid(pointee)) {
    // GNU: void and functions count as bytes.
    const bytes = s.types.pointer(s.types.builtin('char'));
    const moved: CheckedExpr = { kind: 'pointer-add', op, pointer: convert('pointer', pointer, bytes), index: i, type: bytes, category: 'prvalue', loc };
    return convert('pointer', moved, type);
  }
  const innermost = runtimeElement(pointee);
  if (innermost !== undefined) {
    // Rows whose length is known at run time: in elements.
    const flat = s.types.pointer(innermost);
    const long = s.types.builtin('long');
    const elements: CheckedExpr = { kind: 'arithmetic', op: '*', left: scalarConvert(s, i, long), right: scalarConvert(s, runtimeCount(s, pointee, loc), long), type: long, category: 'prvalue', loc };
    const moved: CheckedExpr = { kind: 'pointer-add', op, pointer: convert('pointer', pointer, flat), index: elements, type: flat, category: 'prvalue', loc };
    return convert('pointer', moved, type.unqualified);
  }
  if (pointee.kind === 'class' && !s.completeType(pointee)) {
    s.report(exprMessages.incompletePointee, loc, [s.typeToString(pointee)]);
    return errorExpr(s, loc, type);
  }
  return { kind: 'pointer-add', op, pointer, index: i, type: type.unqualified, category: 'prvalue', loc };
}

function pointerDifference(s: ExprSema, l: CheckedExpr, r: CheckedExpr, loc: Loc): CheckedExpr {
  if (l.type.kind !== 'pointer' || r.type.kind !== 'pointer' || l.type.pointee.kind === 'function' || (!similar(l.type.pointee, r.type.pointee) && !(s.options.c && (isVoid(l.type.pointee) || isVoid(r.type.pointee))))) return invalid(s, l, r, loc);
  const type = s.types.builtin('long');
  const { pointee } = l.type;
  if (isVoid(pointee) || isVoid(r.type.pointee)) {
    const bytes = s.types.pointer(s.types.builtin('char'));
    return { kind: 'pointer-difference', left: convert('pointer', l, bytes), right: convert('pointer', r, bytes), type, category: 'prvalue', loc };
  }
  if (pointee.kind === 'class' && !s.completeType(pointee, loc)) return errorExpr(s, loc, type);
  const innermost = runtimeElement(pointee);
  if (innermost !== undefined) {
    const flat = s.types.pointer(innermost);
    const elements: CheckedExpr = { kind: 'pointer-difference', left: convert('pointer', l, flat), right: convert('pointer', r, flat), type, category: 'prvalue', loc };
    return { kind: 'arithmetic', op: '/', left: elements, right: scalarConvert(s, runtimeCount(s, pointee, loc), type), type, category: 'prvalue', loc };
  }
  return { kind: 'pointer-difference', left: l, right: implicitPointer(s, r, l.type), type, category: 'prvalue', loc };
}

const implicitPointer = (s: ExprSema, e: CheckedExpr, type: Type): CheckedExpr => (e.type === type ? e : scalarConvert(s, e, type));

function compare(s: ExprSema, op: CompareOp, l: CheckedExpr, r: CheckedExpr, loc: Loc): CheckedExpr {
  const bool = s.types.builtin('bool');
  const node = (left: CheckedExpr, right: CheckedExpr): CheckedExpr => ({ kind: 'compare', op, left, right, type: bool, category: 'prvalue', loc });
  if (isArithmeticOrUnscoped(l.type) && isArithmeticOrUnscoped(r.type)) {
    const type = commonArithmetic(s.types, promotedOf(s.types, l), promotedOf(s.types, r));
    if (!((isNullConstant(l) || isNullConstant(r)) && type.kind !== 'builtin')) return node(scalarConvert(s, l, type), scalarConvert(s, r, type));
  }
  if (l.type.kind === 'enum' && l.type.unqualified === r.type.unqualified) {
    const type = l.type.symbol.underlying;
    return node(scalarConvert(s, l, type), scalarConvert(s, r, type));
  }
  const lNull = isNullConstant(l);
  const rNull = isNullConstant(r);
  const isNullptr = (e: CheckedExpr): boolean => e.type.kind === 'builtin' && e.type.name === 'nullptr_t';
  const isPointer = (e: CheckedExpr): boolean => isNullptr(e) || e.type.kind === 'pointer';
  if (!s.options.c && op !== '==' && op !== '!=' && ((lNull && isPointer(r)) || (rNull && isPointer(l)) || isNullptr(l) || isNullptr(r))) return invalid(s, l, r, loc);
  if (lNull && rNull) return boolExpr(s, op === '==' || op === '<=' || op === '>=', loc);
  if (op !== '==' && op !== '!=' && (l.type.kind === 'member-pointer' || r.type.kind === 'member-pointer')) return invalid(s, l, r, loc);
  const lPointer = l.type.kind === 'pointer' || l.type.kind === 'member-pointer';
  const rPointer = r.type.kind === 'pointer' || r.type.kind === 'member-pointer';
  if (lPointer && rNull) return node(l, scalarConvert(s, nullOf(s, r), l.type));
  if (rPointer && lNull) return node(scalarConvert(s, nullOf(s, l), r.type), r);
  if (lPointer && rPointer) {
    const type = compositePointer(s, l.type.unqualified, r.type.unqualified) ?? mixedPointers(s, l, r, loc);
    if (type !== undefined) return node(implicitScalar(s, l, type), implicitScalar(s, r, type));
    s.report(exprMessages.comparePointers, loc, [s.typeToString(l.type), s.typeToString(r.type)]);
    return errorExpr(s, loc, bool);
  }
  if ((lPointer && isIntegralOrUnscoped(r.type)) || (rPointer && isIntegralOrUnscoped(l.type))) {
    if (s.options.c) {
      s.report(exprMessages.comparePointerIntegerInC, loc, [s.typeToString(l.type), s.typeToString(r.type)]);
      const type = lPointer ? l.type : r.type;
      return node(scalarConvert(s, l, type), scalarConvert(s, r, type));
    }
    s.report(exprMessages.comparePointerInteger, loc, [s.typeToString(l.type), s.typeToString(r.type)]);
    return errorExpr(s, loc, bool);
  }
  return invalid(s, l, r, loc);
}

const nullOf = (s: ExprSema, e: CheckedExpr): CheckedExpr => (e.kind === 'integer' ? integerExpr(s.types.builtin('nullptr_t'), 0n, e.loc) : e);

// ---- unary

export function checkUnary(s: ExprSema, expr: Extract<Ast.Expr, { kind: 'unary' }>, ctx: BodyContext): CheckedExpr | Operand {
  const { op, loc } = expr;
  if (op === '&') return checkAddressOf(s, expr.operand, ctx, loc);
  if (op === '&&') {
    s.report(exprMessages.labelAddress, loc);
    return errorExpr(s, loc);
  }
  const operand = s.own.checkOperand(expr.operand, ctx);
  if (operand.kind === 'error') return operand;
  if (op === '__real__' || op === '__imag__') {
    s.report(exprMessages.unexpectedComplex, loc, [op]);
    return errorExpr(s, loc);
  }
  return truthValue(s, unary(s, op, operand, ctx, loc));
}

export function unary(s: ExprSema, op: Exclude<Ast.UnaryOp, '&' | '&&' | '__real__' | '__imag__'>, operand: Operand, ctx: BodyContext, loc: Loc): CheckedExpr {
  if (operand.kind === 'error') return errorExpr(s, loc);
  if (hasOverloads(operand) && isExpr(operand)) {
    const overloaded = overloadedUnary(s, op, operand, false, ctx, loc);
    if (overloaded !== undefined) return overloaded;
  }
  let e = asExpr(s, operand, ctx);
  if (e.kind === 'error') return e;
  if (op === '!') {
    const value = toBool(s, e, ctx, loc);
    if (value.kind === 'error') return value;
    return { kind: 'logical-not', operand: value, type: s.types.builtin('bool'), category: 'prvalue', loc };
  }
  if (op === '++' || op === '--') return increment(s, op, true, builtinTarget(s, e, ctx), loc);
  e = toRvalue(s, builtinOperand(s, e, ctx));
  switch (op) {
    case '*':
      if (e.type.kind !== 'pointer') {
        s.report(exprMessages.indirection, loc, [s.typeToString(e.type)]);
        return errorExpr(s, loc);
      }
      if (isVoid(e.type.pointee)) {
        s.report(exprMessages.derefVoid, loc, [s.typeToString(e.type)]);
        return errorExpr(s, loc);
      }
      return { ...deref(e), loc };
    case '+':
      if (e.type.kind === 'pointer') return e;
      if (!isArithmeticOrUnscoped(e.type)) break;
      return scalarConvert(s, e, promotedOf(s.types, e));
    case '-': {
      if (!isArithmeticOrUnscoped(e.type)) break;
      const type = promotedOf(s.types, e);
      const value = scalarConvert(s, e, type);
      if (value.kind === 'floating') return { ...value, value: -value.value, loc };
      return { kind: 'negate', operand: value, type, category: 'prvalue', loc };
    }
    case '~': {
      if (!isIntegralOrUnscoped(e.type)) break;
      const type = promotedOf(s.types, e);
      return { kind: 'bit-not', operand: scalarConvert(s, e, type), type, category: 'prvalue', loc };
    }
    default:
      return op satisfies never;
  }
  s.report(exprMessages.invalidUnary, loc, [s.typeToString(e.type)]);
  return errorExpr(s, loc);
}

/** `&x`, `&f`, `&C::member`. */
function checkAddressOf(s: ExprSema, operandExpr: Ast.Expr, ctx: BodyContext, loc: Loc): Operand {
  if (operandExpr.kind === 'id' && (operandExpr.name.qualifiers.length > 0 || operandExpr.name.global)) {
    const found = s.resolveName(operandExpr.name, ctx);
    if (found === undefined) return errorExpr(s, loc);
    if (found.kind === 'entity' && found.entity.kind === 'field') {
      const field = found.entity;
      const pointerType = s.types.memberPointer(field.parent.type, field.type);
      return { kind: 'member-pointer', member: field, pointerType, type: pointerType, category: 'prvalue', loc };
    }
    const operand = resolvedOperand(s, found, operandExpr.name, ctx);
    return operand.kind === 'overload-set' ? { ...operand, object: undefined, addressed: true } : addressOperand(s, operand, ctx, loc);
  }
  const operand = s.own.checkOperand(operandExpr, ctx);
  if (operand.kind === 'overload-set') return { ...operand, addressed: true };
  return addressOperand(s, operand, ctx, loc);
}

function addressOperand(s: ExprSema, operand: Operand, ctx: BodyContext, loc: Loc): Operand {
  if (operand.kind === 'error') return operand;
  if (hasOverloads(operand) && isExpr(operand)) {
    const overloaded = overloadedUnary(s, '&', operand, false, ctx, loc);
    if (overloaded !== undefined) return overloaded;
  }
  const e = asExpr(s, operand, ctx);
  if (e.kind === 'error') return e;
  if (e.category !== 'lvalue' && !(e.category === 'xvalue' && e.kind !== 'temporary' && e.type.kind === 'function')) {
    s.report(exprMessages.addressOfRvalue, loc, [s.typeToString(e.type)]);
    return errorExpr(s, loc, s.types.pointer(e.type));
  }
  if (isBitField(e)) {
    s.report(exprMessages.addressOfBitField, loc);
    return errorExpr(s, loc, s.types.pointer(e.type));
  }
  if (e.kind === 'variable' && e.variable.builtin !== undefined) s.report(exprMessages.addressOfBuiltin, loc, [e.variable.name]);
  return takeAddress(s, e, loc);
}

/** Address of a glvalue; `&*p` is p. */
export function takeAddress(s: ExprSema, e: CheckedExpr, loc: Loc): CheckedExpr {
  const type = s.types.pointer(e.type);
  if (e.type.kind === 'function') return convert('function-to-pointer', e, type);
  if (e.kind === 'deref' && e.pointer.type.unqualified === type) return e.pointer;
  return { kind: 'address-of', operand: e, type, category: 'prvalue', loc };
}

/** Can the glvalue be modified? Reports if not. */
export function modifiable(s: ExprSema, e: CheckedExpr, loc: Loc): boolean {
  if (e.category !== 'lvalue' || e.type.kind === 'function' || e.type.kind === 'array') {
    s.report(exprMessages.notAssignable, loc);
    return false;
  }
  if ((e.type.cv & 1) !== 0) {
    s.report(exprMessages.assignConst, loc, [s.typeToString(e.type)]);
    return false;
  }
  return true;
}

/** Is it (part of) a __constant__ variable? */
function isConstantMemory(e: CheckedExpr): boolean {
  let at = e;
  for (;;) {
    if (at.kind === 'variable') return at.variable.storage === 'constant';
    if (at.kind !== 'field') return false;
    at = at.base;
  }
}

export function checkPostfix(s: ExprSema, expr: Extract<Ast.Expr, { kind: 'postfix' }>, ctx: BodyContext): CheckedExpr {
  const { op, loc } = expr;
  const operand = s.own.checkOperand(expr.operand, ctx);
  if (operand.kind === 'error') return operand;
  if (hasOverloads(operand) && isExpr(operand)) {
    const overloaded = overloadedUnary(s, op, operand, true, ctx, loc);
    if (overloaded !== undefined) return overloaded;
  }
  return increment(s, op, false, builtinTarget(s, asExpr(s, operand, ctx), ctx), loc);
}

function increment(s: ExprSema, op: '++' | '--', prefix: boolean, operand: CheckedExpr, loc: Loc): CheckedExpr {
  const { type } = operand;
  if (operand.kind === 'error') return operand;
  if (type.kind !== 'pointer' && !(type.kind === 'builtin' && isArithmeticOrUnscoped(type))) {
    s.report(exprMessages.invalidUnary, loc, [s.typeToString(type)]);
    return errorExpr(s, loc);
  }
  if (!modifiable(s, operand, loc)) return errorExpr(s, loc, type);
  if (type.kind === 'builtin' && type.name === 'bool' && !s.options.c) {
    s.report(exprMessages.boolIncrement, loc);
    return errorExpr(s, loc, type);
  }
  if (type.kind === 'pointer' && type.pointee.kind === 'class' && !s.completeType(type.pointee, loc)) return errorExpr(s, loc, type);
  return { kind: 'increment', op, prefix, operand, type: prefix ? type : type.unqualified, category: prefix ? 'lvalue' : 'prvalue', loc };
}

// ---- subscripts

export function checkSubscript(s: ExprSema, expr: Extract<Ast.Expr, { kind: 'subscript' }>, ctx: BodyContext): CheckedExpr {
  const base = s.own.checkOperand(expr.base, ctx);
  const index = s.own.checkOperand(expr.index, ctx);
  if (base.kind === 'error' || index.kind === 'error') return errorExpr(s, expr.loc);
  if (isExpr(base) && base.type.kind === 'class') {
    const overloaded = s.own.callOperator('operator[]', base, [index], ctx, expr.loc);
    if (overloaded !== undefined) return overloaded;
  }
  let b = builtinOperand(s, asExpr(s, base, ctx), ctx);
  let i = builtinOperand(s, asExpr(s, index, ctx), ctx);
  if (b.kind === 'error' || i.kind === 'error') return errorExpr(s, expr.loc);
  if ((i.type.kind === 'pointer' || i.type.kind === 'array') && isIntegralOrUnscoped(b.type)) [b, i] = [i, b];
  if (b.type.kind !== 'pointer' && b.type.kind !== 'array') {
    s.report(exprMessages.subscriptInvalid, expr.loc);
    return errorExpr(s, expr.loc);
  }
  const value = toRvalue(s, i);
  if (!isIntegralOrUnscoped(value.type)) {
    s.report(exprMessages.subscriptNotInteger, i.loc);
    return errorExpr(s, expr.loc, b.type.kind === 'array' ? b.type.element : b.type.pointee);
  }
  const rvalueArray = b.type.kind === 'array' && b.category !== 'lvalue';
  const sum = pointerAdd(s, '+', toRvalue(s, b), value, expr.loc);
  if (sum.kind === 'error') return sum;
  const element = deref(sum);
  return rvalueArray ? { ...element, category: 'xvalue' } : element;
}

// ---- assignment

export function checkAssign(s: ExprSema, expr: Extract<Ast.Expr, { kind: 'assign' }>, ctx: BodyContext): CheckedExpr {
  const left = s.own.checkOperand(expr.left, ctx);
  const right = s.own.checkOperand(expr.right, ctx);
  return assign(s, expr.op, left, right, ctx, expr.opLoc);
}

export function assign(s: ExprSema, op: Ast.AssignOp, left: Operand, right: Operand, ctx: BodyContext, loc: Loc): CheckedExpr {
  if (left.kind === 'error' || right.kind === 'error') return errorExpr(s, loc, isExpr(left) ? left.type : undefined);
  if (isExpr(left) && (left.type.kind === 'class' || (op !== '=' && (left.type.kind === 'enum' || hasOverloads(right))))) {
    const overloaded = overloadedBinary(s, op, left, right, ctx, loc);
    if (overloaded !== undefined) return overloaded;
    if (left.type.kind === 'class' && op === '=') return invalid(s, left, isExpr(right) ? right : errorExpr(s, loc), loc);
  }
  const target = builtinTarget(s, asExpr(s, left, ctx), ctx);
  if (target.kind === 'error') return target;
  if (!modifiable(s, target, loc)) return errorExpr(s, loc, target.type);
  const { type } = target;
  if (isConstantMemory(target) && ctx.fn !== undefined && (ctx.fn.space.device || ctx.fn.space.kernel) && !ctx.fn.space.host) {
    s.report(exprMessages.constantMemory, loc);
    return errorExpr(s, loc, type);
  }
  if (op === '=') {
    const value = s.own.convertOperand(right, type.unqualified, ctx, isExpr(right) ? right.loc : loc, 'assign');
    if (value.kind === 'error') return errorExpr(s, loc, type);
    return { kind: 'assign', left: target, right: value, type, category: 'lvalue', loc };
  }
  const value = toRvalue(s, builtinOperand(s, asExpr(s, right, ctx), ctx));
  if (value.kind === 'error') return errorExpr(s, loc, type);
  return compoundAssign(s, op.slice(0, -1) as ArithmeticOp, target, value, loc);
}

/** GNU C: `p += n` on a pointer to void counts bytes. */
function voidPointerAssign(s: ExprSema, op: '+' | '-', left: CheckedExpr, right: CheckedExpr, loc: Loc): CheckedExpr {
  const { type } = left;
  const bytes = s.types.pointer(s.types.builtin('char'));
  return { kind: 'compound-assign', op, left: convert('no-op', left, bytes, 'lvalue'), right: scalarConvert(s, right, promotedOf(s.types, right)), operationType: bytes, type, category: 'lvalue', loc };
}

function compoundAssign(s: ExprSema, op: ArithmeticOp, left: CheckedExpr, right: CheckedExpr, loc: Loc): CheckedExpr {
  const { type } = left;
  if (type.kind === 'pointer' && (op === '+' || op === '-')) {
    if (!isIntegralOrUnscoped(right.type)) return invalid(s, left, right, loc);
    if (s.options.c && isVoid(type.pointee)) return voidPointerAssign(s, op, left, right, loc);
    if (isVoid(type.pointee) || type.pointee.kind === 'function') {
      s.report(exprMessages.arithmeticVoid, loc, [isVoid(type.pointee) ? 'void' : 'a function type']);
      return errorExpr(s, loc, type);
    }
    const index = scalarConvert(s, right, promotedOf(s.types, right));
    return { kind: 'compound-assign', op, left, right: index, operationType: type.unqualified, type, category: 'lvalue', loc };
  }
  if (!isArithmeticOrUnscoped(type) || type.kind === 'enum' || !isArithmeticOrUnscoped(right.type)) return invalid(s, left, right, loc);
  const shift = op === '<<' || op === '>>';
  const leftType = promotedOf(s.types, left);
  const rightType = promotedOf(s.types, right);
  const operationType = shift ? leftType : commonArithmetic(s.types, leftType, rightType);
  const integral = shift || op === '%' || op === '&' || op === '|' || op === '^';
  if (integral && (isFloating(operationType) || isFloating(rightType))) return invalid(s, left, right, loc);
  const value = scalarConvert(s, right, shift ? rightType : operationType);
  if ((op === '/' || op === '%') && value.kind === 'integer' && value.value === 0n) s.report(exprMessages.divisionByZero, loc);
  return { kind: 'compound-assign', op, left, right: value, operationType, type, category: 'lvalue', loc };
}

