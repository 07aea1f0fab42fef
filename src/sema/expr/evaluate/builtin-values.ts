/** Values of builtin functions in constant expressions. */
import type { Type } from '../../../tree/index.js';
import { factsOf, integerFacts } from '../type-facts.js';
import { roundTo } from './arithmetic.js';
import type { Value } from './memory.js';

const bitsOf = (type: Type): number => (integerFacts(type)?.size ?? 4) * 8;

function popcount(v: bigint): number {
  let n = 0;
  for (let x = v; x !== 0n; x &= x - 1n) n++;
  return n;
}

function leadingZeros(v: bigint, bits: number): number {
  return v === 0n ? bits : bits - v.toString(2).length;
}

function trailingZeros(v: bigint, bits: number): number {
  if (v === 0n) return bits;
  return popcount((v & -v) - 1n);
}

function swapBytes(v: bigint, bytes: number): bigint {
  let result = 0n;
  for (let i = 0; i < bytes; i++) result = (result << 8n) | ((v >> BigInt(8 * i)) & 255n);
  return result;
}

const unary: Record<string, (x: number) => number> = {
  sqrt: Math.sqrt, fabs: Math.abs, floor: Math.floor, ceil: Math.ceil, trunc: Math.trunc,
};

/** undefined: not a constant. `types` are the arguments' types, `result` the call's. */
export function builtinValue(name: string, args: readonly Value[], types: readonly Type[], result: Type): Value | undefined {
  const short = name.slice('__builtin_'.length);
  const [a, b] = args;
  const type = types[0];
  if (typeof a === 'bigint') {
    const bits = bitsOf(type);
    const u = BigInt.asUintN(bits, a);
    const base = short.replace(/(ll|l|g)$/, '');
    switch (base) {
      case 'clz': return u === 0n ? (short === 'clzg' && typeof b === 'bigint' ? b : undefined) : BigInt(leadingZeros(u, bits));
      case 'ctz': return u === 0n ? (short === 'ctzg' && typeof b === 'bigint' ? b : undefined) : BigInt(trailingZeros(u, bits));
      case 'popcount': return BigInt(popcount(u));
      case 'parity': return BigInt(popcount(u) & 1);
      case 'ffs': return u === 0n ? 0n : BigInt(trailingZeros(u, bits) + 1);
      case 'clrsb': return BigInt(leadingZeros(a < 0n ? BigInt.asUintN(bits, ~a) : u, bits) - 1);
      case 'bswap16': return swapBytes(u, 2);
      case 'bswap32': return swapBytes(u, 4);
      case 'bswap64': return swapBytes(u, 8);
      case 'expect':
      case 'expect_with_probability':
        return a;
      case 'abs':
      case 'labs':
      case 'llabs':
        return a < 0n ? -a : a;
      case 'assume':
        return a === 0n ? undefined : 0n;
      default:
        break;
    }
    if (short.startsWith('rotate') && typeof b === 'bigint') {
      const n = BigInt(bits);
      const by = short.startsWith('rotateleft') ? b % n : (n - (b % n)) % n;
      return BigInt.asUintN(bits, (u << by) | (u >> (n - by)));
    }
    if (short.startsWith('bitreverse')) return BigInt(`0b${u.toString(2).padStart(bits, '0').split('').reverse().join('')}`);
  }
  if (typeof a === 'number') {
    switch (short) {
      case 'isnan': return Number.isNaN(a) ? 1n : 0n;
      case 'isinf': return a === Infinity || a === -Infinity ? 1n : 0n;
      case 'isinf_sign': return a === Infinity ? 1n : a === -Infinity ? -1n : 0n;
      case 'isfinite': case 'finite': return Number.isFinite(a) ? 1n : 0n;
      case 'isnormal': return Number.isFinite(a) && Math.abs(a) >= (type.kind === 'builtin' && factsOf(type).size === 4 ? 1.1754943508222875e-38 : 2.2250738585072014e-308) ? 1n : 0n;
      case 'signbit': case 'signbitf': case 'signbitl': return a < 0 || Object.is(a, -0) ? 1n : 0n;
      default: break;
    }
    const base = !short.startsWith('is') && result.kind === 'builtin' && result.name !== 'double' && /[fl]$/.test(short) && unary[short] === undefined ? short.slice(0, -1) : short;
    const fn = unary[base];
    if (fn !== undefined && !(base === 'sqrt' && a < 0)) return roundTo(result, fn(a));
    if (typeof b === 'number') {
      switch (base) {
        case 'copysign': return Math.sign(b) < 0 || Object.is(b, -0) ? -Math.abs(a) : Math.abs(a);
        case 'fmin': return Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.min(a, b);
        case 'fmax': return Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b);
        case 'isgreater': return a > b ? 1n : 0n;
        case 'isgreaterequal': return a >= b ? 1n : 0n;
        case 'isless': return a < b ? 1n : 0n;
        case 'islessequal': return a <= b ? 1n : 0n;
        case 'islessgreater': return a < b || a > b ? 1n : 0n;
        case 'isunordered': return Number.isNaN(a) || Number.isNaN(b) ? 1n : 0n;
        default: break;
      }
    }
    return undefined;
  }
  if (/^(huge_val|inf)[fl]?$/.test(short)) return Infinity;
  if (/^nans?[fl]?$/.test(short)) return NaN;
  return undefined;
}
