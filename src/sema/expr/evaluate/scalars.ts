/** Scalar prvalues of constant expressions: operators, conversions, builtins; expressions whose value is dropped. */
import type { Loc } from '../../../source/loc.js';
import type { CheckedExpr, Type } from '../../../tree/index.js';
import { integerFacts, isFloating, wrap } from '../type-facts.js';
import { asInteger, asPointer, compareValues, movePointer, read, target, write } from './access.js';
import { floatArithmetic, integerArithmetic, nearest, roundTo, truncate } from './arithmetic.js';
import { builtinValue } from './builtin-values.js';
import { callValue } from './calls.js';
import { dynamicPointer, mostDerived } from './dynamic-types.js';
import { alongBases, bitField, locate, modify, stepped, upToDerived } from './glvalues.js';
import { allocate, free } from './heap.js';
import { fail, type Machine, step } from './machine.js';
import { NULL, newSlot, pointerTo, pointerToFunction, type Value } from './memory.js';
import { destroy, evaluateInto, initializeSlot, temporary } from './objects.js';
import { inStatementExpression } from './statements.js';
import { inFullExpression } from './scopes.js';

export function arithmetic(op: Parameters<typeof integerArithmetic>[0], a: Value, b: Value, type: Type, loc: Loc): Value {
  if (typeof a === 'bigint' && typeof b === 'bigint') return integerArithmetic(op, a, b, type) ?? fail(loc, (op === '/' || op === '%') && b === 0n ? 'division by zero' : 'overflow in a constant expression');
  if (typeof a === 'number' && typeof b === 'number') return floatArithmetic(op, a, b, type) ?? fail(loc, 'division by zero');
  return fail(loc, 'arithmetic on addresses');
}

export function convertScalar(v: Value, type: Type, loc: Loc): Value {
  if (isFloating(type)) return typeof v === 'bigint' ? nearest(v, type) : typeof v === 'number' ? roundTo(type, v) : fail(loc, 'address as a number');
  const facts = integerFacts(type);
  if (facts === undefined) return v;
  if (facts.kind === 'bool') return typeof v === 'bigint' ? (v === 0n ? 0n : 1n) : typeof v === 'number' ? (v === 0 ? 0n : 1n) : truth(v, loc);
  if (typeof v === 'bigint') return wrap(type, v);
  return typeof v === 'number' ? (truncate(v, type) ?? fail(loc, 'value is outside the range of the integer type')) : fail(loc, 'address as a number');
}

function truth(v: Value, loc: Loc): bigint {
  if (typeof v === 'object') {
    if (v.kind === 'pointer') return v.slot === undefined && v.fn === undefined ? 0n : 1n;
    return v.member === undefined ? 0n : 1n;
  }
  return convertScalar(v, { kind: 'builtin', name: 'bool' } as Type, loc) as bigint;
}

export function evaluate(m: Machine, e: CheckedExpr): Value {
  switch (e.kind) {
    case 'integer':
      return e.type.kind === 'builtin' && e.type.name === 'nullptr_t' ? NULL : e.value;
    case 'floating':
      return e.value;
    case 'convert':
      return evaluateConverted(m, e);
    case 'arithmetic':
      step(m, e.loc);
      return arithmetic(e.op, evaluate(m, e.left), evaluate(m, e.right), e.type, e.loc);
    case 'compare':
      step(m, e.loc);
      return compareValues(e.op, evaluate(m, e.left), evaluate(m, e.right), e.loc) ? 1n : 0n;
    case 'logical': {
      const left = isTrue(m, e.left);
      if (left !== (e.op === '&&')) return left ? 1n : 0n;
      return isTrue(m, e.right) ? 1n : 0n;
    }
    case 'logical-not':
      return evaluate(m, e.operand) === 0n ? 1n : 0n;
    case 'negate': {
      const v = evaluate(m, e.operand);
      if (typeof v === 'number') return -v;
      const result = -asInteger(v, e.loc);
      const wrapped = wrap(e.type, result);
      return wrapped === result || integerFacts(e.type)?.signed === false ? wrapped : fail(e.loc, 'overflow in a constant expression');
    }
    case 'bit-not':
      return wrap(e.type, ~asInteger(evaluate(m, e.operand), e.loc));
    case 'comma':
      discard(m, e.left);
      return evaluate(m, e.right);
    case 'conditional':
      return evaluate(m, isTrue(m, e.condition) ? e.then : e.otherwise);
    case 'pointer-add': {
      const p = asPointer(evaluate(m, e.pointer), e.loc);
      const i = asInteger(evaluate(m, e.index), e.loc);
      return movePointer(p, e.op === '-' ? -i : i, e.loc);
    }
    case 'pointer-difference': {
      const a = asPointer(evaluate(m, e.left), e.loc);
      const b = asPointer(evaluate(m, e.right), e.loc);
      if (a.slot !== b.slot) return fail(e.loc, 'subtracted pointers are not elements of the same array');
      return BigInt(Math.max(a.index, 0) - Math.max(b.index, 0));
    }
    case 'address-of':
      return pointerTo(locate(m, e.operand));
    case 'this':
      return m.frame?.self === undefined ? fail(e.loc, "'this' outside of an evaluated function") : { kind: 'pointer', slot: m.frame.self, index: -1, fn: undefined };
    case 'member-pointer':
      return { kind: 'member', member: e.member, type: e.pointerType };
    case 'increment': {
      if (e.prefix) return read(modify(m, e), e.loc);
      const slot = locate(m, e.operand);
      const old = read(slot, e.loc);
      write(slot, bitField(e.operand, stepped(old, e.op, e.operand.type, e.loc)), e.loc);
      return old;
    }
    case 'call':
    case 'call-pointer':
    case 'call-member-pointer':
      return callValue(m, e, undefined) ?? fail(e.loc, 'call without a value');
    case 'builtin':
      return evaluateBuiltin(m, e);
    case 'full':
      return inFullExpression(m, e.loc, () => evaluate(m, e.value));
    case 'new':
      return allocate(m, e);
    case 'dynamic-cast':
      if (e.category === 'prvalue') return dynamicPointer(m, e);
      break;
    case 'init': {
      if (e.init.kind === 'expression') return evaluate(m, e.init.expr);
      if (e.type.kind === 'class' || e.type.kind === 'array') break;
      const slot = newSlot(e.type);
      initializeSlot(m, e.init, slot, e.loc);
      return read(slot, e.loc);
    }
    case 'statement-expression': {
      const { result } = e;
      return inStatementExpression(m, e, () => (result === undefined ? 0n : evaluate(m, result)));
    }
    case 'function':
      return pointerToFunction(e.function);
    default:
      break;
  }
  if (e.category !== 'prvalue') return read(locate(m, e), e.loc);
  // Class prvalues whose value is dropped, and calls without one.
  if (e.type.kind === 'builtin' && e.type.name === 'void') {
    discard(m, e);
    return 0n;
  }
  return fail(e.loc, notAllowed(e));
}

export const isTrue = (m: Machine, e: CheckedExpr): boolean => evaluate(m, e) !== 0n;

const NAMES: Partial<Record<CheckedExpr['kind'], string>> = {
  throw: "'throw'", new: "'new'", delete: "'delete'", launch: 'a kernel launch', 'dynamic-cast': "'dynamic_cast'", typeid: "'typeid'", 'va-start': 'va_start', 'va-arg': 'va_arg', 'va-copy': 'va_copy', 'va-end': 'va_end',
  'statement-expression': 'a statement expression', builtin: 'this builtin',
};

export const notAllowed = (e: CheckedExpr): string => `${NAMES[e.kind] ?? 'this expression'} is not allowed in a constant expression`;

function evaluateConverted(m: Machine, e: CheckedExpr & { kind: 'convert' }): Value {
  const { operand } = e;
  switch (e.conversion) {
    case 'lvalue-to-rvalue': {
      const slot = locate(m, operand);
      return read(slot, e.loc);
    }
    case 'array-to-pointer': {
      const slot = locate(m, operand);
      return { kind: 'pointer', slot, index: 0, fn: undefined };
    }
    case 'function-to-pointer':
      return operand.kind === 'function' ? pointerToFunction(operand.function) : evaluate(m, operand);
    case 'integral':
    case 'floating':
    case 'integral-to-floating':
    case 'floating-to-integral':
      return convertScalar(evaluate(m, operand), e.type, e.loc);
    case 'to-bool':
      return truth(evaluate(m, operand), e.loc);
    case 'pointer': {
      const p = evaluate(m, operand);
      if (e.type.kind === 'pointer' && operand.type.kind === 'pointer' && !compatible(e.type.pointee, operand.type.pointee)) {
        // Through void* and back is fine when the object's type agrees at the access.
        if (typeof p === 'object' && p.kind === 'pointer' && (p.slot === undefined || e.type.pointee.kind === 'builtin')) return p;
        return reinterpreted(p, e.type.pointee, e.loc);
      }
      return p;
    }
    case 'derived-to-base': {
      const p = asPointer(evaluate(m, operand), e.loc);
      return p.slot === undefined ? p : { kind: 'pointer', slot: alongBases(target(p, e.loc), e.path, e.loc), index: -1, fn: undefined };
    }
    case 'base-to-derived': {
      const p = asPointer(evaluate(m, operand), e.loc);
      return p.slot === undefined ? p : pointerTo(upToDerived(target(p, e.loc), e.path, e.loc));
    }
    case 'null-to-pointer':
      return NULL;
    case 'null-to-member-pointer':
      return { kind: 'member', member: undefined, type: undefined };
    case 'member-pointer':
      return evaluate(m, operand);
    case 'to-void':
      discard(m, operand);
      return 0n;
    case 'no-op':
      return e.category === 'prvalue' ? evaluate(m, operand) : read(locate(m, operand), e.loc);
    case 'pointer-to-integral':
    case 'integral-to-pointer': {
      const v = evaluate(m, operand);
      if (e.conversion === 'integral-to-pointer' && v === 0n) return NULL;
      if (e.conversion === 'pointer-to-integral' && typeof v === 'object' && v.kind === 'pointer' && v.slot === undefined && v.fn === undefined) return 0n;
      return fail(e.loc, 'conversion between pointers and integers is not allowed in a constant expression');
    }
    case 'reinterpret-lvalue':
      return fail(e.loc, 'reinterpretation is not allowed in a constant expression');
    default:
      return e.conversion satisfies never;
  }
}

const isCharacter = (t: Type): boolean => t.kind === 'builtin' && (t.name === 'char' || t.name === 'unsigned char' || t.name === 'signed char');
const compatible = (a: Type, b: Type): boolean => a.unqualified === b.unqualified || (a.kind === 'builtin' && a.name === 'void') || (isCharacter(a) && isCharacter(b)) || a.kind === 'function' || a.kind === 'pointer';

function reinterpreted(p: Value, pointee: Type, loc: Loc): Value {
  const q = asPointer(p, loc);
  const slot = target(q, loc);
  return slot.type.unqualified === pointee.unqualified ? q : fail(loc, 'reinterpretation is not allowed in a constant expression');
}

function evaluateBuiltin(m: Machine, e: CheckedExpr & { kind: 'builtin' }): Value {
  switch (e.name) {
    case '__builtin_is_constant_evaluated':
      return 1n;
    case '__builtin_unreachable':
    case '__builtin_trap':
      return fail(e.loc, 'unreachable code was reached in a constant expression');
    case '__builtin_LINE':
    case '__builtin_FILE':
    case '__builtin_FUNCTION':
      return fail(e.loc, 'source location');
    case '__builtin_bit_cast':
      return bitCastValue(evaluate(m, e.args[0]), e.args[0].type, e.type, e.loc);
    case '__builtin_add_overflow':
    case '__builtin_sub_overflow':
    case '__builtin_mul_overflow': {
      const a = asInteger(evaluate(m, e.args[0]), e.loc);
      const b = asInteger(evaluate(m, e.args[1]), e.loc);
      const slot = target(evaluate(m, e.args[2]), e.loc);
      const exact = e.name === '__builtin_add_overflow' ? a + b : e.name === '__builtin_sub_overflow' ? a - b : a * b;
      const wrapped = wrap(slot.type, exact);
      write(slot, wrapped, e.loc);
      return wrapped === exact ? 0n : 1n;
    }
    default: {
      const values = e.args.map((a) => evaluate(m, a));
      return builtinValue(e.name, values, e.args.map((a) => a.type), e.type) ?? fail(e.loc, `call of '${e.name}' is not constant`);
    }
  }
}

/** Scalars of equal size. */
function bitCastValue(v: Value, from: Type, to: Type, loc: Loc): Value {
  const view = new DataView(new ArrayBuffer(16));
  const bytes = from.kind === 'builtin' || from.kind === 'enum' ? (integerFacts(from)?.size ?? (from.kind === 'builtin' && from.name === 'float' ? 4 : 8)) : 0;
  if (typeof v === 'bigint') view.setBigUint64(0, BigInt.asUintN(64, v), true);
  else if (typeof v === 'number') {
    if (bytes === 4) view.setFloat32(0, v, true);
    else view.setFloat64(0, v, true);
  } else return fail(loc, 'bit cast of an address');
  if (bytes === 0 || bytes > 8) return fail(loc, 'bit cast of a class');
  if (isFloating(to)) return bytes === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true);
  return integerFacts(to) === undefined ? fail(loc, 'bit cast to a class') : wrap(to, view.getBigUint64(0, true));
}

export function discard(m: Machine, e: CheckedExpr): void {
  switch (e.kind) {
    case 'full':
      inFullExpression(m, e.loc, () => discard(m, e.value));
      return;
    case 'temporary':
      temporary(m, e);
      return;
    case 'comma':
      discard(m, e.left);
      discard(m, e.right);
      return;
    case 'throw':
      return fail(e.loc, notAllowed(e));
    case 'conditional':
      discard(m, isTrue(m, e.condition) ? e.then : e.otherwise);
      return;
    case 'delete':
      free(m, e);
      return;
    case 'destroy': {
      const slot = locate(m, e.object);
      if (slot.opaque || slot.frozen) fail(e.loc, 'destruction of an object that is not a local of the evaluation');
      destroy(m, e.virtual ? mostDerived(slot) : slot, e.loc);
      return;
    }
    case 'convert':
      if (e.conversion === 'to-void') {
        discard(m, e.operand);
        return;
      }
      break;
    case 'call':
    case 'call-pointer':
    case 'call-member-pointer': {
      const isObject = e.type.kind === 'class' && e.category === 'prvalue';
      const result = isObject ? newSlot(e.type) : undefined;
      callValue(m, e, result);
      if (result !== undefined) m.temporaries.push(result);
      return;
    }
    default:
      break;
  }
  if (e.category !== 'prvalue') locate(m, e);
  else if (e.type.kind === 'class' || e.type.kind === 'array') {
    const slot = newSlot(e.type);
    evaluateInto(m, e, slot);
    m.temporaries.push(slot);
  } else evaluate(m, e);
}
