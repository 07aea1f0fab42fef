/** Glvalues of constant expressions: which object an expression names, and assignments to it. */
import type { Loc } from '../../../source/loc.js';
import type { BaseClass, CheckedExpr, ClassSymbol, FieldSymbol, Type } from '../../../tree/index.js';
import { fits, integerFacts, wrap } from '../type-facts.js';
import { asInteger, asPointer, change, movePointer, read, readable, target, write } from './access.js';
import { roundTo } from './arithmetic.js';
import { callValue } from './calls.js';
import { castDynamically, typeInfo } from './dynamic-types.js';
import { fail, type Machine, step } from './machine.js';
import { copySlot, fieldPart, newSlot, part, type Slot, type Value } from './memory.js';
import { evaluateInto, temporary } from './objects.js';
import { arithmetic, convertScalar, discard, evaluate, isTrue, notAllowed } from './scalars.js';
import { inFullExpression } from './scopes.js';

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
    case 'temporary':
      return temporary(m, e);
    case 'dynamic-cast':
      return castDynamically(m, e) ?? fail(e.loc, 'dynamic_cast of a null pointer');
    case 'typeid':
      return typeInfo(m, e);
    case 'comma':
      discard(m, e.left);
      return locate(m, e.right);
    case 'conditional':
      return locate(m, isTrue(m, e.condition) ? e.then : e.otherwise);
    case 'assign':
    case 'assign-class':
    case 'compound-assign':
    case 'increment':
      return modify(m, e);
    case 'call':
    case 'call-pointer':
    case 'call-member-pointer':
      return target(callValue(m, e, undefined) ?? fail(e.loc, 'call without a value'), e.loc);
    case 'full':
      return inFullExpression(m, e.loc, () => locate(m, e.value));
    case 'member-access': {
      const object = locate(m, e.object);
      const pointer = evaluate(m, e.pointer);
      if (typeof pointer !== 'object' || pointer.kind !== 'member' || pointer.member?.kind !== 'field') return fail(e.loc, 'null member pointer');
      return fieldOf(object, pointer.member, e.loc);
    }
    default:
      return fail(e.loc, notAllowed(e));
  }
}

function fieldOf(base: Slot, field: FieldSymbol, loc: Loc): Slot {
  if (base.type.kind !== 'class') return fail(loc, 'field of something that is no class');
  if (base.type.symbol === field.parent) return fieldPart(base, field);
  for (let i = 0; i < base.type.symbol.bases.length; i++) {
    const cls = base.type.symbol.bases[i].type.symbol;
    if (cls === field.parent || reaches(cls, field.parent)) return fieldOf(part(base, i), field, loc);
  }
  return fail(loc, 'field of another class');
}

const reaches = (cls: ClassSymbol, wanted: ClassSymbol): boolean => cls.bases.some((b) => b.type.symbol === wanted || reaches(b.type.symbol, wanted));

export function alongBases(slot: Slot, path: readonly BaseClass[] | undefined, loc: Loc): Slot {
  let at = slot;
  for (const base of path ?? []) {
    if (at.type.kind !== 'class') return fail(loc, 'base of something that is no class');
    const index = at.type.symbol.bases.findIndex((b) => b.type.symbol === base.type.symbol);
    if (index < 0 || base.virtual) return fail(loc, 'conversion to a virtual base');
    at = part(at, index);
  }
  return at;
}

export function upToDerived(slot: Slot, path: readonly BaseClass[] | undefined, loc: Loc): Slot {
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

export function modify(m: Machine, e: CheckedExpr): Slot {
  step(m, e.loc);
  switch (e.kind) {
    case 'assign': {
      const value = evaluate(m, e.right);
      const slot = locate(m, e.left);
      write(slot, bitField(e.left, value), e.loc);
      return slot;
    }
    case 'assign-class': {
      // The right side may be a prvalue: it is built aside first, since its construction may read the left side.
      let from: Slot;
      if (e.right.category === 'prvalue') {
        from = newSlot(e.right.type);
        evaluateInto(m, e.right, from);
      } else from = readable(alike(locate(m, e.right), e.left.type, e.loc), e.loc);
      const slot = locate(m, e.left);
      change(slot, e.loc);
      copySlot(from, slot);
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

export function stepped(value: Value, op: '++' | '--', type: Type, loc: Loc): Value {
  if (typeof value === 'number') return roundTo(type, op === '++' ? value + 1 : value - 1);
  if (typeof value === 'object') return movePointer(asPointer(value, loc), op === '++' ? 1n : -1n, loc);
  const next = op === '++' ? value + 1n : value - 1n;
  const small = (integerFacts(type)?.size ?? 4) < 4 || integerFacts(type)?.signed === false;
  if (!small && !fits(type, next)) return fail(loc, 'overflow in a constant expression');
  return wrap(type, next);
}

/** A value as it is stored in a bit-field. */
export function bitField(left: CheckedExpr, value: Value): Value {
  if (left.kind !== 'field' || left.field.bitWidth === undefined || typeof value !== 'bigint') return value;
  return integerFacts(left.type)?.signed === true ? BigInt.asIntN(left.field.bitWidth, value) : BigInt.asUintN(left.field.bitWidth, value);
}

/** A derived object as its base. */
export function alike(from: Slot, type: Type, loc: Loc): Slot {
  if (type.kind !== 'class' || from.type.kind !== 'class' || from.type.symbol === type.symbol) return from;
  const index = from.type.symbol.bases.findIndex((b) => b.type.symbol === type.symbol || reaches(b.type.symbol, type.symbol));
  return index < 0 ? fail(loc, 'object is not of the class') : alike(part(from, index), type, loc);
}
