/**
 * Bit-fields: read and written through the smallest whole unit of bytes that holds them, never touching bytes outside the class. `bitOffset` counts from bit 0 of the byte at `offset`
 * (little-endian), so a field may start in any byte of its declared type's unit.
 */
import * as build from '../ir/build.js';
import { constI32 } from '../ir/build.js';
import type { FieldSymbol } from '../tree/index.js';
import type { FunctionState } from './context.js';
import type { ScalarMemoryType, Value } from './ir-imports.js';
import { BYTE, isUnsigned, valueType } from './types.js';

interface Unit {
  readonly memory: ScalarMemoryType;
  readonly bytes: number;
  readonly offset: number;
  readonly shift: number;
  readonly width: number;
  readonly align: number;
}

/** The naturally sized accesses that cover the field, lowest bits first: one of 1, 2, 4 or 8 bytes from the byte where it starts, or from one before it at the class's end; several where those would leave the class. */
function unitsOf(field: FieldSymbol): readonly Unit[] {
  const first = field.offset + (field.bitOffset >> 3);
  const end = first + (((field.bitOffset & 7) + field.bitWidth! + 7) >> 3);
  const classEnd = field.parent.layout!.size;
  const whole = SIZES.find((bytes) => end - first <= bytes && bytes <= classEnd);
  if (whole !== undefined) {
    const offset = Math.min(first, classEnd - whole);
    return [unitAt(field, offset, whole, (first - offset) * 8 + (field.bitOffset & 7), field.bitWidth!)];
  }
  const units: Unit[] = [];
  let shift = field.bitOffset & 7;
  let left = field.bitWidth!;
  for (let offset = first; offset < end; ) {
    const bytes = SIZES.findLast((size) => size <= end - offset)!;
    const width = Math.min(left, bytes * 8 - shift);
    units.push(unitAt(field, offset, bytes, shift, width));
    offset += bytes;
    left -= width;
    shift = 0;
  }
  return units;
}

const SIZES = [1, 2, 4, 8];
const MEMORY: Readonly<Record<number, ScalarMemoryType>> = { 1: 'i8', 2: 'i16', 4: 'i32', 8: 'i64' };

function unitAt(field: FieldSymbol, offset: number, bytes: number, shift: number, width: number): Unit {
  const place = offset | field.parent.layout!.align;
  return { memory: MEMORY[bytes]!, bytes, offset, shift, width, align: Math.min(bytes, place & -place) };
}

export function loadBitField(f: FunctionState, base: Value, field: FieldSymbol): Value {
  const { b } = f;
  const [unit, ...more] = unitsOf(field);
  const type = valueType(field.type);
  if (more.length > 0) {
    const whole = [unit!, ...more].reduce<{ readonly bits: Value; readonly width: number } | undefined>((low, part) => {
      const own = build.binary(b, 'and', build.binary(b, 'lshr', loadWide(f, base, part), build.constI64(BigInt(part.shift))), build.constI64((1n << BigInt(part.width)) - 1n));
      return { bits: low === undefined ? own : build.binary(b, 'or', low.bits, build.binary(b, 'shl', own, build.constI64(BigInt(low.width)))), width: (low?.width ?? 0) + part.width };
    }, undefined)!;
    return extended(f, whole.bits, 0, field, type);
  }
  const at = build.index(b, base, BYTE, constI32(unit!.offset));
  return extended(f, build.load(b, unit!.memory, at, false, unit!.align), unit!.shift, field, type);
}

function loadWide(f: FunctionState, base: Value, unit: Unit): Value {
  const raw = build.load(f.b, unit.memory, build.index(f.b, base, BYTE, constI32(unit.offset)), false, unit.align);
  return raw.type === 'i64' ? raw : build.convert(f.b, 'zext', raw, 'i64');
}

/** The field's value out of bits that have it at `shift`. */
function extended(f: FunctionState, raw: Value, shift: number, field: FieldSymbol, type: Value['type'] | undefined): Value {
  const { b } = f;
  const width = field.bitWidth!;
  const wide = raw.type === 'i64' || shift + width > 32;
  const bits = wide ? 64 : 32;
  const v = wide && raw.type === 'i32' ? build.convert(b, 'zext', raw, 'i64') : raw;
  const lit = (n: number) => (wide ? build.constI64(BigInt(n)) : constI32(n));
  const up = build.binary(b, 'shl', v, lit(bits - shift - width));
  const down = build.binary(b, isUnsigned(field.type) ? 'lshr' : 'ashr', up, lit(bits - width));
  if (type === 'i1') return build.compare(b, 'ne', down, build.zero(down.type));
  if (type === 'i64' && !wide) return build.convert(b, isUnsigned(field.type) ? 'zext' : 'sext', down, 'i64');
  return type === 'i32' && wide ? build.convert(b, 'trunc', down, 'i32') : down;
}

export function storeBitField(f: FunctionState, base: Value, field: FieldSymbol, v: Value): void {
  const { b } = f;
  const units = unitsOf(field);
  let bits = v.type === 'i1' ? build.convert(b, 'zext', v, 'i32') : v;
  if (units.length > 1 && bits.type === 'i32') bits = build.convert(b, 'zext', bits, 'i64');
  let from = 0;
  for (const unit of units) {
    storeUnit(f, base, unit, from === 0 ? bits : build.binary(b, 'lshr', bits, build.constI64(BigInt(from))));
    from += unit.width;
  }
}

function storeUnit(f: FunctionState, base: Value, unit: Unit, v: Value): void {
  const { b } = f;
  const at = build.index(b, base, BYTE, constI32(unit.offset));
  const old = build.load(b, unit.memory, at, false, unit.align);
  const wide = old.type === 'i64';
  let bits = v;
  if (wide && bits.type === 'i32') bits = build.convert(b, 'zext', bits, 'i64');
  if (!wide && bits.type === 'i64') bits = build.convert(b, 'trunc', bits, 'i32');
  const lit = (n: bigint) => (wide ? build.constI64(n) : constI32(Number(BigInt.asIntN(32, n))));
  const mask = ((1n << BigInt(unit.width)) - 1n) << BigInt(unit.shift);
  const placed = build.binary(b, 'and', build.binary(b, 'shl', bits, lit(BigInt(unit.shift))), lit(mask));
  const kept = build.binary(b, 'and', old, lit(~mask));
  build.store(b, unit.memory, at, build.binary(b, 'or', kept, placed), unit.align);
}
