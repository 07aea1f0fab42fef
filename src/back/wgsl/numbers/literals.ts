/** Constants → WGSL literals. In: a constant and the type that it is wanted in. Out: its text; floats that no literal is sure to mean are patterns of bits in variables of the shader. */
import type { ConstValue } from '../../../ir/ir.js';
import { isUnusualFloat, SMALLEST } from './constants.js';
import type { Text } from '../expression-text.js';
import { PRIMARY, UNARY_LEVEL, primary } from '../expression-text.js';
import type { Shader } from '../shader.js';
import type { WgslScalar } from '../types.js';

const LARGEST = 3.4028234663852886e38;

/** Fewest digits that give the same binary32. */
function shortestFloat(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return String(value);
  for (let digits = 1; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    // A literal may not lie beyond the largest number, although it would be rounded to it.
    if (Math.fround(rounded) === value && Math.abs(rounded) <= LARGEST) return String(rounded);
  }
  return String(value);
}

function bitsOfDouble(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0);
}

/** Runs fixed patterns of bits past the rule against constant infinities and NaNs, and past engines that take constants of -0 and of subnormal numbers for 0. */
function unusualFloat(s: Shader, value: number): Text {
  if (Number.isNaN(value)) return notANumber(s, 0x7fc00000);
  const { text } = Math.abs(value) === Infinity ? special(s, 'infinity_bits', 0x7f800000) : Object.is(value, -0) ? special(s, 'negative_zero_bits', 0x80000000) : special(s, `subnormal_${Math.abs(value) / SMALLEST}_bits`, Math.abs(value) / SMALLEST);
  return value < 0 ? { text: `-${text}`, type: 'f32', level: UNARY_LEVEL } : primary(text, 'f32');
}

function special(s: Shader, name: string, bits: number): Text {
  s.specialBits.set(name, bits);
  return primary(`bitcast<f32>(${name})`, 'f32');
}

/** Bits of a float that is no number: each pattern has a variable of its own. */
export function notANumber(s: Shader, bits: number): Text {
  return special(s, bits === 0x7fc00000 ? 'nan_bits' : `nan_${bits.toString(16)}_bits`, bits);
}

/** A constant of the IR in a type. */
export function literal(s: Shader, c: ConstValue, type: WgslScalar): Text {
  const value = Number(c.value);
  switch (type) {
    case 'bool':
      return primary(value ? 'true' : 'false', type);
    case 'i32':
      if (value === -2147483648) return primary('i32(-2147483648)', type);
      return { text: String(value | 0), type, level: value < 0 ? UNARY_LEVEL : PRIMARY };
    case 'u32':
      return primary(value >>> 0 > 0xffff && (value >>> 0).toString(16).length === 8 ? `0x${(value >>> 0).toString(16)}u` : `${value >>> 0}u`, type);
    case 'f32': {
      if (isUnusualFloat(value)) return unusualFloat(s, value);
      const digits = shortestFloat(value);
      const text = /[.e]/.test(digits) ? `${digits}f` : `${digits}.0f`;
      return { text, type, level: text.startsWith('-') ? UNARY_LEVEL : PRIMARY };
    }
    case 'vec2u': {
      const bits = c.type === 'f64' ? bitsOfDouble(value) : BigInt.asUintN(64, BigInt(c.value));
      return primary(`vec2u(${bits & 0xffffffffn}u, ${bits >> 32n}u)`, type);
    }
    default:
      return type satisfies never;
  }
}
