/**
 * Further functions of single precision for shaders, in floats only: the library computes them in doubles, which shaders have to do by integers. Polynomials are fitted for the smallest relative error; results are within
 * the errors that CUDA documents. `$whole` is the run-time WHOLE. `leading` keeps the upper half of a number's digits: what is split so multiplies without rounding, and engines cannot undo it.
 */
export interface FloatFunction {
  readonly needs: readonly string[];
  /** 64-bit operations (wide.ts). */
  readonly wide?: readonly string[];
  /** Uses the run-time infinity and NaN. */
  readonly special: boolean;
  readonly text: string;
}

export const MORE_FUNCTIONS: Readonly<Record<string, FloatFunction>> = {
  texture_kinds: { needs: [], special: false, text: '// What textures of the program are (a bit each): known before the shader is compiled.\noverride texture__kinds: u32 = 0xffffffffu;\n\nfn texture_kinds() -> u32 {\n  return texture__kinds;\n}' },
  leading: { needs: [], special: false, text: 'fn leading(x: f32) -> f32 {\n  return bitcast<f32>(bitcast<u32>(x) & 0xfffff000u);\n}' },
  power: {
    needs: ['leading'],
    special: true,
    text: `// y log2(x), where x is positive, as the sum of two numbers.
fn scaled_logarithm(x: f32, y: f32) -> vec2f {
  var bits = bitcast<u32>(x);
  var bias = 127;
  if bits < 0x00800000u {
    bits = bitcast<u32>(f32(bits));
    bias += 149;
  }
  let shifted = bits + 0x004afb0du;
  let e = f32(i32(shifted >> 23u) - bias);
  let m = bitcast<f32>((shifted & 0x007fffffu) + 0x3f3504f3u);
  // log2(m) = 2 / ln(2) artanh(s), s = (m - 1) / (m + 1).
  let f = m - 1.0f;
  let d = leading(m + 1.0f);
  let r = 1.0f / (m + 1.0f);
  let s1 = leading(f * r);
  let s2 = ((f - s1 * d) - s1 * (m - (d - 1.0f))) * r;
  let s = s1 + s2;
  let z = s * s;
  let rest = s2 + s * z * fma(z, fma(z, fma(z, fma(z, 9.09090936e-2f, 1.11111112e-1f), 1.42857149e-1f), 2.00000003e-1f), 3.33333343e-1f);
  let low = fma(s1, 6.24456778e-4f, rest * 2.88539004f);
  let high = leading(e + s1 * 2.884765625f + low);
  let lower = ((e - high) + s1 * 2.884765625f) + low;
  let y1 = leading(y);
  return vec2f(y1 * high, fma(y1, lower, (y - y1) * (high + lower)));
}

fn power(x: f32, y: f32) -> f32 {
  let size = bitcast<u32>(x) & 0x7fffffffu;
  let y_size = bitcast<u32>(y) & 0x7fffffffu;
  if y_size == 0u || bitcast<u32>(x) == 0x3f800000u {
    return 1.0f;
  }
  if size > 0x7f800000u || y_size > 0x7f800000u {
    return bitcast<f32>(nan_bits);
  }
  // Is y a whole number, an odd one?
  let point = 150u - min(y_size >> 23u, 150u);
  let digits = (y_size & 0x7fffffu) | 0x800000u;
  let is_whole = y_size >= 0x3f800000u && (digits & ((1u << min(point, 31u)) - 1u)) == 0u;
  let is_odd = is_whole && y_size < 0x4b800000u && ((digits >> min(point, 31u)) & 1u) == 1u;
  let sign = select(0u, bitcast<u32>(x) & 0x80000000u, is_odd);
  let y_is_positive = bitcast<u32>(y) < 0x80000000u;
  if y_size == 0x7f800000u {
    return select(select(0.0f, bitcast<f32>(infinity_bits), (size > 0x3f800000u) == y_is_positive), 1.0f, size == 0x3f800000u);
  }
  if size == 0u || size == 0x7f800000u {
    return bitcast<f32>(sign | select(0u, 0x7f800000u, (size != 0u) == y_is_positive));
  }
  if bitcast<u32>(x) >= 0x80000000u && !is_whole {
    return bitcast<f32>(nan_bits);
  }
  let product = scaled_logarithm(bitcast<f32>(size), clamp(y, -1e10f, 1e10f));
  let n = clamp(round(product.x + product.y), -160.0f, 160.0f);
  let fraction = clamp((product.x - n) + product.y, -1.0f, 1.0f);
  // In two steps: the power of two may be beyond a float's exponents.
  let half = i32(n) >> 1u;
  let result = exp2(fraction) * bitcast<f32>(u32(half + 127) << 23u) * bitcast<f32>(u32(i32(n) - half + 127) << 23u);
  return bitcast<f32>(bitcast<u32>(result) | sign);
}`,
  },
  arc_tangent: {
    needs: ['reciprocal'],
    special: false,
    text: `// The angle whose tangent is a number from 0 to 1.
fn small_angle(t: f32) -> f32 {
  let z = t * t;
  let p = fma(z, fma(z, fma(z, fma(z, fma(z, fma(z, fma(z, fma(z, -0.00179359387f, 0.0109144812f), -0.0311776139f), 0.0579573587f), -0.0840343684f), 0.109521814f), -0.142642409f), 0.199985489f), -0.333332986f);
  return fma(p * z, t, t);
}

fn arc_tangent(x: f32) -> f32 {
  let a = abs(x);
  let angle = small_angle(select(a, reciprocal(a), a > 1.0f));
  let result = select(angle, 1.57079637f - (angle + 4.37113883e-8f), a > 1.0f);
  return bitcast<f32>(bitcast<u32>(select(result, x, (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u)) | (bitcast<u32>(x) & 0x80000000u));
}`,
  },
  angle_of: {
    needs: ['arc_tangent', 'divide', 'is_nan'],
    special: true,
    text: `fn angle_of(y: f32, x: f32) -> f32 {
  let ax = abs(x);
  let ay = abs(y);
  let large = max(ax, ay);
  let small = min(ax, ay);
  // Both 0, or both infinite.
  var t = divide(small, large);
  t = select(t, 0.0f, large == 0.0f);
  t = select(t, 1.0f, bitcast<u32>(small) == 0x7f800000u);
  var angle = small_angle(t);
  angle = select(angle, 1.57079637f - (angle + 4.37113883e-8f), ay > ax);
  angle = select(angle, 3.14159274f - (angle + 8.74227766e-8f), bitcast<u32>(x) >= 0x80000000u);
  angle = bitcast<f32>((bitcast<u32>(angle) & 0x7fffffffu) | (bitcast<u32>(y) & 0x80000000u));
  return select(angle, bitcast<f32>(nan_bits), is_nan(x) || is_nan(y));
}`,
  },
  arc_sine: {
    needs: ['square_root'],
    special: true,
    text: `// The angle whose sine is a number up to 0.5625.
fn small_arc(s: f32) -> f32 {
  let z = s * s;
  let p = fma(z, fma(z, fma(z, fma(z, fma(z, 0.047634393f, 0.00660104817f), 0.0340605602f), 0.0442241654f), 0.0750215501f), 0.166666299f);
  return fma(p * z, s, s);
}

fn arc_sine(x: f32) -> f32 {
  let a = abs(x);
  let is_small = a <= 0.5625f;
  let arc = small_arc(select(square_root(fma(a, -0.5f, 0.5f)), a, is_small));
  let result = select(1.57079637f - (2.0f * arc + 4.37113883e-8f), arc, is_small);
  let signed = bitcast<f32>(bitcast<u32>(result) | (bitcast<u32>(x) & 0x80000000u));
  return select(bitcast<f32>(nan_bits), signed, bitcast<u32>(a) <= 0x3f800000u);
}`,
  },
  arc_cosine: {
    needs: ['arc_sine'],
    special: true,
    text: `fn arc_cosine(x: f32) -> f32 {
  let a = abs(x);
  var result: f32;
  if a <= 0.5625f {
    result = 1.57079637f - (small_arc(x) + 4.37113883e-8f);
  } else {
    let arc = 2.0f * small_arc(square_root(fma(a, -0.5f, 0.5f)));
    result = select(arc, 3.14159274f - (arc + 8.74227766e-8f), x < 0.0f);
  }
  return select(bitcast<f32>(nan_bits), result, bitcast<u32>(a) <= 0x3f800000u);
}`,
  },
  half_exponential: {
    needs: ['whole_number'],
    special: false,
    text: `// Half of e to the x, x not negative: finite wherever the hyperbolic functions are.
fn half_exponential(x: f32) -> f32 {
  let n = min(fma(min(x, 89.5f), 1.44269504f, WHOLE - 1.0f), WHOLE + 127.0f);
  let whole = (n - $whole) + 1.0f;
  let rest = fma(whole, 2.12194440e-4f, fma(whole, -0.693359375f, min(x, 89.5f)));
  return exp2(rest * 1.44269504f) * bitcast<f32>(bitcast<u32>(n) << 23u);
}`,
  },
  hyperbolic_sine: {
    needs: ['half_exponential', 'is_nan'],
    special: false,
    text: `fn hyperbolic_sine(x: f32) -> f32 {
  let a = abs(x);
  let z = min(x * x, 1.0f);
  let small = fma(x * z, fma(z, fma(z, fma(z, 2.81743974e-6f, 1.98360663e-4f), 8.33335053e-3f), 1.66666672e-1f), x);
  let half = half_exponential(a);
  let large = half - 0.25f / half;
  return select(select(bitcast<f32>(bitcast<u32>(large) | (bitcast<u32>(x) & 0x80000000u)), small, a < 1.0f), x, is_nan(x));
}`,
  },
  hyperbolic_cosine: {
    needs: ['half_exponential', 'is_nan'],
    special: false,
    text: `fn hyperbolic_cosine(x: f32) -> f32 {
  let half = half_exponential(abs(x));
  return select(half + 0.25f / half, x, is_nan(x));
}`,
  },
  logarithm_of_more: {
    needs: ['logarithm', 'is_nan'],
    special: true,
    text: `// The logarithm of 1 + x.
fn logarithm_of_more(x: f32) -> f32 {
  let bits = bitcast<u32>(x);
  if !(x > -1.0f) || bits == 0x7f800000u || is_nan(x) {
    return select(select(select(bitcast<f32>(nan_bits), -bitcast<f32>(infinity_bits), x == -1.0f), x, bits == 0x7f800000u), x, is_nan(x));
  }
  if x > 1e8f {
    return logarithm(x);
  }
  // 1 + x is 2 to the n times 1 + f.
  let n = (i32(bitcast<u32>(1.0f + x) + 0x004afb0du) >> 23u) - 127;
  let scale = bitcast<f32>(u32(127 - n) << 23u);
  let f = fma(x, scale, scale - 1.0f);
  var p = fma(7.0376836292e-2f, f, -1.1514610310e-1f);
  p = fma(p, f, 1.1676998740e-1f);
  p = fma(p, f, -1.2420140846e-1f);
  p = fma(p, f, 1.4249322787e-1f);
  p = fma(p, f, -1.6668057665e-1f);
  p = fma(p, f, 2.0000714765e-1f);
  p = fma(p, f, -2.4999993993e-1f);
  p = fma(p, f, 3.3333331174e-1f);
  let z = f * f;
  let e = f32(n);
  return select(fma(e, 0.693359375f, f + fma(e, -2.12194440e-4f, fma(-0.5f, z, f * z * p))), x, (bits & 0x7fffffffu) < 0x33000000u);
}`,
  },
  exponential_less_one: {
    needs: ['is_nan'],
    special: true,
    text: `// e to the x, less 1.
fn exponential_less_one(x: f32) -> f32 {
  let bits = bitcast<u32>(x);
  let n = clamp(round(x * 1.44269504f), -25.0f, 128.0f);
  let f = fma(n, 2.12194440e-4f, fma(n, -0.693359375f, max(x, -17.5f)));
  let p = fma(f * f, fma(f, fma(f, fma(f, fma(f, fma(f, 1.99137401e-4f, 1.39411399e-3f), 8.33327416e-3f), 4.16663513e-2f), 1.66666672e-1f), 0.5f), f);
  let half = bitcast<f32>(u32(i32(n) + 126) << 23u);
  let result = 2.0f * fma(p, half, half - 0.5f);
  return select(select(result, bitcast<f32>(infinity_bits), x > 88.7228394f), x, is_nan(x) || (bits & 0x7fffffffu) < 0x33000000u);
}`,
  },
  arsinh: {
    needs: ['logarithm_of_more', 'logarithm', 'square_root', 'divide'],
    special: false,
    text: `fn arsinh(x: f32) -> f32 {
  let a = abs(x);
  let z = min(a, 1e9f) * min(a, 1e9f);
  var result = logarithm_of_more(a + divide(z, 1.0f + square_root(1.0f + z)));
  if a > 1e9f {
    result = logarithm(a) + 0.693147182f;
  }
  return bitcast<f32>((bitcast<u32>(result) & 0x7fffffffu) | (bitcast<u32>(x) & 0x80000000u));
}`,
  },
  arcosh: {
    needs: ['logarithm_of_more', 'logarithm', 'square_root'],
    special: true,
    text: `fn arcosh(x: f32) -> f32 {
  let t = x - 1.0f;
  if x > 1e9f {
    return logarithm(x) + 0.693147182f;
  }
  return select(bitcast<f32>(nan_bits), logarithm_of_more(t + square_root(fma(t, t, 2.0f * t))), x >= 1.0f);
}`,
  },
  artanh: {
    needs: ['logarithm_of_more', 'divide'],
    special: true,
    text: `fn artanh(x: f32) -> f32 {
  let a = abs(x);
  if !(a < 1.0f) {
    return select(bitcast<f32>(nan_bits), bitcast<f32>(infinity_bits | (bitcast<u32>(x) & 0x80000000u)), a == 1.0f);
  }
  let result = 0.5f * logarithm_of_more(divide(2.0f * a, 1.0f - a));
  return bitcast<f32>(bitcast<u32>(result) | (bitcast<u32>(x) & 0x80000000u));
}`,
  },
  cube_root: {
    needs: ['leading'],
    special: false,
    text: `fn cube_root(x: f32) -> f32 {
  var bits = bitcast<u32>(x) & 0x7fffffffu;
  if bits == 0u || bits >= 0x7f800000u {
    return x;
  }
  // Subnormal numbers are taken as whole ones, by 2 to the 150; other small ones by 2 to the 72.
  var scale = 1.0f;
  if bits < 0x00800000u {
    bits = bitcast<u32>(2.0f * f32(bits));
    scale = 8.8817842e-16f;
  } else if bits < 0x20000000u {
    bits += 72u << 23u;
    scale = 5.96046448e-8f;
  }
  let a = bitcast<f32>(bits);
  var r = bitcast<f32>(bits / 3u + 0x2a514067u);
  r -= (r - a / (r * r)) * 0.333333343f;
  r -= (r - a / (r * r)) * 0.333333343f;
  // What a lacks of the cube, whose square is taken apart into two numbers.
  let r1 = leading(r);
  let rest = fma(-r, (r - r1) * (r + r1), fma(-r, r1 * r1, a));
  r = fma(rest / (r * r), 0.333333343f, r);
  return bitcast<f32>(bitcast<u32>(r * scale) | (bitcast<u32>(x) & 0x80000000u));
}`,
  },
  hypotenuse: {
    needs: ['square_root', 'divide', 'is_nan'],
    special: true,
    text: `fn hypotenuse(x: f32, y: f32) -> f32 {
  let large = max(abs(x), abs(y));
  let small = min(abs(x), abs(y));
  let ratio = select(divide(small, large), 0.0f, large == 0.0f);
  let result = large * square_root(fma(ratio, ratio, 1.0f));
  let is_infinite = bitcast<u32>(large) == 0x7f800000u;
  return select(select(result, bitcast<f32>(nan_bits), is_nan(x) || is_nan(y)), bitcast<f32>(infinity_bits), is_infinite || bitcast<u32>(abs(x)) == 0x7f800000u || bitcast<u32>(abs(y)) == 0x7f800000u);
}`,
  },
  error_function: {
    needs: ['exponential', 'is_nan'],
    special: false,
    text: `fn error_function(x: f32) -> f32 {
  let a = min(abs(x), 3.95f);
  let z = a * a;
  var p = fma(z, fma(z, fma(z, fma(z, fma(z, fma(z, 8.36230683e-5f, -8.1414805e-4f), 5.20099001e-3f), -2.68594138e-2f), 1.12836964e-1f), -3.76126349e-1f), 1.28379166e-1f);
  let small = fma(p, a, a);
  p = fma(a, fma(a, fma(a, fma(a, fma(a, fma(a, fma(a, -4.93819834e-6f, 4.55810077e-5f), 4.95875902e-5f), -2.93015968e-3f), 2.26741415e-2f), -1.05262704e-1f), -6.35625243e-1f), -1.28551751e-1f);
  let large = 1.0f - exponential(fma(p, a, -a));
  let result = select(large, small, a < 0.92f);
  return select(bitcast<f32>(bitcast<u32>(result) | (bitcast<u32>(x) & 0x80000000u)), x, is_nan(x));
}`,
  },
};
