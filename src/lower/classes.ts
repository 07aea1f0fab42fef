/** Objects of class type: fields and bases by address, construction and destruction of parts, run-time type information, pointers to members. Virtual functions: vtables.ts. */
import * as build from '../ir/build.js';
import { constI32, constI64, createRegion } from '../ir/build.js';
import type { BaseClass, CheckedExpr, CheckedInit, CheckedMemberInit, ClassSymbol, FieldSymbol, Type } from '../tree/index.js';
import { storeBitField } from './bit-fields.js';
import type { FunctionState, UnitState } from './context.js';
import { address, addressOfValue, fullExpression, value } from './expressions.js';
import { baseVariantFor, functionFor, libraryFunction, signatureOf } from './functions.js';
import { virtualBaseOffsets } from '../layout/record.js';
import { initializeObject } from './initializers.js';
import type { Func, Global, IfInst, StructType, Value } from './ir-imports.js';
import { inRegion } from './statements.js';
import { BYTE, classMemory } from './types.js';
import { hasVirtualBases, loadVirtual, storeVptrs, tableForBase, virtualBaseEntry } from './vtables.js';
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
 * Classes with virtual bases have two forms of constructors and destructors: the complete object's builds the virtual bases too; the base subobject's is handed a table of vptrs (vtables.ts). Both set their
 * vptrs before the bases, whose initializers may look for virtual bases that are there already, and again after.
 */
export function initializeBasesAndMembers(f: FunctionState, inits: readonly CheckedMemberInit[]): boolean {
  const self = f.thisPointer!;
  const cls = f.symbol!.thisClass!;
  let vptrsStored = false;
  if (hasVirtualBases(cls) && inits[0]?.target.kind !== 'delegate') storeVptrs(f, cls);
  for (const item of inits) {
    f.b.loc = item.loc;
    const { target } = item;
    switch (target.kind) {
      case 'delegate':
        f.tableForConstructor = f.baseTable;
        fullExpression(f, () => initializeObject(f, item.init, f.symbol!.thisClass!.type, self));
        f.tableForConstructor = undefined;
        if (!cls.trivialDestructor) pushCleanup(f, (g) => callDestructor(g, cls, self, false, g.baseTable), true);
        return true;
      case 'base': {
        const { base } = target;
        if (base.virtual && f.baseTable !== undefined) break;
        const at = byteOffset(f, self, base.virtual ? virtualBaseOffsets(cls).get(base.type.symbol)! : base.offset);
        f.tableForConstructor = tableForBase(f, cls, base);
        fullExpression(f, () => initializeObject(f, item.init, base.type, at));
        f.tableForConstructor = undefined;
        if (!base.type.symbol.trivialDestructor) pushCleanup(f, (g) => callDestructor(g, base.type.symbol, at, false, tableForBase(g, cls, base)), true);
        break;
      }
      case 'field':
        if (!vptrsStored) {
          storeVptrs(f, cls);
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
    if (!base.virtual && !base.type.symbol.trivialDestructor) callDestructor(f, base.type.symbol, byteOffset(f, self, base.offset), false, tableForBase(f, cls, base));
  }
  if (f.baseTable !== undefined) return;
  for (const symbol of virtualBasesInOrder(cls).reverse()) {
    if (!symbol.trivialDestructor) callDestructor(f, symbol, byteOffset(f, self, virtualBaseOffsets(cls).get(symbol)!), false, tableForBase(f, cls, { type: symbol.type, virtual: true, access: 'public', offset: 0 }));
  }
}

/** In the order of their construction. */
function virtualBasesInOrder(cls: ClassSymbol): ClassSymbol[] {
  const order: ClassSymbol[] = [];
  const visit = (at: ClassSymbol): void => {
    for (const base of at.bases) {
      visit(base.type.symbol);
      if (base.virtual && !order.includes(base.type.symbol)) order.push(base.type.symbol);
    }
  };
  visit(cls);
  return order;
}

/** `table`: of a base subobject whose virtual bases belong to the complete object (vtables.ts). */
export function callDestructor(f: FunctionState, cls: ClassSymbol, at: Value, virtual: boolean, table?: Value): void {
  const { destructor } = cls;
  if (destructor === undefined || cls.trivialDestructor) return;
  if (virtual && destructor.virtual) {
    const pointer = loadVirtual(f, at, destructor);
    const signature = signatureOf(destructor.type, true, []);
    build.callIndirect(f.b, pointer, signature.params.map((p) => p.type), signature.result, [at]);
  } else if (table !== undefined) build.call(f.b, baseVariantFor(f.unit, destructor), [at, table]);
  else build.call(f.b, functionFor(f.unit, destructor), [at]);
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

export function typeInfoName(mangled: string): string {
  return `_ZTI${mangled}`;
}

function typeInfoGlobal(u: UnitState, mangled: string, loc: number, bases: readonly { info: Global; offset: number }[], linkage: 'internal' | 'once' = 'once'): Global {
  const name = typeInfoName(mangled);
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
