// fmod, remainder, remquo: exact. Integers of 53 bits are reduced by steps of at most 11 bits of quotient, so that each step is
// one 64-bit remainder. Floats are exact doubles.
#include "core.h"

// m 2^e of a positive finite number.
CW_IN cw_u64 unpack(double x, int* e) {
  cw_u64 u = cw_bits_of(x);
  *e = (int)(u >> 52 & 0x7ff);
  u &= 0xffffffffffffful;
  if (*e == 0) *e = 1;
  else u |= 0x10000000000000ul;
  return u;
}

// |x| modulo |y| for finite x and y != 0; the low bits of the quotient too.
CW_IN double reduce(double x, double y, unsigned* quotient) {
  int ex, ey;
  cw_u64 mx = unpack(cw_abs(x), &ex), my = unpack(cw_abs(y), &ey);
  unsigned q = 0;
  if (ex < ey) {
    *quotient = 0;
    return cw_abs(x);
  }
  int n = ex - ey;
  q = (unsigned)(mx / my);
  mx %= my;
  while (n > 0 && mx != 0) {
    int step = n < 11 ? n : 11;
    mx <<= step;
    q = q << step | (unsigned)(mx / my);
    mx %= my;
    n -= step;
  }
  if (n > 0) q = n > 31 ? 0 : q << n;
  *quotient = q;
  if (mx == 0) return 0.0;
  // Put m 2^(ey-1075) back together: normal numbers by a product that is exact.
  double r = (double)mx;
  return ey - 1075 < -1022 ? r * cw_pow2(-1022) * cw_pow2(ey - 1075 + 1022) : r * cw_pow2(ey - 1075);
}
CW_IN bool undefined(double x, double y) { return !cw_is_finite(x) || y != y || y == 0.0; }

CW_FN double fmod(double x, double y) {
  if (undefined(x, y)) return (x * y) / (x * y);
  if (!cw_is_finite(y) || cw_abs(x) < cw_abs(y)) return x;
  unsigned q;
  return cw_with_sign(reduce(x, y, &q), x);
}

CW_FN double remquo(double x, double y, int* quotient) {
  *quotient = 0;
  if (undefined(x, y)) return (x * y) / (x * y);
  if (!cw_is_finite(y)) return x;
  unsigned q;
  double a = cw_abs(y), r = reduce(x, y, &q);
  // To the nearest: r > a/2, or a tie at an odd quotient. a - r is exact then.
  double rest = a - r;
  bool up = r > rest || (r == rest && (q & 1));
  if (up) {
    r = -rest;
    q++;
  }
  bool negative = (cw_bits_of(x) ^ cw_bits_of(y)) >> 63;
  *quotient = negative ? -(int)(q & 0x7fffffff) : (int)(q & 0x7fffffff);
  if (r == 0.0) return cw_with_sign(0.0, x);
  return cw_bits_of(x) >> 63 ? -r : r;
}
CW_FN double remainder(double x, double y) {
  int q;
  return remquo(x, y, &q);
}
CW_FN double drem(double x, double y) { return remainder(x, y); }

CW_FN float fmodf(float x, float y) { return (float)fmod((double)x, (double)y); }
CW_FN float remquof(float x, float y, int* quotient) { return (float)remquo((double)x, (double)y, quotient); }
CW_FN float remainderf(float x, float y) { return (float)remainder((double)x, (double)y); }
CW_FN float dremf(float x, float y) { return remainderf(x, y); }
