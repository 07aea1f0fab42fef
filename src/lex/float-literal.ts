/**
 * Floating literals ([lex.fcon]): spelling → correctly rounded value (round to nearest, ties to even).
 *
 * A decimal literal with suffix `f` must be rounded to binary32 once. Number() rounds to binary64 first; a second
 * rounding is only wrong where that result lies exactly between two binary32 values, and then the digits decide.
 */
export interface DecodedFloat {
  readonly value: number;
  readonly suffix: '' | 'f' | 'l';
  readonly udSuffix: string;
  /** The digits name a value beyond the type's range. */
  readonly overflow: boolean;
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

/** Undefined if the spelling is no floating literal. */
export function decodeFloat(text: string): DecodedFloat | undefined {
  const hex = text.charCodeAt(0) === 48 && (text.charCodeAt(1) | 32) === 120;
  let at = hex ? 2 : 0;
  let digits = '';
  let fraction = 0;
  let point = false;
  let separated = true;
  for (; at < text.length; at++) {
    const c = text.charCodeAt(at);
    const letter = c | 32;
    if (isDigit(c) || (hex && letter >= 97 && letter <= 102)) {
      digits += text[at];
      if (point) fraction++;
      separated = false;
    } else if (c === 39 && !separated) separated = true;
    else if (c === 46 && !point && (!separated || digits === '')) {
      point = true;
      separated = true;
    } else break;
  }
  if (digits === '' || text[at - 1] === "'") return undefined;
  let exponent = 0;
  let hasExponent = false;
  const marker = text.charCodeAt(at) | 32;
  if (marker === (hex ? 112 : 101)) {
    let next = at + 1;
    const sign = text.charCodeAt(next);
    if (sign === 43 || sign === 45) next++;
    if (isDigit(text.charCodeAt(next))) {
      hasExponent = true;
      for (; isDigit(text.charCodeAt(next)) || (text[next] === "'" && text[next - 1] !== "'"); next++) {
        if (text[next] !== "'") exponent = Math.min(exponent * 10 + text.charCodeAt(next) - 48, 1e9);
      }
      if (text[next - 1] === "'") return undefined;
      if (sign === 45) exponent = -exponent;
      at = next;
    } else return undefined;
  }
  if (hex ? !hasExponent : !point && !hasExponent) return undefined;
  const tail = text.slice(at);
  if (tail.includes('.') || tail.includes("'") || tail.includes('+') || tail.includes('-')) return undefined;
  const lower = tail.toLowerCase();
  const suffix = lower === 'f' || lower === 'l' ? lower : '';
  const udSuffix = suffix === '' ? tail : '';
  if (udSuffix !== '' && isDigit(udSuffix.charCodeAt(0))) return undefined;
  let value: number;
  if (hex) value = roundBinary(BigInt(`0x${digits}`), exponent - 4 * fraction, suffix === 'f');
  else {
    value = Number(`${digits}e${exponent - fraction}`);
    if (suffix === 'f') value = narrow(value, digits, exponent - fraction);
  }
  return { value, suffix, udSuffix, overflow: value === Number.POSITIVE_INFINITY };
}

/** The binary32 value nearest to digits·10^exponent, whose nearest binary64 is `double`. */
function narrow(double: number, digits: string, exponent: number): number {
  const nearest = Math.fround(double);
  if (nearest === double || double > 3.5e38) return nearest;
  const bound = double > nearest ? nextFloat(nearest) : previousFloat(nearest);
  const low = Math.min(nearest, bound);
  const high = Math.max(nearest, bound);
  // Beyond the largest binary32 the next value would be 2^128.
  const top = high === Number.POSITIVE_INFINITY ? 2 ** 128 : high;
  if (double - low !== top - double) return nearest;
  const order = compareDecimal(digits, exponent, double);
  if (order === 0) return nearest;
  return order > 0 ? high : low;
}

const floatView = new DataView(new ArrayBuffer(8));

function nextFloat(value: number): number {
  floatView.setFloat32(0, value);
  floatView.setUint32(0, floatView.getUint32(0) + 1);
  return floatView.getFloat32(0);
}

function previousFloat(value: number): number {
  floatView.setFloat32(0, value);
  floatView.setUint32(0, floatView.getUint32(0) - 1);
  return floatView.getFloat32(0);
}

/** Sign of digits·10^exponent − double, exactly; `double` is positive and finite. */
function compareDecimal(digits: string, exponent: number, double: number): number {
  floatView.setFloat64(0, double);
  const bits = floatView.getBigUint64(0);
  const biased = Number(bits >> 52n);
  const mantissa = biased === 0 ? bits : (bits & 0xfffffffffffffn) | 0x10000000000000n;
  const power = (biased === 0 ? 1 : biased) - 1075;
  let left = BigInt(digits);
  let right = mantissa;
  if (exponent >= 0) left *= 10n ** BigInt(exponent);
  else right *= 10n ** BigInt(-exponent);
  if (power >= 0) right <<= BigInt(power);
  else left <<= BigInt(-power);
  return left > right ? 1 : left < right ? -1 : 0;
}

/** mantissa·2^exponent rounded to binary64, or to binary32 if `single`. */
function roundBinary(mantissa: bigint, exponent: number, single: boolean): number {
  if (mantissa === 0n) return 0;
  const precision = single ? 24 : 53;
  const lowest = single ? -149 : -1074;
  const length = mantissa.toString(2).length;
  const top = length + exponent;
  if (top > 1100) return Number.POSITIVE_INFINITY;
  if (top < lowest) return 0;
  const drop = Math.max(length - precision, lowest - exponent, 0);
  let kept = mantissa >> BigInt(drop);
  const rest = mantissa - (kept << BigInt(drop));
  const half = drop === 0 ? 0n : 1n << BigInt(drop - 1);
  if (drop > 0 && (rest > half || (rest === half && (kept & 1n) === 1n))) kept += 1n;
  const scaled = scale(Number(kept), exponent + drop);
  return single ? Math.fround(scaled) : scaled;
}

/** value·2^power without intermediate rounding, for results that are representable or overflow. */
function scale(value: number, power: number): number {
  for (; power > 1000; power -= 1000) value *= 2 ** 1000;
  for (; power < -1000; power += 1000) value *= 2 ** -1000;
  return value * 2 ** power;
}
