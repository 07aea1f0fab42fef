// Cube roots, reciprocal roots, Euclidean norms.
#include "core.h"

// The cube root of a positive normal number: a guess by the exponent, Halley steps, one correction with the exact residual.
CW_IN cw_dd cbrt_positive(double a) {
  // A third of the bits, plus two thirds of the bias (less an offset that halves the error of the guess).
  double t = cw_from_bits(cw_bits_of(a) / 3 + 0x2a9f789300000000ul);
  for (int i = 0; i < 2; i++) {
    double c = t * t * t;
    t = t * (c + a + a) / (c + c + a);
  }
  double c = t * t * t;
  t = t - t * (c - a) / (c + c + a);
  cw_dd s = cw_product(t, t), p = cw_mul(s, t);
  return cw_fast_sum(t, ((a - p.h) - p.l) / (3.0 * s.h));
}
CW_FN double cbrt(double x) {
  if (x == 0.0 || !cw_is_finite(x)) return x;
  double a = cw_abs(x), factor = 1.0;
  if (a < 1e-200) {
    a *= cw_pow2(600);
    factor = cw_pow2(-200);
  } else if (a > 1e200) {
    a *= cw_pow2(-600);
    factor = cw_pow2(200);
  }
  cw_dd r = cbrt_positive(a);
  return cw_with_sign((r.h + r.l) * factor, x);
}
CW_FN double rcbrt(double x) {
  if (x == 0.0) return cw_with_sign(cw_inf, x);
  if (!cw_is_finite(x)) return x != x ? x : cw_with_sign(0.0, x);
  double a = cw_abs(x), factor = 1.0;
  if (a < 1e-200) {
    a *= cw_pow2(600);
    factor = cw_pow2(200);
  } else if (a > 1e200) {
    a *= cw_pow2(-600);
    factor = cw_pow2(-200);
  }
  cw_dd r = cw_div(cw_make(1.0, 0.0), cbrt_positive(a));
  return cw_with_sign((r.h + r.l) * factor, x);
}
CW_FN float cbrtf(float x) {
  if (x == 0.0f || !isfinite(x)) return x;
  double a = cw_abs((double)x), t = cw_from_bits(cw_bits_of(a) / 3 + 0x2a9f789300000000ul);
  for (int i = 0; i < 2; i++) {
    double c = t * t * t;
    t = t * (c + a + a) / (c + c + a);
  }
  return (float)cw_with_sign(t, (double)x);
}
CW_FN float rcbrtf(float x) { return (float)rcbrt((double)x); }

CW_IN cw_dd rsqrt_dd(cw_dd a) { return cw_div(cw_make(1.0, 0.0), cw_sqrt_dd(a)); }
CW_FN double rsqrt(double x) {
  if (!(x > 0.0)) return x == 0.0 ? cw_with_sign(cw_inf, x) : x != x ? x : cw_nan();
  if (!cw_is_finite(x)) return 0.0;
  double factor = 1.0;
  if (x < 1e-280) {
    x *= cw_pow2(200);
    factor = cw_pow2(100);
  } else if (x > 1e280) {
    x *= cw_pow2(-200);
    factor = cw_pow2(-100);
  }
  cw_dd r = rsqrt_dd(cw_make(x, 0.0));
  return (r.h + r.l) * factor;
}
// Two roundings, within an ulp (CUDA: 2 ulp), and four lanes fit one vector.
CW_FN float rsqrtf(float x) { return 1.0f / __builtin_sqrtf(x); }

// The sum of n squares as a double-double, scaled by 2^(-2 k); the numbers are finite.
CW_IN cw_dd sum_of_squares(int n, const double* x, int* k) {
  double most = 0.0;
  for (int i = 0; i < n; i++) most = cw_abs(x[i]) > most ? cw_abs(x[i]) : most;
  int e = (int)(cw_bits_of(most) >> 52) - 1023;
  *k = e;
  cw_dd sum = cw_make(0.0, 0.0);
  for (int i = 0; i < n; i++) {
    double s = scalbn(x[i], -e);
    if (cw_abs(s) < 1e-60) continue;
    sum = cw_add(sum, cw_product(s, s));
  }
  return sum;
}
// An infinite component makes the norm infinite even beside a NaN.
CW_IN double norm_special(int n, const double* x) {
  double sum = 0.0;
  for (int i = 0; i < n; i++) {
    if (cw_abs(x[i]) == cw_inf) return cw_inf;
    if (x[i] != x[i]) sum = x[i];
  }
  return sum;
}
CW_IN bool all_finite(int n, const double* x) {
  for (int i = 0; i < n; i++) {
    if (!cw_is_finite(x[i])) return false;
  }
  return true;
}
CW_IN double norm_of(int n, const double* x) {
  if (!all_finite(n, x)) return norm_special(n, x);
  int k;
  cw_dd s = sum_of_squares(n, x, &k);
  if (s.h == 0.0) return 0.0;
  cw_dd r = cw_sqrt_dd(s);
  return scalbn(r.h + r.l, k);
}
CW_IN double rnorm_of(int n, const double* x) {
  if (!all_finite(n, x)) {
    double r = norm_special(n, x);
    return r == cw_inf ? 0.0 : r;
  }
  int k;
  cw_dd s = sum_of_squares(n, x, &k);
  if (s.h == 0.0) return cw_inf;
  cw_dd r = rsqrt_dd(s);
  return scalbn(r.h + r.l, -k);
}

CW_FN double hypot(double x, double y) {
  double v[2] = {x, y};
  return norm_of(2, v);
}
CW_FN double rhypot(double x, double y) {
  double v[2] = {x, y};
  return rnorm_of(2, v);
}
CW_FN double norm3d(double x, double y, double z) {
  double v[3] = {x, y, z};
  return norm_of(3, v);
}
CW_FN double rnorm3d(double x, double y, double z) {
  double v[3] = {x, y, z};
  return rnorm_of(3, v);
}
CW_FN double norm4d(double x, double y, double z, double w) {
  double v[4] = {x, y, z, w};
  return norm_of(4, v);
}
CW_FN double rnorm4d(double x, double y, double z, double w) {
  double v[4] = {x, y, z, w};
  return rnorm_of(4, v);
}
CW_FN double norm(int n, const double* x) { return norm_of(n, x); }
CW_FN double rnorm(int n, const double* x) { return rnorm_of(n, x); }

// Floats: squares of floats neither overflow nor round in double.
CW_IN float root_short(double sum, bool infinite) { return infinite ? __builtin_huge_valf() : (float)__builtin_sqrt(sum); }
CW_IN float reciprocal_short(double sum, bool infinite) { return infinite ? 0.0f : (float)(1.0 / __builtin_sqrt(sum)); }
#define CW_SQUARE(v) ((double)v * (double)v)
CW_FN float hypotf(float x, float y) { return root_short(CW_SQUARE(x) + CW_SQUARE(y), isinf(x) || isinf(y)); }
CW_FN float rhypotf(float x, float y) { return reciprocal_short(CW_SQUARE(x) + CW_SQUARE(y), isinf(x) || isinf(y)); }
CW_FN float norm3df(float x, float y, float z) {
  return root_short(CW_SQUARE(x) + CW_SQUARE(y) + CW_SQUARE(z), isinf(x) || isinf(y) || isinf(z));
}
CW_FN float rnorm3df(float x, float y, float z) {
  return reciprocal_short(CW_SQUARE(x) + CW_SQUARE(y) + CW_SQUARE(z), isinf(x) || isinf(y) || isinf(z));
}
CW_FN float norm4df(float x, float y, float z, float w) {
  return root_short(CW_SQUARE(x) + CW_SQUARE(y) + CW_SQUARE(z) + CW_SQUARE(w), isinf(x) || isinf(y) || isinf(z) || isinf(w));
}
CW_FN float rnorm4df(float x, float y, float z, float w) {
  return reciprocal_short(CW_SQUARE(x) + CW_SQUARE(y) + CW_SQUARE(z) + CW_SQUARE(w),
                          isinf(x) || isinf(y) || isinf(z) || isinf(w));
}
CW_IN double squares_short(int n, const float* x, bool* infinite) {
  double sum = 0.0;
  *infinite = false;
  for (int i = 0; i < n; i++) {
    sum += CW_SQUARE(x[i]);
    *infinite |= isinf(x[i]);
  }
  return sum;
}
CW_FN float normf(int n, const float* x) {
  bool infinite;
  double sum = squares_short(n, x, &infinite);
  return root_short(sum, infinite);
}
CW_FN float rnormf(int n, const float* x) {
  bool infinite;
  double sum = squares_short(n, x, &infinite);
  return reciprocal_short(sum, infinite);
}
