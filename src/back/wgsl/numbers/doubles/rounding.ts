/** Doubles rounded to integers: the bits below the unit are cut off; where rounding goes up, a carry runs on into the exponent. */
import type { DoubleHelper } from './library.js';

/** `small`: what numbers below 1 become. `up`: what is added first to the bits, `cut` being those below the unit. */
const rounding = (name: string, small: string, up: string): DoubleHelper => ({
  needs: ['below_unit_f64', 'raise_f64', 'zero_f64', 'quiet_f64', 'nan_f64'],
  text: `fn ${name}(a: vec2u) -> vec2u {
  let e = (a.y >> 20u) & 0x7ffu;
  let sign = a.y & 0x80000000u;
  if e > 1074u {
    return select(a, quiet_f64(a), nan_f64(a));
  }
  if e < 1023u {
    return ${small};
  }
  let cut = below_unit_f64(1075u - e);
  return ${up === '' ? 'a' : `raise_f64(a, ${up})`} & ~cut;
}`,
});

export const ROUNDING: Readonly<Record<string, DoubleHelper>> = {
  below_unit_f64: {
    text: `// The lowest bits, up to 52.
fn below_unit_f64(count: u32) -> vec2u {
  return select(vec2u((1u << count) - 1u, 0u), vec2u(0xffffffffu, (1u << count) - 1u), count > 31u);
}`,
  },
  raise_f64: { text: 'fn raise_f64(a: vec2u, by: vec2u) -> vec2u {\n  let low = a.x + by.x;\n  return vec2u(low, a.y + by.y + u32(low < by.x));\n}' },
  trunc_f64: rounding('trunc_f64', 'vec2u(0u, sign)', ''),
  floor_f64: rounding('floor_f64', 'select(vec2u(0u, sign), vec2u(0u, 0xbff00000u), sign != 0u && !zero_f64(a))', 'select(vec2u(), cut, sign != 0u)'),
  ceil_f64: rounding('ceil_f64', 'select(vec2u(0u, sign), vec2u(0u, 0x3ff00000u), sign == 0u && !zero_f64(a))', 'select(vec2u(), cut, sign == 0u)'),
  rint_f64: {
    needs: ['below_unit_f64', 'raise_f64', 'quiet_f64', 'nan_f64'],
    text: `fn rint_f64(a: vec2u) -> vec2u {
  let e = (a.y >> 20u) & 0x7ffu;
  if e > 1074u {
    return select(a, quiet_f64(a), nan_f64(a));
  }
  if e < 1023u {
    return vec2u(0u, (a.y & 0x80000000u) | select(0u, 0x3ff00000u, e == 1022u && (a.x | (a.y & 0xfffffu)) != 0u));
  }
  // A little less than half, and that little where the unit is odd (of 1 to 2, whose unit is not written, the exponent is odd).
  let count = 1075u - e;
  let odd = (select(a.x, a.y, count > 31u) >> count) & 1u;
  return raise_f64(raise_f64(a, below_unit_f64(count - 1u)), vec2u(odd, 0u)) & ~below_unit_f64(count);
}`,
  },
};
