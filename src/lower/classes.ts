/**
 * Objects of class type: fields and bases by address, construction and destruction of parts, vtables and run-time type information.
 *
 * vtable layout (Itanium's): [offsets of virtual bases, the first one last: i64 each][offset to top: i64][type info: ptr][function pointers…]; the object's vptr points at the first function. A class has one
 * group for itself and its primary base, and one for each other polymorphic base subobject, whose entries are thunks where `this` has to be adjusted.
 */
import * as build from '../ir/build.js';
import { constI32, constI64, createRegion } from '../ir/build.js';
import type { BaseClass, CheckedExpr, CheckedInit, CheckedMemberInit, ClassSymbol, FieldSymbol, FunctionSymbol, Type } from '../tree/index.js';
import { storeBitField } from './bit-fields.js';
import type { FunctionState, UnitState } from './context.js';
import { address, addressOfValue, fullExpression, value } from './expressions.js';
import { baseVariantFor, createFunctionState, finishFunction, functionFor, libraryFunction, signatureOf } from './functions.js';
import { primaryBase, virtualBaseOffsets } from '../layout/record.js';
import { initializeObject } from './initializers.js';
import type { Func, Global, IfInst, StructType, Value } from './ir-imports.js';
import { inRegion } from './statements.js';
import { BYTE, classMemory } from './types.js';
import { pushCleanup } from './scopes.js';
import { destroyObject, needsDestruction } from './variables.js';

// ---- parts of objects

export function fieldAddress(f: FunctionState, base: Value, field: FieldSymbol): Value {
  const memory = classMemory(f.unit, field.parent);
  const index = f.unit.fieldIndex.get(field);
  if (memory.kind === 'struct' && index !== undefined) return build.field(f.b, base, memory as StructType, index);
  return byteOffset(f, base, field.offset);
}

function byteOffset(f: FunctionState, base: Value, bytes: number): Value {
  return build.index(f.b, base, BYTE, constI32(bytes));
}

/** Runs `adjust` unless the pointer is null. */
function unlessNull(f: FunctionState, pointer: Value, adjust: (p: Value) => Value): Value {
  const { b } = f;
  const inst = build.append<IfInst>(b, { kind: 'if', operands: [build.compare(b, 'ne', pointer, build.NULL)], then: createRegion(), otherwise: createRegion() }, ['ptr']);
  const outer = b.region;
  b.region = inst.then;
  build.yieldValues(b, [adjust(pointer)]);
  b.region = inst.otherwise;
  build.yieldValues(b, [build.NULL]);
  b.region = outer;
  return inst.results[0]!;
}

/** Address of a base subobject of an object of class `from`. Virtual bases are found through the object's vtable. */
export function baseAddress(f: FunctionState, pointer: Value, from: ClassSymbol, path: readonly BaseClass[], mayBeNull: boolean): Value {
  const walk = (start: Value): Value => {
    let at = start;
    let cls = from;
    for (const base of path) {
      if (base.virtual) {
        const vptr = build.load(f.b, 'ptr', at, false, 8);
        const entry = byteOffset(f, vptr, virtualBaseEntry(cls, base.type.symbol));
        at = build.index(f.b, at, BYTE, build.load(f.b, 'i64', entry, true, 8));
      } else if (base.offset !== 0) at = byteOffset(f, at, base.offset);
      cls = base.type.symbol;
    }
    return at;
  };
  const moves = path.some((base) => base.virtual || base.offset !== 0);
  return mayBeNull && moves ? unlessNull(f, pointer, walk) : walk(pointer);
}

/** The virtual bases of a class, direct and inherited, in the order of their vtable entries: those of the base that shares its vptr come first, so that its entries stay where they were. */
function virtualBaseList(cls: ClassSymbol): readonly ClassSymbol[] {
  const list: ClassSymbol[] = [];
  const visit = (at: ClassSymbol): void => {
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
function virtualBaseEntry(cls: ClassSymbol, base: ClassSymbol): number {
  return -VTABLE_HEAD - 8 * (virtualBaseList(cls).indexOf(base) + 1);
}

export function hasVirtualBases(cls: ClassSymbol): boolean {
  return virtualBaseOffsets(cls).size > 0;
}

export function derivedAddress(f: FunctionState, pointer: Value, path: readonly BaseClass[], mayBeNull: boolean): Value {
  const offset = path.reduce((sum, base) => sum + base.offset, 0);
  if (offset === 0) return pointer;
  const adjust = (p: Value) => byteOffset(f, p, -offset);
  return mayBeNull ? unlessNull(f, pointer, adjust) : adjust(pointer);
}

// ---- construction and destruction

/**
 * Bases and members of a constructor; vptrs are set after the bases. True when it delegates to another constructor.
 *
 * Classes with virtual bases have two forms of constructors and destructors: the complete object's builds the virtual bases and sets the vptrs of all subobjects, before the bases (whose code
 * finds virtual bases through them) and again after; the base subobject's leaves both alone.
 */
export function initializeBasesAndMembers(f: FunctionState, inits: readonly CheckedMemberInit[]): boolean {
  const self = f.thisPointer!;
  const cls = f.symbol!.thisClass!;
  let vptrsStored = false;
  if (hasVirtualBases(cls) && !f.asBase && inits[0]?.target.kind !== 'delegate') storeVptrs(f, cls);
  for (const item of inits) {
    f.b.loc = item.loc;
    const { target } = item;
    switch (target.kind) {
      case 'delegate':
        fullExpression(f, () => initializeObject(f, item.init, f.symbol!.thisClass!.type, self));
        if (!cls.trivialDestructor) pushCleanup(f, (g) => callDestructor(g, cls, self, false, g.asBase), true);
        return true;
      case 'base': {
        const { base } = target;
        if (base.virtual && f.asBase) break;
        const at = byteOffset(f, self, base.virtual ? virtualBaseOffsets(cls).get(base.type.symbol)! : base.offset);
        f.constructsBase = true;
        fullExpression(f, () => initializeObject(f, item.init, base.type, at));
        f.constructsBase = false;
        if (!base.type.symbol.trivialDestructor) pushCleanup(f, (g) => callDestructor(g, base.type.symbol, at, false, true), true);
        break;
      }
      case 'field':
        if (!vptrsStored) {
          if (!f.asBase) storeVptrs(f, cls);
          vptrsStored = true;
        }
        fullExpression(f, () => {
          if (target.field.bitWidth !== undefined) {
            if (item.init.kind === 'expression') storeBitField(f, self, target.field, value(f, item.init.expr));
            else if (item.init.kind === 'zero') storeBitField(f, self, target.field, constI32(0));
          } else initializeObject(f, item.init, target.field.type, fieldAddress(f, self, target.field));
        });
        if (cls.tag !== 'union') pushUnwinding(f, target.field, item.init, (g) => fieldAddress(g, self, target.field));
        break;
      default:
        target satisfies never;
    }
  }
  return false;
}

/** The members of an anonymous union are the program's to destroy. */
function isDestroyed(field: FieldSymbol): boolean {
  return needsDestruction(field.type) && !(field.name === '' && field.type.kind === 'class' && field.type.symbol.tag === 'union');
}

/** A constructor that throws destroys the members it has initialized, also the one of an anonymous union. */
function pushUnwinding(f: FunctionState, field: FieldSymbol, init: CheckedInit, at: (g: FunctionState) => Value): void {
  if (isDestroyed(field)) pushCleanup(f, (g) => destroyObject(g, field.type, at(g)), true);
  else if (init.kind === 'aggregate' && needsDestruction(field.type)) {
    for (const { place, init: inner } of init.elements) if (place.kind === 'field') pushUnwinding(f, place.field, inner, (g) => fieldAddress(g, at(g), place.field));
  }
}

export function destroyMembers(f: FunctionState, cls: ClassSymbol): void {
  const self = f.thisPointer!;
  if (cls.tag === 'union') return;
  for (let i = cls.fields.length - 1; i >= 0; i--) {
    const field = cls.fields[i]!;
    if (isDestroyed(field)) destroyObject(f, field.type, fieldAddress(f, self, field));
  }
  for (let i = cls.bases.length - 1; i >= 0; i--) {
    const base = cls.bases[i]!;
    if (!base.virtual && !base.type.symbol.trivialDestructor) callDestructor(f, base.type.symbol, byteOffset(f, self, base.offset), false, true);
  }
  if (f.asBase) return;
  for (const [base, offset] of [...virtualBaseOffsets(cls)].sort((a, b) => virtualBaseList(cls).indexOf(b[0]) - virtualBaseList(cls).indexOf(a[0]))) {
    if (!base.trivialDestructor) callDestructor(f, base, byteOffset(f, self, offset), false, true);
  }
}

/** `asBase`: of a base subobject, whose virtual bases belong to the complete object. */
export function callDestructor(f: FunctionState, cls: ClassSymbol, at: Value, virtual: boolean, asBase = false): void {
  const { destructor } = cls;
  if (destructor === undefined || cls.trivialDestructor) return;
  if (virtual && destructor.virtual) {
    const pointer = loadVirtual(f, at, destructor);
    const signature = signatureOf(destructor.type, true, []);
    build.callIndirect(f.b, pointer, signature.params.map((p) => p.type), signature.result, [at]);
  } else build.call(f.b, asBase && hasVirtualBases(cls) ? baseVariantFor(f.unit, destructor) : functionFor(f.unit, destructor), [at]);
}

// ---- virtual functions

export function loadVirtual(f: FunctionState, self: Value, method: FunctionSymbol): Value {
  const vptr = build.load(f.b, 'ptr', self, false, 8);
  return build.load(f.b, 'ptr', byteOffset(f, vptr, 8 * method.vtableSlot), false, 8);
}

interface SubobjectTable {
  readonly cls: ClassSymbol;
  readonly offset: number;
}

/** The class itself and every base subobject with a vptr of its own, outermost first, virtual bases last. */
function tablesOf(complete: ClassSymbol): readonly SubobjectTable[] {
  const out: SubobjectTable[] = [];
  const visit = (cls: ClassSymbol, offset: number): void => {
    if (!cls.layout?.hasVptr) return;
    if (!out.some((t) => t.offset === offset)) out.push({ cls, offset });
    for (const base of cls.bases) if (!base.virtual) visit(base.type.symbol, offset + base.offset);
  };
  visit(complete, 0);
  for (const base of virtualBaseList(complete)) visit(base, virtualBaseOffsets(complete).get(base)!);
  return out;
}

/** Bytes of a table in front of its functions. */
function headOf(cls: ClassSymbol): number {
  return VTABLE_HEAD + 8 * virtualBaseList(cls).length;
}

const VTABLE_HEAD = 16;

/** The vptrs of a constant object: where in it, and which place of the vtable. */
export function vptrsOf(u: UnitState, cls: ClassSymbol): readonly { readonly offset: number; readonly target: Global; readonly addend: number }[] {
  if (!cls.layout?.hasVptr) return [];
  const target = vtableFor(u, cls);
  let at = 0;
  return tablesOf(cls).map((part) => {
    at += headOf(part.cls);
    const addend = at;
    at += 8 * part.cls.vtable.length;
    return { offset: part.offset, target, addend };
  });
}

/** Stores the vptrs of a class into `this`. */
export function storeVptrs(f: FunctionState, cls: ClassSymbol): void {
  if (!cls.layout?.hasVptr) return;
  const table = vtableFor(f.unit, cls);
  let at = 0;
  for (const part of tablesOf(cls)) {
    at += headOf(part.cls);
    build.store(f.b, 'ptr', byteOffset(f, f.thisPointer!, part.offset), byteOffset(f, build.globalAddress(table), at), 8);
    at += 8 * part.cls.vtable.length;
  }
}

interface Overrider {
  readonly fn: FunctionSymbol;
  /** Where its `this` lies in the complete object. */
  readonly offset: number;
  readonly cls: ClassSymbol;
}

/** The function that a virtual call of `method` reaches in a complete object: of all overriders the one whose class derives from the others'. */
function finalOverrider(complete: ClassSymbol, method: FunctionSymbol): Overrider | undefined {
  const found: Overrider[] = [];
  const visit = (cls: ClassSymbol, offset: number): void => {
    const own = overrides(cls, method);
    if (own !== undefined) {
      if (!found.some((o) => o.fn === own && o.offset === offset)) found.push({ fn: own, offset, cls });
      return;
    }
    for (const base of cls.bases) visit(base.type.symbol, base.virtual ? virtualBaseOffsets(complete).get(base.type.symbol)! : offset + base.offset);
  };
  visit(complete, 0);
  return found.find((o) => !found.some((other) => other !== o && derivesFrom(other.cls, o.cls))) ?? found[0];
}

function overrides(cls: ClassSymbol, method: FunctionSymbol): FunctionSymbol | undefined {
  if (method.role === 'destructor') return cls.destructor?.virtual ? cls.destructor : undefined;
  return cls.methods.find((m) => m.virtual && (m === method || (m.name === method.name && m.type.thisCv === method.type.thisCv && sameParams(m, method))));
}

function derivesFrom(cls: ClassSymbol, base: ClassSymbol): boolean {
  return cls.bases.some((b) => b.type.symbol === base || derivesFrom(b.type.symbol, base));
}

function sameParams(a: FunctionSymbol, b: FunctionSymbol): boolean {
  return a.type.params.length === b.type.params.length && a.type.params.every((p, i) => p === b.type.params[i]);
}

export function vtableFor(u: UnitState, cls: ClassSymbol): Global {
  const known = u.vtables.get(cls);
  if (known !== undefined) return known;
  const parts = tablesOf(cls);
  const size = parts.reduce((sum, part) => sum + headOf(part.cls) + 8 * part.cls.vtable.length, 0);
  const name = `_ZTV${cls.mangled}`;
  const table: Global = {
    kind: 'global', name, type: { kind: 'bytes', size, align: 8 }, space: 'host', linkage: cls.internal ? 'internal' : 'once', init: undefined, align: 8, constant: true, loc: cls.loc,
  };
  u.vtables.set(cls, table);
  u.module.globals.set(name, table);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  const relocations: { offset: number; target: Global | Func; addend: number }[] = [];
  let at = 0;
  for (const part of parts) {
    at += headOf(part.cls);
    view.setBigInt64(at - VTABLE_HEAD, BigInt(-part.offset), true);
    relocations.push({ offset: at - 8, target: typeInfoFor(u, cls), addend: 0 });
    for (const base of virtualBaseList(part.cls)) view.setBigInt64(at + virtualBaseEntry(part.cls, base), BigInt(virtualBaseOffsets(cls).get(base)! - part.offset), true);
    part.cls.vtable.forEach((slot, i) => {
      const found = finalOverrider(cls, slot) ?? { fn: slot, offset: part.offset };
      const target = found.fn.pure && found.fn.body === undefined ? libraryFunction(u, '__cxa_pure_virtual', [], undefined, 'any') : thunkFor(u, found.fn, found.offset - part.offset);
      relocations.push({ offset: at + 8 * i, target, addend: 0 });
    });
    at += 8 * part.cls.vtable.length;
  }
  table.init = { bytes, relocations };
  return table;
}

/** A function that moves `this` by `delta` bytes and goes on to `method`. */
function thunkFor(u: UnitState, method: FunctionSymbol, delta: number): Func {
  const target = functionFor(u, method);
  if (delta === 0) return target;
  const name = `_ZTh${delta < 0 ? `n${-delta}` : delta}_${target.name.replace(/^_Z/, '')}`;
  const existing = u.module.functions.get(name);
  if (existing !== undefined) return existing;
  const thunk: Func = { ...target, name, pretty: `thunk to ${target.pretty}`, linkage: 'once', body: undefined, import: undefined, exportName: undefined, kernel: undefined };
  u.module.functions.set(name, thunk);
  const f = createFunctionState(u, thunk, undefined);
  const params = thunk.body!.params;
  const self = target.params.findIndex((p) => p.name === 'this');
  const args: Value[] = params.map((p, i) => (i === self ? byteOffset(f, p, delta) : p));
  build.returnValue(f.b, build.call(f.b, target, args));
  finishFunction(f);
  return thunk;
}

// ---- run-time type information

/**
 * Type info object of a class: { vtable of std::type_info: ptr, name: ptr, number of bases: i64, then per base: type info ptr, offset i64 }. The layout is ours; sysroot/lib/cxx reads it.
 */
export function typeInfoFor(u: UnitState, cls: ClassSymbol): Global {
  // Virtual bases: the place of their offset in the vtable, marked by being odd.
  const bases = cls.bases.map((base) => ({ info: typeInfoFor(u, base.type.symbol), offset: base.virtual ? virtualBaseEntry(cls, base.type.symbol) + 1 : base.offset }));
  return typeInfoGlobal(u, cls.mangled, cls.loc, bases, cls.internal ? 'internal' : 'once');
}

function typeInfoGlobal(u: UnitState, mangled: string, loc: number, bases: readonly { info: Global; offset: number }[], linkage: 'internal' | 'once' = 'once'): Global {
  const name = `_ZTI${mangled}`;
  const existing = u.module.globals.get(name);
  if (existing !== undefined) return existing;
  const text = new TextEncoder().encode(`${mangled}\0`);
  const nameGlobal: Global = {
    kind: 'global', name: `_ZTS${mangled}`, type: { kind: 'bytes', size: text.length, align: 1 }, space: 'host', linkage, init: { bytes: text, relocations: [] }, align: 1, constant: true, loc,
  };
  u.module.globals.set(nameGlobal.name, nameGlobal);
  const size = 24 + 16 * bases.length;
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setBigInt64(16, BigInt(bases.length), true);
  const relocations: { offset: number; target: Global | Func; addend: number }[] = [{ offset: 8, target: nameGlobal, addend: 0 }];
  bases.forEach((base, i) => {
    relocations.push({ offset: 24 + 16 * i, target: base.info, addend: 0 });
    view.setBigInt64(32 + 16 * i, BigInt(base.offset), true);
  });
  const made: Global = {
    kind: 'global', name, type: { kind: 'bytes', size, align: 8 }, space: 'host', linkage, init: { bytes, relocations }, align: 8, constant: true, loc,
  };
  u.module.globals.set(name, made);
  return made;
}

/** Mangled name of a type for its type info; classes have their own. */
function mangleForInfo(type: Type): string {
  switch (type.kind) {
    case 'class':
      return type.symbol.mangled;
    case 'enum':
      return type.symbol.mangled;
    case 'pointer':
      return `P${type.pointee.cv & 1 ? 'K' : ''}${mangleForInfo(type.pointee)}`;
    case 'builtin':
      return BUILTIN_CODES[type.name]!;
    default:
      return `${type.kind}${type.id}`;
  }
}

const BUILTIN_CODES: Record<string, string> = {
  void: 'v', bool: 'b', char: 'c', 'signed char': 'a', 'unsigned char': 'h', short: 's', 'unsigned short': 't', int: 'i', 'unsigned int': 'j', long: 'l', 'unsigned long': 'm', 'long long': 'x',
  'unsigned long long': 'y', __int128: 'n', 'unsigned __int128': 'o', wchar_t: 'w', char8_t: 'Du', char16_t: 'Ds', char32_t: 'Di', float: 'f', double: 'd', 'long double': 'e', nullptr_t: 'Dn',
};

export function typeInfoOf(u: UnitState, type: Type): Global {
  return type.kind === 'class' ? typeInfoFor(u, type.symbol) : typeInfoGlobal(u, mangleForInfo(type.unqualified), 0, []);
}

export function typeidAddress(f: FunctionState, e: Extract<CheckedExpr, { kind: 'typeid' }>): Value {
  if ('category' in e.operand) {
    const operand = e.operand as CheckedExpr;
    if (operand.category !== 'prvalue' && operand.type.kind === 'class' && operand.type.symbol.polymorphic) {
      const object = address(f, operand);
      if (operand.kind === 'deref') {
        const inst = build.append<IfInst>(f.b, { kind: 'if', operands: [build.compare(f.b, 'eq', object, build.NULL)], then: createRegion(), otherwise: createRegion() }, []);
        inRegion(f, inst.then, () => {
          build.call(f.b, libraryFunction(f.unit, '_ZSt18__throw_bad_typeidv', [], undefined, 'host'), []);
        });
        inRegion(f, inst.otherwise, () => {});
      }
      const vptr = build.load(f.b, 'ptr', object, false, 8);
      return build.load(f.b, 'ptr', byteOffset(f, vptr, -8), false, 8);
    }
    return build.globalAddress(typeInfoOf(f.unit, operand.type));
  }
  return build.globalAddress(typeInfoOf(f.unit, e.operand as Type));
}

/** Pointers give null when the object is of another class; references throw std::bad_cast (the library's function). */
export function dynamicCast(f: FunctionState, e: Extract<CheckedExpr, { kind: 'dynamic-cast' }>): Value {
  const { b } = f;
  const isPointer = e.operand.category === 'prvalue';
  const pointer = isPointer ? value(f, e.operand) : address(f, e.operand);
  const target = e.target;
  if (target === 'void') {
    return unlessNull(f, pointer, (p) => {
      const vptr = build.load(b, 'ptr', p, false, 8);
      return build.index(b, p, BYTE, build.load(b, 'i64', byteOffset(f, vptr, -16), true, 8));
    });
  }
  const cast = libraryFunction(f.unit, isPointer ? '__cw_dynamic_cast' : '__cw_dynamic_cast_reference', ['ptr', 'ptr'], 'ptr', 'any');
  return build.call(b, cast, [pointer, build.globalAddress(typeInfoFor(f.unit, target))])!;
}

// ---- pointers to member functions: { function pointer, or 2^32 + 8·slot for virtual ones: i64, adjustment of this: i64 }; function pointers are table indices below 2^32

const VIRTUAL_METHOD = 1n << 32n;

export function memberFunctionPointer(f: FunctionState, e: CheckedExpr, to: Value): void {
  const { b } = f;
  if (e.kind === 'member-pointer' && e.member.kind === 'function') {
    const method = e.member;
    const pointer = method.virtual ? constI64(VIRTUAL_METHOD + BigInt(8 * method.vtableSlot)) : build.convert(b, 'ptrtoint', build.functionAddress(functionFor(f.unit, method)), 'i64');
    build.store(b, 'i64', to, pointer, 8);
    build.store(b, 'i64', byteOffset(f, to, 8), constI64(0n), 8);
    return;
  }
  if (e.kind === 'convert' && e.conversion === 'null-to-member-pointer') {
    build.store(b, 'i64', to, constI64(0n), 8);
    build.store(b, 'i64', byteOffset(f, to, 8), constI64(0n), 8);
    return;
  }
  if (e.kind === 'convert' && e.conversion === 'member-pointer') {
    const from = addressOfValue(f, e.operand);
    const delta = (e.path ?? []).reduce((sum, base) => sum + base.offset, 0);
    build.store(b, 'i64', to, build.load(b, 'i64', from, false, 8), 8);
    build.store(b, 'i64', byteOffset(f, to, 8), build.binary(b, 'add', build.load(b, 'i64', byteOffset(f, from, 8), false, 8), constI64(BigInt(delta))), 8);
    return;
  }
  throw new Error(`expression '${e.kind}' as a pointer to member function`);
}

export function memberFunctionTarget(f: FunctionState, object: Value, pointer: CheckedExpr): { readonly self: Value; readonly pointer: Value } {
  const { b } = f;
  const at = addressOfValue(f, pointer);
  const code = build.load(b, 'i64', at, false, 8);
  const self = build.index(b, object, BYTE, build.load(b, 'i64', byteOffset(f, at, 8), true, 8));
  const isVirtual = build.compare(b, 'uge', code, constI64(VIRTUAL_METHOD));
  const inst = build.append<IfInst>(b, { kind: 'if', operands: [isVirtual], then: createRegion(), otherwise: createRegion() }, ['ptr']);
  const outer = b.region;
  b.region = inst.then;
  const vptr = build.load(b, 'ptr', self, false, 8);
  build.yieldValues(b, [build.load(b, 'ptr', build.index(b, vptr, BYTE, build.binary(b, 'sub', code, constI64(VIRTUAL_METHOD))), false, 8)]);
  b.region = inst.otherwise;
  build.yieldValues(b, [build.convert(b, 'inttoptr', code, 'ptr')]);
  b.region = outer;
  return { self, pointer: inst.results[0]! };
}
