// What needs no approximation: rounding to integers, parts of numbers, scaling, classification, minimum and maximum.
#include "core.h"

static const double two52 = 4503599627370496.0;
static const float two23 = 8388608.0f;

CW_FN double fabs(double x) { return __builtin_fabs(x); }
CW_FN float fabsf(float x) { return __builtin_fabsf(x); }
CW_FN double sqrt(double x) { return __builtin_sqrt(x); }
CW_FN float sqrtf(float x) { return __builtin_sqrtf(x); }
CW_FN double floor(double x) { return __builtin_floor(x); }
CW_FN float floorf(float x) { return __builtin_floorf(x); }
CW_FN double ceil(double x) { return __builtin_ceil(x); }
CW_FN float ceilf(float x) { return __builtin_ceilf(x); }
CW_FN double trunc(double x) { return __builtin_trunc(x); }
CW_FN float truncf(float x) { return __builtin_truncf(x); }
CW_FN double rint(double x) { return __builtin_rint(x); }
CW_FN float rintf(float x) { return __builtin_rintf(x); }
CW_FN double nearbyint(double x) { return __builtin_rint(x); }
CW_FN float nearbyintf(float x) { return __builtin_rintf(x); }
CW_FN double copysign(double x, double y) { return __builtin_copysign(x, y); }
CW_FN float copysignf(float x, float y) { return __builtin_copysignf(x, y); }

// Ties away from zero: the half is added only where it cannot round up a number just below a tie.
CW_FN double round(double x) {
  double t = __builtin_trunc(x);
  return __builtin_copysign(cw_abs(x - t) >= 0.5 ? cw_abs(t) + 1.0 : cw_abs(t), x);
}
CW_FN float roundf(float x) {
  float t = __builtin_truncf(x);
  return __builtin_copysignf(__builtin_fabsf(x - t) >= 0.5f ? __builtin_fabsf(t) + 1.0f : __builtin_fabsf(t), x);
}
// To integers: what does not fit gives the least value, as x86-64's conversions do.
CW_IN long to_long(double x) { return x >= -9223372036854775808.0 && x < 9223372036854775808.0 ? (long)x : -9223372036854775807l - 1; }
CW_FN long lrint(double x) { return to_long(__builtin_rint(x)); }
CW_FN long lrintf(float x) { return to_long((double)__builtin_rintf(x)); }
CW_FN long long llrint(double x) { return to_long(__builtin_rint(x)); }
CW_FN long long llrintf(float x) { return to_long((double)__builtin_rintf(x)); }
CW_FN long lround(double x) { return to_long(round(x)); }
CW_FN long lroundf(float x) { return to_long((double)roundf(x)); }
CW_FN long long llround(double x) { return to_long(round(x)); }
CW_FN long long llroundf(float x) { return to_long((double)roundf(x)); }

// A NaN loses against a number; -0 is below +0.
CW_FN double fmin(double x, double y) {
  if (x != x) return y;
  if (x < y || y != y) return x;
  return x == y && (cw_bits_of(x) >> 63) ? x : y;
}
CW_FN double fmax(double x, double y) {
  if (x != x) return y;
  if (x > y || y != y) return x;
  return x == y && !(cw_bits_of(x) >> 63) ? x : y;
}
CW_FN float fminf(float x, float y) {
  if (x != x) return y;
  if (x < y || y != y) return x;
  return x == y && (cw_bits_of(x) >> 31) ? x : y;
}
CW_FN float fmaxf(float x, float y) {
  if (x != x) return y;
  if (x > y || y != y) return x;
  return x == y && !(cw_bits_of(x) >> 31) ? x : y;
}
CW_FN double fdim(double x, double y) { return x <= y ? 0.0 : x - y; }
CW_FN float fdimf(float x, float y) { return x <= y ? 0.0f : x - y; }

CW_FN int __fpclassify(double x) {
  unsigned e = (unsigned)(cw_bits_of(x) >> 52) & 0x7ff;
  cw_u64 m = cw_bits_of(x) & 0xffffffffffffful;
  return e == 0x7ff ? (m ? FP_NAN : FP_INFINITE) : e ? FP_NORMAL : m ? FP_SUBNORMAL : FP_ZERO;
}
CW_FN int __fpclassifyf(float x) {
  unsigned e = cw_bits_of(x) >> 23 & 0xff, m = cw_bits_of(x) & 0x7fffff;
  return e == 0xff ? (m ? FP_NAN : FP_INFINITE) : e ? FP_NORMAL : m ? FP_SUBNORMAL : FP_ZERO;
}
CW_FN int __isnan(double x) { return isnan(x); }
CW_FN int __isnanf(float x) { return isnan(x); }
CW_FN int __isinf(double x) { return isinf(x) ? (x > 0 ? 1 : -1) : 0; }
CW_FN int __isinff(float x) { return isinf(x) ? (x > 0 ? 1 : -1) : 0; }
CW_FN int __finite(double x) { return isfinite(x); }
CW_FN int __finitef(float x) { return isfinite(x); }
CW_FN int __signbit(double x) { return signbit(x); }
CW_FN int __signbitf(float x) { return signbit(x); }

CW_FN double frexp(double x, int* e) {
  *e = 0;
  if (x == 0.0 || !cw_is_finite(x)) return x;
  int shift = 0;
  if (cw_abs(x) < 2.2250738585072014e-308) {
    x *= two52 * 4.0;
    shift = 54;
  }
  cw_u64 u = cw_bits_of(x);
  *e = (int)(u >> 52 & 0x7ff) - 1022 - shift;
  return cw_from_bits((u & 0x800ffffffffffffful) | 0x3fe0000000000000ul);
}
CW_FN float frexpf(float x, int* e) { return (float)frexp((double)x, e); }

CW_FN double scalbn(double x, int n) {
  if (n > 1023) {
    x *= cw_pow2(1023);
    n -= 1023;
    if (n > 1023) {
      x *= cw_pow2(1023);
      n = n - 1023 > 1023 ? 1023 : n - 1023;
    }
  } else if (n < -1022) {
    // Steps that leave a normal number with all its bits, so that only the last one rounds.
    x *= cw_pow2(-1022) * 9007199254740992.0;
    n += 1022 - 53;
    if (n < -1022) {
      x *= cw_pow2(-1022) * 9007199254740992.0;
      n = n + 1022 - 53 < -1022 ? -1022 : n + 1022 - 53;
    }
  }
  return x * cw_pow2(n);
}
CW_FN float scalbnf(float x, int n) {
  int most = n > 400 ? 400 : n < -400 ? -400 : n;
  return (float)((double)x * cw_pow2(most));
}
CW_FN double ldexp(double x, int n) { return scalbn(x, n); }
CW_FN float ldexpf(float x, int n) { return scalbnf(x, n); }
CW_IN int clamp_exponent(long n) { return n > 100000 ? 100000 : n < -100000 ? -100000 : (int)n; }
CW_FN double scalbln(double x, long n) { return scalbn(x, clamp_exponent(n)); }
CW_FN float scalblnf(float x, long n) { return scalbnf(x, clamp_exponent(n)); }

CW_FN int ilogb(double x) {
  if (x == 0.0) return FP_ILOGB0;
  if (!cw_is_finite(x)) return x != x ? FP_ILOGBNAN : 2147483647;
  int e;
  frexp(x, &e);
  return e - 1;
}
CW_FN int ilogbf(float x) { return ilogb((double)x); }
CW_FN double logb(double x) {
  if (x == 0.0) return -cw_inf;
  if (!cw_is_finite(x)) return x * x;
  return (double)ilogb(x);
}
CW_FN float logbf(float x) { return (float)logb((double)x); }

CW_FN double modf(double x, double* whole) {
  double t = __builtin_trunc(x);
  *whole = t;
  return __builtin_copysign(cw_is_finite(x) ? x - t : x != x ? x : 0.0, x);
}
CW_FN float modff(float x, float* whole) {
  double t, fraction = modf((double)x, &t);
  *whole = (float)t;
  return (float)fraction;
}

CW_FN double nextafter(double x, double y) {
  if (x != x || y != y) return x + y;
  if (x == y) return y;
  if (x == 0.0) return __builtin_copysign(4.9406564584124654e-324, y);
  cw_u64 u = cw_bits_of(x);
  return cw_from_bits((x < y) == (x > 0.0) ? u + 1 : u - 1);
}
CW_FN float nextafterf(float x, float y) {
  if (x != x || y != y) return x + y;
  if (x == y) return y;
  if (x == 0.0f) return __builtin_copysignf(1.40129846e-45f, y);
  unsigned u = cw_bits_of(x);
  return cw_from_bits((x < y) == (x > 0.0f) ? u + 1u : u - 1u);
}
CW_FN double nexttoward(double x, long double y) { return nextafter(x, (double)y); }
CW_FN float nexttowardf(float x, long double y) {
  double target = (double)y, wide = (double)x;
  if (x != x || target != target) return (float)(wide + target);
  return wide == target ? (float)target : nextafterf(x, target > wide ? __builtin_huge_valf() : -__builtin_huge_valf());
}

// The payload is the number in the text (C's strtoull rules for the digits), in the low bits of the fraction.
CW_IN cw_u64 payload(const char* s) {
  cw_u64 base = 10, value = 0;
  if (*s == '0') {
    base = 8;
    s++;
    if (*s == 'x' || *s == 'X') {
      base = 16;
      s++;
    }
  }
  for (; *s; s++) {
    unsigned digit = *s >= '0' && *s <= '9' ? (unsigned)(*s - '0') : ((unsigned)*s | 32) - 'a' < 6 ? ((unsigned)*s | 32) - 'a' + 10 : 99;
    if (digit >= base) return 0;
    value = value * base + digit;
  }
  return value;
}
CW_FN double nan(const char* text) { return cw_from_bits(0x7ff8000000000000ul | (payload(text) & 0x7fffffffffffful)); }
CW_FN float nanf(const char* text) { return cw_from_bits(0x7fc00000u | ((unsigned)payload(text) & 0x3fffffu)); }
