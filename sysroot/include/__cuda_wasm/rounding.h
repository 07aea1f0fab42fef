/* Rounding of double to 16-bit floating types and to integers, for cuda_fp16.h and cuda_bf16.h. */
#ifndef __CUDA_WASM_ROUNDING_H
#define __CUDA_WASM_ROUNDING_H
#include <__cuda_wasm/host_defines.h>

enum { __CW_NEAREST, __CW_ZERO, __CW_UP, __CW_DOWN };

/* The bits of v in a format of 16 bits. */
template <int Mantissa, int Bias> __CW_HD inline unsigned __cw_narrow(double v, int mode) {
  unsigned long long bits = __builtin_bit_cast(unsigned long long, v), fraction = bits & 0xfffffffffffffull;
  unsigned sign = (unsigned)(bits >> 63) << 15, infinity = 0x7fffu >> Mantissa << Mantissa;
  int exponent = (int)(bits >> 52 & 0x7ff);
  if (exponent == 0x7ff) return fraction ? 0x7fff : sign | infinity;
  int target = exponent - 1023 + Bias, shift = 52 - Mantissa;
  if (target <= 0) {
    if (exponent) fraction |= 1ull << 52;
    shift += 1 - target;
    if (shift > 60) shift = 60;
    target = 0;
  }
  unsigned long long rest = fraction & ((1ull << shift) - 1), tie = 1ull << (shift - 1);
  unsigned kept = (unsigned)(fraction >> shift);
  bool away = mode == __CW_NEAREST ? rest > tie || (rest == tie && (kept & 1)) : rest != 0 && mode == (sign ? __CW_DOWN : __CW_UP);
  unsigned long long result = ((unsigned long long)target << Mantissa) + kept + away;
  if (result >= infinity) {
    bool to_infinity = mode == __CW_NEAREST || mode == (sign ? __CW_DOWN : __CW_UP);
    return sign | (to_infinity ? infinity : infinity - 1);
  }
  return sign | (unsigned)result;
}

/* An integer as a double: where it does not fit, rounded so that rounding again gives what rounding once would. */
__CW_HD inline double __cw_odd(unsigned long long v) {
  if (v >> 53) return (double)(v >> 12 | ((v & 0xfff) != 0)) * 4096.0;
  return (double)v;
}
__CW_HD inline double __cw_odd(long long v) { return v < 0 ? -__cw_odd(0 - (unsigned long long)v) : __cw_odd((unsigned long long)v); }

/* a b + c, rounded to odd. */
__CW_HD inline double __cw_fma_odd(double a, double b, double c) {
  double product = a * b, sum = product + c, part = sum - product, error = (product - (sum - part)) + (c - part);
  unsigned long long bits = __builtin_bit_cast(unsigned long long, sum);
  if (error == error && error != 0 && !(bits & 1)) bits += (error > 0) == (sum > 0) ? 1 : ~0ull;
  return __builtin_bit_cast(double, bits);
}

template <class T> struct __cw_wide {
  typedef long long type;
};
template <> struct __cw_wide<unsigned long long> {
  typedef unsigned long long type;
};

/* To the nearest integer in the mode, then into the range of T; 0 for what is not a number. */
template <class T> __CW_HD inline T __cw_saturate(double v, int mode) {
  const bool is_signed = (T)-1 < (T)0;
  const T lowest = is_signed ? (T)((unsigned long long)1 << (8 * sizeof(T) - 1)) : (T)0, highest = (T)~lowest;
  if (v != v) return sizeof(T) == 8 ? (T)((unsigned long long)1 << 63) : (T)0;
  v = mode == __CW_NEAREST ? __builtin_rint(v) : mode == __CW_ZERO ? __builtin_trunc(v) : mode == __CW_UP ? __builtin_ceil(v) : __builtin_floor(v);
  if (v <= (double)lowest) return lowest;
  if (v >= (double)highest) return highest;
  return (T)v;
}

#endif
