/** Reading and writing of scalars, and pointers: what may be read, written and reached in a constant expression. */
import type { Loc } from '../../../source/loc.js';
import type { CompareOp, Type } from '../../../tree/index.js';
import { isFloating } from '../type-facts.js';
import { compareNumbers } from './arithmetic.js';
import { fail } from './machine.js';
import { dropParts, isUnion, NULL, part, partCount, placeOf, type PointerValue, rootOf, type Slot, type Value } from './memory.js';

function zeroValue(type: Type): Value {
  if (type.kind === 'pointer' || type.kind === 'reference') return NULL;
  if (type.kind === 'member-pointer') return { kind: 'member', member: undefined, type };
  return isFloating(type) ? 0 : 0n;
}

/** Why an object that does not live cannot be used. */
function endedText(slot: Slot): string {
  const { root, allocation } = rootOf(slot);
  if (allocation !== undefined) return 'memory that was deleted, or in which no object lives';
  return root !== undefined && 'role' in root ? `'${root.name}' outside its lifetime` : 'an object outside its lifetime';
}

export function read(slot: Slot, loc: Loc): Value {
  if (slot.ended) fail(loc, `read of ${endedText(slot)} is not allowed in a constant expression`);
  if (slot.value !== undefined) return slot.value;
  if (slot.opaque) fail(loc, 'read of a variable that is not usable in a constant expression');
  if (slot.zero) return zeroValue(slot.type);
  return fail(loc, 'read of an uninitialized object is not allowed in a constant expression');
}

/** Ends the life of the other members where the object is (in) a member of a union; checks that it may be changed. */
export function change(slot: Slot, loc: Loc): void {
  if (slot.opaque || slot.frozen) fail(loc, 'modification of an object that is not a local of the evaluation');
  if (slot.ended) fail(loc, `modification of ${endedText(slot)} is not allowed in a constant expression`);
  let isConst = (slot.type.cv & 1) !== 0;
  for (let at = slot; at.parent !== undefined; at = at.parent) {
    const { parent } = at;
    if (isUnion(parent.type)) dropParts(parent, at.index);
    if (parent.type.kind !== 'class') continue;
    if (parent.type.symbol.fields[at.index - parent.type.symbol.bases.length]?.mutable) break;
    // A const object may be changed by its constructor and its destructor.
    if ((parent.type.cv & 1) !== 0 && parent.stage === undefined) isConst = true;
  }
  if (isConst) fail(loc, 'modification of a const object is not allowed in a constant expression');
}

export function write(slot: Slot, value: Value, loc: Loc): void {
  change(slot, loc);
  slot.value = value;
}

export function target(p: Value, loc: Loc): Slot {
  if (typeof p !== 'object' || p.kind !== 'pointer') return fail(loc, 'not an address');
  if (p.slot === undefined) return fail(loc, p.fn === undefined ? 'dereference of a null pointer' : 'function as an object');
  if (p.index < 0) return p.slot;
  if (p.index >= partCount(p.slot.type)) return fail(loc, 'access past the end of an array');
  return part(p.slot, p.index);
}

export const asInteger = (v: Value, loc: Loc): bigint => (typeof v === 'bigint' ? v : fail(loc, 'not an integer'));
export const asPointer = (v: Value, loc: Loc): PointerValue => (typeof v === 'object' && v.kind === 'pointer' ? v : fail(loc, 'not a pointer'));

export function readable(slot: Slot, loc: Loc): Slot {
  if (slot.ended) fail(loc, `read of ${endedText(slot)} is not allowed in a constant expression`);
  return slot.opaque ? fail(loc, 'read of a variable that is not usable in a constant expression') : slot;
}

export function movePointer(p: PointerValue, by: bigint, loc: Loc): PointerValue {
  if (by === 0n) return p;
  if (p.slot === undefined) return fail(loc, 'arithmetic on a null pointer');
  const index = Math.max(p.index, 0) + Number(by);
  const count = p.index < 0 ? 1 : partCount(p.slot.type);
  if (index < 0 || index > count) return fail(loc, 'pointer arithmetic leaves the array');
  if (p.index < 0) return index === 0 ? p : fail(loc, 'pointer past a single object');
  return { kind: 'pointer', slot: p.slot, index, fn: undefined };
}

const isPast = ({ slot, index }: PointerValue): boolean => slot !== undefined && index > 0 && index >= partCount(slot.type);

export function compareValues(op: CompareOp, a: Value, b: Value, loc: Loc): boolean {
  if (typeof a !== 'object' && typeof b !== 'object') return compareNumbers(op, a, b);
  if (typeof a !== 'object' || typeof b !== 'object') return fail(loc, 'comparison of an address with a number');
  if (a.kind === 'member' || b.kind === 'member') {
    const member = (v: Value): unknown => (typeof v === 'object' && v.kind === 'member' ? v.member : undefined);
    const same = member(a) === member(b);
    return op === '==' ? same : op === '!=' ? !same : fail(loc, 'ordering of member pointers');
  }
  if (a.slot !== undefined && b.slot !== undefined) {
    const [x, y] = [rootOf(a.slot), rootOf(b.slot)];
    // By place: an object, its first base and its first member have one address.
    if (x === y) return a.slot === b.slot && a.index === b.index ? compareNumbers(op, 0n, 0n) : compareNumbers(op, BigInt(placeOf(a)), BigInt(placeOf(b)));
    const literals = x.root?.kind === 'string' && y.root?.kind === 'string';
    if (literals || ((isPast(a) || isPast(b)) && (op === '==' || op === '!='))) return fail(loc, literals ? 'comparison of the addresses of string literals' : 'comparison of a pointer past the end of an object with one to another object');
  }
  const same = a.slot === b.slot && a.fn === b.fn;
  if (op === '==') return same;
  if (op === '!=') return !same;
  return same ? op === '<=' || op === '>=' : fail(loc, 'comparison of unrelated pointers');
}
