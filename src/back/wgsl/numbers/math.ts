/**
 * Functions of the shader for what WGSL's own operators and builtins give too few correct digits of: division and square root with a correction step, exponential, logarithm, trigonometric functions and hyperbolic
 * tangent by polynomials (S. L. Moshier, Cephes mathematical library) within the errors that CUDA documents.
 */
import type { FloatFunction } from './math-more.js';
import { MORE_FUNCTIONS } from './math-more.js';
import type { ConstantShader } from './runtime-constants.js';
import { runtimeConstant } from './runtime-constants.js';
import type { Shader } from '../shader.js';
import { wideHelper } from './wide.js';

const HELPERS: Readonly<Record<string, FloatFunction>> = {
  ...MORE_FUNCTIONS,
  divide: {
    needs: [],
    special: false,
    text: `// The quotient of WGSL may be a few units off in the last place; where nothing over- or underflows, what is missing is added.
fn divide(a: f32, b: f32) -> f32 {
  let q = a / b;
  let corrected = fma(fma(-b, q, a), 1.0f / b, q);
  return select(q, corrected, min(abs(q), abs(b)) > 1e-30f && max(abs(q), abs(b)) < 1e37f);
}`,
  },
  reciprocal: {
    needs: [],
    special: false,
    text: `fn reciprocal(b: f32) -> f32 {
  let q = 1.0f / b;
  return select(q, fma(fma(-b, q, 1.0f), q, q), abs(b) > 1e-37f && abs(b) < 1e37f);
}`,
  },
  square_root: {
    needs: [],
    special: false,
    text: `fn square_root(a: f32) -> f32 {
  let r = sqrt(a);
  let corrected = fma(fma(-r, r, a), 0.5f / r, r);
  return select(r, corrected, a > 1e-30f && a < 1e38f);
}`,
  },
  i32_of_f32: {
    needs: [],
    special: false,
    text: `// Beyond an integer's limits WGSL stops at the last float before them; CUDA at the limits, and NaN is 0.
fn i32_of_f32(a: f32) -> i32 {
  let bits = bitcast<u32>(a);
  let magnitude = bits & 0x7fffffffu;
  return select(select(bitcast<i32>(0x7fffffffu + (bits >> 31u)), 0, magnitude > 0x7f800000u), i32(a), magnitude < 0x4f000000u);
}`,
  },
  u32_of_f32: {
    needs: [],
    special: false,
    text: `// Beyond an integer's limits WGSL stops at the last float before them; CUDA at the limits, and NaN is 0.
fn u32_of_f32(a: f32) -> u32 {
  let bits = bitcast<u32>(a);
  return select(select(0xffffffffu, 0u, bits > 0x7f800000u), u32(a), bits < 0x4f800000u);
}`,
  },
  fast_quotient: { needs: [], special: false, text: '// Divisors above 2 to the 126 have no reciprocal.\nfn fast_quotient(a: f32, b: f32) -> f32 {\n  return select(a / b, a * 0.0f, abs(b) > 8.50705917e37f && abs(b) <= 3.40282346e38f);\n}' },
  fast_power: { needs: ['is_nan'], special: true, text: 'fn fast_power(a: f32, b: f32) -> f32 {\n  let t = b * log2(a);\n  return select(exp2(t), bitcast<f32>(nan_bits), a < 0.0f || (a == 0.0f && b == 0.0f) || is_nan(t));\n}' },
  fast_exponential_10: { needs: [], special: false, text: 'fn fast_exponential_10(x: f32) -> f32 {\n  return exp2(x * 3.32192809f);\n}' },
  fast_logarithm_10: { needs: [], special: false, text: 'fn fast_logarithm_10(x: f32) -> f32 {\n  return log2(x) * 0.301029996f;\n}' },
  remainder: { needs: [], special: false, text: '// The sign is the dividend\'s. What `%` gives for negative numbers is left open where it reaches the GPU as it is.\nfn remainder(a: i32, b: i32) -> i32 {\n  return a - (a / b) * b;\n}' },
  near_remainder: {
    needs: [],
    special: false,
    text: `// Of an index that a step or two have taken out of 0 to b at most: a difference, where a division takes a GPU as long as ten of them.
fn near_remainder(a: i32, b: i32) -> i32 {
  var rest = a;
  if u32(a) >= u32(max(b, 0)) {
    rest = a - b;
    if b <= 0 || a < b || rest >= b {
      rest = a - (a / b) * b;
    }
  }
  return rest;
}`,
  },
  near_remainder_u32: {
    needs: [],
    special: false,
    text: `// Of an index that a step or two have taken out of 0 to b at most: a difference, where a division takes a GPU as long as ten of them.
fn near_remainder_u32(a: u32, b: u32) -> u32 {
  var rest = a;
  if a >= b {
    rest = a - b;
    if rest >= b {
      rest = a % b;
    }
  }
  return rest;
}`,
  },
  is_nan: { needs: [], special: false, text: '// Shaders may assume that there are no NaNs where they compare floats.\nfn is_nan(a: f32) -> bool {\n  return (bitcast<u32>(a) & 0x7fffffffu) > 0x7f800000u;\n}' },
  copy_sign: { needs: [], special: false, text: 'fn copy_sign(a: f32, b: f32) -> f32 {\n  return bitcast<f32>((bitcast<u32>(a) & 0x7fffffffu) | (bitcast<u32>(b) & 0x80000000u));\n}' },
  whole_number: {
    needs: [],
    special: false,
    text: `// Adding this number rounds to a whole one; the lowest bits of the sum then are that number and 127, the exponent of its power of two. What is taken off again is known at run time only, so that engines cannot cancel the two.
const WHOLE = 12583039.0f;`,
  },
  exponential: {
    needs: ['is_nan', 'whole_number'],
    special: false,
    text: `fn exponential(x: f32) -> f32 {
  // 2 to the n, times e to a rest that is small enough for WGSL's builtin. Overflow and infinity come through the rest.
  let n = fma(clamp(x, -88.0f, 88.3f), 1.44269504f, WHOLE);
  let whole = n - $whole;
  let rest = fma(whole, 2.12194440e-4f, fma(whole, -0.693359375f, x));
  return select(exp2(rest * 1.44269504f) * bitcast<f32>(bitcast<u32>(n) << 23u), x, is_nan(x));
}`,
  },
  mantissa_logarithm: {
    needs: [],
    special: true,
    text: `fn logarithm_of_special(x: f32) -> f32 {
  let bits = bitcast<u32>(x);
  if (bits & 0x7fffffffu) == 0u {
    return -bitcast<f32>(infinity_bits);
  }
  return select(x, bitcast<f32>(nan_bits), bits > 0x80000000u);
}

// Exponent of a positive finite number, and the natural logarithm, as the sum of two numbers, of its mantissa between the square roots of 1/2 and 2.
fn mantissa_logarithm(x: f32) -> vec3f {
  var bits = bitcast<u32>(x);
  // The exponent and its bias, to which 2 to the 23 is added by its bits.
  var bias = 8388735.0f;
  if bits < 0x00800000u {
    bits = bitcast<u32>(f32(bits));
    bias += 149.0f;
  }
  let shifted = bits + 0x004afb0du;
  let f = bitcast<f32>((shifted & 0x007fffffu) + 0x3f3504f3u) - 1.0f;
  var p = fma(7.0376836292e-2f, f, -1.1514610310e-1f);
  p = fma(p, f, 1.1676998740e-1f);
  p = fma(p, f, -1.2420140846e-1f);
  p = fma(p, f, 1.4249322787e-1f);
  p = fma(p, f, -1.6668057665e-1f);
  p = fma(p, f, 2.0000714765e-1f);
  p = fma(p, f, -2.4999993993e-1f);
  p = fma(p, f, 3.3333331174e-1f);
  let z = f * f;
  return vec3f(bitcast<f32>((shifted >> 23u) | 0x4b000000u) - bias, f, fma(-0.5f, z, f * z * p));
}`,
  },
  logarithm: {
    needs: ['mantissa_logarithm'],
    special: true,
    text: `fn logarithm(x: f32) -> f32 {
  if !(bitcast<u32>(x) - 1u < 0x7f7fffffu) {
    return logarithm_of_special(x);
  }
  let parts = mantissa_logarithm(x);
  return fma(parts.x, 0.693359375f, parts.y + fma(parts.x, -2.12194440e-4f, parts.z));
}`,
  },
  exponential_2: {
    needs: ['is_nan', 'whole_number'],
    special: false,
    text: `fn exponential_2(x: f32) -> f32 {
  // Not a plain sum: what is taken from x would be x again, taken in another order.
  let n = fma(clamp(x, -127.0f, 127.0f), $one, WHOLE);
  return select(exp2(x - (n - $whole)) * bitcast<f32>(bitcast<u32>(n) << 23u), x, is_nan(x));
}`,
  },
  exponential_10: {
    needs: ['is_nan', 'whole_number'],
    special: false,
    text: `fn exponential_10(x: f32) -> f32 {
  let n = fma(clamp(x, -38.2f, 38.3f), 3.32192809f, WHOLE);
  let whole = n - $whole;
  let rest = fma(whole, -4.60503898e-6f, fma(whole, -0.301025391f, x));
  return select(exp2(rest * 3.32192809f) * bitcast<f32>(bitcast<u32>(n) << 23u), x, is_nan(x));
}`,
  },
  logarithm_2: {
    needs: ['mantissa_logarithm'],
    special: true,
    text: `fn logarithm_2(x: f32) -> f32 {
  if !(bitcast<u32>(x) - 1u < 0x7f7fffffu) {
    return logarithm_of_special(x);
  }
  let parts = mantissa_logarithm(x);
  let mantissa = parts.y + parts.z;
  return fma(mantissa, 1.44269502f, fma(mantissa, 1.92596299e-8f, parts.x));
}`,
  },
  logarithm_10: {
    needs: ['mantissa_logarithm'],
    special: true,
    text: `fn logarithm_10(x: f32) -> f32 {
  if !(bitcast<u32>(x) - 1u < 0x7f7fffffu) {
    return logarithm_of_special(x);
  }
  let parts = mantissa_logarithm(x);
  return fma(parts.x, 0.301025391f, fma(parts.x, 4.60503898e-6f, (parts.y + parts.z) * 0.434294482f));
}`,
  },
  hyperbolic_tangent: {
    needs: ['exponential', 'divide'],
    special: false,
    text: `fn hyperbolic_tangent(x: f32) -> f32 {
  let a = abs(x);
  if a < 0.55f {
    let z = x * x;
    var p = fma(-5.70498872745e-3f, z, 2.06390887954e-2f);
    p = fma(p, z, -5.37397155531e-2f);
    p = fma(p, z, 1.33314422036e-1f);
    p = fma(p, z, -3.33332819422e-1f);
    return fma(p * z, x, x);
  }
  let t = 1.0f - divide(2.0f, exponential(2.0f * min(a, 20.0f)) + 1.0f);
  return select(select(t, -t, x < 0.0f), x, is_nan(x));
}`,
  },
  reduce_angle: {
    needs: ['whole_number'],
    wide: ['add64', 'shl64', 'umulhi', 'float_of_i64'],
    special: false,
    text: `// The angle beyond the nearest multiple of pi / 2 (its bits), and that multiple modulo 4. Large angles are multiplied with as many bits of 2 / pi as matter (M. Payne and R. Hanek, 1983).
fn reduce_angle(x: f32) -> vec2u {
  if abs(x) < 48000.0f {
    // Adding a number of this size rounds to a whole number, the lowest bits of the sum and 127.
    let shifted = fma(x, 0.636619772f, WHOLE);
    let n = shifted - $whole;
    let r = fma(n, -5.39030252995776e-15f, fma(n, -3.13916473260178e-7f, fma(n, -1.57079601287841797f, x)));
    return vec2u(bitcast<u32>(r), bitcast<u32>(shifted) - 127u);
  }
  var two_over_pi = array<u32, 8>(0u, 0u, 0xa2f9836eu, 0x4e441529u, 0xfc2757d1u, 0xf534ddc0u, 0xdb629599u, 0x3c439041u);
  let bits = bitcast<u32>(x);
  let mantissa = (bits << 8u) | 0x80000000u;
  let offset = ((bits >> 23u) & 255u) - 96u;
  let at = offset >> 5u;
  let w0 = shl64(vec2u(two_over_pi[at + 1u], two_over_pi[at]), offset & 31u).y;
  let w1 = shl64(vec2u(two_over_pi[at + 2u], two_over_pi[at + 1u]), offset & 31u).y;
  let w2 = shl64(vec2u(two_over_pi[at + 3u], two_over_pi[at + 2u]), offset & 31u).y;
  let product = add64(vec2u(umulhi(mantissa, w2), mantissa * w0), vec2u(mantissa * w1, umulhi(mantissa, w1)));
  let fraction = shl64(product, 2u);
  let quarter = (product.y >> 30u) + (fraction.y >> 31u);
  let turns = ldexp(float_of_i64(fraction), -64);
  let r = fma(turns, 1.57079633f, turns * -4.37113883e-8f);
  let is_negative = bits >> 31u == 1u;
  return vec2u(bitcast<u32>(select(r, -r, is_negative)), select(quarter, 0u - quarter, is_negative));
}`,
  },
  sine_of: {
    needs: ['reduce_angle'],
    special: true,
    text: `// The sine of an angle and a number of right angles.
fn sine_of(x: f32, more: u32) -> f32 {
  if (bitcast<u32>(x) & 0x7f800000u) == 0x7f800000u {
    return bitcast<f32>(nan_bits);
  }
  let reduced = reduce_angle(x);
  let r = bitcast<f32>(reduced.x);
  let quarter = reduced.y + more;
  let z = r * r;
  let sine = fma(fma(fma(-1.9515295891e-4f, z, 8.3321608736e-3f), z, -1.6666654611e-1f) * z, r, r);
  let cosine = fma(fma(fma(2.443315711809948e-5f, z, -1.388731625493765e-3f), z, 4.166664568298827e-2f), z * z, fma(-0.5f, z, 1.0f));
  let value = select(sine, cosine, (quarter & 1u) != 0u);
  return select(value, -value, (quarter & 2u) != 0u);
}`,
  },
  sine: { needs: ['sine_of'], special: false, text: 'fn sine(x: f32) -> f32 {\n  return sine_of(x, 0u);\n}' },
  cosine: { needs: ['sine_of'], special: false, text: 'fn cosine(x: f32) -> f32 {\n  return sine_of(x, 1u);\n}' },
  tangent: { needs: ['sine_of', 'divide'], special: false, text: 'fn tangent(x: f32) -> f32 {\n  return divide(sine_of(x, 0u), sine_of(x, 1u));\n}' },
};

/** What names of the source must not be. */
export const MATH_NAMES: readonly string[] = Object.values(HELPERS).flatMap(({ text }) => [...text.matchAll(/^(?:fn|const) (\w+)/gm)].map((match) => match[1]!));

/** Makes a function part of the shader and gives its name. */
export function mathHelper(s: ConstantShader & Pick<Shader, 'helpers' | 'specialBits'>, name: string): string {
  if (s.helpers.has(name)) return name;
  const helper = HELPERS[name];
  if (helper === undefined) throw new Error(`no function '${name}'`);
  for (const needed of helper.needs) mathHelper(s, needed);
  for (const needed of helper.wide ?? []) wideHelper(s.helpers, needed);
  if (helper.special) s.specialBits.set('infinity_bits', 0x7f800000).set('nan_bits', 0x7fc00000);
  s.helpers.set(name, helper.text.replace(/\$(whole|one)\b/g, (_, which: 'whole' | 'one') => runtimeConstant(s, which)));
  return name;
}
