/**
 * Semantic types → IR types: what a scalar is in registers and in memory, and the memory shape of classes and arrays.
 *
 * Classes become structs when their parts do not overlap; unions, and classes whose tail padding is reused by a derived class's members, become bytes. Fields that have no
 * place of their own in the struct (bit-fields, members of such classes) are reached by byte offset.
 */
import type { ClassSymbol, Type } from '../tree/index.js';
import { alignOf, sizeOf } from '../layout/sizes.js';
import type { MemoryType, ScalarMemoryType, StructType, ValueType } from './ir-imports.js';
import type { UnitState } from './context.js';

const SCALARS: Record<string, { memory: ScalarMemoryType; value: ValueType; size: number; unsigned: boolean }> = {
  bool: { memory: 'i1', value: 'i1', size: 1, unsigned: true },
  char: { memory: 'i8', value: 'i32', size: 1, unsigned: false },
  'signed char': { memory: 'i8', value: 'i32', size: 1, unsigned: false },
  'unsigned char': { memory: 'i8', value: 'i32', size: 1, unsigned: true },
  char8_t: { memory: 'i8', value: 'i32', size: 1, unsigned: true },
  short: { memory: 'i16', value: 'i32', size: 2, unsigned: false },
  'unsigned short': { memory: 'i16', value: 'i32', size: 2, unsigned: true },
  char16_t: { memory: 'i16', value: 'i32', size: 2, unsigned: true },
  int: { memory: 'i32', value: 'i32', size: 4, unsigned: false },
  'unsigned int': { memory: 'i32', value: 'i32', size: 4, unsigned: true },
  wchar_t: { memory: 'i32', value: 'i32', size: 4, unsigned: false },
  char32_t: { memory: 'i32', value: 'i32', size: 4, unsigned: true },
  long: { memory: 'i64', value: 'i64', size: 8, unsigned: false },
  'unsigned long': { memory: 'i64', value: 'i64', size: 8, unsigned: true },
  'long long': { memory: 'i64', value: 'i64', size: 8, unsigned: false },
  'unsigned long long': { memory: 'i64', value: 'i64', size: 8, unsigned: true },
  float: { memory: 'f32', value: 'f32', size: 4, unsigned: false },
  double: { memory: 'f64', value: 'f64', size: 8, unsigned: false },
  'long double': { memory: 'f64', value: 'f64', size: 16, unsigned: false },
  nullptr_t: { memory: 'ptr', value: 'ptr', size: 8, unsigned: true },
};

interface ScalarInfo {
  readonly memory: ScalarMemoryType;
  readonly value: ValueType;
  readonly size: number;
  readonly unsigned: boolean;
}
const POINTER: ScalarInfo = { memory: 'ptr', value: 'ptr', size: 8, unsigned: true };
const OFFSET: ScalarInfo = { memory: 'i64', value: 'i64', size: 8, unsigned: false };

/** undefined for types that live in memory only: classes, arrays, __int128, pointers to member functions, void. */
export function scalarInfo(type: Type): ScalarInfo | undefined {
  switch (type.kind) {
    case 'builtin':
      return SCALARS[type.name];
    case 'pointer':
    case 'reference':
    case 'function':
      return POINTER;
    case 'enum':
      return scalarInfo(type.symbol.underlying);
    case 'member-pointer':
      return type.member.kind === 'function' ? undefined : OFFSET;
    case 'array':
    case 'class':
      return undefined;
    case 'auto':
    case 'template-param':
    case 'dependent-specialization':
    case 'pack-expansion':
    case 'opaque-dependent':
      throw new Error(`lowering met the placeholder type '${type.kind}'`);
    default:
      return type satisfies never;
  }
}

export function valueType(type: Type): ValueType {
  const info = scalarInfo(type);
  if (info === undefined) throw new Error(`a value of type '${describe(type)}' does not fit a register`);
  return info.value;
}

function describe(type: Type): string {
  return type.kind === 'builtin' ? type.name : type.kind === 'class' ? type.symbol.name : type.kind;
}

export function isVoid(type: Type): boolean {
  return type.kind === 'builtin' && type.name === 'void';
}

export function isInt128(type: Type): boolean {
  const t = type.kind === 'enum' ? type.symbol.underlying : type;
  return t.kind === 'builtin' && (t.name === '__int128' || t.name === 'unsigned __int128');
}

export function isMemberFunctionPointer(type: Type): boolean {
  return type.kind === 'member-pointer' && type.member.kind === 'function';
}

/** Lives in memory: passed by address, returned through a pointer. */
export function isAggregate(type: Type): boolean {
  return type.kind === 'class' || type.kind === 'array' || isInt128(type) || isMemberFunctionPointer(type);
}

export function isUnsigned(type: Type): boolean {
  if (type.kind === 'builtin' && type.name === 'unsigned __int128') return true;
  return scalarInfo(type)?.unsigned ?? false;
}

export function isFloating(type: Type): boolean {
  return type.kind === 'builtin' && (type.name === 'float' || type.name === 'double' || type.name === 'long double');
}

const SCALAR_TYPES = new Map<string, MemoryType>();
export function scalarMemory(scalar: ScalarMemoryType, size: number, unsigned: boolean): MemoryType {
  const key = `${scalar}${size}${unsigned}`;
  let type = SCALAR_TYPES.get(key);
  if (type === undefined) {
    type = { kind: 'scalar', scalar, size, align: size, unsigned };
    SCALAR_TYPES.set(key, type);
  }
  return type;
}
export const BYTE = scalarMemory('i8', 1, true);
export const POINTER_MEMORY = scalarMemory('ptr', 8, true);

export function memoryType(u: UnitState, type: Type): MemoryType {
  const cached = u.memoryTypes.get(type.unqualified.id);
  if (cached !== undefined) return cached;
  const made = makeMemoryType(u, type.unqualified);
  u.memoryTypes.set(type.unqualified.id, made);
  return made;
}

function makeMemoryType(u: UnitState, type: Type): MemoryType {
  const scalar = scalarInfo(type);
  if (scalar !== undefined) return scalarMemory(scalar.memory, scalar.size, scalar.unsigned);
  if (type.kind === 'array') {
    const element = memoryType(u, type.element);
    const count = typeof type.size === 'number' ? type.size : 0;
    return { kind: 'array', element, count, size: element.size * count, align: element.align };
  }
  if (type.kind === 'class') return classMemory(u, type.symbol);
  if (isVoid(type)) return BYTE; // arithmetic on void* (GNU)
  return { kind: 'bytes', size: sizeOf(type), align: alignOf(type) };
}

export function classMemory(u: UnitState, symbol: ClassSymbol): MemoryType {
  const cached = u.structs.get(symbol);
  if (cached !== undefined) return cached;
  const made = makeClassMemory(u, symbol);
  u.structs.set(symbol, made);
  return made;
}

function makeClassMemory(u: UnitState, symbol: ClassSymbol): MemoryType {
  const layout = symbol.layout;
  if (layout === undefined) throw new Error(`class '${symbol.name}' reached lowering without a layout`);
  const bytes: MemoryType = { kind: 'bytes', size: layout.size, align: layout.align };
  if (symbol.tag === 'union' || symbol.bases.some((b) => b.virtual)) return bytes;
  const parts: { name: string; type: MemoryType; offset: number; field?: ClassSymbol['fields'][number] }[] = [];
  if (layout.hasVptr && !symbol.bases.some((b) => b.offset === 0 && b.type.symbol.layout?.hasVptr)) parts.push({ name: 'vptr', type: POINTER_MEMORY, offset: 0 });
  for (const base of symbol.bases) {
    if (base.type.symbol.fields.length === 0 && !base.type.symbol.layout?.hasVptr && base.type.symbol.bases.length === 0) continue;
    parts.push({ name: base.type.symbol.name, type: classMemory(u, base.type.symbol), offset: base.offset });
  }
  let bits = false;
  for (const field of symbol.fields) {
    if (field.bitWidth !== undefined) {
      bits = true;
      continue;
    }
    const type = field.type.kind === 'reference' ? POINTER_MEMORY : memoryType(u, field.type);
    if (type.size === 0 || (field.type.kind === 'class' && field.type.symbol.fields.length === 0 && type.size === 1)) continue;
    parts.push({ name: field.name, type, offset: field.offset, field });
  }
  if (bits) return bytes;
  parts.sort((a, b) => a.offset - b.offset);
  let end = 0;
  for (const part of parts) {
    if (part.offset < end) return bytes;
    end = part.offset + part.type.size;
  }
  if (end > layout.size) return bytes;
  const name = symbol.mangled;
  const struct: StructType = { kind: 'struct', name, fields: parts.map((p) => ({ name: p.name, type: p.type, offset: p.offset })), size: layout.size, align: layout.align };
  parts.forEach((part, i) => {
    if (part.field !== undefined) u.fieldIndex.set(part.field, i);
  });
  u.module.structs.set(name, struct);
  return struct;
}

export { alignOf, sizeOf };
