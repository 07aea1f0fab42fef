// What the files of the mathematical library share: bits of floating-point numbers, sums and products without error
// (T. J. Dekker, "A floating-point technique for extending the available precision", 1971), and the cores of exp and log in
// double-double arithmetic. Everything inlines; rounding to nearest is assumed and nothing may be contracted.
#ifndef CW_MATH_CORE_H
#define CW_MATH_CORE_H
#include <math.h>
#include "coefficients.h"

#pragma STDC FP_CONTRACT OFF

#define CW_FN extern "C" __CW_HD
#define CW_IN static __CW_HD inline

typedef unsigned long cw_u64;
typedef long cw_i64;

CW_IN cw_u64 cw_bits_of(double x) { return __builtin_bit_cast(cw_u64, x); }
CW_IN double cw_from_bits(cw_u64 u) { return __builtin_bit_cast(double, u); }
CW_IN unsigned cw_bits_of(float x) { return __builtin_bit_cast(unsigned, x); }
CW_IN float cw_from_bits(unsigned u) { return __builtin_bit_cast(float, u); }

static const double cw_inf = __builtin_huge_val();
CW_IN double cw_nan() { return cw_from_bits((cw_u64)0x7ff8000000000000ul); }
CW_IN double cw_abs(double x) { return __builtin_fabs(x); }
CW_IN double cw_with_sign(double x, double sign) { return __builtin_copysign(x, sign); }
CW_IN bool cw_is_nan(double x) { return (cw_bits_of(x) & 0x7ffffffffffffffful) > 0x7ff0000000000000ul; }
CW_IN bool cw_is_finite(double x) { return (cw_bits_of(x) & 0x7ff0000000000000ul) != 0x7ff0000000000000ul; }

// 2^k for -1022 <= k <= 1023.
CW_IN double cw_pow2(int k) { return cw_from_bits((cw_u64)(cw_i64)(k + 1023) << 52); }
// x 2^k for |k| <= 2040, with one rounding at most.
CW_IN double cw_scale(double x, int k) {
  int half = k >> 1;
  return x * cw_pow2(half) * cw_pow2(k - half);
}
// The nearest integer for |x| < 2^31, as a double; ties to even.
CW_IN double cw_nearest(double x) { return __builtin_rint(x); }

// A number as the sum of two doubles, the second below half an ulp of the first.
struct cw_dd {
  double h, l;
};
CW_IN cw_dd cw_make(double h, double l) {
  cw_dd r;
  r.h = h;
  r.l = l;
  return r;
}
// a + b for |a| >= |b|, exactly.
CW_IN cw_dd cw_fast_sum(double a, double b) {
  double s = a + b;
  return cw_make(s, b - (s - a));
}
CW_IN cw_dd cw_sum(double a, double b) {
  double s = a + b, t = s - a;
  return cw_make(s, (a - (s - t)) + (b - t));
}
// a b exactly, for |a|, |b| < 2^995 and products that are not subnormal.
CW_IN cw_dd cw_product(double a, double b) {
  double p = a * b, ca = 134217729.0 * a, cb = 134217729.0 * b;
  double ah = ca - (ca - a), bh = cb - (cb - b), al = a - ah, bl = b - bh;
  return cw_make(p, ((ah * bh - p) + ah * bl + al * bh) + al * bl);
}
CW_IN cw_dd cw_mul(cw_dd a, cw_dd b) {
  cw_dd p = cw_product(a.h, b.h);
  return cw_fast_sum(p.h, p.l + (a.h * b.l + a.l * b.h));
}
CW_IN cw_dd cw_mul(cw_dd a, double b) {
  cw_dd p = cw_product(a.h, b);
  return cw_fast_sum(p.h, p.l + a.l * b);
}
CW_IN cw_dd cw_add(cw_dd a, cw_dd b) {
  cw_dd s = cw_sum(a.h, b.h);
  return cw_fast_sum(s.h, s.l + (a.l + b.l));
}
CW_IN cw_dd cw_div(cw_dd a, cw_dd b) {
  double inverse = 1.0 / b.h, q = a.h * inverse;
  cw_dd p = cw_product(q, b.h);
  return cw_fast_sum(q, ((a.h - p.h) - p.l + a.l - q * b.l) * inverse);
}
CW_IN cw_dd cw_sqrt_dd(cw_dd a) {
  double s = __builtin_sqrt(a.h);
  if (s == 0.0) return cw_make(0.0, 0.0);
  cw_dd p = cw_product(s, s);
  return cw_fast_sum(s, ((a.h - p.h) - p.l + a.l) / (s + s));
}

// e^(h+l) = (result) 2^k with the result in [0.7, 1.42]; |h| < 2^20. The exact form keeps a low part.
CW_IN double cw_exp_reduced(double h, double l, int* k) {
  double n = cw_nearest(h * CW_LOG2E_HI), r = h - n * CW_LN2_HI, c = l - n * CW_LN2_LO, s = r + c;
  *k = (int)n;
  return 1.0 + (r + (c + s * s * exp_q(s)));
}
CW_IN cw_dd cw_exp_reduced_dd(double h, double l, int* k) {
  double n = cw_nearest(h * CW_LOG2E_HI);
  cw_dd r = cw_sum(h - n * CW_LN2_HI, l - n * CW_LN2_LO), s = cw_product(r.h, r.h);
  *k = (int)n;
  // 1 + r + r^2/2 without error, then r^3 times the rest of the series, which is (exp_q - 1/2) / r.
  double rest = r.h * s.h * exp_q3(r.h);
  cw_dd a = cw_fast_sum(1.0, r.h), b = cw_fast_sum(a.h, 0.5 * s.h);
  return cw_fast_sum(b.h, b.l + (a.l + (rest + (r.l * (1.0 + r.h) + 0.5 * s.l))));
}
// e^(h+l), all of the range.
CW_IN double cw_exp_of(double h, double l) {
  if (!(cw_abs(h) < 800.0)) return h > 0.0 ? cw_inf : h < 0.0 ? 0.0 : h;
  int k;
  double y = cw_exp_reduced(h, l, &k);
  return cw_scale(y, k);
}

// atanh(s) 2 in double-double for |s| <= 3 - 2 sqrt 2.
CW_IN cw_dd cw_twice_atanh(cw_dd s) {
  cw_dd z = cw_product(s.h, s.h);
  z.l += 2.0 * s.h * s.l;
  cw_dd t = cw_product(z.h, CW_THIRD_HI);
  t.l += z.l * CW_THIRD_HI + z.h * CW_THIRD_LO;
  t = cw_fast_sum(t.h, t.l + z.h * z.h * atanh_p(z.h));
  double twice = 2.0 * s.h;
  cw_dd v = cw_product(twice, t.h);
  v.l += twice * t.l + 2.0 * s.l * t.h;
  cw_dd r = cw_fast_sum(twice, v.h);
  return cw_fast_sum(r.h, r.l + (v.l + 2.0 * s.l));
}
// log(h + l) = log((1 + s) / (1 - s)) + (result) log 2 with s = a / b, for a positive normal h.
CW_IN int cw_log_reduced(double h, double l, cw_dd* a, cw_dd* b) {
  cw_u64 u = cw_bits_of(h);
  int k = (int)((cw_i64)(u - 0x3fe6a09e667f3bcdul) >> 52);
  double m = cw_from_bits(u - ((cw_u64)(cw_i64)k << 52)), ml = l == 0.0 ? 0.0 : cw_scale(l, -k);
  cw_dd den = cw_sum(m, 1.0);
  *a = cw_make(m - 1.0, ml);
  *b = cw_make(den.h, den.l + ml);
  return k;
}
// What the s and k of above are the logarithm of. Functions come here once, by whichever way: where everything is inlined, that is half their size.
CW_IN cw_dd cw_log_of(cw_dd a, int k) {
  cw_dd logm = cw_twice_atanh(a);
  if (k == 0) return logm;
  double n = (double)k;
  cw_dd s = cw_fast_sum(n * CW_LN2_HI, logm.h);
  return cw_fast_sum(s.h, s.l + (logm.l + n * CW_LN2_LO));
}

CW_IN cw_dd cw_log_dd(double h, double l) {
  cw_dd a, b;
  int k = cw_log_reduced(h, l, &a, &b);
  return cw_log_of(cw_div(a, b), k);
}

// e^x and log x (of a positive normal x) for float results: relative errors of 2^-27 and 2^-40.
CW_IN double cw_exp_short(double x) {
  double n = cw_nearest(x * CW_LOG2E_HI), r = x - n * CW_LN2D_HI;
  double y = r * r, even = 1.0 + y * (0.5 + y * (0.041666666666666664 + y * 0.001388888888888889));
  double odd = 1.0 + y * (0.16666666666666666 + y * (0.008333333333333333 + y * 0.0001984126984126984));
  return (even + r * odd) * cw_pow2((int)n);
}
CW_IN double cw_log_short(double x) {
  cw_u64 u = cw_bits_of(x);
  cw_i64 k = (cw_i64)(u - 0x3fe6a09e667f3bcdul) >> 52;
  double f = cw_from_bits(u - ((cw_u64)k << 52)) - 1.0, s = f / (2.0 + f), z = s * s, y = z * z;
  double p = 0.66666666666666667 + y * (0.2857142857142857 + y * (0.18181818181818182 + y * 0.13333333333333333));
  double q = 0.4 + y * (0.2222222222222222 + y * 0.15384615384615385);
  return (double)k * CW_LN2D_HI + (2.0 * s + s * z * (p + z * q));
}

// Trigonometric reduction (trig-reduce.cpp): x = q pi/2 + (r.h + r.l) with |r| <= pi/4 and a little; q modulo 4.
extern "C" __CW_HD int __cw_rem_pio2_large(double x, double* h, double* l);
CW_IN int cw_rem_pio2(double x, cw_dd* r) {
  double a = cw_abs(x);
  if (a <= 0.78539816339744830961) {
    *r = cw_make(x, 0.0);
    return 0;
  }
  if (a < 1647099.0) {
    double n = cw_nearest(x * 0.63661977236758134308);
    cw_dd s = cw_sum(x - n * CW_PIO2_1, -n * CW_PIO2_2), t = cw_sum(s.h, -n * CW_PIO2_3);
    *r = cw_fast_sum(t.h, t.l + s.l - n * CW_PIO2_4);
    return (int)n;
  }
  return __cw_rem_pio2_large(x, &r->h, &r->l);
}
// sin and cos of r, for |r| <= pi/4; with a low part in the second form.
CW_IN double cw_sin_reduced(cw_dd r) {
  double z = r.h * r.h;
  return r.h + (z * r.h * sin_p(z) + (r.l - 0.5 * z * r.l));
}
CW_IN double cw_cos_reduced(cw_dd r) {
  double z = r.h * r.h, half = 0.5 * z, w = 1.0 - half;
  return w + (((1.0 - w) - half) + (z * z * cos_p(z) - r.h * r.l));
}
CW_IN cw_dd cw_sin_reduced_dd(cw_dd r) {
  double z = r.h * r.h;
  return cw_fast_sum(r.h, z * r.h * sin_p(z) + (r.l - 0.5 * z * r.l));
}
CW_IN cw_dd cw_cos_reduced_dd(cw_dd r) {
  double z = r.h * r.h, half = 0.5 * z, w = 1.0 - half;
  return cw_fast_sum(w, ((1.0 - w) - half) + (z * z * cos_p(z) - r.h * r.l));
}

#endif
