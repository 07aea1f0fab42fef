/** Values of PTX registers: bits, seen in the type that an instruction asks for. Types: b/u/s 8…64, f32, f64, pred. */
import * as build from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { Value, ValueType } from '../ir-imports.js';

export interface PtxType {
  readonly letter: 'u' | 's' | 'b' | 'f' | 'pred';
  readonly bits: number;
}

export function ptxType(part: string): PtxType | undefined {
  if (part === 'pred') return { letter: 'pred', bits: 1 };
  const match = /^([usbf])(8|16|32|64)$/.exec(part);
  return match === null ? undefined : { letter: match[1] as 'u', bits: Number(match[2]) };
}

export function valueTypeFor(type: PtxType): ValueType {
  if (type.letter === 'pred') return 'i1';
  if (type.letter === 'f') return type.bits === 64 ? 'f64' : 'f32';
  return type.bits === 64 ? 'i64' : 'i32';
}

/** The same bits in another register type; narrower integers take the low bits, extended as the type says. */
export function view(b: Builder, v: Value, type: PtxType): Value {
  const to = valueTypeFor(type);
  let at = v;
  if (at.type === 'ptr') at = build.convert(b, 'ptrtoint', at, 'i64');
  if (to === 'i1') return at.type === 'i1' ? at : build.compare(b, 'ne', view(b, at, { letter: 'b', bits: at.type === 'i64' || at.type === 'f64' ? 64 : 32 }), build.zero(at.type === 'i64' || at.type === 'f64' ? 'i64' : 'i32'));
  if (at.type === 'i1') at = build.convert(b, 'zext', at, 'i32');
  if (at.type !== to) {
    if (at.type === 'f32') at = build.convert(b, 'bitcast', at, 'i32');
    else if (at.type === 'f64') at = build.convert(b, 'bitcast', at, 'i64');
    if (to === 'i64' || to === 'f64') at = at.type === 'i32' ? build.convert(b, type.letter === 's' ? 'sext' : 'zext', at, 'i64') : at;
    else at = at.type === 'i64' ? build.convert(b, 'trunc', at, 'i32') : at;
    if (to === 'f32' || to === 'f64') at = build.convert(b, 'bitcast', at, to);
  }
  if (type.letter !== 'f' && type.bits < 32) at = build.convert(b, `${type.letter === 's' ? 'sext' : 'zext'}${type.bits}` as 'sext8', at, 'i32');
  return at;
}
