// exp, exp2, exp10, expm1: e^r by a polynomial after x = k ln 2 + r (W. J. Cody and W. Waite, "Software Manual for the
// Elementary Functions", 1980); the float forms compute in double.
#include "core.h"

CW_FN double exp(double x) { return cw_exp_of(x, 0.0); }

CW_FN double exp2(double x) {
  if (!(cw_abs(x) < 1100.0)) return x > 0.0 ? cw_inf : x < 0.0 ? 0.0 : x;
  double n = cw_nearest(x), r = x - n;
  cw_dd p = cw_product(r, CW_LN2D_HI);
  p.l += r * CW_LN2D_LO;
  double s = p.h + p.l;
  return cw_scale(1.0 + (p.h + (p.l + s * s * exp_q(s))), (int)n);
}

CW_FN double exp10(double x) {
  if (!(cw_abs(x) < 350.0)) return x > 0.0 ? cw_inf : x < 0.0 ? 0.0 : x;
  double n = cw_nearest(x * 3.3219280948873623479), a = x - n * CW_LOG10_2_HI, b = -n * CW_LOG10_2_LO, r = a + b;
  cw_dd p = cw_product(r, CW_LN10_HI);
  p.l += r * CW_LN10_LO + ((a - r) + b) * CW_LN10_HI;
  double s = p.h + p.l;
  return cw_scale(1.0 + (p.h + (p.l + s * s * exp_q(s))), (int)n);
}

CW_FN double expm1(double x) {
  if (!(cw_abs(x) < 800.0)) return x > 0.0 ? cw_inf : x < 0.0 ? -1.0 : x;
  if (cw_abs(x) < 0.3466) {
    // x + x^2/2 + the rest, where x^2/2 keeps its low part.
    cw_dd z = cw_product(x, x), s = cw_fast_sum(x, 0.5 * z.h);
    if (cw_abs(x) < 1e-150) return x;
    return s.h + (s.l + (0.5 * z.l + z.h * x * exp_q3(x)));
  }
  int k;
  cw_dd e = cw_exp_reduced_dd(x, 0.0, &k);
  if (k > 1000) return cw_scale(e.h, k) - 1.0;
  if (k < -60) return -1.0;
  double scale = cw_pow2(k);
  cw_dd s = cw_sum(e.h * scale, -1.0);
  return s.h + (s.l + e.l * scale);
}

CW_FN float expf(float x) {
  if (!(__builtin_fabsf(x) < 150.0f)) return x > 0.0f ? __builtin_huge_valf() : x < 0.0f ? 0.0f : x;
  return (float)cw_exp_short((double)x);
}
CW_FN float exp2f(float x) {
  if (!(__builtin_fabsf(x) < 200.0f)) return x > 0.0f ? __builtin_huge_valf() : x < 0.0f ? 0.0f : x;
  return (float)cw_exp_short((double)x * CW_LN2D_HI);
}
CW_FN float exp10f(float x) {
  if (!(__builtin_fabsf(x) < 60.0f)) return x > 0.0f ? __builtin_huge_valf() : x < 0.0f ? 0.0f : x;
  return (float)cw_exp_short((double)x * CW_LN10_HI);
}
CW_FN float expm1f(float x) {
  if (!(__builtin_fabsf(x) < 150.0f)) return x > 0.0f ? __builtin_huge_valf() : x < 0.0f ? -1.0f : x;
  double d = (double)x;
  if (cw_abs(d) < 0.125) return x == 0.0f ? x : (float)(d + d * d * exp_q(d));
  return (float)(cw_exp_short(d) - 1.0);
}
