// Fused multiply-add with one rounding, where the target has no such instruction. Usually by sums without error and a last
// addition to odd (S. Boldo, G. Melquiond, "Emulation of a FMA and correctly rounded sums: proved algorithms using rounding
// to odd", 2008); near overflow and underflow in integers.
#include "core.h"

// a + b rounded to odd: the exact sum where a double holds it, else the neighbour whose last bit is 1.
CW_IN double sum_to_odd(double a, double b) {
  cw_dd s = cw_sum(a, b);
  cw_u64 u = cw_bits_of(s.h);
  if (s.l == 0.0 || (u & 1)) return s.h;
  return cw_from_bits((s.h > 0.0) == (s.l > 0.0) ? u + 1 : u - 1);
}

// A positive finite number as m 2^e with 2^52 <= m < 2^53.
CW_IN cw_u64 unpack(double x, int* e) {
  cw_u64 u = cw_bits_of(x) & 0x7ffffffffffffffful;
  if (u >> 52 == 0) {
    u = cw_bits_of(cw_abs(x) * 18014398509481984.0);
    *e = (int)(u >> 52) - 1075 - 54;
  } else {
    *e = (int)(u >> 52) - 1075;
  }
  return (u & 0xffffffffffffful) | 0x10000000000000ul;
}

struct Wide {
  cw_u64 h, l;
};
CW_IN Wide wide_shift_right(Wide x, int n) {
  // Bits that fall off stay visible as the last bit.
  Wide r;
  if (n == 0) return x;
  if (n > 127) {
    r.h = 0;
    r.l = (x.h | x.l) != 0;
  } else if (n > 63) {
    cw_u64 lost = x.l | (n > 64 ? x.h << (128 - n) : 0);
    r.h = 0;
    r.l = (n > 64 ? x.h >> (n - 64) : x.h) | (lost != 0);
  } else {
    r.l = (x.l >> n | x.h << (64 - n)) | ((x.l << (64 - n)) != 0);
    r.h = x.h >> n;
  }
  return r;
}

// mode: 0 to nearest, 1 to zero, 2 up, 3 down. None of the operands is zero or not finite.
extern "C" __CW_HD double __cw_fma_in_integers(double a, double b, double c, int mode) {
  int ea, eb, ec;
  cw_u64 ma = unpack(a, &ea), mb = unpack(b, &eb), mc = unpack(c, &ec);
  bool np = (cw_bits_of(a) ^ cw_bits_of(b)) >> 63, nc = cw_bits_of(c) >> 63;
  // The product of 105 or 106 bits, and c, both with their first bit at 125 or 126 of 128.
  cw_u64 a0 = (unsigned)ma, a1 = ma >> 32, b0 = (unsigned)mb, b1 = mb >> 32;
  cw_u64 m = a1 * b0 + (a0 * b0 >> 32), n = a0 * b1 + (unsigned)m;
  Wide p, q;
  p.h = a1 * b1 + (m >> 32) + (n >> 32);
  p.l = ma * mb;
  p.h = p.h << 21 | p.l >> 43;
  p.l <<= 21;
  int ep = ea + eb - 21;
  q.h = mc << 9;
  q.l = 0;
  ec -= 73;
  if (ep < ec) {
    p = wide_shift_right(p, ec - ep);
    ep = ec;
  } else {
    q = wide_shift_right(q, ep - ec);
  }
  if (np == nc) {
    p.l += q.l;
    p.h += q.h + (p.l < q.l);
  } else {
    if (p.h < q.h || (p.h == q.h && p.l < q.l)) {
      Wide t = p;
      p = q;
      q = t;
      np = nc;
    }
    p.h -= q.h + (p.l < q.l);
    p.l -= q.l;
  }
  if ((p.h | p.l) == 0) return mode == 3 ? -0.0 : 0.0;
  while (p.h >> 62 == 0) {
    p.h = p.h << 1 | p.l >> 63;
    p.l <<= 1;
    ep--;
  }
  if (p.h >> 63) {
    p = wide_shift_right(p, 1);
    ep++;
  }
  // Now 2^126 <= p < 2^127: the value is p 2^ep, its first bit at ep + 126.
  int drop = 10;
  if (ep + 126 < -1022) drop += -1022 - (ep + 126);
  if (p.l) p.h |= 1;
  if (drop > 63) {
    // Far below the least subnormal.
    p.h = 1;
    drop = 63;
    ep = -1074 - 64 - 63;
  }
  bool outward = mode == 2 ? !np : mode == 3 && np;
  cw_u64 kept = p.h >> drop, rest = p.h << (64 - drop);
  if (mode == 0 ? rest > (1ul << 63) || (rest == (1ul << 63) && (kept & 1)) : outward && rest) kept++;
  int e = ep + 64 + drop;
  double r = (double)kept;
  if (e > 971 || (e == 971 && kept >> 53)) {
    double size = mode == 0 || outward ? cw_inf : 1.7976931348623157e308;
    return np ? -size : size;
  }
  r = e < -1022 ? r * cw_pow2(-1022) * cw_pow2(e + 1022) : r * cw_pow2(e);
  return np ? -r : r;
}

CW_FN double __cw_fma(double a, double b, double c) {
  if (!cw_is_finite(a) || !cw_is_finite(b) || a == 0.0 || b == 0.0) return a * b + c;
  if (!cw_is_finite(c)) return c;
  if (c == 0.0) return a * b;
  int ea = (int)(cw_bits_of(a) >> 52 & 0x7ff) - 1023, eb = (int)(cw_bits_of(b) >> 52 & 0x7ff) - 1023;
  int ec = (int)(cw_bits_of(c) >> 52 & 0x7ff) - 1023;
  bool usual = ea + eb > -850 && ea + eb < 1000 && ec > -850 && ec < 1000 && ea < 900 && eb < 900 && ea > -900 && eb > -900;
  if (!usual) return __cw_fma_in_integers(a, b, c, 0);
  cw_dd p = cw_product(a, b), t = cw_sum(c, p.l), u = cw_sum(p.h, t.h);
  return u.h + sum_to_odd(t.l, u.l);
}

CW_FN float __cw_fmaf(float a, float b, float c) {
  double p = (double)a * (double)b, s = p + (double)c;
  // The sum is exact, or so far from a tie of floats that rounding twice is harmless: only ties need the exact sum.
  if ((cw_bits_of(s) & 0x1ffffffful) != 0x10000000ul && cw_abs(s) >= 1.1754943508222875e-38) return (float)s;
  if (!cw_is_finite(s)) return (float)s;
  return (float)sum_to_odd(p, (double)c);
}
