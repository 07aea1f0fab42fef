/**
 * Which function a virtual call reaches ([class.virtual]): the final overrider of a virtual function in one subobject. In: classes with their layouts, so that subobjects of one class are told apart by
 * where they are. Out: every overrider that no other one overrides; one, unless the program is ill-formed.
 */
import type { BaseClass, ClassSymbol, FunctionSymbol } from '../tree/index.js';
import { virtualBaseOffsets } from './record.js';

/** A subobject of class `cls` in an object of class `complete`; the complete object itself at offset 0. */
export interface Place {
  readonly complete: ClassSymbol;
  readonly cls: ClassSymbol;
  readonly offset: number;
}

export interface Overrider {
  readonly fn: FunctionSymbol;
  readonly cls: ClassSymbol;
  /** Where its `this` lies in the complete object. */
  readonly offset: number;
}

function baseOffset(complete: ClassSymbol, base: BaseClass, offset: number): number {
  return base.virtual ? virtualBaseOffsets(complete).get(base.type.symbol)! : offset + base.offset;
}

/** Is the subobject `inner` in (or the same as) the subobject `outer`? */
function contains(outer: Place, cls: ClassSymbol, offset: number): boolean {
  if (outer.cls === cls && outer.offset === offset) return true;
  return outer.cls.bases.some((base) => contains({ complete: outer.complete, cls: base.type.symbol, offset: baseOffset(outer.complete, base, outer.offset) }, cls, offset));
}

/** The function of `cls` itself that is or overrides `method`. */
export function overriderIn(cls: ClassSymbol, method: FunctionSymbol): FunctionSymbol | undefined {
  if (method.role === 'destructor') return cls.destructor?.virtual ? cls.destructor : undefined;
  return cls.methods.find((m) => m.virtual && (m === method || (m.name === method.name && m.role === method.role && m.type.thisCv === method.type.thisCv && m.type.ref === method.type.ref && sameParams(m, method))));
}

function sameParams(a: FunctionSymbol, b: FunctionSymbol): boolean {
  return a.type.params.length === b.type.params.length && a.type.params.every((p, i) => p === b.type.params[i]) && (a.role !== 'conversion' || a.type.result === b.type.result);
}

/** Where the class that declares `method` lies, seen from a class at `offset` that has it in its vtable's primary part. */
function declarerOffset(place: Place, method: FunctionSymbol): number | undefined {
  if (place.cls === method.thisClass) return place.offset;
  for (const base of place.cls.bases) {
    const found = declarerOffset({ complete: place.complete, cls: base.type.symbol, offset: baseOffset(place.complete, base, place.offset) }, method);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `method` as the subobject of class `cls` at `offset` has it; `place` is that subobject or one around it. */
export function finalOverriders(place: Place, method: FunctionSymbol, cls: ClassSymbol, offset: number): readonly Overrider[] {
  const target = method.thisClass!;
  const at = declarerOffset({ complete: place.complete, cls, offset }, method) ?? offset;
  const found: Overrider[] = [];
  const visit = (inner: Place): void => {
    if (!contains(inner, target, at)) return;
    const own = overriderIn(inner.cls, method);
    if (own !== undefined) {
      if (!found.some((o) => o.fn === own && o.offset === inner.offset)) found.push({ fn: own, offset: inner.offset, cls: inner.cls });
      return;
    }
    for (const base of inner.cls.bases) visit({ complete: place.complete, cls: base.type.symbol, offset: baseOffset(place.complete, base, inner.offset) });
  };
  visit(place);
  return found.filter((o) => !found.some((other) => other !== o && contains({ ...other, complete: place.complete }, o.cls, o.offset)));
}
