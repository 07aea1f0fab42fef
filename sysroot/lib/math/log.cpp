// log, log2, log10, log1p: x = 2^k m with m in [sqrt 1/2, sqrt 2), log m = 2 atanh((m-1)/(m+1)); log2 and log10 multiply a
// double-double logarithm.
#include "core.h"

// Zero, negative numbers, infinity, NaN: what log of them is; x must be one of these.
CW_IN double log_special(double x) { return x == 0.0 ? -cw_inf : x < 0.0 ? cw_nan() : x; }
CW_IN bool is_special(double x) { return !(x > 0.0) || !cw_is_finite(x); }
static const double least_normal = 2.2250738585072014e-308, two54 = 18014398509481984.0;

CW_FN double log(double x) {
  if (is_special(x)) return log_special(x);
  double n = 0.0;
  if (x < least_normal) {
    x *= two54;
    n = -54.0;
  }
  cw_u64 u = cw_bits_of(x);
  cw_i64 k = (cw_i64)(u - 0x3fe6a09e667f3bcdul) >> 52;
  double f = cw_from_bits(u - ((cw_u64)k << 52)) - 1.0, s = f / (2.0 + f), z = s * s, half = 0.5 * f * f;
  n += (double)k;
  // log(1+f) = f - f^2/2 + s (f^2/2 + R), R = 2 (atanh(s) - s) / s.
  double r = z * (0.66666666666666667 + 2.0 * z * atanh_p(z));
  return n * CW_LN2_HI - ((half - (s * (half + r) + n * CW_LN2_LO)) - f);
}

CW_IN cw_dd log_full(double x) {
  double n = 0.0;
  if (x < least_normal) {
    x *= two54;
    n = -54.0;
  }
  cw_dd r = cw_log_dd(x, 0.0);
  if (n == 0.0) return r;
  cw_dd s = cw_fast_sum(r.h, n * CW_LN2_HI);
  return cw_fast_sum(s.h, s.l + (r.l + n * CW_LN2_LO));
}
CW_FN double log2(double x) {
  if (is_special(x)) return log_special(x);
  double n = 0.0;
  if (x < least_normal) {
    x *= two54;
    n = -54.0;
  }
  cw_u64 u = cw_bits_of(x);
  cw_i64 k = (cw_i64)(u - 0x3fe6a09e667f3bcdul) >> 52;
  n += (double)k;
  cw_dd r = cw_mul(cw_log_dd(cw_from_bits(u - ((cw_u64)k << 52)), 0.0), cw_make(CW_LOG2E_HI, CW_LOG2E_LO));
  cw_dd s = cw_sum(n, r.h);
  return s.h + (s.l + r.l);
}
CW_FN double log10(double x) {
  if (is_special(x)) return log_special(x);
  cw_dd r = cw_mul(log_full(x), cw_make(CW_LOG10E_HI, CW_LOG10E_LO));
  return r.h + r.l;
}
CW_FN double log1p(double x) {
  if (!(x > -1.0)) return x == -1.0 ? -cw_inf : x != x ? x : cw_nan();
  if (!cw_is_finite(x)) return x;
  if (cw_abs(x) < 1e-17) return x;
  cw_dd a, b, u = cw_sum(1.0, x);
  int k = 0;
  if (u.h > 0.75 && u.h < 1.375) {
    // Without the rounding of 1 + x: 2 atanh(x / (2 + x)).
    a = cw_make(x, 0.0);
    b = cw_sum(2.0, x);
  } else {
    k = cw_log_reduced(u.h, u.l, &a, &b);
  }
  cw_dd r = cw_log_of(cw_div(a, b), k);
  return r.h + r.l;
}

CW_FN float logf(float x) {
  if (is_special((double)x)) return (float)log_special((double)x);
  return (float)cw_log_short((double)x);
}
CW_FN float log2f(float x) {
  if (is_special((double)x)) return (float)log_special((double)x);
  return (float)(cw_log_short((double)x) * CW_LOG2E_HI);
}
CW_FN float log10f(float x) {
  if (is_special((double)x)) return (float)log_special((double)x);
  return (float)(cw_log_short((double)x) * CW_LOG10E_HI);
}
CW_FN float log1pf(float x) {
  if (!(x > -1.0f)) return x == -1.0f ? -__builtin_huge_valf() : x != x ? x : (float)cw_nan();
  if (x > 3.4e38f || __builtin_fabsf(x) < 1e-8f) return x;
  double d = (double)x;
  // 1 + x is exact in double unless x is tiny; there the series takes over.
  if (cw_abs(d) < 1e-4) return (float)(d - d * d * (0.5 - d * 0.3333333333333333));
  return (float)cw_log_short(1.0 + d);
}
