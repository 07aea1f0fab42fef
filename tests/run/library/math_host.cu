// run: tolerance=1e-12
// The host's math library: exact cases, special values, classification, rounding, decomposition.
#include <stdio.h>
#include <math.h>
#include <float.h>
#include <limits.h>
int main() {
  printf("%.15g %.15g %.15g %.15g %.15g\n", sqrt(2), cbrt(27), pow(2, 0.5), exp(1), log(10));
  printf("%.15g %.15g %.15g %.15g\n", sin(1), cos(1e5), tan(1.5), atan2(-1, -1));
  printf("%.15g %.15g %.15g %.15g %.15g\n", sinh(1), cosh(2), tanh(0.5), asinh(3), atanh(0.25));
  printf("%.15g %.15g %.15g %.15g\n", erf(0.5), erfc(3), tgamma(5.5), lgamma(10.25));
  printf("%.15g %.15g %.15g\n", expm1(1e-10), log1p(1e-10), hypot(3e200, 4e200));
  printf("%g %g %g %g %g %g\n", floor(-2.5), ceil(-2.5), trunc(-2.5), round(-2.5), rint(-2.5),
         nearbyint(3.5));
  printf("%ld %lld %ld %d\n", lround(2.5), llrint(1e15 + 0.5), lrint(-1.5), ilogb(1000));
  int e;
  double m = frexp(100, &e), ip, fr = modf(-3.75, &ip);
  printf("%g %d %g %g %g %g\n", m, e, fr, ip, ldexp(0.75, 10), scalbn(3, -2));
  printf("%g %g %g %g\n", fmod(10, 3), fmod(-10, 3), remainder(10, 4), fdim(3, 5));
  printf("%d %d %d %d %d %d\n", isnan(NAN) != 0, isinf(-INFINITY) != 0, isfinite(1.0) != 0,
         isnormal(DBL_MIN / 2) != 0, signbit(-0.0) != 0, fpclassify(0.0) == FP_ZERO);
  printf("%g %g %d %d\n", pow(0, 0), pow(-8, 3), isnan(pow(-8, 1.0 / 3)) != 0,
         isnan(sqrt(-1.0)) != 0);
  printf("%g %g %g %d\n", exp(-1000), exp(1000), log(0.0), fmax(NAN, 3) == 3);
  printf("%.9g %.9g %.9g %.9g\n", sqrtf(2), sinf(1), powf(2, 10), fabsf(-1.5f));
  printf("%g %g %d %d\n", DBL_EPSILON, FLT_MAX, DBL_DIG, INT_MAX);
  printf("%a %a\n", nextafter(1, 2), fma(0.1, 10, -1));
  printf("%.15g %.15g %.15g\n", M_PI, M_E, copysign(3, -0.0));
  float f = 1e20f;
  f *= f;
  printf("%g %d\n", f, f > FLT_MAX);
  volatile double zero = 0;
  printf("%g %g %d\n", 1 / zero, -1 / zero, (zero / zero) != (zero / zero));
  printf("%.10g %.10g\n", j0(1.0), y1(2.0));
  return 0;
}
