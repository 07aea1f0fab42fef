/** What is left over when sums and products of doubles are rounded (../double-sequences.ts): the exact result less the rounded one, which a double holds too. Where it is 0, it is +0; of what is not finite, it is NaN. */
import type { DoubleHelper } from './library.js';

export const RESTS: Readonly<Record<string, DoubleHelper>> = {
  product_rest_f64: {
    needs: ['zeros_f64', 'left_f64', 'mantissa_f64', 'zero_f64', 'product_f64', 'pack_f64'],
    text: `// For products that are neither subnormal nor too large: one factor at most is subnormal.
fn product_rest_f64(a: vec2u, b: vec2u) -> vec2u {
  let swap = (a.y & 0x7ff00000u) > (b.y & 0x7ff00000u);
  let small = select(a, b, swap);
  let large = select(b, a, swap);
  let e = (large.y >> 20u) & 0x7ffu;
  if e == 0x7ffu {
    return vec2u(0u, 0x7ff80000u);
  }
  if zero_f64(small) {
    return vec2u();
  }
  let x = mantissa_f64(small);
  let p = product_f64(x.xy, vec2u(large.x, (large.y & 0xfffffu) | (min(e, 1u) << 20u)));
  // What is cut off of 105 or 106 bits: 52 or 53.
  let unit = 0x400u << (p.w >> 31u);
  let cut = vec2u(p.x, p.y | ((p.z & (unit - 1u)) << 10u));
  // More than half a unit, or half of one that is odd.
  let goes_up = cut.y + min(cut.x | (p.z & unit), 1u) > unit << 9u;
  let m = select(cut, vec2u(0u - cut.x, (unit << 10u) - cut.y - min(cut.x, 1u)), goes_up);
  if (m.x | m.y) == 0u {
    return vec2u();
  }
  let zeros = zeros_f64(m);
  return pack_f64((a.y ^ b.y ^ (u32(goes_up) << 31u)) & 0x80000000u, i32(x.z + e - zeros) - 1064, left_f64(m, zeros));
}`,
  },
  ordered_sum_rest_f64: {
    needs: ['add_f64'],
    text: `// b - (sum - a), by one addition.
fn ordered_sum_rest_f64(a: vec2u, b: vec2u, sum: vec2u) -> vec2u {
  var next = sum;
  var rest = a;
  for (var i = 0; i < 2; i++) {
    rest = add_f64(next, rest ^ vec2u(0u, 0x80000000u));
    next = b;
  }
  return rest;
}`,
  },
  sum_rest_f64: {
    needs: ['ordered_sum_rest_f64'],
    text: `// For addends in any order.
fn sum_rest_f64(a: vec2u, b: vec2u, sum: vec2u) -> vec2u {
  let a_high = a.y & 0x7fffffffu;
  let b_high = b.y & 0x7fffffffu;
  let swap = a_high < b_high || (a_high == b_high && a.x < b.x);
  let rest = ordered_sum_rest_f64(select(a, b, swap), select(b, a, swap), sum);
  let is_zero = (rest.x | (rest.y << 1u)) == 0u;
  return select(select(rest, vec2u(), is_zero), vec2u(0u, 0x7ff80000u), (sum.y & 0x7ff00000u) == 0x7ff00000u);
}`,
  },
};
