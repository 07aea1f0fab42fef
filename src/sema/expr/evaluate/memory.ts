/**
 * Objects of the constant evaluator: trees of slots. A scalar's slot holds a value; a class's slot has a part per base and field, an array's one per element
 * (made when first touched: big zeroed arrays cost nothing). Pointers name a slot, or an element of an array slot (one past the end included).
 *
 * A slot stays the same while somebody may point to it: assignment changes what is in it. What has ended stays ended, so that whoever still points there is told.
 */
import { sizeOf } from '../../../layout/sizes.js';
import type { CheckedExpr, FieldSymbol, FunctionSymbol, MemberPointerType, Type, VarSymbol } from '../../../tree/index.js';
import type { Loc } from '../../../source/loc.js';

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

/** Memory that the evaluation itself asked for, and how: what frees it has to agree. */
export interface Allocation {
  readonly by: 'new' | 'new[]' | 'std::allocator';
  readonly loc: Loc;
}

/**
 * What a constructor or destructor is about to do with an object of class type: 'bases' while only its bases exist (virtual calls do not see the class yet, or no
 * longer), 'own' while its members and body run.
 */
export type Stage = 'bases' | 'own' | undefined;

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
  /** Not of this evaluation: it may not be written. */
  readonly frozen: boolean;
  /** The object's life has ended, or has not begun. */
  ended: boolean;
  stage: Stage;
  /** Roots on the heap. */
  readonly allocation: Allocation | undefined;
}

export const NULL: PointerValue = { kind: 'pointer', slot: undefined, index: -1, fn: undefined };

export const pointerTo = (slot: Slot): PointerValue =>
  slot.parent !== undefined && slot.parent.type.kind === 'array' ? { kind: 'pointer', slot: slot.parent, index: slot.index, fn: undefined } : { kind: 'pointer', slot, index: -1, fn: undefined };

export const pointerToFunction = (fn: FunctionSymbol): PointerValue => ({ kind: 'pointer', slot: undefined, index: -1, fn });

export function newSlot(type: Type, root?: VarSymbol | CheckedExpr, opaque = false, frozen = false, allocation?: Allocation): Slot {
  return { type, value: undefined, parts: undefined, zero: false, parent: undefined, index: 0, root, opaque, frozen, ended: false, stage: undefined, allocation };
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
      type: partType(slot.type, index), value: undefined, parts: undefined, zero: slot.zero && (index === 0 || !isUnion(slot.type)), parent: slot, index, root: undefined, opaque: slot.opaque, frozen: slot.frozen,
      ended: slot.ended, stage: undefined, allocation: undefined,
    };
    slot.parts[index] = found;
  }
  return found;
}

export function fieldPart(slot: Slot, field: FieldSymbol): Slot {
  if (slot.type.kind !== 'class') throw new Error(`field ${field.name} of ${slot.type.kind}`);
  return part(slot, slot.type.symbol.bases.length + field.index);
}

export const isUnion = (type: Type): boolean => type.kind === 'class' && type.symbol.tag === 'union';

/** Is the slot a base of the object around it? */
export const isBasePart = ({ parent, index }: Slot): boolean => parent !== undefined && parent.type.kind === 'class' && index < parent.type.symbol.bases.length;

/** The object begins to live (again), without a value (`zero`: with zeros). */
export function begin(slot: Slot, zero = false): void {
  slot.value = undefined;
  slot.zero = zero;
  slot.ended = false;
  slot.stage = undefined;
  if (slot.parts === undefined) return;
  if (isUnion(slot.type)) {
    dropParts(slot, -1);
    return;
  }
  for (const inner of slot.parts) if (inner !== undefined) begin(inner, zero);
}

export function end(slot: Slot): void {
  slot.ended = true;
  slot.value = undefined;
  slot.zero = false;
  if (slot.parts !== undefined) for (const inner of slot.parts) if (inner !== undefined) end(inner);
}

/** Members of a union other than `kept` stop being active. */
export function dropParts(union: Slot, kept: number): void {
  union.zero = false;
  if (union.parts === undefined) return;
  for (let i = 0; i < union.parts.length; i++) {
    const inner = union.parts[i];
    if (i === kept || inner === undefined) continue;
    end(inner);
    union.parts[i] = undefined;
  }
}

/** All of the value of `from`, which may be `to` itself. */
export function copySlot(from: Slot, to: Slot): void {
  if (from === to) return;
  to.value = from.value;
  to.zero = from.zero;
  if (isUnion(to.type)) {
    dropParts(to, -1);
    to.zero = from.zero;
  }
  const count = Math.max(from.parts?.length ?? 0, to.parts?.length ?? 0);
  for (let i = 0; i < count; i++) {
    const source = from.parts?.[i];
    if (source !== undefined) copySlot(source, part(to, i));
    else if (to.parts?.[i] !== undefined) begin(to.parts[i]!, from.zero);
  }
}

export function rootOf(slot: Slot): Slot {
  let at = slot;
  while (at.parent !== undefined) at = at.parent;
  return at;
}

/** Bytes from the start of the root. */
export function offsetOf(slot: Slot): number {
  let offset = 0;
  for (let at = slot; at.parent !== undefined; at = at.parent) {
    const { type } = at.parent;
    if (type.kind === 'array') offset += at.index * sizeOf(type.element);
    else if (type.kind === 'class') {
      const { bases, fields } = type.symbol;
      offset += at.index < bases.length ? bases[at.index].offset : fields[at.index - bases.length].offset;
    }
  }
  return offset;
}

/** Where a pointer leads: bytes from the start of the root of its slot. */
export function placeOf({ slot, index }: PointerValue): number {
  return offsetOf(slot!) + (index > 0 && slot!.type.kind === 'array' ? index * sizeOf(slot!.type.element) : 0);
}
