/**
 * Random arithmetic expressions in C++ whose value and type are fully defined (with -fwrapv). In: the readable places of a scope. Out: text and static type, so that
 * shifts, divisions and conversions can be guarded. Expressions have no side effects.
 */
import type { Random } from './random.js';

export interface Scalar {
  readonly name: string;
  readonly bits: number;
  readonly signed: boolean;
  readonly floating: boolean;
  readonly rank: number;
}

const scalar = (name: string, bits: number, signed: boolean, rank: number, floating = false): Scalar => ({ name, bits, signed, floating, rank });

export const INT = scalar('int', 32, true, 3);
export const UINT = scalar('unsigned', 32, false, 3);
export const LONG = scalar('long', 64, true, 4);
export const BOOL = scalar('bool', 1, false, 0);
export const DOUBLE = scalar('double', 64, true, 11, true);
export const SHORT = scalar('short', 16, true, 2);
export const FLOAT = scalar('float', 32, true, 10, true);
export const ULL = scalar('unsigned long long', 64, false, 5);
export const integers: readonly Scalar[] = [
  BOOL, scalar('char', 8, true, 1), scalar('signed char', 8, true, 1), scalar('unsigned char', 8, false, 1), SHORT, scalar('unsigned short', 16, false, 2),
  INT, UINT, LONG, scalar('unsigned long', 64, false, 4), scalar('long long', 64, true, 5), ULL,
];
export const scalars: readonly Scalar[] = [...integers, FLOAT, DOUBLE];

export interface Place {
  readonly text: string;
  readonly type: Scalar;
  /** A bit-field: no address, and its own promotion. */
  readonly bitField?: number;
}

export interface Expression {
  readonly text: string;
  readonly type: Scalar;
}

function promoted(type: Scalar): Scalar {
  return type.floating || type.rank >= 3 ? type : INT;
}

function common(a: Scalar, b: Scalar): Scalar {
  if (a.floating || b.floating) return a.rank >= b.rank ? a : b;
  const x = promoted(a);
  const y = promoted(b);
  if (x.rank === y.rank) return x.signed ? y : x;
  const [high, low] = x.rank > y.rank ? [x, y] : [y, x];
  // unsigned long with long long: unsigned long long.
  if (high.signed && !low.signed && low.bits === high.bits) return ULL;
  return high;
}

export function literal(random: Random, type: Scalar): string {
  if (type === BOOL) return random.pick(['true', 'false']);
  if (type.floating) {
    const suffix = type === FLOAT ? 'f' : '';
    return random.pick(['0.5', '-1.25', '3.0', '1e3', '0x1.8p-4', '-0.0', '1e-3', '2.75', '0x1p20', '100.125']) + suffix;
  }
  const suffix = type.rank <= 3 ? (type.signed || type.rank < 3 ? '' : 'u') : (type.signed ? '' : 'u') + (type.rank === 4 ? 'l' : 'll');
  const edge = random.below(8);
  if (edge === 0) {
    if (type.name === 'char' || type.rank < 3) return `(${type.name})${random.pick(['-1', '127', '128', '255', '0x7fff', '-32768'])}`;
    return type.bits === 32 ? (type.signed ? random.pick(['2147483647', '(-2147483647-1)', '0x7ffffffe']) : random.pick(['4294967295u', '0x80000000u'])) : type.signed ? `0x7fffffffffffffff${suffix}` : random.pick([`0x8000000000000000${suffix}`, `~0${suffix}`]);
  }
  if (edge === 1) return `${0x7654321 + random.below(1 << 20)}${suffix}`;
  if (type.signed && edge === 2) return `(-${random.below(200)}${suffix})`;
  if (type.rank < 3) return random.oneIn(4) && type.bits === 8 && type.signed ? `'${random.pick(['a', 'Z', '0', '\\n', '\\x7f', '\\\\'])}'` : `(${type.name})${random.below(300)}`;
  return `${random.below(random.pick([4, 40, 400, 70000]))}${suffix}`;
}

/** Without 8 bytes; without double. */
export const narrowScalars: readonly Scalar[] = [...integers.filter((type) => type.bits <= 32), FLOAT];
export const singleScalars: readonly Scalar[] = [...integers, FLOAT];

/** A value of exactly `type`, whatever the expression's type: conversions from floating types to integers are kept in range. */
export function convert(e: Expression, type: Scalar): string {
  if (e.type.floating && !type.floating) return type === BOOL ? `(bool)(${e.text})` : `(${type.name})fi(${e.text})`;
  return `(${type.name})(${e.text})`;
}

/** Assignable to `type` without a cast (implicit conversion) where that is defined. */
export function implicit(e: Expression, type: Scalar): string {
  return e.type.floating && !type.floating && type !== BOOL ? `fi(${e.text})` : e.text;
}

const cString = (text: string): string => `(${text})`;

export function expression(random: Random, places: readonly Place[], depth: number, types: readonly Scalar[] = scalars): Expression {
  if (depth <= 0 || random.oneIn(7)) {
    if (places.length > 0 && !random.oneIn(4)) {
      const place = random.pick(places);
      // A bit-field's promoted type depends on its width: unary plus is avoided by a cast to the declared type.
      return place.bitField === undefined ? { text: place.text, type: place.type } : { text: `(${place.type.name})${place.text}`, type: place.type };
    }
    const type = random.pick(types);
    return { text: literal(random, type), type };
  }
  const sub = (): Expression => expression(random, places, depth - 1, types);
  const integer = (): Expression => {
    const e = sub();
    return e.type.floating ? { text: `fi(${e.text})`, type: INT } : e;
  };
  switch (random.below(16)) {
    case 0:
    case 1: {
      const a = sub();
      const b = sub();
      return { text: cString(`${a.text} ${random.pick(['+', '-', '*'])} ${b.text}`), type: common(a.type, b.type) };
    }
    case 2: {
      const a = integer();
      const b = integer();
      return { text: cString(`${a.text} ${random.pick(['&', '|', '^'])} ${b.text}`), type: common(a.type, b.type) };
    }
    case 3: {
      const a = integer();
      const b = integer();
      const type = promoted(a.type);
      return { text: cString(`${a.text} ${random.pick(['<<', '>>'])} (${b.text} & ${random.pick([type.bits - 1, 7, 15])})`), type };
    }
    case 4: {
      const a = integer();
      const b = integer();
      const type = common(a.type, common(b.type, INT));
      return { text: cString(`${a.text} ${random.pick(['/', '%'])} ((${b.text} & ${random.pick([7, 63, 1023])}) + 1)`), type };
    }
    case 5: {
      // By a constant, also a negative one.
      const a = integer();
      const divisor = random.pick([-7, -3, 2, 3, 4, 5, 7, 8, 10, 16, 100, 1000, 65536]);
      return { text: cString(`${a.text} ${random.pick(['/', '%'])} ${divisor < 0 ? `(${divisor})` : divisor}`), type: common(a.type, INT) };
    }
    case 6:
    case 7: {
      const a = sub();
      const b = sub();
      return { text: cString(`${a.text} ${random.pick(['<', '>', '<=', '>=', '==', '!='])} ${b.text}`), type: BOOL };
    }
    case 8:
      return { text: cString(`${sub().text} ${random.pick(['&&', '||'])} ${sub().text}`), type: BOOL };
    case 9: {
      const c = sub();
      const a = sub();
      const b = sub();
      if (a.type === b.type) return { text: cString(`${c.text} ? ${a.text} : ${b.text}`), type: a.type };
      return { text: cString(`${c.text} ? ${a.text} : ${b.text}`), type: common(a.type, b.type) };
    }
    case 10: {
      const a = integer();
      return { text: `(${random.pick(['~', '-', '+'])} ${a.text})`, type: promoted(a.type) };
    }
    case 11:
      return { text: `(!${sub().text})`, type: BOOL };
    case 12:
    case 13: {
      const type = random.pick(types);
      return { text: cString(convert(sub(), type)), type };
    }
    case 14: {
      const a = sub();
      const type = types.includes(LONG) ? LONG : INT;
      return { text: `(${type.name})ov(${a.text})`, type };
    }
    default: {
      const a = sub();
      if (a.type.floating) return { text: cString(random.oneIn(2) ? `-${cString(a.text)}` : `${a.text} / 4`), type: a.type };
      const type = random.pick(types.filter((t) => !t.floating));
      return { text: `mix<${type.name}, ${random.between(1, 9)}>(${convert(a, type)})`, type };
    }
  }
}
