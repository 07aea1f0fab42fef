// The error function, its complement, scaled complement and inverses, and the normal distribution. erfcx as a polynomial in
// (x - k) / (x + k): M. M. Shepherd and J. G. Laframboise, "Chebyshev approximation of (1+2x) exp(x^2) erfc x", 1981. The
// inverses improve a guess by Halley's method on erfcx, which neither underflows nor cancels.
#include "core.h"

// erf(x) / x - 1 in x^2, for |x| <= 1.
static __CW_HD inline double erf_p(double z) {
  double y = z * z;
  double even = 0.1283791670955126 + y * (0.11283791670954879 + y * (0.0052239776248180145 + y *
      (0.0001205533111164271 + y * (1.6461000484121368e-06 + y * (1.4659775274047436e-08 + y *
      5.957176147748911e-11)))));
  double odd = -0.3761263890318375 + y * (-0.026866170645076792 + y * (-0.000854832698083379 + y *
      (-1.4925595266831182e-05 + y * (-1.6350312701054695e-07 + y * -1.1372848856791674e-09))));
  return even + z * odd;
}
// (1 + 2 x) erfcx(x) in (x - 3.75) / (x + 3.75), for x >= 0.
static __CW_HD inline double erfcx_p(double z) {
  double y = z * z;
  double even = 1.2375126308378275 + y * (0.003585415485463775 + y * (-0.10880393014171785 + y *
      (-0.058693398590212366 + y * (-0.009746579552504244 + y * (0.0002937136342850081 + y *
      (5.1649211390702855e-05 + y * (-1.1444412439171722e-05 + y * (1.752057970166318e-06 + y *
      (-2.591069687796658e-07 + y * (3.8965452548985966e-08 + y * (-5.28428697963142e-09 + y *
      4.434959070009628e-10)))))))))));
  double odd = -0.14024059858554697 + y * (0.08227673849014516 + y * (0.09230432116037876 + y *
      (0.028362277418940665 + y * (0.0017556258530017257 + y * (-0.0002901540809795271 + y *
      (2.2384240314224437e-05 + y * (-9.735619015182663e-07 + y * (-5.721597255990987e-08 + y *
      (2.3261913276696566e-08 + y * (-3.743568033634583e-09 + y * 3.110310719839165e-10))))))))));
  return even + z * odd;
}

static const double two_over_sqrt_pi = 1.1283791670955126, half_sqrt_pi = 0.88622692545275801;

// erf(x) for |x| <= 1.
CW_IN double erf_small(double x) { return x + x * erf_p(x * x); }
// erfcx(x) for x >= 0.5, and for x >= 0.
CW_IN double erfcx_beyond(double x) {
  if (x > 1e9) return 0.56418958354775629 / x;
  return erfcx_p((x - 3.75) / (x + 3.75)) / (1.0 + 2.0 * x);
}
CW_IN double erfcx_positive(double x) {
  if (x < 0.5) return cw_exp_of(x * x, 0.0) * (1.0 - erf_small(x));
  return erfcx_beyond(x);
}
// erfc(x + l) for x >= 0.5.
CW_IN double erfc_tail(double x, double l) {
  if (x > 28.0) return 0.0;
  cw_dd z = cw_product(x, x);
  int k;
  double e = cw_exp_reduced(-z.h, -z.l - 2.0 * x * l, &k);
  return cw_scale(e * erfcx_beyond(x), k);
}
CW_IN double erfc_of(double x, double l) {
  if (!(x >= 0.5 || x <= -1.0)) return 1.0 - (erf_small(x) + l);
  bool right = x > 0.0;
  double tail = erfc_tail(right ? x : -x, right ? l : -l);
  return right ? tail : 2.0 - tail;
}

CW_FN double erf(double x) {
  double a = cw_abs(x);
  if (x != x) return x;
  if (a > 6.0) return cw_with_sign(1.0, x);
  if (a < 1.0) {
    if (a < 1e-150) return 1e-200 > a ? (x * cw_pow2(200) * two_over_sqrt_pi) * cw_pow2(-200) : x * two_over_sqrt_pi;
    return erf_small(x);
  }
  return cw_with_sign(1.0 - erfc_tail(a, 0.0), x);
}
CW_FN double erfc(double x) { return x != x ? x : erfc_of(x, 0.0); }
CW_FN double erfcx(double x) {
  if (x != x) return x;
  if (x >= 0.0) return erfcx_positive(x);
  if (x < -27.0) return cw_inf;
  cw_dd z = cw_product(x, x);
  return 2.0 * cw_exp_of(z.h, z.l) - erfcx_positive(-x);
}

CW_FN double erfcinv(double x);
CW_FN double erfinv(double x) {
  double a = cw_abs(x);
  if (!(a < 1.0)) return a == 1.0 ? cw_with_sign(cw_inf, x) : x != x ? x : cw_nan();
  if (a >= 0.5) return cw_with_sign(erfcinv(1.0 - a), x);
  if (a < 1e-8) return a < 1e-290 ? (x * cw_pow2(100) * half_sqrt_pi) * cw_pow2(-100) : x * half_sqrt_pi;
  // A guess by the first terms of the series, then Halley's method on erf.
  double z = x * x, y = half_sqrt_pi * x * (1.0 + z * (0.26179938779914941 + z * (0.14393173084921979 + z * 0.24)));
  for (int i = 0; i < 2; i++) {
    double u = (erf_small(y) - x) * half_sqrt_pi * cw_exp_of(y * y, 0.0);
    y -= u / (1.0 + y * u);
  }
  return y;
}
CW_FN double erfcinv(double x) {
  if (!(x > 0.0 && x < 2.0)) return x == 0.0 ? cw_inf : x == 2.0 ? -cw_inf : x != x ? x : cw_nan();
  if (x > 0.5) return x <= 1.5 ? erfinv(1.0 - x) : -erfcinv(2.0 - x);
  // Tiny arguments are scaled by 2^100, and e^(y^2) by its inverse.
  double log_scale = 0.0;
  if (x < 1e-290) {
    x *= cw_pow2(100);
    log_scale = 69.314718055994531;
  }
  double l = log_scale - log(x), y;
  if (x > 1e-3 && log_scale == 0.0) {
    // S. Winitzki's elementary approximation.
    double w = log((2.0 - x) * x), h = 4.3307467508 + 0.5 * w;
    y = __builtin_sqrt(__builtin_sqrt(h * h - w * 6.8027210884) - h);
  } else {
    y = __builtin_sqrt(l);
    for (int i = 0; i < 3; i++) y = __builtin_sqrt(l + log(erfcx_positive(y)));
  }
  for (int i = 0; i < 2; i++) {
    cw_dd z = cw_product(y, y), s = cw_sum(z.h, -log_scale);
    if (log_scale != 0.0) s.l -= 4.8e-16;
    double u = (x * cw_exp_of(s.h, s.l + z.l) - erfcx_positive(y)) * half_sqrt_pi;
    y -= u / (1.0 + y * u);
  }
  return y;
}

CW_FN double normcdf(double x) {
  if (x != x) return x;
  if (!(cw_abs(x) < 1e10)) return x > 0.0 ? 1.0 : 0.0;
  cw_dd a = cw_mul(cw_make(CW_SQRT1_2_HI, CW_SQRT1_2_LO), -x);
  return 0.5 * erfc_of(a.h, a.l);
}
CW_FN double normcdfinv(double p) { return -1.4142135623730951 * erfcinv(p + p); }

CW_FN float erff(float x) { return (float)erf((double)x); }
CW_FN float erfcf(float x) { return (float)erfc((double)x); }
CW_FN float erfcxf(float x) { return (float)erfcx((double)x); }
CW_FN float erfinvf(float x) { return (float)erfinv((double)x); }
CW_FN float erfcinvf(float x) { return (float)erfcinv((double)x); }
CW_FN float normcdff(float x) { return (float)normcdf((double)x); }
CW_FN float normcdfinvf(float x) { return (float)normcdfinv((double)x); }
