// pow: exp(y log|x|) with the logarithm and the product in double-double; the special cases are those of C99, Annex F.9.4.4.
#include "core.h"

// 0: not an integer, 1: odd, 2: even.
CW_IN int parity(double y) {
  double a = cw_abs(y);
  if (a >= 9007199254740992.0) return 2;
  if (__builtin_trunc(a) != a) return 0;
  return ((cw_i64)a & 1) ? 1 : 2;
}
// The cases in which x or y is 0, 1, infinite or not a number; false for the others.
CW_IN bool pow_special(double x, double y, double* result) {
  if (y == 0.0 || x == 1.0) *result = 1.0;
  else if (x != x || y != y) *result = x + y;
  else if (!cw_is_finite(y)) {
    double a = cw_abs(x);
    *result = a == 1.0 ? 1.0 : (a > 1.0) == (y > 0.0) ? cw_inf : 0.0;
  } else if (x == 0.0 || !cw_is_finite(x)) {
    double size = (x == 0.0) == (y > 0.0) ? 0.0 : cw_inf;
    *result = parity(y) == 1 ? cw_with_sign(size, x) : size;
  } else if (x < 0.0 && parity(y) == 0) *result = cw_nan();
  else return false;
  return true;
}

CW_FN double pow(double x, double y) {
  double special;
  if (!(x > 0.0 && x < cw_inf && cw_abs(y) < cw_inf) && pow_special(x, y, &special)) return special;
  double a = cw_abs(x), sign = x < 0.0 && parity(y) == 1 ? -1.0 : 1.0, n = 0.0;
  if (a == 1.0 || y == 0.0) return sign;
  if (cw_abs(y) > 1e22) return sign * ((a > 1.0) == (y > 0.0) ? cw_inf : 0.0);
  if (a < 2.2250738585072014e-308) {
    a *= 18014398509481984.0;
    n = -54.0;
  }
  cw_dd l = cw_log_dd(a, 0.0);
  if (n != 0.0) {
    cw_dd s = cw_fast_sum(l.h, n * CW_LN2_HI);
    l = cw_fast_sum(s.h, s.l + (l.l + n * CW_LN2_LO));
  }
  cw_dd p = cw_product(y, l.h);
  return sign * cw_exp_of(p.h, p.l + y * l.l);
}

CW_FN float powf(float fx, float fy) {
  double x = (double)fx, y = (double)fy, special;
  if (!(x > 0.0 && x < cw_inf && cw_abs(y) < cw_inf) && pow_special(x, y, &special)) return (float)special;
  double sign = x < 0.0 && parity(y) == 1 ? -1.0 : 1.0;
  double t = y * cw_log_short(cw_abs(x));
  if (!(cw_abs(t) < 200.0)) return (float)(sign * (t > 0.0 ? cw_inf : 0.0));
  return (float)(sign * cw_exp_short(t));
}

// __powf: what the GPU's exp2(y log2 x) gives; no negative bases, and NaN where the product is none (0^0, 1^inf).
CW_FN float __cw_fast_powf(float fx, float fy) {
  double x = (double)fx;
  if (!(x >= 0.0)) return (float)cw_nan();
  double t = (double)fy * (x == 0.0 ? -cw_inf : x < cw_inf ? cw_log_short(x) : cw_inf);
  if (t != t) return (float)t;
  if (!(cw_abs(t) < 200.0)) return t > 0.0 ? (float)cw_inf : 0.0f;
  return (float)cw_exp_short(t);
}
