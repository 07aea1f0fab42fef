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

/** The naturally sized access that covers the field: 1, 2, 4 or 8 bytes from the byte where it starts, or its declared unit. */
function unitOf(field: FieldSymbol): Unit {
  const width = field.bitWidth!;
  const first = field.offset + (field.bitOffset >> 3);
  const shift = field.bitOffset & 7;
  for (const bytes of [1, 2, 4, 8]) {
    if (shift + width <= bytes * 8) {
      const unitEnd = first + bytes;
      const classEnd = field.parent.layout!.size;
      // Reading past the class's end is avoided by starting earlier.
      const offset = unitEnd <= classEnd ? first : Math.max(0, classEnd - bytes);
      const memory: ScalarMemoryType = bytes === 1 ? 'i8' : bytes === 2 ? 'i16' : bytes === 4 ? 'i32' : 'i64';
      const place = offset | field.parent.layout!.align;
      return { memory, bytes, offset, shift: shift + (first - offset) * 8, width, align: Math.min(bytes, place & -place) };
    }
  }
  throw new Error(`bit-field '${field.name}' spans more than eight bytes`);
}

export function loadBitField(f: FunctionState, base: Value, field: FieldSymbol): Value {
  const { b } = f;
  const unit = unitOf(field);
  const type = valueType(field.type);
  const at = build.index(b, base, BYTE, constI32(unit.offset));
  const raw = build.load(b, unit.memory, at, false, unit.align);
  const wide = raw.type === 'i64' || unit.shift + unit.width > 32;
  const bits = wide ? 64 : 32;
  const v = wide && raw.type === 'i32' ? build.convert(b, 'zext', raw, 'i64') : raw;
  const lit = (n: number) => (wide ? build.constI64(BigInt(n)) : constI32(n));
  const up = build.binary(b, 'shl', v, lit(bits - unit.shift - unit.width));
  const down = build.binary(b, isUnsigned(field.type) ? 'lshr' : 'ashr', up, lit(bits - unit.width));
  if (type === 'i1') return build.compare(b, 'ne', down, build.zero(down.type));
  if (type === 'i64' && !wide) return build.convert(b, isUnsigned(field.type) ? 'zext' : 'sext', down, 'i64');
  return type === 'i32' && wide ? build.convert(b, 'trunc', down, 'i32') : down;
}

export function storeBitField(f: FunctionState, base: Value, field: FieldSymbol, v: Value): void {
  const { b } = f;
  const unit = unitOf(field);
  const at = build.index(b, base, BYTE, constI32(unit.offset));
  const old = build.load(b, unit.memory, at, false, unit.align);
  const wide = old.type === 'i64';
  let bits = v.type === 'i1' ? build.convert(b, 'zext', v, 'i32') : v;
  if (wide && bits.type === 'i32') bits = build.convert(b, 'zext', bits, 'i64');
  if (!wide && bits.type === 'i64') bits = build.convert(b, 'trunc', bits, 'i32');
  const lit = (n: bigint) => (wide ? build.constI64(n) : constI32(Number(BigInt.asIntN(32, n))));
  const mask = ((1n << BigInt(unit.width)) - 1n) << BigInt(unit.shift);
  const placed = build.binary(b, 'and', build.binary(b, 'shl', bits, lit(BigInt(unit.shift))), lit(mask));
  const kept = build.binary(b, 'and', old, lit(~mask));
  build.store(b, unit.memory, at, build.binary(b, 'or', kept, placed), unit.align);
}
