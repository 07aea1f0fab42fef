/**
 * Functions of the shader for what WGSL's own operators and builtins give too few correct digits of: division and square root with a correction step, exponential, logarithm and hyperbolic tangent by
 * polynomials (S. L. Moshier, Cephes mathematical library) within the errors that CUDA documents.
 */
import type { Shader } from './shader.js';

interface Helper {
  readonly needs: readonly string[];
  /** Uses the run-time infinity and NaN. */
  readonly special: boolean;
  readonly text: string;
}

const HELPERS: Readonly<Record<string, Helper>> = {
  divide: {
    needs: [],
    special: false,
    text: `// The quotient of WGSL may be a few units off in the last place; where nothing over- or underflows, what is missing is added.
fn divide(a: f32, b: f32) -> f32 {
  let q = a / b;
  let corrected = fma(fma(-b, q, a), 1.0f / b, q);
  return select(q, corrected, abs(q) > 1e-30f && abs(q) < 1e38f && abs(b) > 1e-37f && abs(b) < 1e37f);
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
  is_nan: { needs: [], special: false, text: '// Shaders may assume that there are no NaNs where they compare floats.\nfn is_nan(a: f32) -> bool {\n  return (bitcast<u32>(a) & 0x7fffffffu) > 0x7f800000u;\n}' },
  exponential: {
    needs: ['is_nan'],
    special: false,
    text: `fn exponential(x: f32) -> f32 {
  let a = clamp(x, -104.0f, 89.0f);
  let n = round(a * 1.44269504f);
  let r = fma(n, 2.12194440e-4f, fma(n, -0.693359375f, a));
  var p = fma(1.9875691500e-4f, r, 1.3981999507e-3f);
  p = fma(p, r, 8.3334519073e-3f);
  p = fma(p, r, 4.1665795894e-2f);
  p = fma(p, r, 1.6666665459e-1f);
  p = fma(p, r, 5.0000001201e-1f);
  let e = fma(p, r * r, r) + 1.0f;
  // Two steps: 2 to the n may be out of range where the result is not.
  let half = i32(n) / 2;
  let scaled = e * bitcast<f32>((half + 127) << 23u) * bitcast<f32>((i32(n) - half + 127) << 23u);
  return select(scaled, x, is_nan(x));
}`,
  },
  logarithm: {
    needs: [],
    special: true,
    text: `fn logarithm(x: f32) -> f32 {
  var bits = bitcast<u32>(x);
  if (bits & 0x7fffffffu) == 0u {
    return -bitcast<f32>(infinity_bits);
  }
  if bits > 0x80000000u {
    return bitcast<f32>(nan_bits);
  }
  if bits >= 0x7f800000u {
    return x;
  }
  var exponent = -127;
  if bits < 0x00800000u {
    bits = bitcast<u32>(f32(bits));
    exponent -= 149;
  }
  // The mantissa between the square roots of 1/2 and 2.
  let shifted = bits + 0x004afb0du;
  exponent += i32(shifted >> 23u);
  let f = bitcast<f32>((shifted & 0x007fffffu) + 0x3f3504f3u) - 1.0f;
  let n = f32(exponent);
  var p = fma(7.0376836292e-2f, f, -1.1514610310e-1f);
  p = fma(p, f, 1.1676998740e-1f);
  p = fma(p, f, -1.2420140846e-1f);
  p = fma(p, f, 1.4249322787e-1f);
  p = fma(p, f, -1.6668057665e-1f);
  p = fma(p, f, 2.0000714765e-1f);
  p = fma(p, f, -2.4999993993e-1f);
  p = fma(p, f, 3.3333331174e-1f);
  let z = f * f;
  let low = fma(n, -2.12194440e-4f, fma(-0.5f, z, f * z * p));
  return fma(n, 0.693359375f, f + low);
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
};

export const MATH_NAMES: readonly string[] = Object.keys(HELPERS);

/** Makes a function part of the shader and gives its name. */
export function mathHelper(s: Shader, name: string): string {
  if (s.helpers.has(name)) return name;
  const helper = HELPERS[name];
  if (helper === undefined) throw new Error(`no function '${name}'`);
  for (const needed of helper.needs) mathHelper(s, needed);
  if (helper.special) s.specialBits.add('infinity_bits').add('nan_bits');
  s.helpers.set(name, helper.text);
  return name;
}
