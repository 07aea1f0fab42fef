// asin, acos, atan, atan2. atan of a quotient above tan(pi/8) turns by pi/4, above 1 by pi/2; asin and acos above 1/2 go by
// asin x = pi/2 - 2 asin(sqrt((1-x)/2)).
#include "core.h"

// atan(q.h + q.l) for 0 <= q <= sqrt 2 - 1, as a sum.
CW_IN cw_dd atan_reduced(cw_dd q) {
  double z = q.h * q.h;
  return cw_fast_sum(q.h, q.l + (q.h * z * atan_p(z) - q.l * z));
}
// atan(y/x) for y >= 0, x > 0, neither zero, infinite or too far apart.
CW_IN cw_dd atan_quotient(double y, double x) {
  bool swap = y > x;
  double a = swap ? x : y, b = swap ? y : x;
  cw_dd r;
  if (a > 0.41421356237309503 * b) {
    // pi/4 - atan((b - a) / (a + b)), the sums without error.
    cw_dd t = atan_reduced(cw_div(cw_sum(b, -a), cw_sum(a, b)));
    cw_dd s = cw_fast_sum(CW_PIO4_HI, -t.h);
    r = cw_fast_sum(s.h, s.l + (CW_PIO4_LO - t.l));
  } else {
    r = atan_reduced(cw_div(cw_make(a, 0.0), cw_make(b, 0.0)));
  }
  if (!swap) return r;
  cw_dd s = cw_fast_sum(CW_PIO2_HI, -r.h);
  return cw_fast_sum(s.h, s.l + (CW_PIO2_LO - r.l));
}

CW_FN double atan(double x) {
  double a = cw_abs(x);
  if (a < 1e-8 || x != x) return x;
  if (a > 1e17) return cw_with_sign(CW_PIO2_HI, x);
  cw_dd r = atan_quotient(a, 1.0);
  return cw_with_sign(r.h + r.l, x);
}

CW_FN double atan2(double y, double x) {
  if (x != x || y != y) return x + y;
  bool left = cw_bits_of(x) >> 63;
  double a = cw_abs(y), b = cw_abs(x), r;
  if (a == 0.0) return left ? cw_with_sign(CW_PI_HI, y) : y;
  if (b == 0.0) return cw_with_sign(CW_PIO2_HI, y);
  if (!cw_is_finite(x)) {
    r = !cw_is_finite(y) ? (left ? 3.0 * CW_PIO4_HI : CW_PIO4_HI) : left ? CW_PI_HI : 0.0;
    return cw_with_sign(r, y);
  }
  if (!cw_is_finite(y)) return cw_with_sign(CW_PIO2_HI, y);
  int ea = (int)(cw_bits_of(a) >> 52), eb = (int)(cw_bits_of(b) >> 52);
  if (ea - eb > 60) return cw_with_sign(CW_PIO2_HI, y);
  if (eb - ea > 60) return cw_with_sign(left ? CW_PI_HI : a / b, y);
  // Into the range where products are exact.
  int shift = 1023 - (ea > eb ? ea : eb);
  a = scalbn(a, shift);
  b = scalbn(b, shift);
  cw_dd t = atan_quotient(a, b);
  if (left) {
    cw_dd s = cw_fast_sum(CW_PI_HI, -t.h);
    t = cw_make(s.h, s.l + (CW_PI_LO - t.l));
  }
  return cw_with_sign(t.h + t.l, y);
}

// For |x| > 1/2: asin(sqrt((1-|x|)/2)) as a sum.
CW_IN cw_dd asin_of_half(double a) {
  double z = 0.5 * (1.0 - a), s = __builtin_sqrt(z);
  cw_dd p = cw_product(s, s);
  double low = s == 0.0 ? 0.0 : ((z - p.h) - p.l) / (s + s);
  return cw_fast_sum(s, low + s * z * asin_p(z));
}
CW_FN double asin(double x) {
  double a = cw_abs(x);
  if (!(a <= 1.0)) return x != x ? x : cw_nan();
  if (a < 1e-8) return x;
  if (a <= 0.5) return x + x * (x * x) * asin_p(x * x);
  cw_dd t = asin_of_half(a), s = cw_fast_sum(CW_PIO2_HI, -2.0 * t.h);
  return cw_with_sign(s.h + (s.l + (CW_PIO2_LO - 2.0 * t.l)), x);
}
CW_FN double acos(double x) {
  double a = cw_abs(x);
  if (!(a <= 1.0)) return x != x ? x : cw_nan();
  if (a <= 0.5) {
    cw_dd s = cw_fast_sum(CW_PIO2_HI, -x);
    return s.h + (s.l + (CW_PIO2_LO - x * (x * x) * asin_p(x * x)));
  }
  cw_dd t = asin_of_half(a);
  if (x > 0.0) return 2.0 * (t.h + t.l);
  cw_dd s = cw_fast_sum(CW_PI_HI, -2.0 * t.h);
  return s.h + (s.l + (CW_PI_LO - 2.0 * t.l));
}

// Floats in double.
CW_IN double atan_short(double q) {
  double z = q * q;
  return q + q * z * atan_p(z);
}
CW_IN double atan_quotient_short(double y, double x) {
  bool swap = y > x;
  double a = swap ? x : y, b = swap ? y : x, r;
  r = a > 0.41421356237309503 * b ? CW_PIO4_HI - atan_short((b - a) / (a + b)) : atan_short(a / b);
  return swap ? CW_PIO2_HI - r : r;
}
CW_FN float atanf(float x) {
  if (x == 0.0f || x != x) return x;
  return (float)cw_with_sign(atan_quotient_short(cw_abs((double)x), 1.0), (double)x);
}
CW_FN float atan2f(float fy, float fx) {
  double y = (double)fy, x = (double)fx, a = cw_abs(y), b = cw_abs(x);
  if (x != x || y != y || a == 0.0 || !cw_is_finite(x) || !cw_is_finite(y)) return (float)atan2(y, x);
  double r = atan_quotient_short(a, b);
  return (float)cw_with_sign(x < 0.0 ? CW_PI_HI - r : r, y);
}
CW_FN float asinf(float x) { return (float)asin((double)x); }
CW_FN float acosf(float x) { return (float)acos((double)x); }
