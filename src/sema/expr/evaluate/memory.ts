/**
 * Objects of the constant evaluator: trees of slots. A scalar's slot holds a value; a class's slot has a part per base and field, an array's one per element
 * (made when first touched: big zeroed arrays cost nothing). Pointers name a slot, or an element of an array slot (one past the end included).
 */
import type { CheckedExpr, FieldSymbol, FunctionSymbol, MemberPointerType, Type, VarSymbol } from '../../../tree/index.js';

export interface PointerValue {
  readonly kind: 'pointer';
  /** undefined: null (or a function). */
  readonly slot: Slot | undefined;
  /** Element of an array slot, or -1 for the slot itself. */
  readonly index: number;
  readonly fn: FunctionSymbol | undefined;
}

export interface MemberValue {
  readonly kind: 'member';
  readonly member: FieldSymbol | FunctionSymbol | undefined;
  readonly type: MemberPointerType | undefined;
}

export type Value = bigint | number | PointerValue | MemberValue;

export interface Slot {
  readonly type: Type;
  value: Value | undefined;
  parts: (Slot | undefined)[] | undefined;
  /** Untouched parts and values are zero. */
  zero: boolean;
  readonly parent: Slot | undefined;
  readonly index: number;
  /** Roots: what the slot belongs to. */
  readonly root: VarSymbol | CheckedExpr | undefined;
  /** Contents are not known to the compiler: the address only. */
  readonly opaque: boolean;
  /** The object's lifetime has ended, or it may not be written. */
  readonly frozen: boolean;
}

export const NULL: PointerValue = { kind: 'pointer', slot: undefined, index: -1, fn: undefined };

export const pointerTo = (slot: Slot): PointerValue =>
  slot.parent !== undefined && slot.parent.type.kind === 'array' ? { kind: 'pointer', slot: slot.parent, index: slot.index, fn: undefined } : { kind: 'pointer', slot, index: -1, fn: undefined };

export const pointerToFunction = (fn: FunctionSymbol): PointerValue => ({ kind: 'pointer', slot: undefined, index: -1, fn });

export function newSlot(type: Type, root?: VarSymbol | CheckedExpr, opaque = false, frozen = false): Slot {
  return { type, value: undefined, parts: undefined, zero: false, parent: undefined, index: 0, root, opaque, frozen };
}

export function partCount(type: Type): number {
  if (type.kind === 'class') return type.symbol.bases.length + type.symbol.fields.length;
  if (type.kind === 'array') return typeof type.size === 'number' ? type.size : Number.MAX_SAFE_INTEGER;
  return 0;
}

export function partType(type: Type, index: number): Type {
  if (type.kind === 'array') return type.element;
  if (type.kind !== 'class') throw new Error(`part of ${type.kind}`);
  const { bases, fields } = type.symbol;
  return index < bases.length ? bases[index].type : fields[index - bases.length].type;
}

export function part(slot: Slot, index: number): Slot {
  slot.parts ??= [];
  let found = slot.parts[index];
  if (found === undefined) {
    found = {
      type: partType(slot.type, index), value: undefined, parts: undefined, zero: slot.zero, parent: slot, index, root: undefined, opaque: slot.opaque, frozen: slot.frozen,
    };
    slot.parts[index] = found;
  }
  return found;
}

export function fieldPart(slot: Slot, field: FieldSymbol): Slot {
  if (slot.type.kind !== 'class') throw new Error(`field ${field.name} of ${slot.type.kind}`);
  return part(slot, slot.type.symbol.bases.length + field.index);
}

export function setZero(slot: Slot): void {
  slot.value = undefined;
  slot.parts = undefined;
  slot.zero = true;
}

export function copySlot(from: Slot, to: Slot): void {
  to.value = from.value;
  to.zero = from.zero;
  to.parts = undefined;
  if (from.parts === undefined) return;
  for (let i = 0; i < from.parts.length; i++) {
    const source = from.parts[i];
    if (source !== undefined) copySlot(source, part(to, i));
  }
}

export function rootOf(slot: Slot): Slot {
  let at = slot;
  while (at.parent !== undefined) at = at.parent;
  return at;
}
