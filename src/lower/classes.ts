/** Objects of class type: fields and bases by address, construction and destruction of parts, pointers to members. Virtual functions: vtables.ts; run-time type information: type-info.ts. */
import * as build from '../ir/build.js';
import { constI32, constI64, createRegion } from '../ir/build.js';
import type { BaseClass, CheckedExpr, CheckedInit, CheckedMemberInit, ClassSymbol, FieldSymbol } from '../tree/index.js';
import { storeBitField } from './bit-fields.js';
import type { FunctionState } from './context.js';
import { addressOfValue, fullExpression, value } from './expressions.js';
import { baseVariantFor, functionFor, signatureOf } from './functions.js';
import { virtualBaseOffsets } from '../layout/record.js';
import { initializeObject } from './initializers.js';
import type { IfInst, StructType, Value } from './ir-imports.js';
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

export function byteOffset(f: FunctionState, base: Value, bytes: number): Value {
  return build.index(f.b, base, BYTE, constI32(bytes));
}

/** Runs `adjust` unless the pointer is null. */
export function unlessNull(f: FunctionState, pointer: Value, adjust: (p: Value) => Value): Value {
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

/** What a destructor does behind its body, in order of construction: the last one is destroyed first. */
export function partsToDestroy(f: FunctionState, cls: ClassSymbol): ((f: FunctionState) => void)[] {
  const self = f.thisPointer!;
  if (cls.tag === 'union') return [];
  const parts: ((f: FunctionState) => void)[] = [];
  const addBase = (base: BaseClass, offset: number): void => {
    const { symbol } = base.type;
    if (!symbol.trivialDestructor) parts.push((g) => callDestructor(g, symbol, byteOffset(g, self, offset), false, tableForBase(g, cls, base)));
  };
  if (f.baseTable === undefined) {
    for (const symbol of virtualBasesInOrder(cls)) addBase({ type: symbol.type, virtual: true, access: 'public', dependent: false, offset: 0 }, virtualBaseOffsets(cls).get(symbol)!);
  }
  for (const base of cls.bases) if (!base.virtual) addBase(base, base.offset);
  for (const field of cls.fields) if (isDestroyed(field)) parts.push((g) => destroyObject(g, field.type, fieldAddress(g, self, field)));
  return parts;
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

// ---- pointers to member functions: { function pointer, or 2^32 + 8·slot for virtual ones: i64, adjustment of this: i64 }; function pointers are table indices below 2^32

const VIRTUAL_METHOD = 1n << 32n;

/** What a conversion adds to a pointer to member: the base lies in the derived class, to whose members or from whose members it leads. */
export function memberPointerDelta({ type, path = [] }: Extract<CheckedExpr, { kind: 'convert' }>): number {
  const offset = path.reduce((sum, base) => sum + base.offset, 0);
  const toBase = type.kind === 'member-pointer' && type.class.kind === 'class' && path.at(-1)?.type.symbol === type.class.symbol;
  return toBase ? -offset : offset;
}

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
    const delta = memberPointerDelta(e);
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
