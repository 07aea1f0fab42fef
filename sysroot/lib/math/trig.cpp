// sin, cos, tan and their forms for multiples of pi: reduction to |r| <= pi/4 (core.h), then a polynomial.
#include "core.h"

CW_IN double by_quadrant(int q, cw_dd r) {
  double v = q & 1 ? cw_cos_reduced(r) : cw_sin_reduced(r);
  return q & 2 ? -v : v;
}
CW_FN double sin(double x) {
  cw_dd r;
  if (cw_abs(x) < 1e-8) return x;
  int q = cw_rem_pio2(x, &r);
  return by_quadrant(q, r);
}
CW_FN double cos(double x) {
  cw_dd r;
  int q = cw_rem_pio2(x, &r);
  return by_quadrant(q + 1, r);
}
CW_FN void sincos(double x, double* s, double* c) {
  cw_dd r;
  int q = cw_rem_pio2(x, &r);
  double a = cw_sin_reduced(r), b = cw_cos_reduced(r), sine = q & 1 ? b : a, cosine = q & 1 ? a : b;
  *s = x == 0.0 ? x : q & 2 ? -sine : sine;
  *c = (q + 1) & 2 ? -cosine : cosine;
}
CW_FN double tan(double x) {
  if (cw_abs(x) < 1e-8) return x;
  cw_dd r;
  int q = cw_rem_pio2(x, &r);
  cw_dd s = cw_sin_reduced_dd(r), c = cw_cos_reduced_dd(r);
  bool odd = q & 1;
  cw_dd t = cw_div(cw_make(odd ? c.h : s.h, odd ? c.l : s.l), cw_make(odd ? s.h : c.h, odd ? s.l : c.l));
  return q & 1 ? -(t.h + t.l) : t.h + t.l;
}

// x pi = q pi/2 + r.
CW_IN int reduce_pi(double x, cw_dd* r) {
  double n = __builtin_rint(x + x), f = x - 0.5 * n;
  cw_dd p = cw_product(f, CW_PI_HI);
  *r = cw_fast_sum(p.h, p.l + f * CW_PI_LO);
  // n modulo 4, for n beyond the range of int too.
  return (int)(n - 4.0 * __builtin_floor(0.25 * n));
}
CW_FN double sinpi(double x) {
  if (!cw_is_finite(x)) return x - x;
  if (x == __builtin_trunc(x)) return cw_with_sign(0.0, x);
  if (cw_abs(x) < 1e-9) {
    // The product by its parts, scaled so that none of them is subnormal.
    cw_dd p = cw_mul(cw_make(CW_PI_HI, CW_PI_LO), x * cw_pow2(200));
    return (p.h + p.l) * cw_pow2(-200);
  }
  cw_dd r;
  int q = reduce_pi(x, &r);
  return by_quadrant(q, r);
}
CW_FN double cospi(double x) {
  if (!cw_is_finite(x)) return x - x;
  cw_dd r;
  int q = reduce_pi(x, &r);
  if (r.h == 0.0 && !(q & 1)) return q & 2 ? -1.0 : 1.0;
  if (r.h == 0.0) return 0.0;
  return by_quadrant(q + 1, r);
}
CW_FN void sincospi(double x, double* s, double* c) {
  *s = sinpi(x);
  *c = cospi(x);
}

// Floats: the same in double, with fewer terms. r has an error of 2^-50 for |x| < 2^20.
CW_IN double sin_short(double r) {
  double z = r * r;
  return r + r * z * (-0.16666666663854168 + z * (0.008333331874273714 + z * (-0.000198400864995936 + z *
      2.7249895230611676e-06)));
}
CW_IN double cos_short(double r) {
  double z = r * r;
  return 1.0 + z * (-0.49999999999963873 + z * (0.041666666637384386 + z * (-0.0013888885090262895 + z *
      (2.4799861846361453e-05 + z * -2.7237108576245085e-07))));
}
CW_IN int reduce_short(float x, double* r) {
  double d = (double)x;
  if (__builtin_fabsf(x) < 1000000.0f) {
    double n = cw_nearest(d * 0.63661977236758134308);
    *r = (d - n * CW_PIO2_1) - n * (CW_PIO2_2 + CW_PIO2_3);
    return (int)n;
  }
  double low;
  return __cw_rem_pio2_large(d, r, &low);
}
CW_IN float by_quadrant_short(int q, double r) {
  double v = q & 1 ? cos_short(r) : sin_short(r);
  return (float)(q & 2 ? -v : v);
}
CW_FN float sinf(float x) {
  if (x == 0.0f) return x;
  double r;
  int q = reduce_short(x, &r);
  return by_quadrant_short(q, r);
}
CW_FN float cosf(float x) {
  double r;
  int q = reduce_short(x, &r);
  return by_quadrant_short(q + 1, r);
}
CW_FN void sincosf(float x, float* s, float* c) {
  double r;
  int q = reduce_short(x, &r);
  double a = sin_short(r), b = cos_short(r), sine = q & 1 ? b : a, cosine = q & 1 ? a : b;
  *s = x == 0.0f ? x : (float)(q & 2 ? -sine : sine);
  *c = (float)((q + 1) & 2 ? -cosine : cosine);
}
CW_FN float tanf(float x) {
  if (x == 0.0f) return x;
  double r;
  int q = reduce_short(x, &r);
  double s = sin_short(r), c = cos_short(r);
  return (float)(q & 1 ? -c / s : s / c);
}
CW_IN int reduce_pi_short(float x, double* r) {
  float n = __builtin_rintf(x + x);
  *r = ((double)x - 0.5 * (double)n) * CW_PI_HI;
  return (int)(n - 4.0f * __builtin_floorf(0.25f * n));
}
CW_FN float sinpif(float x) {
  if (!isfinite(x)) return x - x;
  if (x == __builtin_truncf(x)) return __builtin_copysignf(0.0f, x);
  double r;
  int q = reduce_pi_short(x, &r);
  return by_quadrant_short(q, r);
}
CW_FN float cospif(float x) {
  if (!isfinite(x)) return x - x;
  double r;
  int q = reduce_pi_short(x, &r);
  if (r == 0.0 && (q & 1)) return 0.0f;
  return by_quadrant_short(q + 1, r);
}
CW_FN void sincospif(float x, float* s, float* c) {
  *s = sinpif(x);
  *c = cospif(x);
}
