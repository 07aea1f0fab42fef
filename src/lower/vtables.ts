/**
 * Virtual functions: vtables, the vptrs of objects, thunks.
 *
 * vtable layout (Itanium's): [offsets of virtual bases, the first one last: i64 each][offset to top: i64][type info: ptr][function pointers…]; the object's vptr points at the first function. A class has one
 * group for itself and its primary base, and one for each other polymorphic base subobject, whose entries are thunks where `this` has to be adjusted.
 *
 * A class with virtual bases looks different as a base subobject: where its virtual bases are depends on the complete object. While such a subobject is built or destroyed its vptrs point into a
 * *construction vtable*, made for this subobject of this complete class, so that virtual calls reach what the subobject's class has and virtual bases are found where they are. Its constructor and destructor
 * take the addresses to store from a table that is handed to them (Itanium's VTT, in a form of our own): first one vptr for each slot of the class, then the table of each direct
 * non-virtual base that has virtual bases itself.
 */
import * as build from '../ir/build.js';
import { constI32, functionKey } from '../ir/build.js';
import { finalOverriders, type Place } from '../layout/overriders.js';
import type { BaseClass, ClassSymbol, FunctionSymbol, Type } from '../tree/index.js';
import { baseAddress } from './classes.js';
import { typeInfoFor, typeInfoName } from './type-info.js';
import type { FunctionState, UnitState } from './context.js';
import { createFunctionState, finishFunction, functionFor, libraryFunction } from './functions.js';
import { primaryBase, virtualBaseOffsets } from '../layout/record.js';
import type { Func, Global, Value, VirtualSlot } from './ir-imports.js';
import { BYTE } from './types.js';

const VTABLE_HEAD = 16;

function byteOffset(f: FunctionState, base: Value, bytes: number): Value {
  return build.index(f.b, base, BYTE, constI32(bytes));
}

/** The virtual bases of a class, direct and inherited, in the order of their vtable entries: those of the base that shares its vptr come first, so that its entries stay where they were. */
export function virtualBaseList(cls: ClassSymbol): readonly ClassSymbol[] {
  const list: ClassSymbol[] = [];
  if (!hasVirtualBases(cls)) return list;
  const seen = new Set<ClassSymbol>();
  const visit = (at: ClassSymbol): void => {
    if (seen.has(at)) return;
    seen.add(at);
    const primary = primaryBase(at);
    for (const base of primary === undefined ? at.bases : [primary, ...at.bases]) {
      visit(base.type.symbol);
      if (base.virtual && !list.includes(base.type.symbol)) list.push(base.type.symbol);
    }
  };
  visit(cls);
  return list;
}

/** Where a vtable of `cls` holds the offset of a virtual base, relative to the vptr's target. */
export function virtualBaseEntry(cls: ClassSymbol, base: ClassSymbol): number {
  return -VTABLE_HEAD - 8 * (virtualBaseList(cls).indexOf(base) + 1);
}

export function hasVirtualBases(cls: ClassSymbol): boolean {
  return virtualBaseOffsets(cls).size > 0;
}

/** Bytes of a table in front of its functions. */
function headOf(cls: ClassSymbol): number {
  return VTABLE_HEAD + 8 * virtualBaseList(cls).length;
}

/** `delete` through a virtual destructor: it frees the memory as the dynamic type's class does. A virtual destructor has two slots, the second one for this. */
export function callDeletingDestructor(f: FunctionState, destructor: FunctionSymbol, self: Value): void {
  const vptr = build.load(f.b, 'ptr', self, false, 8);
  const slot = destructor.vtableSlot + 1;
  build.callIndirect(f.b, build.load(f.b, 'ptr', byteOffset(f, vptr, 8 * slot), false, 8), ['ptr'], undefined, [self], virtualSlot(destructor, slot));
}

/** What is known of a virtual call. Classes of one unit may bear the names of others' there are, so that theirs say nothing. */
export function virtualSlot(method: FunctionSymbol, slot = method.vtableSlot): VirtualSlot | undefined {
  const cls = method.thisClass!;
  return cls.internal ? undefined : { slot, typeInfo: typeInfoName(cls.mangled) };
}

/** Destroys an object of exactly this class and frees its memory. */
function deletingDestructor(u: UnitState, destructor: FunctionSymbol): Func {
  const target = functionFor(u, destructor);
  const name = `${target.name}.delete`;
  const key = functionKey(name, target.side);
  const existing = u.module.functions.get(key);
  if (existing !== undefined) return existing;
  const made: Func = { ...target, name, pretty: `delete of ${destructor.thisClass!.name}`, linkage: target.linkage === 'internal' ? 'internal' : 'once', body: undefined };
  u.module.functions.set(key, made);
  const f = createFunctionState(u, made, undefined);
  const self = made.body!.params[0]!;
  const { size, align } = destructor.thisClass!.layout!;
  build.call(f.b, target, [self]);
  if (destructor.operatorDelete !== undefined) {
    const operator = functionFor(u, destructor.operatorDelete);
    build.call(f.b, operator, [self, ...deleteArguments(destructor.operatorDelete, build.constI64(BigInt(size)), align)]);
  } else if (align > 16) build.call(f.b, libraryFunction(u, '_ZdlPvSt11align_val_t', ['ptr', 'i64'], undefined), [self, build.constI64(BigInt(align))]);
  else build.call(f.b, libraryFunction(u, '_ZdlPvm', ['ptr', 'i64'], undefined), [self, build.constI64(BigInt(size))]);
  build.returnValue(f.b);
  finishFunction(f);
  return made;
}

/** What an operator delete takes behind the address: the size, the alignment. */
export function deleteArguments(operator: FunctionSymbol, size: Value, align: number): Value[] {
  return operator.type.params.slice(1).map((param) => (param.kind === 'enum' ? build.constI64(BigInt(align)) : size));
}

export function loadVirtual(f: FunctionState, self: Value, method: FunctionSymbol): Value {
  const vptr = build.load(f.b, 'ptr', self, false, 8);
  return build.load(f.b, 'ptr', byteOffset(f, vptr, 8 * method.vtableSlot), false, 8);
}

// ---- where the vptrs are

/** A vptr of an object: at `offset` in the class itself, or in its virtual base `within`; points at a table for `cls`. */
interface Slot {
  readonly cls: ClassSymbol;
  readonly within: ClassSymbol | undefined;
  readonly offset: number;
}

/** The class itself and every base subobject with a vptr of its own, outermost first, virtual bases last. */
function slotsOf(complete: ClassSymbol): readonly Slot[] {
  const out: Slot[] = [];
  const visit = (cls: ClassSymbol, within: ClassSymbol | undefined, offset: number): void => {
    if (!cls.layout?.hasVptr) return;
    if (!out.some((slot) => slot.within === within && slot.offset === offset)) out.push({ cls, within, offset });
    for (const base of cls.bases) if (!base.virtual) visit(base.type.symbol, within, offset + base.offset);
  };
  visit(complete, undefined, 0);
  for (const base of virtualBaseList(complete)) visit(base, base, 0);
  return out;
}

function wholeOf(cls: ClassSymbol): Place {
  return { complete: cls, cls, offset: 0 };
}

interface PlacedSlot {
  readonly cls: ClassSymbol;
  /** In the complete object. */
  readonly offset: number;
  /** Of its functions in the vtable. */
  readonly point: number;
  /** A virtual base may lie where another slot is: it then shares its vptr. */
  readonly shared: boolean;
}

function placedSlots(place: Place): readonly PlacedSlot[] {
  const out: PlacedSlot[] = [];
  let end = 0;
  for (const { cls, within, offset: inner } of slotsOf(place.cls)) {
    const offset = inner + (within === undefined ? place.offset : virtualBaseOffsets(place.complete).get(within)!);
    const first = out.find((slot) => slot.offset === offset);
    if (first !== undefined) out.push({ ...first, shared: true });
    else {
      const point = end + headOf(cls);
      out.push({ cls, offset, point, shared: false });
      end = point + 8 * cls.vtable.length;
    }
  }
  return out;
}

/** The vptrs of a constant object: where in it, and which place of the vtable. */
export function vptrsOf(u: UnitState, cls: ClassSymbol): readonly { readonly offset: number; readonly target: Global; readonly addend: number }[] {
  if (!cls.layout?.hasVptr) return [];
  const target = vtableFor(u, cls);
  return placedSlots(wholeOf(cls)).filter((slot) => !slot.shared).map(({ offset, point }) => ({ offset, target, addend: point }));
}

/** Stores the vptrs of a class into `this`. */
export function storeVptrs(f: FunctionState, cls: ClassSymbol): void {
  if (!cls.layout?.hasVptr) return;
  const { b } = f;
  const self = f.thisPointer!;
  if (f.baseTable === undefined) {
    const table = vtableFor(f.unit, cls);
    for (const slot of placedSlots(wholeOf(cls))) if (!slot.shared) build.store(b, 'ptr', byteOffset(f, self, slot.offset), byteOffset(f, build.globalAddress(table), slot.point), 8);
    return;
  }
  const own = build.load(b, 'ptr', f.baseTable, false, 8);
  slotsOf(cls).forEach(({ within, offset }, i) => {
    let at = self;
    if (within !== undefined) at = build.index(b, self, BYTE, build.load(b, 'i64', byteOffset(f, own, virtualBaseEntry(cls, within)), true, 8));
    build.store(b, 'ptr', byteOffset(f, at, offset), i === 0 ? own : build.load(b, 'ptr', byteOffset(f, f.baseTable!, 8 * i), false, 8), 8);
  });
}

// ---- tables of base subobjects

function directBasesWithTables(cls: ClassSymbol): readonly BaseClass[] {
  return cls.bases.filter((base) => !base.virtual && hasVirtualBases(base.type.symbol));
}

/** What the base subobject's form of a constructor or destructor of `base` is handed; undefined for classes without virtual bases, which have no such form. */
export function tableForBase(f: FunctionState, cls: ClassSymbol, base: BaseClass): Value | undefined {
  if (!hasVirtualBases(base.type.symbol)) return undefined;
  if (f.baseTable !== undefined) return build.load(f.b, 'ptr', byteOffset(f, f.baseTable, 8 * (slotsOf(cls).length + directBasesWithTables(cls).indexOf(base))), false, 8);
  const offset = base.virtual ? virtualBaseOffsets(cls).get(base.type.symbol)! : base.offset;
  return build.globalAddress(baseTableFor(f.unit, { complete: cls, cls: base.type.symbol, offset }));
}

function baseTableFor(u: UnitState, place: Place): Global {
  const name = `${vtableName(place)}.bases`;
  const existing = u.module.globals.get(name);
  if (existing !== undefined) return existing;
  const vtable = makeVtable(u, place);
  const pointers: { target: Global; addend: number }[] = placedSlots(place).map(({ point }) => ({ target: vtable, addend: point }));
  for (const base of directBasesWithTables(place.cls)) pointers.push({ target: baseTableFor(u, { complete: place.complete, cls: base.type.symbol, offset: place.offset + base.offset }), addend: 0 });
  return constantGlobal(u, place, name, new Uint8Array(8 * pointers.length), pointers.map((pointer, i) => ({ offset: 8 * i, ...pointer })));
}

// ---- vtables

export function vtableFor(u: UnitState, cls: ClassSymbol): Global {
  const known = u.vtables.get(cls);
  if (known !== undefined) return known;
  return makeVtable(u, wholeOf(cls));
}

function vtableName({ complete, cls, offset }: Place): string {
  return complete === cls ? `_ZTV${cls.mangled}` : `_ZTC${complete.mangled}${offset}_${cls.mangled}`;
}

function constantGlobal(u: UnitState, place: Place, name: string, bytes: Uint8Array, relocations: { offset: number; target: Global | Func; addend: number }[]): Global {
  const made: Global = {
    kind: 'global', name, type: { kind: 'bytes', size: bytes.length, align: 8 }, space: 'host', linkage: place.complete.internal ? 'internal' : 'once', init: { bytes, relocations }, align: 8, constant: true,
    loc: place.complete.loc,
  };
  u.module.globals.set(name, made);
  return made;
}

function makeVtable(u: UnitState, place: Place): Global {
  const name = vtableName(place);
  const existing = place.complete === place.cls ? undefined : u.module.globals.get(name);
  if (existing !== undefined) return existing;
  const slots = placedSlots(place).filter((slot) => !slot.shared);
  const bytes = new Uint8Array(slots.reduce((sum, slot) => sum + headOf(slot.cls) + 8 * slot.cls.vtable.length, 0));
  const relocations: { offset: number; target: Global | Func; addend: number }[] = [];
  const table = constantGlobal(u, place, name, bytes, relocations);
  if (place.complete === place.cls) u.vtables.set(place.cls, table);
  const view = new DataView(bytes.buffer);
  for (const { cls, offset, point } of slots) {
    view.setBigInt64(point - VTABLE_HEAD, BigInt(place.offset - offset), true);
    relocations.push({ offset: point - 8, target: typeInfoFor(u, place.cls), addend: 0 });
    for (const base of virtualBaseList(cls)) view.setBigInt64(point + virtualBaseEntry(cls, base), BigInt(virtualBaseOffsets(place.complete).get(base)! - offset), true);
    cls.vtable.forEach((method, i) => {
      const found = finalOverriders(place, method, cls, offset)[0] ?? { fn: method, offset };
      const target = found.fn.pure && found.fn.body === undefined ? libraryFunction(u, '__cxa_pure_virtual', [], undefined, 'any') : thunkFor(u, found.fn, found.offset - offset, method.type.result, cls.vtable[i - 1] === method);
      relocations.push({ offset: point + 8 * i, target, addend: 0 });
    });
  }
  return table;
}

function pointedClass(type: Type): ClassSymbol | undefined {
  const target = type.kind === 'pointer' ? type.pointee : type.kind === 'reference' ? type.referee : undefined;
  return target?.kind === 'class' ? target.symbol : undefined;
}

function pathTo(derived: ClassSymbol, base: ClassSymbol): readonly BaseClass[] | undefined {
  if (derived === base) return [];
  for (const step of derived.bases) {
    const rest = pathTo(step.type.symbol, base);
    if (rest !== undefined) return [step, ...rest];
  }
  return undefined;
}

/** A function that moves `this` by `delta` bytes, goes on to `method` and makes its covariant result what callers through the overridden function expect. */
function thunkFor(u: UnitState, method: FunctionSymbol, delta: number, expected: Type, deletes: boolean): Func {
  const target = deletes ? deletingDestructor(u, method) : functionFor(u, method);
  const from = pointedClass(method.type.result);
  const to = pointedClass(expected);
  const path = from !== undefined && to !== undefined && from !== to ? pathTo(from, to)! : [];
  const adjusts = path.some((base) => base.virtual || base.offset !== 0);
  if (delta === 0 && !adjusts) return target;
  const name = `_ZT${adjusts ? `c${to!.mangled}_` : ''}h${delta < 0 ? `n${-delta}` : delta}_${target.name.replace(/^_Z/, '')}`;
  const key = functionKey(name, target.side);
  const existing = u.module.functions.get(key);
  if (existing !== undefined) return existing;
  const thunk: Func = { ...target, name, pretty: `thunk to ${target.pretty}`, linkage: target.linkage === 'internal' ? 'internal' : 'once', body: undefined, import: undefined, exportName: undefined, kernel: undefined };
  u.module.functions.set(key, thunk);
  const f = createFunctionState(u, thunk, undefined);
  const params = thunk.body!.params;
  const self = target.params.findIndex((p) => p.name === 'this');
  const args: Value[] = params.map((p, i) => (i === self ? byteOffset(f, p, delta) : p));
  let result = build.call(f.b, target, args);
  if (adjusts) result = baseAddress(f, result!, from!, path, method.type.result.kind === 'pointer');
  build.returnValue(f.b, result);
  finishFunction(f);
  return thunk;
}
