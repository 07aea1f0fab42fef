// The gamma function and its logarithm: polynomials between 0.5 and 3, recurrence up to 10, Stirling's series beyond,
// reflection for negative arguments.
#include "core.h"

extern "C" {
__CW_HD double sinpi(double);
}

// lgamma(x) / ((x-1)(x-2)) in x - 1 for 0.5 <= x <= 1.6, in x - 2 for 1.6 <= x <= 3.
static __CW_HD inline double lgamma_1(double z) {
  double y = z * z;
  double even = 0.5772156649015329 + y * (0.15543426586395376 + y * (0.09223900846416538 + y *
      (0.06673172830399632 + y * (0.05255632101810314 + y * (0.043410996694404964 + y * (0.036987263950313355 +
      y * (0.03225695774874471 + y * (0.02824760366428139 + y * (0.027604799907619552 + y *
      (0.014343088075021077 + y * (0.04735569373478628 + y * (-0.024974300306264068 + y * (0.04799282477864141 +
      y * 0.03467864649681135)))))))))))));
  double odd = -0.24525136852258053 + y * (-0.11514654256375627 + y * (-0.07731816854283817 + y *
      (-0.058777940661754395 + y * (-0.04754315404155819 + y * (-0.03994252618913988 + y * (-0.03444890059372477
      + y * (-0.03023163947077328 + y * (-0.027201029397151563 + y * (-0.02423646926333192 + y *
      (-0.018713747029885097 + y * (-0.041359697918390594 + y * (0.0371751911127829 + y *
      -0.08606777547771148))))))))))));
  return even + z * odd;
}
static __CW_HD inline double lgamma_2(double z) {
  double y = z * z;
  double even = 0.42278433509846713 + y * (0.03296500062115445 + y * (0.004998641164797837 + y *
      (0.0009153769198937279 + y * (0.0001825526529331515 + y * (3.8169098331586194e-05 + y *
      (8.218840138848176e-06 + y * (1.8232863935809224e-06 + y * (3.93593368170232e-07 + y *
      3.7778293802377675e-08))))))));
  double odd = -0.10031730167435397 + y * (-0.012384192193360033 + y * (-0.0021081308346324852 + y *
      (-0.00040570737918893275 + y * (-8.309537073230158e-05 + y * (-1.7660171495620094e-05 + y *
      (-3.849409360242919e-06 + y * (-8.692240356288373e-07 + y * (-1.478553106221309e-07 + y *
      -4.661329797234658e-09))))))));
  return even + z * odd;
}
// 1 / gamma(x) in x - 1.5, for 1 <= x <= 2.
static __CW_HD inline double rgamma_p(double z) {
  double y = z * z;
  double even = 1.1283791670955126 + y * (-0.5266544355255447 + y * (0.050966860247723254 + y *
      (0.006612897826273515 + y * (-0.001110730245918119 + y * (2.5355130539175535e-05 + y *
      (2.1565577829270528e-06 + y * -9.002261834603835e-08))))));
  double odd = -0.0411745264452831 + y * (0.1751020260439345 + y * (-0.042155169368530074 + y *
      (0.002120731442396242 + y * (0.00015235762354157663 + y * (-1.3896829354060864e-05 + y *
      (5.80540732549556e-08 + y * 1.6830710938973937e-08))))));
  return even + z * odd;
}

// Stirling's series: log gamma(x) - ((x - 1/2) log x - x + log sqrt(2 pi)), for x >= 10.
CW_IN double stirling(double x) {
  double r = 1.0 / x, z = r * r;
  return r * (0.083333333333333333 + z * (-0.0027777777777777778 + z * (0.00079365079365079365 + z * (-0.00059523809523809524 +
         z * (0.00084175084175084175 + z * (-0.0019175269175269175 + z * (0.0064102564102564103 - z * 0.029550653594771242)))))));
}
// (x - 1/2) log x - x + log sqrt(2 pi) + the series, as a sum.
CW_IN cw_dd log_gamma_large(double x) {
  cw_dd l = cw_log_dd(x, 0.0), p = cw_mul(l, x - 0.5), s = cw_sum(p.h, -x);
  cw_dd t = cw_fast_sum(s.h, CW_LOG_SQRT_2PI_HI);
  return cw_fast_sum(t.h, t.l + (s.l + p.l + CW_LOG_SQRT_2PI_LO + stirling(x)));
}

CW_FN double tgamma(double x) {
  if (x == 0.0) return cw_with_sign(cw_inf, x);
  if (!cw_is_finite(x)) return x > 0.0 ? x : cw_nan();
  if (x < 0.0 && x == __builtin_trunc(x)) return cw_nan();
  if (x > 172.0) return cw_inf;
  double a = cw_abs(x);
  if (a < 1e-17) return 1.0 / x;
  if (x < -190.0) {
    // Underflow; the sign alternates between the poles.
    double floor_of = __builtin_floor(x);
    return floor_of - 2.0 * __builtin_floor(0.5 * floor_of) == 0.0 ? 0.0 : -0.0;
  }
  if (a >= 10.0) {
    cw_dd l = log_gamma_large(a);
    // For negative x -pi / (a sin(pi a) gamma(a)), with the exponential cut in two so that it does not underflow alone.
    double part = x > 0.0 ? 1.0 : -0.5, e = cw_exp_of(part * l.h, part * l.l);
    return x > 0.0 ? e : (CW_PI_HI / (-a * sinpi(a)) * e) * e;
  }
  // To [1, 2]: up by products or down by quotients.
  double factor = 1.0, divisor = 1.0;
  while (x > 2.0) {
    x -= 1.0;
    factor *= x;
  }
  while (x < 1.0) {
    divisor *= x;
    x += 1.0;
  }
  return factor / (divisor * rgamma_p(x - 1.5));
}

// log gamma(x) for x > 0.
CW_IN double log_gamma_positive(double x) {
  if (x >= 10.0 && x <= 1e17) {
    cw_dd r = log_gamma_large(x);
    return r.h + r.l;
  }
  // By gamma(x + 1) = x gamma(x) to where y = x - 1 is -0.5 to 2; what the logarithm is of is a factor of the result, or a divisor.
  bool small = x < 0.5;
  double factor = small || x >= 10.0 ? x : 1.0, y = x;
  if (!small) {
    while (x < 10.0 && y > 3.0) {
      y -= 1.0;
      factor *= y;
    }
    y -= 1.0;
  }
  double of_factor = factor == 1.0 ? 0.0 : log(factor);
  if (x > 1e17) return x * (of_factor - 1.0);
  if (x < 1e-17) return -of_factor;
  double r = (y * (y - 1.0)) * (y + 1.0 <= 1.6 ? lgamma_1(y) : lgamma_2(y - 1.0));
  return small ? r - of_factor : r + of_factor;
}
CW_FN double lgamma_r(double x, int* sign) {
  *sign = 1;
  if (!cw_is_finite(x)) return x * x;
  if (!(x > 0.0)) {
    if (x == __builtin_trunc(x)) {
      if (x == 0.0 && (cw_bits_of(x) >> 63)) *sign = -1;
      return cw_inf;
    }
    double floor_of = __builtin_floor(x);
    if (floor_of - 2.0 * __builtin_floor(0.5 * floor_of) != 0.0) *sign = -1;
  }
  // Of tiny negative numbers it is the same on both sides.
  double r = log_gamma_positive(cw_abs(x));
  return x > -1e-17 ? r : log(CW_PI_HI / cw_abs(x * sinpi(x))) - r;
}
CW_FN double lgamma(double x) {
  int sign;
  return lgamma_r(x, &sign);
}
CW_FN float lgammaf_r(float x, int* sign) { return (float)lgamma_r((double)x, sign); }
CW_FN float lgammaf(float x) { return (float)lgamma((double)x); }
CW_FN float tgammaf(float x) { return (float)tgamma((double)x); }
