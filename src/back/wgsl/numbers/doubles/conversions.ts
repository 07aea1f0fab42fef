/** Doubles from and to floats and integers. To integers: towards zero, as near as the type can be, 0 for NaN (CUDA's). */
import type { DoubleHelper } from './library.js';

export const CONVERSIONS: Readonly<Record<string, DoubleHelper>> = {
  f64_of_u32: {
    text: `fn f64_of_u32(a: u32) -> vec2u {
  let zeros = countLeadingZeros(a);
  let m = a << zeros;
  return select(vec2u(m << 21u, ((1053u - zeros) << 20u) + (m >> 11u)), vec2u(), a == 0u);
}`,
  },
  f64_of_i32: { needs: ['f64_of_u32'], text: 'fn f64_of_i32(a: i32) -> vec2u {\n  return f64_of_u32(u32(abs(a))) | vec2u(0u, u32(a) & 0x80000000u);\n}' },
  f64_of_u64: {
    needs: ['zeros_f64', 'left_f64', 'round_f64'],
    text: `fn f64_of_u64(a: vec2u) -> vec2u {
  let zeros = zeros_f64(a);
  return select(round_f64(0u, 1086u - zeros, left_f64(a, zeros)), vec2u(), (a.x | a.y) == 0u);
}`,
  },
  f64_of_i64: {
    needs: ['f64_of_u64'],
    text: `fn f64_of_i64(a: vec2u) -> vec2u {
  let sign = a.y & 0x80000000u;
  let magnitude = select(a, vec2u(0u - a.x, 0u - a.y - min(a.x, 1u)), sign != 0u);
  return f64_of_u64(magnitude) | vec2u(0u, sign);
}`,
  },
  f64_of_f32: {
    text: `fn f64_of_f32(a: f32) -> vec2u {
  let bits = bitcast<u32>(a);
  let sign = bits & 0x80000000u;
  var m = bits & 0x7fffffffu;
  var e = 0x38000000u;
  if m - 0x800000u > 0x7effffffu {
    // Zero, subnormal, or not finite.
    if m == 0u {
      return vec2u(0u, sign);
    }
    if m > 0x7f7fffffu {
      return vec2u(m << 29u, sign | 0x7ff00000u | ((m & 0x7fffffu) >> 3u) | select(0u, 0x80000u, m > 0x7f800000u));
    }
    let shift = countLeadingZeros(m) - 8u;
    m <<= shift;
    e -= shift << 20u;
  }
  return vec2u(m << 29u, sign | ((m >> 3u) + e));
}`,
  },
  f32_of_f64: {
    needs: ['jam_f64', 'nan_f64'],
    text: `fn f32_of_f64(a: vec2u) -> f32 {
  let sign = a.y & 0x80000000u;
  let magnitude = a.y & 0x7fffffffu;
  // Between the smallest normal number and the largest power of two.
  if magnitude - 0x38100000u < 0x0fe00000u {
    let bits = ((magnitude - 0x38000000u) << 3u) | (a.x >> 29u);
    return bitcast<f32>(sign | (bits + u32((a.x << 3u) + (bits & 1u) > 0x80000000u)));
  }
  if magnitude > 0x47efffffu {
    return bitcast<f32>(select(sign | 0x7f800000u, 0x7fffffffu, nan_f64(a)));
  }
  let shift = 0x381u - (magnitude >> 20u);
  if magnitude < 0x36800000u {
    return bitcast<f32>(sign);
  }
  // The mantissa's 53 bits, of which 24 - shift remain.
  let m = jam_f64(vec2u(a.x, (magnitude & 0xfffffu) | 0x100000u), 27u + shift);
  return bitcast<f32>(sign | ((m.x >> 2u) + u32((m.x & 3u) + ((m.x >> 2u) & 1u) > 2u)));
}`,
  },
  u32_of_f64: {
    needs: ['nan_f64'],
    text: `fn u32_of_f64(a: vec2u) -> u32 {
  let e = (a.y >> 20u) & 0x7ffu;
  if e < 1023u || a.y >> 31u == 1u || nan_f64(a) {
    return 0u;
  }
  return select(((a.y << 11u) | 0x80000000u | (a.x >> 21u)) >> (1054u - e), 0xffffffffu, e > 1054u);
}`,
  },
  i32_of_f64: {
    needs: ['nan_f64'],
    text: `fn i32_of_f64(a: vec2u) -> i32 {
  let e = (a.y >> 20u) & 0x7ffu;
  if e < 1023u || nan_f64(a) {
    return 0;
  }
  let is_negative = a.y >> 31u == 1u;
  if e > 1053u {
    return select(2147483647, i32(-2147483648), is_negative);
  }
  let magnitude = i32(((a.y << 11u) | 0x80000000u | (a.x >> 21u)) >> (1054u - e));
  return select(magnitude, -magnitude, is_negative);
}`,
  },
  u64_of_f64: {
    needs: ['nan_f64', 'left_f64'],
    text: `fn u64_of_f64(a: vec2u) -> vec2u {
  let e = (a.y >> 20u) & 0x7ffu;
  if e < 1023u || a.y >> 31u == 1u || nan_f64(a) {
    return vec2u();
  }
  if e > 1086u {
    return vec2u(0xffffffffu);
  }
  let m = vec2u(a.x, (a.y & 0xfffffu) | 0x100000u);
  if e > 1074u {
    return left_f64(m, e - 1075u);
  }
  let count = 1075u - e;
  let w = select(m, vec2u(m.y, 0u), count > 31u);
  return vec2u((w.x >> count) | ((w.y << 1u) << ~count), w.y >> count);
}`,
  },
  i64_of_f64: {
    needs: ['u64_of_f64'],
    text: `fn i64_of_f64(a: vec2u) -> vec2u {
  let m = u64_of_f64(vec2u(a.x, a.y & 0x7fffffffu));
  if a.y >> 31u == 1u {
    return select(vec2u(0u - m.x, 0u - m.y - min(m.x, 1u)), vec2u(0u, 0x80000000u), m.y >> 31u == 1u);
  }
  return select(m, vec2u(0xffffffffu, 0x7fffffffu), m.y >> 31u == 1u);
}`,
  },
};
