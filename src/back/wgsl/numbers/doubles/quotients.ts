/**
 * Division and square root of doubles, 14 bits of the result at a time: each digit is estimated by floats, never too large and at most 2 too small (a digit may be as large as 3 2^14, and carries into
 * those before it), and what it leaves is computed exactly, modulo 2^64. At the end the few units that may be missing are added. Any device's floats are good enough: 18 correct bits would do.
 */
import type { DoubleHelper } from './library.js';

export const QUOTIENTS: Readonly<Record<string, DoubleHelper>> = {
  digit_f64: {
    text: `// m d modulo 2^64, for a d below 2^16.
fn digit_f64(m: vec2u, d: u32) -> vec2u {
  let low = (m.x & 0xffffu) * d;
  let middle = (m.x >> 16u) * d;
  let sum = low + (middle << 16u);
  return vec2u(sum, m.y * d + (middle >> 16u) + u32(sum < low));
}`,
  },
  minus_f64: { text: 'fn minus_f64(a: vec2u, b: vec2u) -> vec2u {\n  return vec2u(a.x - b.x, a.y - b.y - u32(a.x < b.x));\n}' },
  div_f64: {
    needs: ['nan_f64', 'zero_f64', 'quiet_f64', 'mantissa_f64', 'digit_f64', 'minus_f64', 'pack_f64'],
    text: `fn div_f64(a: vec2u, b: vec2u) -> vec2u {
  let sign = (a.y ^ b.y) & 0x80000000u;
  var x = vec3u(a.x, (a.y & 0xfffffu) | 0x100000u, (a.y >> 20u) & 0x7ffu);
  var y = vec3u(b.x, (b.y & 0xfffffu) | 0x100000u, (b.y >> 20u) & 0x7ffu);
  if x.z - 1u > 0x7fdu || y.z - 1u > 0x7fdu {
    if nan_f64(a) || nan_f64(b) {
      return quiet_f64(select(b, a, nan_f64(a)));
    }
    let is_zero = zero_f64(a) || y.z == 0x7ffu;
    let is_infinite = zero_f64(b) || x.z == 0x7ffu;
    if is_zero || is_infinite {
      return select(select(vec2u(0u, sign | 0x7ff00000u), vec2u(0u, sign), is_zero), vec2u(0u, 0xfff80000u), is_zero && is_infinite);
    }
    x = mantissa_f64(a);
    y = mantissa_f64(b);
  }
  let scale = 65536.0f / f32((y.y << 11u) | (y.x >> 21u));
  var rest = x.xy;
  var digits = vec4u();
  for (var i = 0; i < 4; i++) {
    let d = u32(max(f32((rest.y << 9u) | (rest.x >> 23u)) * scale - 1.0f, 0.0f));
    rest = minus_f64(vec2u(rest.x << 14u, (rest.y << 14u) | (rest.x >> 18u)), digit_f64(y.xy, d));
    digits = vec4u(digits.yzw, d);
  }
  let upper = (digits.x << 14u) + digits.y;
  var lower = (digits.z << 14u) + digits.w;
  while rest.y > y.y || (rest.y == y.y && rest.x >= y.x) {
    rest = minus_f64(rest, y.xy);
    lower++;
  }
  // 56 or 57 bits.
  let low = (upper << 28u) + lower;
  let high = (upper >> 4u) + u32(low < lower);
  let is_short = u32(high < 0x1000000u);
  let shift = 7u + is_short;
  return pack_f64(sign, i32(x.z - y.z - is_short) + 1023, vec2u((low << shift) | min(rest.x | rest.y, 1u), (high << shift) | (low >> (32u - shift))));
}`,
  },
  root_step_f64: {
    needs: ['digit_f64', 'minus_f64'],
    text: `// The rest of a root with one digit more: rest 2^28 - (root 2^15 + d) d.
fn root_step_f64(root: vec2u, rest: vec2u, d: u32) -> vec2u {
  let twice = vec2u((root.x << 15u) + d, (root.y << 15u) | (root.x >> 17u));
  return minus_f64(vec2u(rest.x << 28u, (rest.y << 28u) | (rest.x >> 4u)), digit_f64(twice, d));
}`,
  },
  sqrt_f64: {
    needs: ['nan_f64', 'zero_f64', 'quiet_f64', 'mantissa_f64', 'root_step_f64', 'round_f64'],
    text: `fn sqrt_f64(a: vec2u) -> vec2u {
  if a.y - 0x100000u >= 0x7fe00000u {
    // Negative, subnormal, or not finite.
    if nan_f64(a) {
      return quiet_f64(a);
    }
    if zero_f64(a) || a.y == 0x7ff00000u {
      return a;
    }
    if a.y >> 31u == 1u {
      return vec2u(0u, 0xfff80000u);
    }
  }
  let x = mantissa_f64(a);
  // An even exponent.
  let odd = ~x.z & 1u;
  let m = vec2u(x.x << odd, (x.y << odd) | ((x.x >> 31u) & odd));
  let estimate = sqrt(f32((m.y << 10u) | (m.x >> 22u))) * 0.25f;
  let top = (m.y << 6u) | (m.x >> 26u);
  var first = u32(estimate);
  first -= u32(first * first > top);
  let scale = 8192.0f / estimate;
  // The first digit is so large that its square matters.
  let rest = top - first * first;
  let r1 = f32(rest) * 8192.0f / f32(first);
  let d1 = u32(max(r1 - r1 * r1 / (estimate * 32768.0f) - 1.0f, 0.0f));
  var left = root_step_f64(vec2u(first, 0u), vec2u(rest, 0u), d1);
  // The remaining bits of the radicand.
  let more = (m.x & 0x3ffffffu) << 2u;
  left = vec2u(left.x + more, left.y + u32(left.x + more < more));
  var root = vec2u((first << 14u) + d1, 0u);
  let d2 = u32(max(f32(left.x) * (scale / 16384.0f) - 1.0f, 0.0f));
  left = root_step_f64(root, left, d2);
  root = vec2u((root.x << 14u) + d2, root.x >> 18u);
  root.y += u32(root.x < d2);
  let d3 = u32(max((f32(left.y) * 4294967296.0f + f32(left.x)) * (scale / 268435456.0f) - 1.0f, 0.0f));
  left = root_step_f64(root, left, d3);
  root = vec2u((root.x << 14u) + d3, (root.y << 14u) | (root.x >> 18u));
  root.y += u32(root.x < d3);
  loop {
    let less = minus_f64(left, vec2u((root.x << 1u) | 1u, (root.y << 1u) | (root.x >> 31u)));
    if less.y >> 31u == 1u {
      break;
    }
    left = less;
    root.x++;
    root.y += u32(root.x == 0u);
  }
  return round_f64(0u, u32((i32(x.z) + 1023) >> 1u), vec2u((root.x << 8u) | min(left.x | left.y, 1u), (root.y << 8u) | (root.x >> 24u)));
}`,
  },
};
