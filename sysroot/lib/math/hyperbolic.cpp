// sinh, cosh, tanh from e^x with its low part; asinh, acosh, atanh from a double-double logarithm.
#include "core.h"

// e^a and e^-a as sums times 2^k and 2^-k, for 0 <= a < 800.
CW_IN cw_dd inverse_of(cw_dd e) { return cw_div(cw_make(1.0, 0.0), e); }

CW_FN double sinh(double x) {
  double a = cw_abs(x);
  if (!(a < 720.0)) return x != x ? x : cw_with_sign(cw_inf, x);
  if (a < 1e-8) return x;
  if (a < 1.0) return x + x * (x * x) * sinh_p(x * x);
  int k;
  cw_dd e = cw_exp_reduced_dd(a, 0.0, &k);
  if (k > 40) return cw_with_sign(cw_scale(e.h + e.l, k - 1), x);
  cw_dd i = inverse_of(e);
  double up = cw_pow2(k - 1), down = cw_pow2(-k - 1);
  cw_dd s = cw_fast_sum(e.h * up, -i.h * down);
  return cw_with_sign(s.h + (s.l + (e.l * up - i.l * down)), x);
}
CW_FN double cosh(double x) {
  double a = cw_abs(x);
  if (!(a < 720.0)) return x != x ? x : cw_inf;
  int k;
  cw_dd e = cw_exp_reduced_dd(a, 0.0, &k);
  if (k > 40) return cw_scale(e.h + e.l, k - 1);
  cw_dd i = inverse_of(e);
  double up = cw_pow2(k - 1), down = cw_pow2(-k - 1);
  cw_dd s = cw_fast_sum(e.h * up, i.h * down);
  return s.h + (s.l + (e.l * up + i.l * down));
}
CW_FN double tanh(double x) {
  double a = cw_abs(x);
  if (a < 1e-8 || x != x) return x;
  if (a > 20.0) return cw_with_sign(1.0, x);
  if (a < 0.35) return x + x * (x * x) * tanh_p(x * x);
  // 1 - 2 / (e^2a + 1)
  int k;
  cw_dd e = cw_exp_reduced_dd(a + a, 0.0, &k);
  double scale = cw_pow2(k);
  cw_dd d = cw_sum(e.h * scale, 1.0);
  d.l += e.l * scale;
  cw_dd q = cw_div(cw_make(2.0, 0.0), d), s = cw_fast_sum(1.0, -q.h);
  return cw_with_sign(s.h + (s.l - q.l), x);
}

// log(1 + u) as (result) log 2 + log((1 + s) / (1 - s)) with s = a / b, for u >= 0.
CW_IN int more_reduced(cw_dd u, cw_dd* a, cw_dd* b) {
  if (u.h < 0.375) {
    *a = u;
    *b = cw_add(cw_make(2.0, 0.0), u);
    return 0;
  }
  cw_dd v = cw_add(cw_make(1.0, 0.0), u);
  return cw_log_reduced(v.h, v.l, a, b);
}
CW_FN double asinh(double x) {
  double a = cw_abs(x);
  if (a < 1e-8 || !cw_is_finite(x)) return x;
  cw_dd p, q;
  int k;
  if (a > 1e9) {
    // log x + log 2
    k = cw_log_reduced(a, 0.0, &p, &q);
  } else {
    // log1p(x + (sqrt(1 + x^2) - 1)), with sqrt(1 + x^2) - 1 = x^2 / (1 + sqrt(1 + x^2)).
    cw_dd z = cw_product(a, a), root = cw_sqrt_dd(cw_add(cw_make(1.0, 0.0), z));
    k = more_reduced(cw_add(cw_make(a, 0.0), cw_div(z, cw_add(cw_make(1.0, 0.0), root))), &p, &q);
  }
  cw_dd r = cw_log_of(cw_div(p, q), k);
  if (a > 1e9) {
    cw_dd s = cw_sum(r.h, CW_LN2D_HI);
    r = cw_make(s.h, s.l + (r.l + CW_LN2D_LO));
  }
  return cw_with_sign(r.h + r.l, x);
}
CW_FN double acosh(double x) {
  if (!(x >= 1.0)) return x != x ? x : cw_nan();
  if (!cw_is_finite(x)) return x;
  if (x == 1.0) return 0.0;
  cw_dd p, q;
  int k;
  if (x > 1e9) {
    // log x + log 2
    k = cw_log_reduced(x, 0.0, &p, &q);
  } else {
    // log1p(t + sqrt(2 t + t^2)), t = x - 1.
    double t = x - 1.0;
    k = more_reduced(cw_add(cw_make(t, 0.0), cw_sqrt_dd(cw_mul(cw_sum(t, 2.0), t))), &p, &q);
  }
  cw_dd r = cw_log_of(cw_div(p, q), k);
  if (x <= 1e9) return r.h + r.l;
  cw_dd s = cw_sum(r.h, CW_LN2D_HI);
  return s.h + (s.l + (r.l + CW_LN2D_LO));
}
CW_FN double atanh(double x) {
  double a = cw_abs(x);
  if (!(a < 1.0)) return a == 1.0 ? cw_with_sign(cw_inf, x) : x != x ? x : cw_nan();
  if (a < 1e-8) return x;
  cw_dd s = cw_make(a, 0.0);
  int k = 0;
  if (a >= 0.17) {
    cw_dd p, q, quotient = cw_div(cw_sum(1.0, a), cw_sum(1.0, -a));
    k = cw_log_reduced(quotient.h, quotient.l, &p, &q);
    s = cw_div(p, q);
  }
  cw_dd r = cw_log_of(s, k);
  return cw_with_sign(0.5 * (r.h + r.l), x);
}

// Floats in double.
CW_FN float sinhf(float x) { return (float)sinh((double)x); }
CW_FN float coshf(float x) {
  double d = (double)x;
  if (!(cw_abs(d) < 100.0)) return (float)(d * d);
  int k;
  double y = cw_exp_reduced(d, 0.0, &k), e = y * cw_pow2(k);
  return (float)(0.5 * (e + 1.0 / e));
}
CW_FN float tanhf(float x) {
  double d = (double)x, a = cw_abs(d);
  if (x != x) return x;
  if (a > 10.0) return __builtin_copysignf(1.0f, x);
  if (a < 0.35) return (float)(d + d * (d * d) * tanh_p(d * d));
  int k;
  double y = cw_exp_reduced(a + a, 0.0, &k), e = y * cw_pow2(k);
  return (float)cw_with_sign(1.0 - 2.0 / (e + 1.0), d);
}
CW_FN float asinhf(float x) { return (float)asinh((double)x); }
CW_FN float acoshf(float x) { return (float)acosh((double)x); }
CW_FN float atanhf(float x) { return (float)atanh((double)x); }
