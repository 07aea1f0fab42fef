/**
 * The interpreter of constant expressions over the checked tree (C++ [expr.const]): expressions, initializers, statements and calls. What is not constant
 * throws a `Failure`, which the entry points (constants.ts) turn into "not a constant".
 */
import type { Loc } from '../../../source/loc.js';
import type { BaseClass, CheckedExpr, CheckedInit, CheckedStmt, ClassSymbol, FunctionSymbol, Type, VarSymbol } from '../../../tree/index.js';
import type { ExprSema } from '../own.js';
import { fits, integerFacts, isFloating, wrap } from '../type-facts.js';
import { compareNumbers, floatArithmetic, integerArithmetic, roundTo, truncate } from './arithmetic.js';
import { builtinValue } from './builtin-values.js';
import { copySlot, fieldPart, NULL, newSlot, part, partCount, pointerTo, pointerToFunction, type PointerValue, rootOf, type Slot, setZero, type Value } from './memory.js';

export interface Failure {
  readonly kind: 'not-constant';
  readonly loc: Loc;
  readonly text: string;
}

export function fail(loc: Loc, text: string): never {
  const failure: Failure = { kind: 'not-constant', loc, text };
  throw failure;
}

interface Frame {
  readonly variables: Map<VarSymbol, Slot>;
  readonly self: Slot | undefined;
  /** Where a return statement puts class and array results; scalars and references go to `value`. */
  readonly result: Slot | undefined;
  value: Value | undefined;
}

export interface Machine {
  readonly s: ExprSema;
  steps: number;
  depth: number;
  frame: Frame | undefined;
  /** Slot of a variable with static storage (or a constant local of a function that is not being evaluated). */
  readonly variableSlot: (variable: VarSymbol, loc: Loc) => Slot;
  readonly strings: WeakMap<object, Slot>;
}

export function newMachine(s: ExprSema, variableSlot: (variable: VarSymbol, loc: Loc) => Slot, strings: WeakMap<object, Slot>): Machine {
  return { s, steps: s.options.limits.constexprSteps, depth: 0, frame: undefined, variableSlot, strings };
}

function step(m: Machine, loc: Loc): void {
  if (--m.steps < 0) fail(loc, 'constexpr evaluation hit maximum step limit; possible infinite loop? (-fconstexpr-ops-limit=N allows more)');
}

// ---- reading and writing

function zeroValue(type: Type): Value {
  if (type.kind === 'pointer' || type.kind === 'reference') return NULL;
  if (type.kind === 'member-pointer') return { kind: 'member', member: undefined, type };
  return isFloating(type) ? 0 : 0n;
}

export function read(slot: Slot, loc: Loc): Value {
  if (slot.value !== undefined) return slot.value;
  if (slot.opaque) fail(loc, 'read of a variable that is not usable in a constant expression');
  if (slot.zero) return zeroValue(slot.type);
  return fail(loc, 'read of an uninitialized object is not allowed in a constant expression');
}

function write(slot: Slot, value: Value, loc: Loc): void {
  if (slot.opaque || slot.frozen) fail(loc, 'modification of an object that is not a local of the evaluation');
  slot.value = value;
  // The other members of a union stop being active.
  const { parent } = slot;
  if (parent !== undefined && parent.type.kind === 'class' && parent.type.symbol.tag === 'union') {
    parent.zero = false;
    for (let i = 0; i < (parent.parts?.length ?? 0); i++) if (i !== slot.index) parent.parts![i] = undefined;
  }
}

function target(p: Value, loc: Loc): Slot {
  if (typeof p !== 'object' || p.kind !== 'pointer') return fail(loc, 'not an address');
  if (p.slot === undefined) return fail(loc, p.fn === undefined ? 'dereference of a null pointer' : 'function as an object');
  if (p.index < 0) return p.slot;
  if (p.index >= partCount(p.slot.type)) return fail(loc, 'access past the end of an array');
  return part(p.slot, p.index);
}

const asInteger = (v: Value, loc: Loc): bigint => (typeof v === 'bigint' ? v : fail(loc, 'not an integer'));
const asPointer = (v: Value, loc: Loc): PointerValue => (typeof v === 'object' && v.kind === 'pointer' ? v : fail(loc, 'not a pointer'));

// ---- glvalues

export function locate(m: Machine, e: CheckedExpr): Slot {
  switch (e.kind) {
    case 'variable': {
      const own = m.frame?.variables.get(e.variable);
      const slot = own ?? m.variableSlot(e.variable, e.loc);
      if (e.variable.type.kind !== 'reference') return slot;
      return target(read(slot, e.loc), e.loc);
    }
    case 'string': {
      let slot = m.strings.get(e);
      if (slot === undefined) {
        slot = newSlot(e.type, e, false, true);
        for (let i = 0; i < e.units.length; i++) part(slot, i).value = e.type.kind === 'array' ? wrap(e.type.element, BigInt(e.units[i])) : BigInt(e.units[i]);
        m.strings.set(e, slot);
      }
      return slot;
    }
    case 'field': {
      const base = locate(m, e.base);
      const slot = fieldOf(base, e.field, e.loc);
      return e.field.type.kind === 'reference' ? target(read(slot, e.loc), e.loc) : slot;
    }
    case 'deref':
      return target(evaluate(m, e.pointer), e.loc);
    case 'convert':
      return locateConverted(m, e);
    case 'temporary': {
      const slot = newSlot(e.type, e);
      evaluateInto(m, e.value, slot);
      return slot;
    }
    case 'comma':
      discard(m, e.left);
      return locate(m, e.right);
    case 'conditional':
      return locate(m, evaluate(m, e.condition) !== 0n ? e.then : e.otherwise);
    case 'assign':
    case 'assign-class':
    case 'compound-assign':
    case 'increment':
      return modify(m, e);
    case 'call':
    case 'call-pointer':
    case 'call-member-pointer':
    case 'full':
      if (e.kind === 'full') return locate(m, e.value);
      return target(callValue(m, e, undefined) ?? fail(e.loc, 'call without a value'), e.loc);
    case 'member-access': {
      const object = locate(m, e.object);
      const pointer = evaluate(m, e.pointer);
      if (typeof pointer !== 'object' || pointer.kind !== 'member' || pointer.member?.kind !== 'field') return fail(e.loc, 'null member pointer');
      return fieldOf(object, pointer.member, e.loc);
    }
    default:
      return fail(e.loc, 'this expression is not allowed in a constant expression');
  }
}

function fieldOf(base: Slot, field: import('../../../tree/index.js').FieldSymbol, loc: Loc): Slot {
  if (base.type.kind !== 'class') return fail(loc, 'field of something that is no class');
  if (base.type.symbol === field.parent) return fieldPart(base, field);
  for (let i = 0; i < base.type.symbol.bases.length; i++) {
    const cls = base.type.symbol.bases[i].type.symbol;
    if (cls === field.parent || reaches(cls, field.parent)) return fieldOf(part(base, i), field, loc);
  }
  return fail(loc, 'field of another class');
}

const reaches = (cls: ClassSymbol, wanted: ClassSymbol): boolean => cls.bases.some((b) => b.type.symbol === wanted || reaches(b.type.symbol, wanted));

function alongBases(slot: Slot, path: readonly BaseClass[] | undefined, loc: Loc): Slot {
  let at = slot;
  for (const base of path ?? []) {
    if (at.type.kind !== 'class') return fail(loc, 'base of something that is no class');
    const index = at.type.symbol.bases.findIndex((b) => b.type.symbol === base.type.symbol);
    if (index < 0 || base.virtual) return fail(loc, 'conversion to a virtual base');
    at = part(at, index);
  }
  return at;
}

function upToDerived(slot: Slot, path: readonly BaseClass[] | undefined, loc: Loc): Slot {
  let at = slot;
  for (let i = 0; i < (path?.length ?? 0); i++) at = at.parent ?? fail(loc, 'object is not of the derived class');
  return at;
}

function locateConverted(m: Machine, e: CheckedExpr & { kind: 'convert' }): Slot {
  switch (e.conversion) {
    case 'no-op':
      return e.operand.category === 'prvalue' ? fail(e.loc, 'no object') : locate(m, e.operand);
    case 'derived-to-base':
      return alongBases(locate(m, e.operand), e.path, e.loc);
    case 'base-to-derived':
      return upToDerived(locate(m, e.operand), e.path, e.loc);
    default:
      return fail(e.loc, 'reinterpretation is not allowed in a constant expression');
  }
}

function modify(m: Machine, e: CheckedExpr): Slot {
  step(m, e.loc);
  switch (e.kind) {
    case 'assign': {
      const value = evaluate(m, e.right);
      const slot = locate(m, e.left);
      write(slot, bitField(e.left, value), e.loc);
      return slot;
    }
    case 'assign-class': {
      const slot = locate(m, e.left);
      if (slot.opaque || slot.frozen) return fail(e.loc, 'modification of an object that is not a local of the evaluation');
      if (e.right.category === 'prvalue') evaluateInto(m, e.right, slot);
      else copySlot(readable(locate(m, e.right), e.loc), slot);
      return slot;
    }
    case 'compound-assign': {
      const right = evaluate(m, e.right);
      const slot = locate(m, e.left);
      const old = read(slot, e.loc);
      let result: Value;
      if (e.operationType.kind === 'pointer') result = movePointer(asPointer(old, e.loc), e.op === '-' ? -asInteger(right, e.loc) : asInteger(right, e.loc), e.loc);
      else result = convertScalar(arithmetic(e.op, convertScalar(old, e.operationType, e.loc), right, e.operationType, e.loc), e.left.type, e.loc);
      write(slot, bitField(e.left, result), e.loc);
      return slot;
    }
    case 'increment': {
      const slot = locate(m, e.operand);
      write(slot, bitField(e.operand, stepped(read(slot, e.loc), e.op, e.operand.type, e.loc)), e.loc);
      return slot;
    }
    default:
      return fail(e.loc, 'not an assignment');
  }
}

function stepped(value: Value, op: '++' | '--', type: Type, loc: Loc): Value {
  if (typeof value === 'number') return roundTo(type, op === '++' ? value + 1 : value - 1);
  if (typeof value === 'object') return movePointer(asPointer(value, loc), op === '++' ? 1n : -1n, loc);
  const next = op === '++' ? value + 1n : value - 1n;
  const small = (integerFacts(type)?.size ?? 4) < 4 || integerFacts(type)?.signed === false;
  if (!small && !fits(type, next)) return fail(loc, 'overflow in a constant expression');
  return wrap(type, next);
}

/** A value as it is stored in a bit-field. */
function bitField(left: CheckedExpr, value: Value): Value {
  if (left.kind !== 'field' || left.field.bitWidth === undefined || typeof value !== 'bigint') return value;
  return integerFacts(left.type)?.signed === true ? BigInt.asIntN(left.field.bitWidth, value) : BigInt.asUintN(left.field.bitWidth, value);
}

function readable(slot: Slot, loc: Loc): Slot {
  return slot.opaque ? fail(loc, 'read of a variable that is not usable in a constant expression') : slot;
}

// ---- scalar prvalues

function arithmetic(op: Parameters<typeof integerArithmetic>[0], a: Value, b: Value, type: Type, loc: Loc): Value {
  if (typeof a === 'bigint' && typeof b === 'bigint') return integerArithmetic(op, a, b, type) ?? fail(loc, op === '/' || op === '%' ? 'division by zero' : 'overflow in a constant expression');
  if (typeof a === 'number' && typeof b === 'number') return floatArithmetic(op, a, b, type) ?? fail(loc, 'division by zero');
  return fail(loc, 'arithmetic on addresses');
}

function convertScalar(v: Value, type: Type, loc: Loc): Value {
  if (isFloating(type)) return typeof v === 'bigint' ? roundTo(type, Number(v)) : typeof v === 'number' ? roundTo(type, v) : fail(loc, 'address as a number');
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

function movePointer(p: PointerValue, by: bigint, loc: Loc): PointerValue {
  if (by === 0n) return p;
  if (p.slot === undefined) return fail(loc, 'arithmetic on a null pointer');
  const index = Math.max(p.index, 0) + Number(by);
  const count = p.index < 0 ? 1 : partCount(p.slot.type);
  if (index < 0 || index > count) return fail(loc, 'pointer arithmetic leaves the array');
  if (p.index < 0) return index === 0 ? p : fail(loc, 'pointer past a single object');
  return { kind: 'pointer', slot: p.slot, index, fn: undefined };
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
      return compare(e.op, evaluate(m, e.left), evaluate(m, e.right), e.loc) ? 1n : 0n;
    case 'logical': {
      const left = evaluate(m, e.left) !== 0n;
      if (left !== (e.op === '&&')) return left ? 1n : 0n;
      return evaluate(m, e.right) !== 0n ? 1n : 0n;
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
      return evaluate(m, evaluate(m, e.condition) !== 0n ? e.then : e.otherwise);
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
      return evaluate(m, e.value);
    case 'init': {
      if (e.init.kind === 'expression') return evaluate(m, e.init.expr);
      if (e.type.kind === 'class' || e.type.kind === 'array') break;
      const slot = newSlot(e.type);
      initializeSlot(m, e.init, slot, e.loc);
      return read(slot, e.loc);
    }
    case 'statement-expression': {
      if (execute(m, e.body) !== undefined) return fail(e.loc, 'jump out of a statement expression');
      return e.result === undefined ? 0n : evaluate(m, e.result);
    }
    case 'function':
      return pointerToFunction(e.function);
    default:
      break;
  }
  if (e.category !== 'prvalue') return read(locate(m, e), e.loc);
  return fail(e.loc, 'this expression is not allowed in a constant expression');
}

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

function compare(op: Parameters<typeof compareNumbers>[0], a: Value, b: Value, loc: Loc): boolean {
  if (typeof a !== 'object' && typeof b !== 'object') return compareNumbers(op, a, b);
  if (typeof a !== 'object' || typeof b !== 'object') return fail(loc, 'comparison of an address with a number');
  if (a.kind === 'member' || b.kind === 'member') {
    const same = a.kind === b.kind && (a as { member?: unknown }).member === (b as { member?: unknown }).member;
    return op === '==' ? same : op === '!=' ? !same : fail(loc, 'ordering of member pointers');
  }
  const same = a.slot === b.slot && a.fn === b.fn && (a.slot === undefined || Math.max(a.index, 0) === Math.max(b.index, 0));
  if (op === '==') return same;
  if (op === '!=') return !same;
  if (a.slot !== undefined && a.slot === b.slot) return compareNumbers(op, BigInt(Math.max(a.index, 0)), BigInt(Math.max(b.index, 0)));
  if (a.slot !== undefined && b.slot !== undefined && rootOf(a.slot) === rootOf(b.slot) && a.slot.parent === b.slot.parent) return compareNumbers(op, BigInt(a.slot.index), BigInt(b.slot.index));
  return same ? op === '<=' || op === '>=' : fail(loc, 'comparison of unrelated pointers');
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
  if (e.kind === 'full') discard(m, e.value);
  else if (e.kind === 'convert' && e.conversion === 'to-void') discard(m, e.operand);
  else if (e.kind === 'temporary') evaluateInto(m, e.value, newSlot(e.type, e));
  else if (e.kind === 'call' || e.kind === 'call-pointer' || e.kind === 'call-member-pointer') callValue(m, e, e.type.kind === 'class' && e.category === 'prvalue' ? newSlot(e.type) : undefined);
  else if (e.kind === 'comma') {
    discard(m, e.left);
    discard(m, e.right);
  } else if (e.kind === 'throw') fail(e.loc, 'throw in a constant expression');
  else if (e.kind === 'conditional') discard(m, evaluate(m, e.condition) !== 0n ? e.then : e.otherwise);
  else if (e.category !== 'prvalue') locate(m, e);
  else if (e.type.kind === 'class' || e.type.kind === 'array') evaluateInto(m, e, newSlot(e.type));
  else evaluate(m, e);
}

// ---- objects

/** Evaluates a prvalue into an object. */
export function evaluateInto(m: Machine, e: CheckedExpr, slot: Slot): void {
  switch (e.kind) {
    case 'init':
      initializeSlot(m, e.init, slot, e.loc);
      return;
    case 'constant':
      initializeSlot(m, e.value, slot, e.loc);
      return;
    case 'construct':
      construct(m, e.constructor, e.args, e.zeroFirst, slot, e.loc);
      return;
    case 'copy-class':
      if (e.operand.category === 'prvalue') evaluateInto(m, e.operand, slot);
      else copySlot(readable(alike(locate(m, e.operand), slot.type, e.loc), e.loc), slot);
      return;
    case 'full':
      evaluateInto(m, e.value, slot);
      return;
    case 'conditional':
      if (e.type.kind === 'class' && e.category === 'prvalue') {
        evaluateInto(m, evaluate(m, e.condition) !== 0n ? e.then : e.otherwise, slot);
        return;
      }
      break;
    case 'comma':
      discard(m, e.left);
      evaluateInto(m, e.right, slot);
      return;
    case 'convert':
      if (e.conversion === 'no-op' && e.type.kind === 'class') {
        evaluateInto(m, e.operand, slot);
        return;
      }
      break;
    case 'call':
    case 'call-pointer':
    case 'call-member-pointer':
      if (e.type.kind === 'class' && e.category === 'prvalue') {
        callValue(m, e, slot);
        return;
      }
      break;
    case 'statement-expression':
      if (e.type.kind === 'class' && e.result !== undefined) {
        if (execute(m, e.body) !== undefined) fail(e.loc, 'jump out of a statement expression');
        evaluateInto(m, e.result, slot);
        return;
      }
      break;
    default:
      break;
  }
  if (slot.type.kind === 'reference') {
    slot.value = pointerTo(locate(m, e));
    return;
  }
  if (e.type.kind === 'class' || e.type.kind === 'array') fail(e.loc, 'this expression is not allowed in a constant expression');
  slot.value = evaluate(m, e);
}

/** A derived object copied as its base. */
function alike(from: Slot, type: Type, loc: Loc): Slot {
  if (type.kind !== 'class' || from.type.kind !== 'class' || from.type.symbol === type.symbol) return from;
  const index = from.type.symbol.bases.findIndex((b) => b.type.symbol === type.symbol || reaches(b.type.symbol, type.symbol));
  return index < 0 ? fail(loc, 'copy of another class') : alike(part(from, index), type, loc);
}

export function initializeSlot(m: Machine, init: CheckedInit, slot: Slot, loc: Loc): void {
  switch (init.kind) {
    case 'expression':
      if (slot.type.kind === 'reference') slot.value = referenceValue(m, init.expr);
      else evaluateInto(m, init.expr, slot);
      return;
    case 'zero':
      setZero(slot);
      return;
    case 'string':
      slot.zero = true;
      for (let i = 0; i < init.units.length; i++) part(slot, i).value = wrap((init.type as { element: Type }).element, BigInt(init.units[i]));
      return;
    case 'aggregate':
      if (init.zeroRest) slot.zero = true;
      for (const { place, init: inner, own } of init.elements) {
        step(m, loc);
        if (own === true && place.kind === 'field') {
          const { frame } = m;
          m.frame = { variables: frame?.variables ?? new Map(), self: slot, result: undefined, value: undefined };
          initializeSlot(m, inner, fieldPart(slot, place.field), loc);
          m.frame = frame;
          continue;
        }
        if (place.kind === 'field') initializeSlot(m, inner, fieldPart(slot, place.field), loc);
        else if (place.kind === 'base') initializeSlot(m, inner, alongBases(slot, [place.base], loc), loc);
        else for (let i = place.from; i <= place.to; i++) initializeSlot(m, inner, part(slot, i), loc);
      }
      return;
    case 'repeat': {
      const count = typeof init.count === 'number' ? init.count : Number(asInteger(evaluate(m, init.count), loc));
      for (let i = 0; i < count; i++) {
        step(m, loc);
        initializeSlot(m, init.element, part(slot, i), loc);
      }
      return;
    }
    case 'copy-array': {
      if (init.constructor !== undefined) fail(loc, 'copy of an array of classes');
      copySlot(readable(locate(m, init.source), loc), slot);
      return;
    }
    default:
      init satisfies never;
  }
}

function referenceValue(m: Machine, e: CheckedExpr): Value {
  if (e.type.kind === 'function') return e.kind === 'function' ? pointerToFunction(e.function) : fail(e.loc, 'reference to a function');
  return pointerTo(locate(m, e));
}

function construct(m: Machine, fn: FunctionSymbol, args: readonly CheckedExpr[], zeroFirst: boolean, slot: Slot, loc: Loc): void {
  if (zeroFirst) setZero(slot);
  if (fn.trivial && args.length === 0) return;
  const frame = enter(m, fn, args, slot, undefined, loc);
  runBody(m, fn, frame, loc);
}

/** Parameters are evaluated in the caller's frame. */
function enter(m: Machine, fn: FunctionSymbol, args: readonly CheckedExpr[], self: Slot | undefined, result: Slot | undefined, loc: Loc): Frame {
  const variables = new Map<VarSymbol, Slot>();
  // The body (which fixes the parameters' symbols) first: it may have to be instantiated.
  if (!fn.constexpr && !(fn.defaulted || fn.trivial) && !(fn.thisClass?.lambda === true)) fail(loc, `non-constexpr function '${fn.name}' cannot be used in a constant expression`);
  const body = m.s.requireBody(fn, loc);
  if (body === undefined) fail(loc, `undefined function '${fn.name}' cannot be used in a constant expression`);
  for (let i = 0; i < args.length; i++) {
    const param = fn.params[i];
    const arg = args[i];
    if (param === undefined) return fail(loc, 'variadic argument');
    const slot = newSlot(param.type, param);
    if (param.type.kind === 'reference') slot.value = referenceValue(m, args[i]);
    else evaluateInto(m, arg.kind === 'temporary' ? arg.value : arg, slot);
    variables.set(param, slot);
  }
  return { variables, self, result, value: undefined };
}

function runBody(m: Machine, fn: FunctionSymbol, frame: Frame, loc: Loc): void {
  const body = m.s.requireBody(fn, loc);
  if (body === undefined) fail(loc, `undefined function '${fn.name}' cannot be used in a constant expression`);
  if (m.depth >= m.s.options.limits.constexprDepth) fail(loc, `constexpr evaluation exceeded maximum depth of ${m.s.options.limits.constexprDepth} (-fconstexpr-depth=N allows more)`);
  const outer = m.frame;
  m.frame = frame;
  m.depth++;
  for (const initializer of body.initializers) {
    const self = frame.self!;
    const { target: to } = initializer;
    if (to.kind === 'delegate') initializeSlot(m, initializer.init, self, initializer.loc);
    else initializeSlot(m, initializer.init, to.kind === 'field' ? fieldPart(self, to.field) : alongBases(self, [to.base], loc), initializer.loc);
  }
  const signal = execute(m, body.statement);
  m.depth--;
  m.frame = outer;
  if (signal === 'break' || signal === 'continue') fail(loc, 'stray jump');
}

/** Class results go to `result`; scalars and references (as pointers) are returned. */
function callValue(m: Machine, e: CheckedExpr & { kind: 'call' | 'call-pointer' | 'call-member-pointer' }, result: Slot | undefined): Value | undefined {
  step(m, e.loc);
  let fn: FunctionSymbol;
  let self: Slot | undefined;
  if (e.kind === 'call') {
    fn = e.function;
    if (fn.thisClass !== undefined && e.object !== undefined) {
      const object = locate(m, e.object);
      if (e.virtual) [fn, self] = finalOverrider(fn, object);
      else self = object.type.kind === 'class' && object.type.symbol !== fn.thisClass ? alike(object, fn.thisClass.type, e.loc) : object;
    }
  } else if (e.kind === 'call-pointer') {
    const p = asPointer(evaluate(m, e.pointer), e.loc);
    fn = p.fn ?? fail(e.loc, 'call through a null pointer');
  } else {
    const p = evaluate(m, e.pointer);
    if (typeof p !== 'object' || p.kind !== 'member' || p.member?.kind !== 'function') return fail(e.loc, 'call through a null member pointer');
    fn = p.member;
    self = alike(locate(m, e.object), fn.thisClass!.type, e.loc);
  }
  const frame = enter(m, fn, e.args, self, result, e.loc);
  runBody(m, fn, frame, e.loc);
  return frame.value;
}

function finalOverrider(fn: FunctionSymbol, object: Slot): [FunctionSymbol, Slot] {
  let at = object;
  const chain: Slot[] = [at];
  while (at.parent?.type.kind === 'class' && at.index < at.parent.type.symbol.bases.length) {
    at = at.parent;
    chain.push(at);
  }
  for (let i = chain.length - 1; i >= 0; i--) {
    const { type } = chain[i];
    const found = type.kind === 'class' ? type.symbol.methods.find((f) => f.name === fn.name && f.type.params.length === fn.type.params.length && f.type.params.every((p, k) => p === fn.type.params[k])) : undefined;
    if (found !== undefined) return [found, chain[i]];
  }
  return [fn, object];
}

// ---- statements

type Signal = 'break' | 'continue' | 'return' | undefined;

export function execute(m: Machine, stmt: CheckedStmt): Signal {
  step(m, stmt.loc);
  switch (stmt.kind) {
    case 'block':
    case 'sequence':
      for (const child of stmt.body) {
        const signal = execute(m, child);
        if (signal !== undefined) return signal;
      }
      return undefined;
    case 'expression':
      discard(m, stmt.expr);
      return undefined;
    case 'declare': {
      const { variable } = stmt;
      if (variable.role === 'global') {
        if ((variable.type.cv & 1) === 0) fail(stmt.loc, 'static variable in a constant expression');
        return undefined;
      }
      const slot = newSlot(variable.type, variable);
      m.frame ??= { variables: new Map(), self: undefined, result: undefined, value: undefined };
      m.frame.variables.set(variable, slot);
      if (stmt.init !== undefined) initializeSlot(m, stmt.init, slot, stmt.loc);
      return undefined;
    }
    case 'if':
      if (evaluate(m, stmt.condition) !== 0n) return execute(m, stmt.then);
      return stmt.otherwise === undefined ? undefined : execute(m, stmt.otherwise);
    case 'while':
      while (evaluate(m, stmt.condition) !== 0n) {
        const signal = execute(m, stmt.body);
        if (signal === 'break') break;
        if (signal === 'return') return signal;
      }
      return undefined;
    case 'while-declare':
      for (;;) {
        execute(m, stmt.declare);
        if (evaluate(m, stmt.condition) === 0n) return undefined;
        const signal = execute(m, stmt.body);
        if (signal === 'break') return undefined;
        if (signal === 'return') return signal;
      }
    case 'do':
      do {
        const signal = execute(m, stmt.body);
        if (signal === 'break') break;
        if (signal === 'return') return signal;
      } while (evaluate(m, stmt.condition) !== 0n);
      return undefined;
    case 'for':
      while (stmt.condition === undefined || evaluate(m, stmt.condition) !== 0n) {
        const signal = execute(m, stmt.body);
        if (signal === 'break') break;
        if (signal === 'return') return signal;
        if (stmt.step !== undefined) discard(m, stmt.step);
      }
      return undefined;
    case 'switch':
      return executeSwitch(m, stmt);
    case 'case':
    case 'default':
    case 'empty':
    case 'label':
      return undefined;
    case 'break':
    case 'continue':
      return stmt.kind;
    case 'return': {
      const frame = m.frame!;
      if (stmt.value !== undefined) {
        if (frame.result !== undefined) initializeSlot(m, stmt.value, frame.result, stmt.loc);
        else if (stmt.value.kind === 'expression') {
          const { expr } = stmt.value;
          if (expr.category !== 'prvalue') frame.value = referenceValue(m, expr);
          else if (expr.type.kind === 'builtin' && expr.type.name === 'void') discard(m, expr);
          else frame.value = evaluate(m, expr);
        } else fail(stmt.loc, 'result of class type');
      }
      return 'return';
    }
    case 'try':
      return execute(m, stmt.body);
    case 'goto':
    case 'asm':
      return fail(stmt.loc, `${stmt.kind} in a constant expression`);
    default:
      return stmt satisfies never;
  }
}

function executeSwitch(m: Machine, stmt: CheckedStmt & { kind: 'switch' }): Signal {
  const value = asInteger(evaluate(m, stmt.condition), stmt.loc);
  const body = stmt.body.kind === 'block' || stmt.body.kind === 'sequence' ? flatten(stmt.body.body) : [stmt.body];
  let start = body.findIndex((c) => c.kind === 'case' && value >= c.from && value <= c.to);
  if (start < 0) start = body.findIndex((c) => c.kind === 'default');
  if (start < 0) return undefined;
  for (let i = start; i < body.length; i++) {
    const signal = execute(m, body[i]);
    if (signal === 'break') return undefined;
    if (signal !== undefined) return signal;
  }
  return undefined;
}

/** Labels inside sequences are at the switch's own level. */
function flatten(body: readonly CheckedStmt[]): CheckedStmt[] {
  return body.flatMap((c) => (c.kind === 'sequence' ? flatten(c.body) : [c]));
}
