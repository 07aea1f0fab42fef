/** Addition, multiplication and fused multiply-add of doubles, and what all operations end with: rounding. See library.ts for the forms that numbers take. */
import type { DoubleHelper } from './library.js';

export const SUMS: Readonly<Record<string, DoubleHelper>> = {
  nan_f64: { text: 'fn nan_f64(a: vec2u) -> bool {\n  return (a.y & 0x7fffffffu) + min(a.x, 1u) > 0x7ff00000u;\n}' },
  zero_f64: { text: 'fn zero_f64(a: vec2u) -> bool {\n  return (a.x | (a.y << 1u)) == 0u;\n}' },
  quiet_f64: { text: '// A NaN passes on, as a quiet one.\nfn quiet_f64(a: vec2u) -> vec2u {\n  return vec2u(a.x, a.y | 0x80000u);\n}' },
  left_f64: {
    text: `// By less than 64; amounts of shifts count modulo 32.
fn left_f64(m: vec2u, count: u32) -> vec2u {
  let w = select(m, vec2u(0u, m.x), count > 31u);
  return vec2u(w.x << count, (w.y << count) | ((w.x >> 1u) >> ~count));
}`,
  },
  jam_f64: {
    text: `// To the right, by less than 64; what is lost leaves a trace in the lowest bit.
fn jam_f64(m: vec2u, count: u32) -> vec2u {
  let w = select(m, vec2u(m.y, 0u), count > 31u);
  let lost = select(0u, m.x, count > 31u) | ((w.x << 1u) << ~count);
  return vec2u((w.x >> count) | ((w.y << 1u) << ~count) | min(lost, 1u), w.y >> count);
}`,
  },
  zeros_f64: { text: 'fn zeros_f64(m: vec2u) -> u32 {\n  return select(countLeadingZeros(m.y), 32u + countLeadingZeros(m.x), m.y == 0u);\n}' },
  round_f64: {
    text: `// The double nearest to m 2^(e - 1086), for a positive e and an m with its highest bit at 63, lower only for e = 1.
fn round_f64(sign: u32, e: u32, m: vec2u) -> vec2u {
  let low = (m.x >> 11u) | (m.y << 21u);
  let rounded = low + u32((m.x & 0x7ffu) + (low & 1u) > 0x400u);
  // Carries run on into the exponent, as they should.
  let high = sign + ((e - 1u) << 20u) + (m.y >> 11u) + u32(rounded < low);
  return select(vec2u(rounded, high), vec2u(0u, sign | 0x7ff00000u), e > 2046u);
}`,
  },
  pack_f64: {
    needs: ['jam_f64', 'round_f64'],
    text: `// The double nearest to m 2^(e - 1086), for an m with its highest bit at 63.
fn pack_f64(sign: u32, e: i32, m: vec2u) -> vec2u {
  return round_f64(sign, u32(max(e, 1)), jam_f64(m, u32(clamp(1 - e, 0, 63))));
}`,
  },
  add_f64: {
    needs: ['nan_f64', 'quiet_f64', 'left_f64', 'jam_f64', 'zeros_f64', 'round_f64'],
    text: `fn add_f64(a: vec2u, b: vec2u) -> vec2u {
  // The larger one first.
  let a_high = a.y & 0x7fffffffu;
  let b_high = b.y & 0x7fffffffu;
  let swap = a_high < b_high || (a_high == b_high && a.x < b.x);
  let x = select(a, b, swap);
  let y = select(b, a, swap);
  let ex = (x.y >> 20u) & 0x7ffu;
  let ey = (y.y >> 20u) & 0x7ffu;
  if ex == 0x7ffu {
    if nan_f64(x) {
      return quiet_f64(x);
    }
    return select(x, vec2u(0u, 0xfff80000u), ey == 0x7ffu && x.y != y.y);
  }
  // Mantissas with room for a carry above and ten bits below.
  let e = max(ex, 1u);
  let mx = vec2u(x.x << 10u, (min(ex, 1u) << 30u) | ((x.y & 0xfffffu) << 10u) | (x.x >> 22u));
  let my = vec2u(y.x << 10u, (min(ey, 1u) << 30u) | ((y.y & 0xfffffu) << 10u) | (y.x >> 22u));
  // All ones where signs differ: then the complement is added.
  let flip = 0u - ((x.y ^ y.y) >> 31u);
  let t = jam_f64(my, min(e - max(ey, 1u), 63u)) ^ vec2u(flip);
  let part = mx.x + t.x;
  let low = part - flip;
  let m = vec2u(low, mx.y + t.y + u32(part < t.x) + u32(low < part));
  if (m.x | m.y) == 0u {
    return vec2u(0u, x.y & y.y & 0x80000000u);
  }
  let shift = min(zeros_f64(m), e);
  return round_f64(x.y & 0x80000000u, e + 1u - shift, left_f64(m, shift));
}`,
  },
  sub_f64: { needs: ['add_f64'], text: 'fn sub_f64(a: vec2u, b: vec2u) -> vec2u {\n  return add_f64(a, vec2u(b.x, b.y ^ 0x80000000u));\n}' },
  mantissa_f64: {
    needs: ['left_f64', 'zeros_f64'],
    text: `// Mantissa with its highest bit at 52, and the exponent, of a finite number other than 0.
fn mantissa_f64(a: vec2u) -> vec3u {
  let e = (a.y >> 20u) & 0x7ffu;
  let m = vec2u(a.x, a.y & 0xfffffu);
  if e != 0u {
    return vec3u(m.x, m.y | 0x100000u, e);
  }
  let shift = zeros_f64(m) - 11u;
  return vec3u(left_f64(m, shift), 1u - shift);
}`,
  },
  product_f64: {
    text: `// Of mantissas: the lowest 42 bits, then 64 bits. Limbs of 14 bits: four products fit into a word, so that carries wait until the end.
fn product_f64(a: vec2u, b: vec2u) -> vec4u {
  let a0 = a.x & 0x3fffu;
  let a1 = (a.x >> 14u) & 0x3fffu;
  let a2 = ((a.x >> 28u) | (a.y << 4u)) & 0x3fffu;
  let a3 = a.y >> 10u;
  let b0 = b.x & 0x3fffu;
  let b1 = (b.x >> 14u) & 0x3fffu;
  let b2 = ((b.x >> 28u) | (b.y << 4u)) & 0x3fffu;
  let b3 = b.y >> 10u;
  let t0 = a0 * b0;
  let t1 = a0 * b1 + a1 * b0 + (t0 >> 14u);
  let t2 = a0 * b2 + a1 * b1 + a2 * b0 + (t1 >> 14u);
  let t3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 + (t2 >> 14u);
  let t4 = a1 * b3 + a2 * b2 + a3 * b1 + (t3 >> 14u);
  let t5 = a2 * b3 + a3 * b2 + (t4 >> 14u);
  let t6 = a3 * b3 + (t5 >> 14u);
  return vec4u(
    (t0 & 0x3fffu) | ((t1 & 0x3fffu) << 14u) | (t2 << 28u), (t2 >> 4u) & 0x3ffu,
    (t3 & 0x3fffu) | ((t4 & 0x3fffu) << 14u) | (t5 << 28u), ((t5 >> 4u) & 0x3ffu) | (t6 << 10u));
}`,
  },
  mul_f64: {
    needs: ['nan_f64', 'zero_f64', 'quiet_f64', 'mantissa_f64', 'product_f64', 'pack_f64'],
    text: `fn mul_f64(a: vec2u, b: vec2u) -> vec2u {
  let sign = (a.y ^ b.y) & 0x80000000u;
  var x = vec3u(a.x, (a.y & 0xfffffu) | 0x100000u, (a.y >> 20u) & 0x7ffu);
  var y = vec3u(b.x, (b.y & 0xfffffu) | 0x100000u, (b.y >> 20u) & 0x7ffu);
  if x.z - 1u > 0x7fdu || y.z - 1u > 0x7fdu {
    // The smaller one may be 0 or subnormal, the larger one infinite or NaN.
    let swap = (a.y << 1u) > (b.y << 1u);
    let small = select(a, b, swap);
    let large = select(b, a, swap);
    let e = max(x.z, y.z);
    if e == 0x7ffu {
      let result = select(vec2u(0u, sign | 0x7ff00000u), vec2u(0u, 0xfff80000u), zero_f64(small));
      return select(result, quiet_f64(select(b, a, nan_f64(a))), nan_f64(large) || nan_f64(small));
    }
    if zero_f64(small) || e == 0u {
      return vec2u(0u, sign);
    }
    x = mantissa_f64(small);
    y = vec3u(large.x, (large.y & 0xfffffu) | 0x100000u, e);
  }
  let p = product_f64(x.xy, y.xy);
  let m = vec2u(p.z | min(p.x | p.y, 1u), p.w);
  // 105 or 106 bits.
  let is_short = 1u - (m.y >> 31u);
  return pack_f64(sign, i32(x.z + y.z - is_short) - 1022, vec2u(m.x << is_short, (m.y << is_short) | ((m.x >> 31u) & is_short)));
}`,
  },
  jam128_f64: {
    text: `// To the right, by less than 128.
fn jam128_f64(m: vec4u, count: u32) -> vec4u {
  var w = m;
  var lost = 0u;
  if count > 63u {
    lost = w.x | w.y;
    w = vec4u(w.zw, 0u, 0u);
  }
  if (count & 32u) != 0u {
    lost |= w.x;
    w = vec4u(w.yzw, 0u);
  }
  lost |= (w.x << 1u) << ~count;
  let r = (w >> vec4u(count)) | ((vec4u(w.yzw, 0u) << vec4u(1u)) << vec4u(~count));
  return vec4u(r.x | min(lost, 1u), r.yzw);
}`,
  },
  fma_f64: {
    needs: ['nan_f64', 'zero_f64', 'product_f64', 'jam128_f64', 'pack_f64'],
    text: `// a b + c, rounded once: sums of 128 bits, where the product's highest bit is at 124 or 125, that of c at 125.
fn fma_f64(a: vec2u, b: vec2u, c: vec2u) -> vec2u {
  let sign = (a.y ^ b.y) & 0x80000000u;
  let ea = (a.y >> 20u) & 0x7ffu;
  let eb = (b.y >> 20u) & 0x7ffu;
  let ec = (c.y >> 20u) & 0x7ffu;
  let has_zero = zero_f64(a) || zero_f64(b);
  if ea == 0x7ffu || eb == 0x7ffu || ec == 0x7ffu {
    let is_infinite = ea == 0x7ffu || eb == 0x7ffu;
    if nan_f64(a) || nan_f64(b) || nan_f64(c) || (is_infinite && (has_zero || (ec == 0x7ffu && sign != (c.y & 0x80000000u)))) {
      return vec2u(0u, 0xfff80000u);
    }
    return select(c, vec2u(0u, sign | 0x7ff00000u), is_infinite);
  }
  if has_zero {
    return select(c, vec2u(0u, sign & c.y), zero_f64(c));
  }
  // Subnormal numbers may stay as they are: the product is exact.
  let p = product_f64(vec2u(a.x, (a.y & 0xfffffu) | (min(ea, 1u) << 20u)), vec2u(b.x, (b.y & 0xfffffu) | (min(eb, 1u) << 20u)));
  var product = vec4u(p.x << 20u, (p.x >> 12u) | (p.y << 20u) | (p.z << 30u), (p.z >> 2u) | (p.w << 30u), p.w >> 2u);
  var other = vec4u(0u, 0u, c.x << 9u, ((c.y & 0xfffffu) << 9u) | (min(ec, 1u) << 29u) | (c.x >> 23u));
  var e = i32(max(ea, 1u) + max(eb, 1u)) - 1022;
  let apart = e - i32(max(ec, 1u));
  if apart >= 0 {
    other = jam128_f64(other, u32(min(apart, 127)));
  } else {
    product = jam128_f64(product, u32(min(-apart, 127)));
    e -= apart;
  }
  let flip = 0u - ((sign ^ c.y) >> 31u);
  let t = other ^ vec4u(flip);
  let part = product.x + t.x;
  let x = part - flip;
  let carry = u32(part < t.x) + u32(x < part);
  let y1 = product.y + t.y;
  let y = y1 + carry;
  let z1 = product.z + t.z;
  let z = z1 + u32(y1 < t.y) + u32(y < carry);
  let carry_w = u32(z1 < t.z) + u32(z < z1);
  var m = vec4u(x, y, z, product.w + t.w + carry_w);
  var result_sign = sign;
  if m.w >> 31u == 1u {
    // The difference is negative.
    result_sign ^= 0x80000000u;
    let n = ~m;
    let nx = n.x + 1u;
    let ny = n.y + u32(nx == 0u);
    let nz = n.z + u32((nx | ny) == 0u);
    m = vec4u(nx, ny, nz, n.w + u32((nx | ny | nz) == 0u));
  }
  if all(m == vec4u()) {
    return vec2u();
  }
  e += 2;
  while m.w == 0u {
    m = vec4u(0u, m.xyz);
    e -= 32;
  }
  let shift = countLeadingZeros(m.w);
  let high = vec2u((m.z << shift) | ((m.y >> 1u) >> ~shift), (m.w << shift) | ((m.z >> 1u) >> ~shift));
  return pack_f64(result_sign, e - i32(shift), vec2u(high.x | min((m.y << shift) | m.x, 1u), high.y));
}`,
  },
};
