/**
 * Exponential, logarithm, sine and cosine of doubles in fixed point: a number is reduced to 64 bits below the point, a polynomial (the series, coefficients from the highest power down) is summed up by the upper halves of
 * 64-bit products, and the result is rounded once; that is shorter and faster than sums of doubles. Errors are below 0.55 units in the last place. In comments, Q1.63 is a number with 63 bits behind the point.
 *
 * Angles of any size are multiplied with the 192 bits of 2 / pi that matter (M. Payne and R. Hanek, "Radian reduction for trigonometric functions", 1983); logarithms reduce their argument by a factor out of a table
 * that is exactly 1 around 1 (P. Tang, "Table-driven implementation of the logarithm function", 1990).
 */
import type { DoubleHelper } from './library.js';
export const FUNCTIONS_OF_DOUBLES: Readonly<Record<string, DoubleHelper>> = {
  exp_terms_f64: {
    text: `const exp_terms_f64 = array<vec2u, 11>(
  vec2u(0xc9f6ef14u, 0x0000024fu), vec2u(0xe3a556c7u, 0x0000171du), vec2u(0x00d00d01u, 0x0000d00du),
  vec2u(0x06806807u, 0x00068068u), vec2u(0x2d82d82eu, 0x002d82d8u), vec2u(0x11111111u, 0x01111111u),
  vec2u(0x55555555u, 0x05555555u), vec2u(0x55555555u, 0x15555555u), vec2u(0x00000000u, 0x40000000u),
  vec2u(0x00000000u, 0x80000000u), vec2u(0x00000000u, 0x80000000u),
);`,
  },
  exp_powers_f64: {
    text: `const exp_powers_f64 = array<vec2u, 16>(
  vec2u(0x00000000u, 0x80000000u), vec2u(0xcc487b15u, 0x85aac367u), vec2u(0xea8bd6e7u, 0x8b95c1e3u),
  vec2u(0xab11c336u, 0x91c3d373u), vec2u(0x8db8a96fu, 0x9837f051u), vec2u(0x91a111aeu, 0x9ef53260u),
  vec2u(0xb15138eau, 0xa5fed6a9u), vec2u(0x42a14ac6u, 0xad583eeau), vec2u(0xf9de6484u, 0xb504f333u),
  vec2u(0x580c36bfu, 0xbd08a39fu), vec2u(0x5506daddu, 0xc5672a11u), vec2u(0x1f8480e4u, 0xce248c15u),
  vec2u(0xd69d6af4u, 0xd744fccau), vec2u(0x2a94e111u, 0xe0ccdeecu), vec2u(0xdd24392fu, 0xeac0c6e7u),
  vec2u(0x2486cc2cu, 0xf5257d15u),
);`,
  },
  log_factors_f64: {
    text: `const log_factors_f64 = array<u32, 32>(
  1024u, 978u, 950u, 923u, 898u, 874u, 851u, 830u, 809u, 790u, 771u, 753u, 736u, 720u, 705u, 690u,
  676u, 662u, 649u, 636u, 624u, 612u, 601u, 590u, 580u, 570u, 560u, 551u, 542u, 533u, 524u, 512u,
);`,
  },
  log_values_f64: {
    text: `const log_values_f64 = array<vec2u, 32>(
  vec2u(0x00000000u, 0x00000000u), vec2u(0x1abbdd3du, 0x0bc42cadu), vec2u(0x183f4b6au, 0x1333d7f8u),
  vec2u(0xcade6379u, 0x1a956d3eu), vec2u(0x9985194bu, 0x219cfd9bu), vec2u(0x9367b7a7u, 0x288c573bu),
  vec2u(0xa2a518a0u, 0x2f60122cu), vec2u(0xce57a8d6u, 0x35c594deu), vec2u(0xd6582381u, 0x3c550ef4u),
  vec2u(0x9b1b50a2u, 0x426a95cbu), vec2u(0xbde5ebdfu, 0x48a607efu), vec2u(0x39717a08u, 0x4eb2328eu),
  vec2u(0xe28f5f38u, 0x548ab81cu), vec2u(0x71a8506au, 0x5a2b20fau), vec2u(0x6b00155eu, 0x5f8ee292u),
  vec2u(0x80c965c1u, 0x651050d2u), vec2u(0x2b678dbdu, 0x6a4fb4f2u), vec2u(0x9c6b4537u, 0x6fab3678u),
  vec2u(0x80d31c15u, 0x74befa4cu), vec2u(0x76b5cd58u, 0x79ed0b0fu), vec2u(0xe92210bfu, 0x7ecd62bdu),
  vec2u(0x9e2b4091u, 0x83c5f829u), vec2u(0x0407bf17u, 0x886a9e5eu), vec2u(0xbd19e2b1u, 0x8d2539c5u),
  vec2u(0xf5e4bf02u, 0x918586c5u), vec2u(0x20e1d8a4u, 0x95f94fccu), vec2u(0xec642e10u, 0x9a81456cu),
  vec2u(0xdbf15ac9u, 0x9ea71573u), vec2u(0x6449d0a3u, 0xa2de6232u), vec2u(0x2b06eb6fu, 0xa727c196u),
  vec2u(0xdc633301u, 0xab83d135u), vec2u(0xd1cf79abu, 0xb17217f7u),
);`,
  },
  log_terms_f64: {
    text: `const log_terms_f64 = array<vec2u, 13>(
  vec2u(0xd89d89d9u, 0x09d89d89u), vec2u(0xaaaaaaabu, 0x0aaaaaaau), vec2u(0x2e8ba2e9u, 0x0ba2e8bau),
  vec2u(0xcccccccdu, 0x0cccccccu), vec2u(0x38e38e39u, 0x0e38e38eu), vec2u(0x00000000u, 0x10000000u),
  vec2u(0x49249249u, 0x12492492u), vec2u(0x55555555u, 0x15555555u), vec2u(0x9999999au, 0x19999999u),
  vec2u(0x00000000u, 0x20000000u), vec2u(0xaaaaaaabu, 0x2aaaaaaau), vec2u(0x00000000u, 0x40000000u),
  vec2u(0x00000000u, 0x80000000u),
);`,
  },
  two_over_pi_f64: {
    text: `const two_over_pi_f64 = array<u32, 42>(
  0u, 0u, 0u, 0xa2f9836eu, 0x4e441529u, 0xfc2757d1u, 0xf534ddc0u, 0xdb629599u,
  0x3c439041u, 0xfe5163abu, 0xdebbc561u, 0xb7246e3au, 0x424dd2e0u, 0x06492eeau, 0x09d1921cu, 0xfe1deb1cu,
  0xb129a73eu, 0xe88235f5u, 0x2ebb4484u, 0xe99c7026u, 0xb45f7e41u, 0x3991d639u, 0x835339f4u, 0x9c845f8bu,
  0xbdf9283bu, 0x1ff897ffu, 0xde05980fu, 0xef2f118bu, 0x5a0a6d1fu, 0x6d367ecfu, 0x27cb09b7u, 0x4f463f66u,
  0x9e5fea2du, 0x7527bac7u, 0xebe5f17bu, 0x3d0739f7u, 0x8a5292eau, 0x6bfb5fb1u, 0x1f8d5d08u, 0x56033046u,
  0xfc7b6babu, 0xf0cfbc20u,
);`,
  },
  sine_terms_f64: {
    text: `const sine_terms_f64 = array<vec2u, 22>(
  vec2u(0x00000000u, 0x00000000u), vec2u(0x0000004cu, 0x00000000u), vec2u(0x0000654bu, 0x00000000u),
  vec2u(0x006b9fd0u, 0x00000000u), vec2u(0x5849184fu, 0x00000000u), vec2u(0xcc8acfebu, 0x00000035u),
  vec2u(0xe3a556c7u, 0x0000171du), vec2u(0x06806807u, 0x00068068u), vec2u(0x11111111u, 0x01111111u),
  vec2u(0x55555555u, 0x15555555u), vec2u(0x00000000u, 0x80000000u), vec2u(0x00000004u, 0x00000000u),
  vec2u(0x000005a1u, 0x00000000u), vec2u(0x0006b9fdu, 0x00000000u), vec2u(0x064e5d2au, 0x00000000u),
  vec2u(0x7bb63bfeu, 0x00000004u), vec2u(0xc9f6ef14u, 0x0000024fu), vec2u(0x00d00d01u, 0x0000d00du),
  vec2u(0x2d82d82eu, 0x002d82d8u), vec2u(0x55555555u, 0x05555555u), vec2u(0x00000000u, 0x40000000u),
  vec2u(0x00000000u, 0x80000000u),
);`,
  },
  wide_f64: {
    text: `// All 64 bits of a product.
fn wide_f64(a: u32, b: u32) -> vec2u {
  let low = (a & 0xffffu) * (b & 0xffffu);
  let middle = (a >> 16u) * (b & 0xffffu) + (low >> 16u);
  let other = (a & 0xffffu) * (b >> 16u) + (middle & 0xffffu);
  return vec2u(a * b, (a >> 16u) * (b >> 16u) + (middle >> 16u) + (other >> 16u));
}`,
  },
  high_f64: {
    needs: ['wide_f64'],
    text: `// The upper half of a product, or up to 3 less.
fn high_f64(a: vec2u, b: vec2u) -> vec2u {
  let top = wide_f64(a.y, b.y);
  let first = wide_f64(a.x, b.y).y;
  let second = wide_f64(a.y, b.x).y;
  let part = top.x + first;
  let low = part + second;
  return vec2u(low, top.y + u32(part < first) + u32(low < second));
}`,
  },
  plus_f64: { text: 'fn plus_f64(a: vec2u, b: vec2u) -> vec2u {\n  let low = a.x + b.x;\n  return vec2u(low, a.y + b.y + u32(low < b.x));\n}' },
  right_f64: {
    text: `// By any count.
fn right_f64(m: vec2u, count: u32) -> vec2u {
  let w = select(m, vec2u(m.y, 0u), count > 31u);
  return select(vec2u((w.x >> count) | ((w.y << 1u) << ~count), w.y >> count), vec2u(), count > 63u);
}`,
  },
  times_ln2_f64: {
    needs: ['wide_f64'],
    text: `// A small integer times a number below 1 of 96 bits: 64 bits below the point, and what is above.
fn times_ln2_f64(n: u32, factor: vec3u) -> vec3u {
  let low = wide_f64(n, factor.x).y;
  let middle = wide_f64(n, factor.y);
  let high = wide_f64(n, factor.z);
  let x = middle.x + low;
  let y = high.x + middle.y;
  let next = y + u32(x < low);
  return vec3u(x, next, high.y + u32(y < middle.y) + u32(next < y));
}`,
  },
  minus96_f64: {
    text: `fn minus96_f64(a: vec3u, b: vec3u) -> vec3u {
  let y = a.y - b.y;
  let borrow = u32(a.x < b.x);
  return vec3u(a.x - b.x, y - borrow, a.z - b.z - u32(a.y < b.y) - u32(y < borrow));
}`,
  },
  exp_f64: {
    needs: ['nan_f64', 'quiet_f64', 'zeros_f64', 'left_f64', 'right_f64', 'high_f64', 'plus_f64', 'times_ln2_f64', 'minus96_f64', 'pack_f64', 'exp_terms_f64', 'exp_powers_f64'],
    text: `// 1 / 10! … 1, and 2^(0/16) … 2^(15/16).
fn exp_f64(x: vec2u) -> vec2u {
  let is_negative = x.y >> 31u == 1u;
  let exponent = (x.y >> 20u) & 0x7ffu;
  if exponent > 1032u {
    if nan_f64(x) {
      return quiet_f64(x);
    }
    return select(vec2u(0u, 0x7ff00000u), vec2u(), is_negative);
  }
  // |x| with 64 bits below the point.
  let m = vec2u(x.x << 11u, 0x80000000u | (x.y << 11u) | (x.x >> 21u));
  var fixed = vec3u();
  if exponent > 1022u {
    let count = exponent - 1022u;
    fixed = vec3u(left_f64(m, count), m.y >> (32u - count));
  } else {
    fixed = vec3u(right_f64(m, 1022u - exponent), 0u);
  }
  // Sixteenths of ln 2, and what remains: 0 to ln 2 / 16, or a little more.
  let sixteenth = vec3u(0xbc9e3b3au, 0x7d1cf79au, 0x0b17217fu);
  var n = i32((f32(fixed.z) + f32(fixed.y) * 2.3283064e-10f) * 23.083120654f);
  if is_negative {
    n = -n - 1;
  }
  let multiple = times_ln2_f64(u32(abs(n)), sixteenth);
  var rest = minus96_f64(select(fixed, multiple, is_negative), select(multiple, fixed, is_negative));
  if rest.z >> 31u == 1u {
    rest = minus96_f64(rest, minus96_f64(vec3u(), times_ln2_f64(1u, sixteenth)));
    n -= 1;
  }
  var sum = exp_terms_f64[0];
  for (var k = 1; k < 11; k++) {
    sum = plus_f64(exp_terms_f64[k], high_f64(rest.xy, sum));
  }
  // 1 to 2, or hardly more.
  let power = high_f64(exp_powers_f64[n & 15], sum);
  let up = zeros_f64(power);
  return pack_f64(0u, (n >> 4u) + 1024 - i32(up), left_f64(power, up));
}`,
  },
  log_f64: {
    needs: ['nan_f64', 'zero_f64', 'quiet_f64', 'mantissa_f64', 'zeros_f64', 'left_f64', 'right_f64', 'wide_f64', 'high_f64', 'plus_f64', 'minus_f64', 'times_ln2_f64', 'minus96_f64', 'pack_f64', 'log_factors_f64', 'log_values_f64', 'log_terms_f64'],
    text: `// 1024 / m for an m in each 32nd between 1 and 2; the logarithms of 1024 by these; 1 / 13 … 1.
fn log_f64(x: vec2u) -> vec2u {
  if x.y - 0x100000u >= 0x7fe00000u {
    if nan_f64(x) {
      return quiet_f64(x);
    }
    if zero_f64(x) {
      return vec2u(0u, 0xfff00000u);
    }
    if x.y >> 31u == 1u {
      return vec2u(0u, 0xfff80000u);
    }
    if x.y == 0x7ff00000u {
      return x;
    }
  }
  let parts = mantissa_f64(x);
  let exponent = i32(parts.z) - 1023;
  // x = 2^exponent 1024 / factor (1 + f), exactly.
  let index = (parts.y >> 15u) & 31u;
  let factor = log_factors_f64[index];
  let low = wide_f64(parts.x << 1u, factor);
  let one_and = vec2u(low.x, low.y + ((parts.y << 1u) | (parts.x >> 31u)) * factor);
  let is_below = one_and.y >> 31u == 0u;
  let f = left_f64(select(minus_f64(one_and, vec2u(0u, 0x80000000u)), minus_f64(vec2u(0u, 0x80000000u), one_and), is_below), 1u);
  // log(1 + f) / f = 1 - f / 2 + f^2 / 3 …
  var sum = log_terms_f64[0];
  for (var k = 1; k < 13; k++) {
    let step = high_f64(f, sum);
    if is_below {
      sum = plus_f64(log_terms_f64[k], step);
    } else {
      sum = minus_f64(log_terms_f64[k], step);
    }
  }
  let zeros = min(zeros_f64(f), 63u);
  let product = high_f64(left_f64(f, zeros), sum);
  // The rest of the logarithm, 64 bits below the point.
  let multiple = times_ln2_f64(u32(abs(exponent)), vec3u(0xc9e3b398u, 0xd1cf79abu, 0xb17217f7u));
  let value = vec3u(log_values_f64[index], 0u);
  var total = minus96_f64(value, select(minus96_f64(vec3u(), multiple), multiple, exponent < 0));
  if all(total == vec3u()) {
    if all(f == vec2u()) {
      return vec2u();
    }
    let more = zeros_f64(product);
    return pack_f64(select(0u, 0x80000000u, is_below), 1023 - i32(zeros + more), left_f64(product, more));
  }
  let term = vec3u(right_f64(product, zeros - 1u), 0u);
  total = minus96_f64(total, select(minus96_f64(vec3u(), term), term, is_below));
  let sign = total.z & 0x80000000u;
  if sign != 0u {
    total = minus96_f64(vec3u(), total);
  }
  if total.z == 0u {
    let shift = zeros_f64(total.xy);
    return pack_f64(sign, 1022 - i32(shift), left_f64(total.xy, shift));
  }
  let shift = countLeadingZeros(total.z);
  return pack_f64(sign, 1054 - i32(shift), vec2u((total.y << shift) | ((total.x >> 1u) >> ~shift), (total.z << shift) | ((total.y >> 1u) >> ~shift)));
}`,
  },
  sine_f64: {
    needs: ['nan_f64', 'quiet_f64', 'left_f64', 'right_f64', 'zeros_f64', 'wide_f64', 'high_f64', 'minus_f64', 'pack_f64', 'two_over_pi_f64', 'sine_terms_f64'],
    text: `// 96 zeros, and 2 / pi; 1 / 21! … 1 / 1! and 1 / 20! … 1 / 0!.
// The sine of x and a number of right angles.
fn sine_f64(x: vec2u, more: u32) -> vec2u {
  let exponent = (x.y >> 20u) & 0x7ffu;
  if exponent == 0x7ffu {
    return select(vec2u(0u, 0xfff80000u), quiet_f64(x), nan_f64(x));
  }
  if exponent < 996u {
    return select(vec2u(0u, 0x3ff00000u), x, more == 0u);
  }
  // m 2 / pi, by right angles modulo 4: word by word from the lowest of 192 bits, of which four words are kept.
  let m = vec2u(x.x, (x.y & 0xfffffu) | 0x100000u);
  let bit = exponent - 981u;
  var carry = vec2u();
  var before = 0u;
  var turns = vec4u();
  for (var i = 5; i >= 0; i--) {
    let at = (bit >> 5u) + u32(i);
    let digits = (two_over_pi_f64[at] << bit) | ((two_over_pi_f64[at + 1u] >> 1u) >> ~bit);
    let first = wide_f64(m.x, digits);
    let second = wide_f64(m.y, before);
    let part = carry.x + first.x;
    let word = part + second.x;
    let next = carry.y + u32(part < first.x) + u32(word < second.x);
    let high = first.y + second.y;
    carry = vec2u(high + next, u32(high < first.y) + u32(high + next < next));
    before = digits;
    turns = vec4u(turns.yzw, word);
  }
  var quarter = turns.w >> 30u;
  var rest = (turns << vec4u(2u)) | vec4u(0u, turns.xyz >> vec3u(30u));
  let is_past = rest.w >> 31u == 1u;
  if is_past {
    quarter++;
    rest = ~rest;
  }
  // The angle to the nearest right angle: r 2^(-63 - zeros), at most pi / 4.
  var zeros = 0u;
  while rest.w == 0u && zeros < 96u {
    rest = vec4u(0u, rest.xyz);
    zeros += 32u;
  }
  let shift = countLeadingZeros(rest.w) & 31u;
  zeros += shift;
  let r = high_f64(vec2u((rest.z << shift) | ((rest.y >> 1u) >> ~shift), (rest.w << shift) | ((rest.z >> 1u) >> ~shift)), vec2u(0x2168c235u, 0xc90fdaa2u));
  let square = right_f64(high_f64(r, r), 2u * zeros - 2u);
  quarter += more;
  let terms = (quarter & 1u) * 11u;
  var sum = sine_terms_f64[terms];
  for (var k = 1u; k < 11u; k++) {
    sum = minus_f64(sine_terms_f64[terms + k], high_f64(square, sum));
  }
  // The sine is odd in x, the cosine even; the sine of the rest is odd in it.
  var sign = ((quarter & 2u) << 30u) ^ select(0u, x.y & 0x80000000u, more == 0u);
  var e = 1023;
  if terms == 0u {
    sign ^= select(0u, 0x80000000u, is_past);
    sum = high_f64(r, sum);
    e = 1024 - i32(zeros);
  }
  let up = zeros_f64(sum);
  return pack_f64(sign, e - i32(up), left_f64(sum, up));
}`,
  },
  sin_f64: { needs: ['sine_f64'], text: 'fn sin_f64(x: vec2u) -> vec2u {\n  return sine_f64(x, 0u);\n}' },
  cos_f64: { needs: ['sine_f64'], text: 'fn cos_f64(x: vec2u) -> vec2u {\n  return sine_f64(x, 1u);\n}' },
};
