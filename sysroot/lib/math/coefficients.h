// Coefficients of the approximations: interpolations at Chebyshev nodes, computed with 300 bits. Each function evaluates its
// polynomial by even and odd powers, which halves the chain of dependent operations.
#ifndef CW_MATH_COEFFICIENTS_H
#define CW_MATH_COEFFICIENTS_H
#include <__cuda_wasm/defs.h>

// Constants as sums HI + LO. The HI of CW_LN2 and CW_LOG10_2 has 32 bits: its products with exponents are exact.
static const double CW_LN2_HI = 0.6931471803691238, CW_LN2_LO = 1.9082149292705877e-10;
static const double CW_LN2D_HI = 0.6931471805599453, CW_LN2D_LO = 2.3190468138462996e-17;
static const double CW_LN10_HI = 2.302585092994046, CW_LN10_LO = -2.1707562233822494e-16;
static const double CW_LOG2E_HI = 1.4426950408889634, CW_LOG2E_LO = 2.0355273740931033e-17;
static const double CW_LOG10E_HI = 0.4342944819032518, CW_LOG10E_LO = 1.098319650216765e-17;
static const double CW_LOG10_2_HI = 0.3010299955494702, CW_LOG10_2_LO = 1.1451100898021838e-10;
static const double CW_PI_HI = 3.141592653589793, CW_PI_LO = 1.2246467991473532e-16;
static const double CW_PIO2_HI = 1.5707963267948966, CW_PIO2_LO = 6.123233995736766e-17;
static const double CW_PIO4_HI = 0.7853981633974483, CW_PIO4_LO = 3.061616997868383e-17;
static const double CW_THIRD_HI = 0.3333333333333333, CW_THIRD_LO = 1.850371707708594e-17;
static const double CW_1_PI_HI = 0.3183098861837907, CW_1_PI_LO = -1.9678676675182486e-17;
static const double CW_SQRT1_2_HI = 0.7071067811865476, CW_SQRT1_2_LO = -4.833646656726457e-17;
static const double CW_LOG_SQRT_2PI_HI = 0.9189385332046728, CW_LOG_SQRT_2PI_LO = -3.8782941580672414e-17;
// pi/2 in three parts of 33 bits and a rest.
static const double CW_PIO2_1 = 1.5707963267341256, CW_PIO2_2 = 6.077100506303966e-11, CW_PIO2_3 = 2.0222662487111665e-21, CW_PIO2_4 = 8.4784276603689e-32;
// (e^r - 1 - r) / r^2 for |r| <= ln 2 / 2.
static __CW_HD inline double exp_q(double z) {
  double y = z * z;
  double even = 0.5 + y * (0.04166666666666667 + y * (0.001388888888888375 + y * (2.480158732554432e-05 + y *
      (2.7557273647451087e-07 + y * 2.0914685161418067e-09))));
  double odd = 0.1666666666666667 + y * (0.008333333333326136 + y * (0.00019841269874815834 + y *
      (2.7557255406285044e-06 + y * 2.5105214474751413e-08)));
  return even + z * odd;
}
// (e^r - 1 - r - r^2/2) / r^3, the same range.
static __CW_HD inline double exp_q3(double z) {
  double y = z * z;
  double even = 0.16666666666666666 + y * (0.008333333333333333 + y * (0.00019841269841266407 + y *
      (2.755731923998249e-06 + y * (2.505207797012878e-08 + y * 1.6084341282207346e-10))));
  double odd = 0.04166666666666667 + y * (0.0013888888888883737 + y * (2.480158732558584e-05 + y *
      (2.7557273594799413e-07 + y * 2.0914707069612355e-09)));
  return even + z * odd;
}
// (atanh(s)/s - 1 - s^2/3) / s^4 as a polynomial in s^2, for |s| <= 3 - 2 sqrt 2.
static __CW_HD inline double atanh_p(double z) {
  double y = z * z;
  double even = 0.2 + y * (0.11111111111114222 + y * (0.07692307880906304 + y * (0.05883407651703041 + y *
      0.05381433711821606)));
  double odd = 0.14285714285714282 + y * (0.09090909089826257 + y * (0.06666648241986646 + y *
      0.05228139187889103));
  return even + z * odd;
}
// (sin r - r) / r^3 and (cos r - 1 + r^2/2) / r^4 as polynomials in r^2, for |r| <= pi/4.
static __CW_HD inline double sin_p(double z) {
  double y = z * z;
  double even = -0.16666666666666666 + y * (-0.00019841269841265063 + y * (-2.5052106231802837e-08 + y *
      -7.586691094197958e-13));
  double odd = 0.008333333333333331 + y * (2.7557319219337312e-06 + y * 1.6058531516797758e-10);
  return even + z * odd;
}
static __CW_HD inline double cos_p(double z) {
  double y = z * z;
  double even = 0.041666666666666664 + y * (2.4801587301584645e-05 + y * (2.0876755790721963e-09 + y *
      4.7458685530816656e-14));
  double odd = -0.0013888888888888887 + y * (-2.755731922140179e-07 + y * -1.1470460830795304e-11);
  return even + z * odd;
}
// (atan t - t) / t^3 in t^2, for |t| <= sqrt 2 - 1.
static __CW_HD inline double atan_p(double z) {
  double y = z * z;
  double even = -0.3333333333333333 + y * (-0.14285714285711518 + y * (-0.09090909067001965 + y *
      (-0.06666642013802823 + y * (-0.052580406718134826 + y * (-0.041044134902075015 + y *
      -0.013917695219310572)))));
  double odd = 0.19999999999999993 + y * (0.11111111110754596 + y * (0.07692306735718386 + y *
      (0.058819251621305094 + y * (0.0471938939438005 + y * 0.03063517636855608))));
  return even + z * odd;
}
// (asin x - x) / x^3 in x^2, for |x| <= 1/2.
static __CW_HD inline double asin_p(double z) {
  double y = z * z;
  double even = 0.16666666666666666 + y * (0.0446428571428834 + y * (0.02237215927967998 + y *
      (0.013965009932053607 + y * (0.009792751320201996 + y * (0.00879500607648843 + y * (0.022553563638202982 +
      y * 0.030718768995191097))))));
  double odd = 0.07499999999999991 + y * (0.030381944441363808 + y * (0.017352757477819787 + y *
      (0.011549086612987425 + y * (0.008135829925501657 + y * (0.000380853033290726 + y *
      -0.024020544918554605)))));
  return even + z * odd;
}
// (tanh x - x) / x^3 in x^2, for |x| <= 0.35.
static __CW_HD inline double tanh_p(double z) {
  double y = z * z;
  double even = -0.3333333333333333 + y * (-0.053968253967184264 + y * (-0.00886323174283133 + y *
      (-0.001454574650730437 + y * -0.0001919937670090668)));
  double odd = 0.13333333333332842 + y * (0.021869488446310148 + y * (0.0035920381229839027 + y *
      0.0005796485945432477));
  return even + z * odd;
}
// (sinh x - x) / x^3 in x^2, for |x| <= 1.
static __CW_HD inline double sinh_p(double z) {
  double y = z * z;
  double even = 0.16666666666666666 + y * (0.00019841269841269773 + y * (2.505210836405804e-08 + y *
      7.646625361656657e-13));
  double odd = 0.008333333333333333 + y * (2.755731922404034e-06 + y * (1.6059048396350562e-10 + y *
      2.8445264169895285e-15));
  return even + z * odd;
}

#endif
