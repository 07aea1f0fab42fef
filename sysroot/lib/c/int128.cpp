/* Division and floating conversions of __int128 (src/lower/int128.ts expands the rest). Operands come as halves, results go through a pointer. */
#include <__cuda_wasm/defs.h>
typedef unsigned long u64;

struct Pair {
  u64 low, high;
};

static int leading_zeros(Pair x) { return x.high ? __builtin_clzll(x.high) : x.low ? 64 + __builtin_clzll(x.low) : 128; }

static bool less(Pair x, Pair y) { return x.high != y.high ? x.high < y.high : x.low < y.low; }

static Pair minus(Pair x, Pair y) { return Pair{x.low - y.low, x.high - y.high - (x.low < y.low)}; }

static Pair negate(Pair x) { return minus(Pair{0, 0}, x); }

static Pair shift_left(Pair x, int n) {
  if (n == 0) return x;
  if (n >= 64) return Pair{0, x.low << (n - 64)};
  return Pair{x.low << n, x.high << n | x.low >> (64 - n)};
}

static Pair half(Pair x) { return Pair{x.low >> 1 | x.high << 63, x.high >> 1}; }

/* Shift and subtract: as many steps as the quotient has bits. */
static Pair divide(Pair x, Pair y, Pair* remainder) {
  if (y.high == 0 && y.low == 0) __builtin_trap();
  Pair quotient = {0, 0};
  if (x.high == 0 && y.high == 0) {
    *remainder = Pair{x.low % y.low, 0};
    return Pair{x.low / y.low, 0};
  }
  int steps = leading_zeros(y) - leading_zeros(x);
  if (steps >= 0) {
    Pair divisor = shift_left(y, steps);
    for (int i = steps; i >= 0; i--) {
      quotient = shift_left(quotient, 1);
      if (!less(x, divisor)) {
        x = minus(x, divisor);
        quotient.low |= 1;
      }
      divisor = half(divisor);
    }
  }
  *remainder = x;
  return quotient;
}

extern "C" __CW_HD void __cw_u128_div(Pair* result, u64 xl, u64 xh, u64 yl, u64 yh) {
  Pair rest;
  *result = divide(Pair{xl, xh}, Pair{yl, yh}, &rest);
}

extern "C" __CW_HD void __cw_u128_rem(Pair* result, u64 xl, u64 xh, u64 yl, u64 yh) { divide(Pair{xl, xh}, Pair{yl, yh}, result); }

extern "C" __CW_HD void __cw_i128_div(Pair* result, u64 xl, u64 xh, u64 yl, u64 yh) {
  Pair x = {xl, xh}, y = {yl, yh}, rest;
  bool flip = (long)(xh ^ yh) < 0;
  Pair quotient = divide((long)xh < 0 ? negate(x) : x, (long)yh < 0 ? negate(y) : y, &rest);
  *result = flip ? negate(quotient) : quotient;
}

extern "C" __CW_HD void __cw_i128_rem(Pair* result, u64 xl, u64 xh, u64 yl, u64 yh) {
  Pair x = {xl, xh}, y = {yl, yh}, rest;
  divide((long)xh < 0 ? negate(x) : x, (long)yh < 0 ? negate(y) : y, &rest);
  *result = (long)xh < 0 ? negate(rest) : rest;
}

static double power_of_two(int n) { return __builtin_bit_cast(double, (u64)(n + 1023) << 52); }

/* Round to nearest even: keep 62 bits and a sticky bit, so that the final conversion from 64 bits rounds once. */
extern "C" __CW_HD double __cw_u128_to_f64(u64 low, u64 high) {
  if (high == 0) return (double)low;
  int zeros = __builtin_clzll(high);
  Pair x = shift_left(Pair{low, high}, zeros);
  u64 top = x.high | (x.low != 0);
  return (double)top * power_of_two(64 - zeros);
}

extern "C" __CW_HD double __cw_i128_to_f64(u64 low, u64 high) {
  if ((long)high >= 0) return __cw_u128_to_f64(low, high);
  Pair x = negate(Pair{low, high});
  return -__cw_u128_to_f64(x.low, x.high);
}

extern "C" __CW_HD float __cw_u128_to_f32(u64 low, u64 high) {
  if (high == 0) return (float)low;
  int zeros = __builtin_clzll(high);
  Pair x = shift_left(Pair{low, high}, zeros);
  return (float)(x.high | (x.low != 0)) * (float)power_of_two(64 - zeros);
}

extern "C" __CW_HD float __cw_i128_to_f32(u64 low, u64 high) {
  if ((long)high >= 0) return __cw_u128_to_f32(low, high);
  Pair x = negate(Pair{low, high});
  return -__cw_u128_to_f32(x.low, x.high);
}

extern "C" __CW_HD void __cw_f64_to_u128(Pair* result, double value) {
  u64 word = __builtin_bit_cast(u64, value);
  int exponent = (int)(word >> 52 & 2047) - 1075;
  u64 digits = (word & ((1ul << 52) - 1)) | 1ul << 52;
  if (value < 1.0) *result = Pair{0, 0};
  else if (exponent <= 0) *result = Pair{digits >> -exponent, 0};
  else *result = exponent > 75 ? Pair{~0ul, ~0ul} : shift_left(Pair{digits, 0}, exponent);
}

extern "C" __CW_HD void __cw_f64_to_i128(Pair* result, double value) {
  __cw_f64_to_u128(result, value < 0 ? -value : value);
  if (value < 0) *result = negate(*result);
}
