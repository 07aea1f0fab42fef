/** Polymorphic objects in constant expressions: which object a virtual call, dynamic_cast or typeid meets, constructors and destructors that are running taken into account ([class.cdtor]). */
import type { Loc } from '../../../source/loc.js';
import type { CheckedExpr, ClassSymbol, FunctionSymbol, Type } from '../../../tree/index.js';
import { overriderIn } from '../../../layout/overriders.js';
import { asPointer, target } from './access.js';
import { locate } from './glvalues.js';
import { fail, type Machine } from './machine.js';
import { isBasePart, newSlot, NULL, part, pointerTo, type Slot, type Value } from './memory.js';
import { evaluate } from './scalars.js';

/** The object that the slot is a base of, as far as it exists: its class is the dynamic type. */
export function mostDerived(slot: Slot): Slot {
  let at = slot;
  while (isBasePart(at) && at.parent!.stage !== 'bases') at = at.parent!;
  return at;
}

/** The function that a virtual call reaches, and its object. */
export function finalOverrider(fn: FunctionSymbol, object: Slot, loc: Loc): readonly [FunctionSymbol, Slot] {
  if (object.ended) fail(loc, 'virtual call on an object outside its lifetime');
  if (object.opaque) fail(loc, 'virtual call on an object whose dynamic type is not known in a constant expression');
  const chain: Slot[] = [object];
  for (let at = object; isBasePart(at) && at.parent!.stage !== 'bases'; at = at.parent!) chain.push(at.parent!);
  for (const at of chain.reverse()) {
    const found = at.type.kind === 'class' ? overriderIn(at.type.symbol, fn) : undefined;
    if (found === undefined) continue;
    return found.pure ? fail(loc, `call of the pure virtual function '${found.name}'`) : [found, at];
  }
  return fail(loc, `'${fn.name}' has no overrider`);
}

/** Subobjects of a class in an object, itself included, virtual bases aside. */
function subobjects(slot: Slot, cls: ClassSymbol, found: Slot[]): Slot[] {
  if (slot.type.kind !== 'class') return found;
  if (slot.type.symbol === cls) found.push(slot);
  else for (const [i, base] of slot.type.symbol.bases.entries()) if (!base.virtual) subobjects(part(slot, i), cls, found);
  return found;
}

function isPublicBase(slot: Slot, of: Slot): boolean {
  for (let at = slot; at !== of; at = at.parent!) {
    const owner = at.parent?.type;
    if (owner?.kind !== 'class' || owner.symbol.bases[at.index].access !== 'public') return false;
  }
  return true;
}

/** [expr.dynamic.cast]/8; undefined when the cast fails. */
function castTo(slot: Slot, cls: ClassSymbol): Slot | undefined {
  const whole = mostDerived(slot);
  for (let at = slot; ; at = at.parent!) {
    if (at.type.kind === 'class' && at.type.symbol === cls && isPublicBase(slot, at)) return at;
    if (at === whole) break;
  }
  const found = subobjects(whole, cls, []);
  return found.length === 1 && isPublicBase(slot, whole) && isPublicBase(found[0], whole) ? found[0] : undefined;
}

/** The object that dynamic_cast leads to; undefined for null. */
export function castDynamically(m: Machine, e: CheckedExpr & { kind: 'dynamic-cast' }): Slot | undefined {
  let slot: Slot;
  if (e.category === 'prvalue') {
    const p = asPointer(evaluate(m, e.operand), e.loc);
    if (p.slot === undefined) return undefined;
    slot = target(p, e.loc);
  } else slot = locate(m, e.operand);
  if (slot.ended || slot.opaque) fail(e.loc, 'dynamic_cast of an object whose dynamic type is not known in a constant expression');
  if (e.target === 'void') return mostDerived(slot);
  const found = castTo(slot, e.target);
  return found === undefined && e.category !== 'prvalue' ? fail(e.loc, 'dynamic_cast of a reference fails: the object has no such class') : found;
}

export const dynamicPointer = (m: Machine, e: CheckedExpr & { kind: 'dynamic-cast' }): Value => {
  const slot = castDynamically(m, e);
  return slot === undefined ? NULL : pointerTo(slot);
};

/** The std::type_info that typeid names: an object of unknown contents, one for each type. */
export function typeInfo(m: Machine, e: CheckedExpr & { kind: 'typeid' }): Slot {
  let type: Type;
  if ('category' in e.operand) {
    type = e.operand.type;
    if (type.kind === 'class' && type.symbol.polymorphic && e.operand.category !== 'prvalue') {
      const slot = locate(m, e.operand);
      if (slot.ended || slot.opaque) fail(e.loc, 'typeid of an object whose dynamic type is not known in a constant expression');
      ({ type } = mostDerived(slot));
    }
  } else type = e.operand;
  if (type.kind === 'reference') type = type.referee;
  type = type.unqualified;
  let slot = m.typeInfos.get(type);
  if (slot === undefined) {
    slot = newSlot(e.type, { ...e, operand: type }, true);
    m.typeInfos.set(type, slot);
  }
  return slot;
}
