// The long double forms: long double holds a binary64, so they are the double functions.
#include "core.h"

extern "C" __CW_HD double __cw_fma(double, double, double);

#define L1(f) CW_FN long double f##l(long double x) { return f((double)x); }
#define L2(f) CW_FN long double f##l(long double x, long double y) { return f((double)x, (double)y); }
#define LI(R, f) CW_FN R f##l(long double x) { return f((double)x); }
#define LX(f, X) CW_FN long double f##l(long double x, X y) { return f((double)x, y); }
L1(acos) L1(acosh) L1(asin) L1(asinh) L1(atan) L1(atanh) L1(cbrt) L1(ceil) L1(cos) L1(cosh) L1(erf) L1(erfc) L1(exp) L1(exp2)
L1(exp10) L1(expm1) L1(fabs) L1(floor) L1(lgamma) L1(log) L1(log10) L1(log1p) L1(log2) L1(logb) L1(nearbyint) L1(rint) L1(round)
L1(sin) L1(sinh) L1(sqrt) L1(tan) L1(tanh) L1(tgamma) L1(trunc)
L2(atan2) L2(copysign) L2(fdim) L2(fmax) L2(fmin) L2(fmod) L2(hypot) L2(nextafter) L2(pow) L2(remainder) L2(drem) L2(nexttoward)
LI(int, ilogb) LI(long, lrint) LI(long, lround) LI(long long, llrint) LI(long long, llround)
LX(ldexp, int) LX(scalbn, int) LX(scalbln, long) LX(frexp, int*)
CW_FN long double fmal(long double x, long double y, long double z) { return __cw_fma((double)x, (double)y, (double)z); }
CW_FN long double remquol(long double x, long double y, int* q) { return remquo((double)x, (double)y, q); }
CW_FN long double nanl(const char* text) { return nan(text); }
CW_FN long double modfl(long double x, long double* whole) {
  double t, fraction = modf((double)x, &t);
  *whole = t;
  return fraction;
}
