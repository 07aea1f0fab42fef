/**
 * Double precision by integers: a double is a `vec2u` of its bits (low word, high word), each operation a function of the shader that rounds to nearest even, as IEEE 754 has it, subnormal numbers, infinities and NaNs
 * included. Shaders may reassociate floats, so that sums of two floats would not be safe.
 *
 * Inside, a number is a sign, a biased exponent e and 64 bits m, of which bit 62 is the highest of a normal number: m 2^(e - 1085). Bits shifted out on the right leave a trace in the lowest one.
 */
import type { BinaryOp, CompareOp, UnaryOp } from '../../ir/ir.js';
import { wideHelper } from './wide.js';

interface Helper {
  readonly needs?: readonly string[];
  /** 64-bit operations (wide.ts). */
  readonly wide?: readonly string[];
  readonly text: string;
}

const ROUNDING = `  let magnitude = a.y & 0x7fffffffu;
  let exponent = i32(magnitude >> 20u) - 1023;
  if exponent >= 52 {
    return a;
  }
  if exponent < 0 {
    return SMALL;
  }
  let whole = select(vec2u(a.x & (0xffffffffu << u32(52 - exponent)), a.y), vec2u(0u, a.y & (0xffffffffu << u32(max(20 - exponent, 0)))), exponent <= 20);`;

/** By name; each function after those that it needs. */
const HELPERS: Readonly<Record<string, Helper>> = {
  nan_f64: { text: 'fn nan_f64(a: vec2u) -> bool {\n  return (a.y & 0x7fffffffu) > 0x7ff00000u || ((a.y & 0x7fffffffu) == 0x7ff00000u && a.x != 0u);\n}' },
  trace_f64: {
    wide: ['lshr64', 'shl64'],
    text: `// Shifted right; what is lost leaves a trace.
fn trace_f64(m: vec2u, count: u32) -> vec2u {
  if count == 0u {
    return m;
  }
  if count > 63u {
    return vec2u(u32((m.x | m.y) != 0u), 0u);
  }
  let lost = shl64(m, 64u - count);
  let kept = lshr64(m, count);
  return vec2u(kept.x | u32((lost.x | lost.y) != 0u), kept.y);
}`,
  },
  pack_f64: {
    needs: ['trace_f64'],
    wide: ['lshr64', 'shl64', 'add64', 'clz64'],
    text: `// The double nearest to m 2^(e - 1085), with a sign bit.
fn pack_f64(sign: u32, e: i32, m: vec2u) -> vec2u {
  if (m.x | m.y) == 0u {
    return vec2u(0u, sign);
  }
  let shift = min(i32(clz64(m)) - 1, e - 1);
  var bits = m;
  if shift >= 0 {
    bits = shl64(m, u32(shift));
  } else {
    bits = trace_f64(m, u32(-shift));
  }
  let exponent = e - shift;
  if exponent >= 2047 {
    return vec2u(0u, sign | 0x7ff00000u);
  }
  let rest = bits.x & 1023u;
  var rounded = lshr64(bits, 10u);
  if rest > 512u || (rest == 512u && (rounded.x & 1u) == 1u) {
    rounded = add64(rounded, vec2u(1u, 0u));
  }
  return vec2u(rounded.x, (rounded.y + (u32(exponent - 1) << 20u)) | sign);
}`,
  },
  add_f64: {
    needs: ['nan_f64', 'trace_f64', 'pack_f64'],
    wide: ['ult64', 'add64', 'sub64', 'shl64'],
    text: `fn add_f64(a: vec2u, b: vec2u) -> vec2u {
  let swap = ult64(vec2u(a.x, a.y & 0x7fffffffu), vec2u(b.x, b.y & 0x7fffffffu));
  let x = select(a, b, swap);
  let y = select(b, a, swap);
  let ex = (x.y >> 20u) & 2047u;
  let ey = (y.y >> 20u) & 2047u;
  if ex == 2047u {
    if nan_f64(x) || (ey == 2047u && x.y != y.y) {
      return vec2u(0u, 0x7ff80000u);
    }
    return x;
  }
  let mx = shl64(vec2u(x.x, (x.y & 0xfffffu) | select(0u, 0x100000u, ex != 0u)), 10u);
  let my = trace_f64(shl64(vec2u(y.x, (y.y & 0xfffffu) | select(0u, 0x100000u, ey != 0u)), 10u), max(ex, 1u) - max(ey, 1u));
  if ((x.y ^ y.y) >> 31u) == 0u {
    return pack_f64(x.y & 0x80000000u, i32(max(ex, 1u)), add64(mx, my));
  }
  let m = sub64(mx, my);
  return pack_f64(select(x.y & 0x80000000u, 0u, (m.x | m.y) == 0u), i32(max(ex, 1u)), m);
}`,
  },
  sub_f64: { needs: ['add_f64'], text: 'fn sub_f64(a: vec2u, b: vec2u) -> vec2u {\n  return add_f64(a, vec2u(b.x, b.y ^ 0x80000000u));\n}' },
  mantissa_f64: {
    wide: ['shl64', 'clz64'],
    text: `// Mantissa with its highest bit at 52, and the exponent, of a finite number other than 0.
fn mantissa_f64(a: vec2u) -> vec3u {
  let e = (a.y >> 20u) & 2047u;
  let m = vec2u(a.x, a.y & 0xfffffu);
  if e != 0u {
    return vec3u(m.x, m.y | 0x100000u, e);
  }
  let shift = clz64(m) - 11u;
  return vec3u(shl64(m, shift), 1u - shift);
}`,
  },
  mul_f64: {
    needs: ['nan_f64', 'mantissa_f64', 'pack_f64'],
    wide: ['shl64', 'product64'],
    text: `fn mul_f64(a: vec2u, b: vec2u) -> vec2u {
  let sign = (a.y ^ b.y) & 0x80000000u;
  let a_zero = (a.x | (a.y & 0x7fffffffu)) == 0u;
  let b_zero = (b.x | (b.y & 0x7fffffffu)) == 0u;
  if ((a.y >> 20u) & 2047u) == 2047u || ((b.y >> 20u) & 2047u) == 2047u {
    if nan_f64(a) || nan_f64(b) || a_zero || b_zero {
      return vec2u(0u, 0x7ff80000u);
    }
    return vec2u(0u, sign | 0x7ff00000u);
  }
  if a_zero || b_zero {
    return vec2u(0u, sign);
  }
  let x = mantissa_f64(a);
  let y = mantissa_f64(b);
  let p = product64(shl64(x.xy, 10u), shl64(y.xy, 11u));
  return pack_f64(sign, i32(x.z) + i32(y.z) - 1022, vec2u(p.z | u32((p.x | p.y) != 0u), p.w));
}`,
  },
  div_f64: {
    needs: ['nan_f64', 'mantissa_f64', 'pack_f64'],
    wide: ['ult64', 'sub64', 'shl64'],
    text: `fn div_f64(a: vec2u, b: vec2u) -> vec2u {
  let sign = (a.y ^ b.y) & 0x80000000u;
  let a_infinite = ((a.y >> 20u) & 2047u) == 2047u;
  let b_infinite = ((b.y >> 20u) & 2047u) == 2047u;
  let a_zero = (a.x | (a.y & 0x7fffffffu)) == 0u;
  let b_zero = (b.x | (b.y & 0x7fffffffu)) == 0u;
  if nan_f64(a) || nan_f64(b) || (a_infinite && b_infinite) || (a_zero && b_zero) {
    return vec2u(0u, 0x7ff80000u);
  }
  if a_infinite || b_zero {
    return vec2u(0u, sign | 0x7ff00000u);
  }
  if b_infinite || a_zero {
    return vec2u(0u, sign);
  }
  let x = mantissa_f64(a);
  let y = mantissa_f64(b);
  var rest = x.xy;
  var quotient = vec2u();
  for (var i = 0; i < 56; i++) {
    quotient = vec2u(quotient.x << 1u, (quotient.y << 1u) | (quotient.x >> 31u));
    if !ult64(rest, y.xy) {
      rest = sub64(rest, y.xy);
      quotient.x |= 1u;
    }
    rest = vec2u(rest.x << 1u, (rest.y << 1u) | (rest.x >> 31u));
  }
  let m = shl64(quotient, 7u);
  return pack_f64(sign, i32(x.z) - i32(y.z) + 1023, vec2u(m.x | u32((rest.x | rest.y) != 0u), m.y));
}`,
  },
  sqrt_f64: {
    needs: ['nan_f64', 'mantissa_f64', 'pack_f64'],
    wide: ['ult64', 'sub64', 'shl64'],
    text: `fn sqrt_f64(a: vec2u) -> vec2u {
  if (a.x | (a.y & 0x7fffffffu)) == 0u {
    return a;
  }
  if nan_f64(a) || a.y >> 31u == 1u {
    return vec2u(0u, 0x7ff80000u);
  }
  if a.y == 0x7ff00000u {
    return a;
  }
  let x = mantissa_f64(a);
  var e = i32(x.z) - 1075;
  // Two bits of the radicand make one of the root.
  var radicand = shl64(x.xy, 10u);
  if (e & 1) != 0 {
    radicand = shl64(x.xy, 11u);
    e -= 1;
  }
  var rest = vec2u();
  var root = vec2u();
  for (var i = 0; i < 55; i++) {
    rest = vec2u((rest.x << 2u) | (radicand.y >> 30u), (rest.y << 2u) | (rest.x >> 30u));
    radicand = vec2u(radicand.x << 2u, (radicand.y << 2u) | (radicand.x >> 30u));
    let trial = vec2u((root.x << 2u) | 1u, (root.y << 2u) | (root.x >> 30u));
    root = vec2u(root.x << 1u, (root.y << 1u) | (root.x >> 31u));
    if !ult64(rest, trial) {
      rest = sub64(rest, trial);
      root.x |= 1u;
    }
  }
  let m = shl64(root, 8u);
  return pack_f64(0u, e / 2 + 1049, vec2u(m.x | u32((rest.x | rest.y) != 0u), m.y));
}`,
  },
  trace128_f64: {
    needs: ['trace_f64'],
    wide: ['shl64', 'lshr64'],
    text: `fn trace128_f64(m: vec4u, count: u32) -> vec4u {
  if count == 0u {
    return m;
  }
  if count > 63u {
    let low = trace_f64(m.zw, count - 64u);
    return vec4u(low.x | u32((m.x | m.y) != 0u), low.y, 0u, 0u);
  }
  let low = trace_f64(m.xy, count) | shl64(m.zw, 64u - count);
  return vec4u(low, lshr64(m.zw, count));
}`,
  },
  fma_f64: {
    needs: ['nan_f64', 'mantissa_f64', 'pack_f64', 'mul_f64', 'add_f64', 'trace128_f64'],
    wide: ['shl64', 'lshr64', 'product64', 'add64', 'sub64', 'ult64', 'clz64'],
    text: `// a b + c, rounded once: products and sums have 128 bits, of which m are the upper ones.
fn fma_f64(a: vec2u, b: vec2u, c: vec2u) -> vec2u {
  if ((a.y >> 20u) & 2047u) == 2047u || ((b.y >> 20u) & 2047u) == 2047u || (a.x | (a.y & 0x7fffffffu)) == 0u || (b.x | (b.y & 0x7fffffffu)) == 0u {
    return add_f64(mul_f64(a, b), c);
  }
  if ((c.y >> 20u) & 2047u) == 2047u {
    return c;
  }
  if (c.x | (c.y & 0x7fffffffu)) == 0u {
    return mul_f64(a, b);
  }
  let x = mantissa_f64(a);
  let y = mantissa_f64(b);
  let z = mantissa_f64(c);
  var product = product64(shl64(x.xy, 10u), shl64(y.xy, 10u));
  var other = vec4u(vec2u(), shl64(z.xy, 8u));
  let sign = (a.y ^ b.y) & 0x80000000u;
  var e = i32(x.z) + i32(y.z) - 1021;
  let apart = e - i32(z.z) - 2;
  if apart >= 0 {
    other = trace128_f64(other, u32(apart));
  } else {
    product = trace128_f64(product, u32(-apart));
    e -= apart;
  }
  var high: vec2u;
  var low: vec2u;
  var result_sign = sign;
  if sign == (c.y & 0x80000000u) {
    low = add64(product.xy, other.xy);
    high = add64(add64(product.zw, other.zw), vec2u(u32(ult64(low, other.xy)), 0u));
  } else {
    let is_less = ult64(product.zw, other.zw) || (all(product.zw == other.zw) && ult64(product.xy, other.xy));
    let more = select(product, other, is_less);
    let less = select(other, product, is_less);
    low = sub64(more.xy, less.xy);
    high = sub64(sub64(more.zw, less.zw), vec2u(u32(ult64(more.xy, less.xy)), 0u));
    result_sign = select(sign, sign ^ 0x80000000u, is_less);
    if (high.x | high.y | low.x | low.y) == 0u {
      return vec2u();
    }
  }
  if (high.x | high.y) == 0u {
    high = low;
    low = vec2u();
    e -= 64;
  }
  let zeros = clz64(high);
  if zeros > 1u {
    let shift = zeros - 1u;
    high = shl64(high, shift) | lshr64(low, 64u - shift);
    low = shl64(low, shift);
    e -= i32(shift);
  }
  return pack_f64(result_sign, e, vec2u(high.x | u32((low.x | low.y) != 0u), high.y));
}`,
  },
  eq_f64: { needs: ['nan_f64'], text: 'fn eq_f64(a: vec2u, b: vec2u) -> bool {\n  return (all(a == b) && !nan_f64(a)) || (a.x | b.x | ((a.y | b.y) & 0x7fffffffu)) == 0u;\n}' },
  lt_f64: {
    needs: ['nan_f64'],
    wide: ['ult64'],
    text: `fn lt_f64(a: vec2u, b: vec2u) -> bool {
  if nan_f64(a) || nan_f64(b) || (a.x | b.x | ((a.y | b.y) & 0x7fffffffu)) == 0u {
    return false;
  }
  if a.y >> 31u != b.y >> 31u {
    return a.y >> 31u == 1u;
  }
  return select(ult64(a, b), ult64(b, a), a.y >> 31u == 1u);
}`,
  },
  le_f64: { needs: ['lt_f64', 'eq_f64'], text: 'fn le_f64(a: vec2u, b: vec2u) -> bool {\n  return lt_f64(a, b) || eq_f64(a, b);\n}' },
  min_f64: { needs: ['lt_f64', 'nan_f64'], text: 'fn min_f64(a: vec2u, b: vec2u) -> vec2u {\n  return select(b, a, nan_f64(b) || lt_f64(a, b) || (a.y >> 31u == 1u && a.x == b.x && (a.y & 0x7fffffffu) == (b.y & 0x7fffffffu)));\n}' },
  max_f64: { needs: ['lt_f64', 'nan_f64'], text: 'fn max_f64(a: vec2u, b: vec2u) -> vec2u {\n  return select(b, a, nan_f64(b) || lt_f64(b, a) || (a.y >> 31u == 0u && a.x == b.x && (a.y & 0x7fffffffu) == (b.y & 0x7fffffffu)));\n}' },
  trunc_f64: { text: `fn trunc_f64(a: vec2u) -> vec2u {\n${ROUNDING.replace('SMALL', 'vec2u(0u, a.y & 0x80000000u)')}\n  return whole;\n}` },
  floor_f64: {
    needs: ['add_f64'],
    text: `fn floor_f64(a: vec2u) -> vec2u {
${ROUNDING.replace('SMALL', 'select(vec2u(0u, a.y & 0x80000000u), vec2u(0u, 0xbff00000u), a.y >> 31u == 1u && (a.x | magnitude) != 0u)')}
  return select(whole, add_f64(whole, vec2u(0u, 0xbff00000u)), a.y >> 31u == 1u && any(whole != a));
}`,
  },
  ceil_f64: { needs: ['floor_f64'], text: 'fn ceil_f64(a: vec2u) -> vec2u {\n  let low = floor_f64(vec2u(a.x, a.y ^ 0x80000000u));\n  return vec2u(low.x, low.y ^ 0x80000000u);\n}' },
  rint_f64: {
    needs: ['add_f64', 'sub_f64', 'nan_f64'],
    text: `fn rint_f64(a: vec2u) -> vec2u {
  if (a.y & 0x7fffffffu) >= 0x43300000u {
    return a;
  }
  let sign = a.y & 0x80000000u;
  let shift = vec2u(0u, 0x43300000u | sign);
  let rounded = sub_f64(add_f64(a, shift), shift);
  return vec2u(rounded.x, (rounded.y & 0x7fffffffu) | sign);
}`,
  },
  f64_of_u64: { needs: ['pack_f64'], text: 'fn f64_of_u64(a: vec2u) -> vec2u {\n  return pack_f64(0u, 1085, a);\n}' },
  f64_of_i64: { needs: ['pack_f64'], wide: ['negate64'], text: 'fn f64_of_i64(a: vec2u) -> vec2u {\n  return pack_f64(a.y & 0x80000000u, 1085, select(a, negate64(a), a.y >> 31u == 1u));\n}' },
  f64_of_f32: {
    text: `fn f64_of_f32(a: f32) -> vec2u {
  let bits = bitcast<u32>(a);
  let sign = bits & 0x80000000u;
  let magnitude = bits & 0x7fffffffu;
  if magnitude >= 0x7f800000u {
    return vec2u(magnitude << 29u, sign | 0x7ff00000u | ((magnitude & 0x7fffffu) >> 3u));
  }
  if magnitude < 0x00800000u && magnitude != 0u {
    let shift = countLeadingZeros(magnitude) - 8u;
    let mantissa = (magnitude << shift) & 0x7fffffu;
    return vec2u(mantissa << 29u, sign | ((897u - shift) << 20u) | (mantissa >> 3u));
  }
  return vec2u(magnitude << 29u, sign | select((magnitude >> 3u) + 0x38000000u, 0u, magnitude == 0u));
}`,
  },
  f32_of_f64: {
    needs: ['trace_f64'],
    wide: ['lshr64'],
    text: `fn f32_of_f64(a: vec2u) -> f32 {
  let sign = a.y & 0x80000000u;
  let e = i32((a.y >> 20u) & 2047u);
  let m = vec2u(a.x, a.y & 0xfffffu);
  if e == 2047 {
    return bitcast<f32>(sign | select(0x7f800000u, 0x7fc00000u, (m.x | m.y) != 0u));
  }
  if e < 896 - 24 {
    return bitcast<f32>(sign);
  }
  if e > 1150 {
    return bitcast<f32>(sign | 0x7f800000u);
  }
  // 24 bits and three more; fewer for subnormal numbers.
  let bits = trace_f64(vec2u(m.x, m.y | 0x100000u), 26u + u32(max(897 - e, 0))).x;
  let rest = bits & 7u;
  let rounded = (bits >> 3u) + u32(rest > 4u || (rest == 4u && (bits & 8u) != 0u));
  return bitcast<f32>(sign | (rounded + (u32(max(e - 897, 0)) << 23u)));
}`,
  },
  u64_of_f64: {
    needs: ['nan_f64'],
    wide: ['shl64', 'lshr64'],
    text: `// Towards zero, as near as a u64 can be; 0 for NaN.
fn u64_of_f64(a: vec2u) -> vec2u {
  let e = i32((a.y >> 20u) & 2047u) - 1075;
  if nan_f64(a) || a.y >> 31u == 1u || e < -52 {
    return vec2u();
  }
  if e > 11 {
    return vec2u(0xffffffffu, 0xffffffffu);
  }
  let m = vec2u(a.x, (a.y & 0xfffffu) | 0x100000u);
  if e >= 0 {
    return shl64(m, u32(e));
  }
  return lshr64(m, u32(-e));
}`,
  },
  i64_of_f64: {
    needs: ['u64_of_f64'],
    wide: ['negate64'],
    text: `fn i64_of_f64(a: vec2u) -> vec2u {
  let magnitude = u64_of_f64(vec2u(a.x, a.y & 0x7fffffffu));
  if a.y >> 31u == 1u {
    return select(negate64(magnitude), vec2u(0u, 0x80000000u), magnitude.y >> 31u == 1u);
  }
  return select(magnitude, vec2u(0xffffffffu, 0x7fffffffu), magnitude.y >> 31u == 1u);
}`,
  },
  u32_of_f64: { needs: ['u64_of_f64'], text: 'fn u32_of_f64(a: vec2u) -> u32 {\n  let wide = u64_of_f64(a);\n  return select(wide.x, 0xffffffffu, wide.y != 0u);\n}' },
  i32_of_f64: {
    needs: ['u64_of_f64'],
    text: `fn i32_of_f64(a: vec2u) -> i32 {
  let magnitude = u64_of_f64(vec2u(a.x, a.y & 0x7fffffffu));
  let is_large = magnitude.y != 0u || magnitude.x > 0x7fffffffu;
  return select(select(bitcast<i32>(magnitude.x), 2147483647, is_large), select(-bitcast<i32>(magnitude.x), i32(-2147483648), is_large), a.y >> 31u == 1u);
}`,
  },
};

export const DOUBLE_NAMES: readonly string[] = Object.keys(HELPERS);

/** Makes a function part of the shader and gives its name. */
export function doubleHelper(helpers: Map<string, string>, name: string): string {
  if (helpers.has(name)) return name;
  const helper = HELPERS[name];
  if (helper === undefined) throw new Error(`no operation '${name}' on doubles`);
  for (const needed of helper.wide ?? []) wideHelper(helpers, needed);
  for (const needed of helper.needs ?? []) doubleHelper(helpers, needed);
  helpers.set(name, helper.text);
  return name;
}

const BINARY: Partial<Record<BinaryOp, string>> = { fadd: 'add_f64', fsub: 'sub_f64', fmul: 'mul_f64', fdiv: 'div_f64', fmin: 'min_f64', fmax: 'max_f64' };
const UNARY: Partial<Record<UnaryOp, string>> = { fsqrt: 'sqrt_f64', ffloor: 'floor_f64', fceil: 'ceil_f64', ftrunc: 'trunc_f64', frint: 'rint_f64' };

/** A call for an operation on doubles; undefined if it has none. */
export function doubleBinary(helpers: Map<string, string>, op: BinaryOp, a: string, b: string): string | undefined {
  if (op === 'copysign') return `((${a} & vec2u(0xffffffffu, 0x7fffffffu)) | (${b} & vec2u(0u, 0x80000000u)))`;
  const name = BINARY[op];
  return name === undefined ? undefined : `${doubleHelper(helpers, name)}(${a}, ${b})`;
}

export function doubleUnary(helpers: Map<string, string>, op: UnaryOp, a: string): string | undefined {
  if (op === 'fneg') return `(${a} ^ vec2u(0u, 0x80000000u))`;
  if (op === 'fabs') return `(${a} & vec2u(0xffffffffu, 0x7fffffffu))`;
  const name = UNARY[op];
  return name === undefined ? undefined : `${doubleHelper(helpers, name)}(${a})`;
}

export function doubleComparison(helpers: Map<string, string>, op: CompareOp, a: string, b: string): string {
  const call = (name: string, x: string, y: string): string => `${doubleHelper(helpers, name)}(${x}, ${y})`;
  switch (op) {
    case 'foeq':
      return call('eq_f64', a, b);
    case 'fune':
      return `!${call('eq_f64', a, b)}`;
    case 'folt':
      return call('lt_f64', a, b);
    case 'fole':
      return call('le_f64', a, b);
    case 'fogt':
      return call('lt_f64', b, a);
    case 'foge':
      return call('le_f64', b, a);
    default:
      throw new Error(`no comparison '${op}' of doubles`);
  }
}
