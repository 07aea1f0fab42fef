/**
 * Run-time type information: objects that `typeid`, `dynamic_cast` and handlers of exceptions look at. In: types, of which sema has named those that are no classes (`CheckedUnit.typeNames`). Out: constant globals of a layout of our
 * own, which sysroot/lib/cxx/type-info.h reads:
 *
 *     { vtable of std::type_info: ptr, name: ptr, what: i64, then pairs of { type info: ptr, facts: i64 } }
 *
 * `what` is the number of pairs of a class, one for each base, whose facts are its offset times 256, plus 1 if it is virtual (the offset is then that of an entry in the vtable), plus 2 if it is public. Negative values stand for pointers (-1, with a pair
 * of what they point to and its qualifiers), and for pointers to data members (-2) and to member functions (-3). Everything else has 0.
 */
import * as build from '../ir/build.js';
import { createRegion } from '../ir/build.js';
import type { CheckedExpr, ClassSymbol, Type } from '../tree/index.js';
import { byteOffset, unlessNull } from './classes.js';
import type { FunctionState, UnitState } from './context.js';
import { address, value } from './expressions.js';
import { libraryFunction } from './functions.js';
import type { Func, Global, IfInst, Value } from './ir-imports.js';
import { inRegion } from './statements.js';
import { BYTE } from './types.js';
import { virtualBaseEntry } from './vtables.js';

const POINTER = -1;
const DATA_MEMBER_POINTER = -2;
const FUNCTION_MEMBER_POINTER = -3;
const VIRTUAL_BASE = 1;
const PUBLIC_BASE = 2;

interface Pair {
  /** Of a class that is not complete there is none. */
  readonly info: Global | undefined;
  readonly facts: number;
}

export function typeInfoFor(u: UnitState, cls: ClassSymbol): Global {
  const bases = cls.bases.map((base): Pair => {
    const offset = base.virtual ? virtualBaseEntry(cls, base.type.symbol) : base.offset;
    return { info: typeInfoFor(u, base.type.symbol), facts: offset * 256 + (base.virtual ? VIRTUAL_BASE : 0) + (base.access === 'public' ? PUBLIC_BASE : 0) };
  });
  // Classes of one unit are others than those of that name elsewhere: the star says so, as in the Itanium ABI.
  return typeInfoGlobal(u, cls.mangled, `${cls.internal ? '*' : ''}${cls.mangled}`, bases.length, bases, cls.loc, cls.internal ? 'internal' : 'once');
}

export function typeInfoName(mangled: string): string {
  return `_ZTI${mangled}`;
}

function typeInfoGlobal(u: UnitState, mangled: string, shown: string, what: number, pairs: readonly Pair[], loc: number, linkage: 'internal' | 'once'): Global {
  const name = typeInfoName(mangled);
  const existing = u.module.globals.get(name);
  if (existing !== undefined) return existing;
  const text = new TextEncoder().encode(`${shown}\0`);
  const nameGlobal: Global = {
    kind: 'global', name: `_ZTS${mangled}`, type: { kind: 'bytes', size: text.length, align: 1 }, space: 'host', linkage, init: { bytes: text, relocations: [] }, align: 1, constant: true, loc,
  };
  u.module.globals.set(nameGlobal.name, nameGlobal);
  const size = 24 + 16 * pairs.length;
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setBigInt64(16, BigInt(what), true);
  const relocations: { offset: number; target: Global | Func; addend: number }[] = [{ offset: 8, target: nameGlobal, addend: 0 }];
  pairs.forEach(({ info, facts }, i) => {
    if (info !== undefined) relocations.push({ offset: 24 + 16 * i, target: info, addend: 0 });
    view.setBigInt64(32 + 16 * i, BigInt(facts), true);
  });
  const made: Global = {
    kind: 'global', name, type: { kind: 'bytes', size, align: 8 }, space: 'host', linkage, init: { bytes, relocations }, align: 8, constant: true, loc,
  };
  u.module.globals.set(name, made);
  return made;
}

export function typeInfoOf(u: UnitState, written: Type): Global {
  const type = written.unqualified;
  if (type.kind === 'class' && type.symbol.state === 'complete') return typeInfoFor(u, type.symbol);
  const mangled = u.typeNames.get(type);
  if (mangled === undefined) throw new Error(`type information of a type of kind '${type.kind}' that sema has not named`);
  const make = (what: number, pairs: readonly Pair[]): Global => typeInfoGlobal(u, mangled, mangled, what, pairs, 0, 'once');
  if (type.kind === 'member-pointer') return make(type.member.kind === 'function' ? FUNCTION_MEMBER_POINTER : DATA_MEMBER_POINTER, []);
  if (type.kind !== 'pointer') return make(0, []);
  const { pointee } = type;
  const isIncomplete = pointee.kind === 'class' && pointee.symbol.state !== 'complete';
  return make(POINTER, [{ info: isIncomplete ? undefined : typeInfoOf(u, pointee), facts: pointee.cv }]);
}

export function typeidAddress(f: FunctionState, e: Extract<CheckedExpr, { kind: 'typeid' }>): Value {
  if (!('category' in e.operand)) return build.globalAddress(typeInfoOf(f.unit, e.operand as Type));
  const operand = e.operand as CheckedExpr;
  if (operand.category === 'prvalue' || operand.type.kind !== 'class' || !operand.type.symbol.polymorphic) return build.globalAddress(typeInfoOf(f.unit, operand.type));
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

/** Pointers give null when the object is of another class; references throw std::bad_cast (the library's function). */
export function dynamicCast(f: FunctionState, e: Extract<CheckedExpr, { kind: 'dynamic-cast' }>): Value {
  const { b } = f;
  const isPointer = e.operand.category === 'prvalue';
  const pointer = isPointer ? value(f, e.operand) : address(f, e.operand);
  const { source, target } = e;
  if (target === 'void') {
    return unlessNull(f, pointer, (p) => {
      const vptr = build.load(b, 'ptr', p, false, 8);
      return build.index(b, p, BYTE, build.load(b, 'i64', byteOffset(f, vptr, -16), true, 8));
    });
  }
  const cast = libraryFunction(f.unit, isPointer ? '__cw_dynamic_cast' : '__cw_dynamic_cast_reference', ['ptr', 'ptr', 'ptr'], 'ptr', 'any');
  return build.call(b, cast, [pointer, build.globalAddress(typeInfoFor(f.unit, source)), build.globalAddress(typeInfoFor(f.unit, target))])!;
}
