/**
 * Objects of class type: fields and bases by address, construction and destruction of parts, vtables and run-time type information.
 *
 * vtable layout (Itanium's, without virtual-base offsets): [offset to top: i64][type info: ptr][function pointers…]; the object's vptr points at the first function. A class has one
 * group for itself and its primary base, and one for each other polymorphic base subobject, whose entries are thunks where `this` has to be adjusted.
 */
import * as build from '../ir/build.js';
import { constI32, constI64, createRegion } from '../ir/build.js';
import type { BaseClass, CheckedExpr, CheckedMemberInit, ClassSymbol, FieldSymbol, FunctionSymbol, Type } from '../tree/index.js';
import { storeBitField } from './bit-fields.js';
import type { FunctionState, UnitState } from './context.js';
import { address, addressOfValue, fullExpression, temporarySlot, value } from './expressions.js';
import { createFunctionState, finishFunction, functionFor, libraryFunction, signatureOf } from './functions.js';
import { initializeObject } from './initializers.js';
import type { Func, Global, IfInst, StructType, Value } from './ir-imports.js';
import { inRegion } from './statements.js';
import { BYTE, classMemory } from './types.js';
import { destroyObject } from './variables.js';

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

/** Address of a base subobject. Virtual bases are found through the vtable of the object. */
export function baseAddress(f: FunctionState, pointer: Value, path: readonly BaseClass[], mayBeNull: boolean): Value {
  if (path.every((base) => !base.virtual)) {
    const offset = path.reduce((sum, base) => sum + base.offset, 0);
    if (offset === 0) return pointer;
    const adjust = (p: Value) => byteOffset(f, p, offset);
    return mayBeNull ? unlessNull(f, pointer, adjust) : adjust(pointer);
  }
  throw new Error('a conversion to a virtual base class');
}

export function derivedAddress(f: FunctionState, pointer: Value, path: readonly BaseClass[], mayBeNull: boolean): Value {
  const offset = path.reduce((sum, base) => sum + base.offset, 0);
  if (offset === 0) return pointer;
  const adjust = (p: Value) => byteOffset(f, p, -offset);
  return mayBeNull ? unlessNull(f, pointer, adjust) : adjust(pointer);
}

// ---- construction and destruction

/** Bases and members of a constructor; vptrs are set after the bases. True when it delegates to another constructor. */
export function initializeBasesAndMembers(f: FunctionState, inits: readonly CheckedMemberInit[]): boolean {
  const self = f.thisPointer!;
  let vptrsStored = false;
  for (const item of inits) {
    f.b.loc = item.loc;
    const { target } = item;
    switch (target.kind) {
      case 'delegate':
        fullExpression(f, () => initializeObject(f, item.init, f.symbol!.thisClass!.type, self));
        return true;
      case 'base':
        fullExpression(f, () => initializeObject(f, item.init, target.base.type, baseAddress(f, self, [target.base], false)));
        break;
      case 'field':
        if (!vptrsStored) {
          storeVptrs(f, f.symbol!.thisClass!);
          vptrsStored = true;
        }
        fullExpression(f, () => {
          if (target.field.bitWidth !== undefined) {
            if (item.init.kind === 'expression') storeBitField(f, self, target.field, value(f, item.init.expr));
            else if (item.init.kind === 'zero') storeBitField(f, self, target.field, constI32(0));
          } else initializeObject(f, item.init, target.field.type, fieldAddress(f, self, target.field));
        });
        break;
      default:
        target satisfies never;
    }
  }
  return false;
}

export function destroyMembers(f: FunctionState, cls: ClassSymbol): void {
  const self = f.thisPointer!;
  if (cls.tag === 'union') return;
  for (let i = cls.fields.length - 1; i >= 0; i--) {
    const field = cls.fields[i]!;
    if (needsDestruction(field.type)) destroyObject(f, field.type, fieldAddress(f, self, field));
  }
  for (let i = cls.bases.length - 1; i >= 0; i--) {
    const base = cls.bases[i]!;
    if (!base.type.symbol.trivialDestructor) callDestructor(f, base.type.symbol, baseAddress(f, self, [base], false), false);
  }
}

function needsDestruction(type: Type): boolean {
  if (type.kind === 'array') return needsDestruction(type.element);
  return type.kind === 'class' && !type.symbol.trivialDestructor;
}

export function callDestructor(f: FunctionState, cls: ClassSymbol, at: Value, virtual: boolean): void {
  const { destructor } = cls;
  if (destructor === undefined || cls.trivialDestructor) return;
  if (virtual && destructor.virtual) {
    const pointer = loadVirtual(f, at, destructor);
    const signature = signatureOf(destructor.type, true, []);
    build.callIndirect(f.b, pointer, signature.params.map((p) => p.type), signature.result, [at]);
  } else build.call(f.b, functionFor(f.unit, destructor), [at]);
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

/** The class itself and every polymorphic base subobject that does not share its vptr, outermost first. */
function tablesOf(cls: ClassSymbol, offset = 0, shared = false, out: SubobjectTable[] = []): SubobjectTable[] {
  if (!cls.layout?.hasVptr) return out;
  if (!shared) out.push({ cls, offset });
  for (const base of cls.bases) {
    if (base.type.symbol.layout?.hasVptr) tablesOf(base.type.symbol, offset + base.offset, base.offset === 0 && !base.virtual, out);
  }
  return out;
}

const VTABLE_HEAD = 16;

/** Stores the vptrs of a class into `this`. */
export function storeVptrs(f: FunctionState, cls: ClassSymbol): void {
  if (!cls.layout?.hasVptr) return;
  const table = vtableFor(f.unit, cls);
  let at = 0;
  for (const part of tablesOf(cls)) {
    build.store(f.b, 'ptr', byteOffset(f, f.thisPointer!, part.offset), byteOffset(f, build.globalAddress(table), at + VTABLE_HEAD), 8);
    at += VTABLE_HEAD + 8 * part.cls.vtable.length;
  }
}

/** The function that a virtual call of `method` reaches in a complete object of class `cls`, and where its `this` lies. */
function finalOverrider(cls: ClassSymbol, method: FunctionSymbol, offset = 0): { readonly fn: FunctionSymbol; readonly offset: number } | undefined {
  for (const candidate of cls.methods) {
    if (!candidate.virtual) continue;
    const same = method.role === 'destructor' ? candidate.role === 'destructor' : candidate.name === method.name && candidate.type.thisCv === method.type.thisCv && sameParams(candidate, method);
    if (candidate === method || same) return { fn: candidate, offset };
  }
  if (method.role === 'destructor' && cls.destructor?.virtual) return { fn: cls.destructor, offset };
  for (const base of cls.bases) {
    const found = finalOverrider(base.type.symbol, method, offset + base.offset);
    if (found !== undefined) return found;
  }
  return undefined;
}

function sameParams(a: FunctionSymbol, b: FunctionSymbol): boolean {
  return a.type.params.length === b.type.params.length && a.type.params.every((p, i) => p === b.type.params[i]);
}

export function vtableFor(u: UnitState, cls: ClassSymbol): Global {
  const known = u.vtables.get(cls);
  if (known !== undefined) return known;
  const parts = tablesOf(cls);
  const size = parts.reduce((sum, part) => sum + VTABLE_HEAD + 8 * part.cls.vtable.length, 0);
  const name = `_ZTV${cls.mangled}`;
  const table: Global = {
    kind: 'global', name, type: { kind: 'bytes', size, align: 8 }, space: 'host', linkage: 'once', init: undefined, align: 8, constant: true, loc: cls.loc,
  };
  u.vtables.set(cls, table);
  u.module.globals.set(name, table);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  const relocations: { offset: number; target: Global | Func; addend: number }[] = [];
  let at = 0;
  for (const part of parts) {
    view.setBigInt64(at, BigInt(-part.offset), true);
    relocations.push({ offset: at + 8, target: typeInfoFor(u, cls), addend: 0 });
    part.cls.vtable.forEach((slot, i) => {
      const found = finalOverrider(cls, slot) ?? { fn: slot, offset: part.offset };
      const target = found.fn.pure && found.fn.body === undefined ? libraryFunction(u, '__cxa_pure_virtual', [], undefined, 'any') : thunkFor(u, found.fn, found.offset - part.offset);
      relocations.push({ offset: at + VTABLE_HEAD + 8 * i, target, addend: 0 });
    });
    at += VTABLE_HEAD + 8 * part.cls.vtable.length;
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
  const bases = cls.bases.map((base) => ({ info: typeInfoFor(u, base.type.symbol), offset: base.offset }));
  return typeInfoGlobal(u, cls.mangled, cls.loc, bases);
}

function typeInfoGlobal(u: UnitState, mangled: string, loc: number, bases: readonly { info: Global; offset: number }[]): Global {
  const name = `_ZTI${mangled}`;
  const existing = u.module.globals.get(name);
  if (existing !== undefined) return existing;
  const text = new TextEncoder().encode(`${mangled}\0`);
  const nameGlobal: Global = {
    kind: 'global', name: `_ZTS${mangled}`, type: { kind: 'bytes', size: text.length, align: 1 }, space: 'host', linkage: 'once', init: { bytes: text, relocations: [] }, align: 1, constant: true, loc,
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
    kind: 'global', name, type: { kind: 'bytes', size, align: 8 }, space: 'host', linkage: 'once', init: { bytes, relocations }, align: 8, constant: true, loc,
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
      const vptr = build.load(f.b, 'ptr', address(f, operand), false, 8);
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

// ---- pointers to member functions: { function pointer or 1 + 8·slot for virtual ones: i64, adjustment of this: i64 }

export function memberFunctionPointer(f: FunctionState, e: CheckedExpr, to: Value): void {
  const { b } = f;
  if (e.kind === 'member-pointer' && e.member.kind === 'function') {
    const method = e.member;
    const pointer = method.virtual ? constI64(BigInt(1 + 8 * method.vtableSlot)) : build.convert(b, 'ptrtoint', build.functionAddress(functionFor(f.unit, method)), 'i64');
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
  const isVirtual = build.compare(b, 'ne', build.binary(b, 'and', code, constI64(1n)), constI64(0n));
  const inst = build.append<IfInst>(b, { kind: 'if', operands: [isVirtual], then: createRegion(), otherwise: createRegion() }, ['ptr']);
  const outer = b.region;
  b.region = inst.then;
  const vptr = build.load(b, 'ptr', self, false, 8);
  build.yieldValues(b, [build.load(b, 'ptr', build.index(b, vptr, BYTE, build.binary(b, 'sub', code, constI64(1n))), false, 8)]);
  b.region = inst.otherwise;
  build.yieldValues(b, [build.convert(b, 'inttoptr', code, 'ptr')]);
  b.region = outer;
  return { self, pointer: inst.results[0]! };
}

export { inRegion, temporarySlot };
