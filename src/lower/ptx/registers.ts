/** Values of PTX registers: bits, seen in the type that an instruction asks for. Types: b/u/s 8…64, f32, f64, pred; narrower floating types and pairs of them are bits of an i32. */
import * as build from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { ScalarMemoryType, Value, ValueType } from '../ir-imports.js';

export interface PtxType {
  /** `n`: floating bits that only conversions and functions of the library understand (f16, bf16, tf32, pairs, …), by `name`. */
  readonly letter: 'u' | 's' | 'b' | 'f' | 'n' | 'pred';
  readonly bits: number;
  readonly name: string;
}

export const U32: PtxType = { letter: 'u', bits: 32, name: 'u32' };
export const S32: PtxType = { letter: 's', bits: 32, name: 's32' };
export const U64: PtxType = { letter: 'u', bits: 64, name: 'u64' };
export const S64: PtxType = { letter: 's', bits: 64, name: 's64' };
export const F32: PtxType = { letter: 'f', bits: 32, name: 'f32' };
export const PRED: PtxType = { letter: 'pred', bits: 1, name: 'pred' };

const NARROW: Readonly<Record<string, number>> = { f16: 16, bf16: 16, tf32: 32, f16x2: 32, bf16x2: 32, e4m3: 8, e5m2: 8, e4m3x2: 16, e5m2x2: 16, u16x2: 32, s16x2: 32, b1: 1, u4: 4, s4: 4 };

export function ptxType(part: string): PtxType | undefined {
  if (part === 'pred') return PRED;
  if (Object.hasOwn(NARROW, part)) return { letter: 'n', bits: NARROW[part]!, name: part };
  const match = /^([usb](?:8|16|32|64)|f(?:32|64))$/.exec(part);
  return match === null ? undefined : { letter: part[0] as 'u', bits: Number(part.slice(1)), name: part };
}

export function valueTypeFor(type: PtxType): ValueType {
  if (type.letter === 'pred') return 'i1';
  if (type.letter === 'f') return type.bits === 64 ? 'f64' : 'f32';
  return type.bits === 64 ? 'i64' : 'i32';
}

/** How a value of the type lies in memory; undefined for those of less than a byte. */
export function memoryFor(type: PtxType): ScalarMemoryType | undefined {
  if (type.letter === 'pred') return undefined;
  if (type.letter === 'f') return type.bits === 64 ? 'f64' : 'f32';
  return type.bits === 8 ? 'i8' : type.bits === 16 ? 'i16' : type.bits === 32 ? 'i32' : type.bits === 64 ? 'i64' : undefined;
}

/** The unsigned integer of a type's bits. */
export function bitsOf(type: PtxType): PtxType {
  return { letter: 'u', bits: type.bits, name: `u${type.bits}` };
}

/** The same bits in another register type; narrower integers take the low bits, extended as the type says. */
export function view(b: Builder, v: Value, type: PtxType): Value {
  const to = valueTypeFor(type);
  let at = v;
  if (at.type === 'ptr') at = build.convert(b, 'ptrtoint', at, 'i64');
  if (to === 'i1') {
    if (at.type === 'i1') return at;
    const wide = at.type === 'i64' || at.type === 'f64';
    return build.compare(b, 'ne', view(b, at, wide ? U64 : U32), build.zero(wide ? 'i64' : 'i32'));
  }
  if (at.type === 'i1') at = build.convert(b, 'zext', at, 'i32');
  if (at.type !== to) {
    if (at.type === 'f32') at = build.convert(b, 'bitcast', at, 'i32');
    else if (at.type === 'f64') at = build.convert(b, 'bitcast', at, 'i64');
    if (to === 'i64' || to === 'f64') at = at.type === 'i32' ? build.convert(b, type.letter === 's' ? 'sext' : 'zext', at, 'i64') : at;
    else at = at.type === 'i64' ? build.convert(b, 'trunc', at, 'i32') : at;
    if (to === 'f32' || to === 'f64') at = build.convert(b, 'bitcast', at, to);
  }
  if (type.letter !== 'f' && (type.bits === 8 || type.bits === 16)) at = build.convert(b, `${type.letter === 's' ? 'sext' : 'zext'}${type.bits}` as 'sext8', at, 'i32');
  return at;
}
