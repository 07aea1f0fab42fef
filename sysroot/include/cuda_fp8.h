/* 8-bit floating point: e4m3 (no infinity, largest 448) and e5m2 (the upper byte of a half), one, two or four in a word. Conversions round to nearest even; results beyond the range are the largest number (classes, __NV_SATFINITE), or
   what is no number (e4m3) or infinity (e5m2) with __NV_NOSAT. */
#ifndef __CUDA_FP8_H__
#define __CUDA_FP8_H__
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_runtime.h>

#define __CUDA_FP8_TYPES_EXIST__

typedef unsigned char __nv_fp8_storage_t;
typedef unsigned short __nv_fp8x2_storage_t;
typedef unsigned int __nv_fp8x4_storage_t;
typedef enum __nv_saturation_t { __NV_NOSAT, __NV_SATFINITE } __nv_saturation_t;
typedef enum __nv_fp8_interpretation_t { __NV_E4M3, __NV_E5M2 } __nv_fp8_interpretation_t;

/* ---- bits */

template <int Mantissa, int Bias, unsigned Largest, unsigned Overflow> __CW_HD inline unsigned char __cw_fp8_bits(float value, bool saturate) {
  unsigned bits = __builtin_bit_cast(unsigned, value), sign = bits >> 24 & 0x80, magnitude = bits & 0x7fffffff, result;
  if (magnitude > 0x7f800000) return 0x7f;
  if (magnitude < (unsigned)(128 - Bias) << 23) {
    /* Below the least normal number an addition rounds at the right place. */
    unsigned place = (unsigned)(151 - Bias - Mantissa) << 23;
    result = __builtin_bit_cast(unsigned, __builtin_bit_cast(float, magnitude) + __builtin_bit_cast(float, place)) - place;
  } else {
    unsigned exact = magnitude - ((unsigned)(127 - Bias) << 23);
    result = (exact + ((1u << (22 - Mantissa)) - 1) + (exact >> (23 - Mantissa) & 1)) >> (23 - Mantissa);
  }
  if (result > Largest) result = saturate ? Largest : Overflow;
  return (unsigned char)(sign | result);
}
/* A double as a float from which rounding gives what it gives from the double: to zero, with the last bit set where that lost something. */
__CW_HD inline float __cw_fp8_odd(double v) {
  float near = (float)v;
  unsigned bits = __builtin_bit_cast(unsigned, near);
  double back = (double)near;
  if (v != v || back == v) return near;
  if (__builtin_fabs(back) > __builtin_fabs(v)) bits--;
  return __builtin_bit_cast(float, bits | 1);
}
__CW_HD inline float __cw_e4m3_value(unsigned char bits) {
  unsigned magnitude = bits & 0x7f, sign = (unsigned)(bits & 0x80) << 24;
  if (magnitude == 0x7f) return __builtin_bit_cast(float, 0x7fffffff);
  if (magnitude < 8) return __builtin_bit_cast(float, __builtin_bit_cast(unsigned, (float)magnitude * 0x1p-9f) | sign);
  return __builtin_bit_cast(float, ((magnitude << 20) + 0x3c000000) | sign);
}
__CW_HD inline float __cw_e5m2_value(unsigned char bits) { return (bits & 0x7f) > 0x7c ? __builtin_bit_cast(float, 0x7fffffff) : __cw_half_value((unsigned short)(bits << 8)); }

/* ---- conversions */

static __CW_HD inline __nv_fp8_storage_t __nv_cvt_float_to_fp8(const float x, const __nv_saturation_t saturate, const __nv_fp8_interpretation_t kind) {
  return kind == __NV_E4M3 ? __cw_fp8_bits<3, 7, 0x7e, 0x7f>(x, saturate == __NV_SATFINITE) : __cw_fp8_bits<2, 15, 0x7b, 0x7c>(x, saturate == __NV_SATFINITE);
}
/* What is no number keeps its sign, and in e5m2 the upper bits of its payload. */
static __CW_HD inline __nv_fp8_storage_t __nv_cvt_double_to_fp8(const double x, const __nv_saturation_t saturate, const __nv_fp8_interpretation_t kind) {
  if (x != x) {
    unsigned long long bits = __builtin_bit_cast(unsigned long long, x);
    return (__nv_fp8_storage_t)((bits >> 63 << 7) | (kind == __NV_E4M3 ? 0x7f : 0x7e | (bits >> 50 & 3)));
  }
  return __nv_cvt_float_to_fp8(__cw_fp8_odd(x), saturate, kind);
}
static __CW_HD inline __nv_fp8_storage_t __nv_cvt_halfraw_to_fp8(const __half_raw x, const __nv_saturation_t saturate, const __nv_fp8_interpretation_t kind) {
  return __nv_cvt_float_to_fp8(__cw_half_value(x.x), saturate, kind);
}
static __CW_HD inline __nv_fp8_storage_t __nv_cvt_bfloat16raw_to_fp8(const __nv_bfloat16_raw x, const __nv_saturation_t saturate, const __nv_fp8_interpretation_t kind) {
  return __nv_cvt_float_to_fp8(__cw_bfloat16_value(x.x), saturate, kind);
}
#define __CW_FP8_OF(f, low, high) (f(v.low, saturate, kind) | f(v.high, saturate, kind) << 8)
static __CW_HD inline __nv_fp8x2_storage_t __nv_cvt_float2_to_fp8x2(const float2 v, const __nv_saturation_t saturate, const __nv_fp8_interpretation_t kind) {
  return (__nv_fp8x2_storage_t)__CW_FP8_OF(__nv_cvt_float_to_fp8, x, y);
}
static __CW_HD inline __nv_fp8x2_storage_t __nv_cvt_double2_to_fp8x2(const double2 v, const __nv_saturation_t saturate, const __nv_fp8_interpretation_t kind) {
  return (__nv_fp8x2_storage_t)__CW_FP8_OF(__nv_cvt_double_to_fp8, x, y);
}
static __CW_HD inline __nv_fp8x2_storage_t __nv_cvt_halfraw2_to_fp8x2(const __half2_raw x, const __nv_saturation_t saturate, const __nv_fp8_interpretation_t kind) {
  return __nv_cvt_float2_to_fp8x2(make_float2(__cw_half_value(x.x), __cw_half_value(x.y)), saturate, kind);
}
static __CW_HD inline __nv_fp8x2_storage_t __nv_cvt_bfloat16raw2_to_fp8x2(const __nv_bfloat162_raw x, const __nv_saturation_t saturate, const __nv_fp8_interpretation_t kind) {
  return __nv_cvt_float2_to_fp8x2(make_float2(__cw_bfloat16_value(x.x), __cw_bfloat16_value(x.y)), saturate, kind);
}
#undef __CW_FP8_OF
static __CW_HD inline __half_raw __nv_cvt_fp8_to_halfraw(const __nv_fp8_storage_t x, const __nv_fp8_interpretation_t kind) {
  return (__half_raw)__half(kind == __NV_E4M3 ? __cw_e4m3_value(x) : __cw_e5m2_value(x));
}
static __CW_HD inline __half2_raw __nv_cvt_fp8x2_to_halfraw2(const __nv_fp8x2_storage_t x, const __nv_fp8_interpretation_t kind) {
  return __half2_raw{__nv_cvt_fp8_to_halfraw((__nv_fp8_storage_t)x, kind).x, __nv_cvt_fp8_to_halfraw((__nv_fp8_storage_t)(x >> 8), kind).x};
}

/* ---- classes */

#define __CW_FP8_CLASSES(name, x2, x4, kind, value)                                                                                     \
  struct name {                                                                                                                       \
    __nv_fp8_storage_t __x;                                                                                                           \
    name() = default;                                                                                                                 \
    explicit __CW_HD name(const __half v) : __x(__nv_cvt_halfraw_to_fp8((__half_raw)v, __NV_SATFINITE, kind)) {}                        \
    explicit __CW_HD name(const __nv_bfloat16 v) : __x(__nv_cvt_bfloat16raw_to_fp8((__nv_bfloat16_raw)v, __NV_SATFINITE, kind)) {}      \
    explicit __CW_HD name(const double v) : __x(__nv_cvt_double_to_fp8(v, __NV_SATFINITE, kind)) {}                                     \
    explicit __CW_HD name(const float v) : __x(__nv_cvt_float_to_fp8(v, __NV_SATFINITE, kind)) {}                                       \
    explicit __CW_HD name(const unsigned short v) : name((float)v) {}                                                                  \
    explicit __CW_HD name(const short v) : name((float)v) {}                                                                           \
    explicit __CW_HD name(const unsigned v) : name((double)v) {}                                                                       \
    explicit __CW_HD name(const int v) : name((double)v) {}                                                                            \
    explicit __CW_HD name(const unsigned long v) : name(__cw_odd((unsigned long long)v)) {}                                            \
    explicit __CW_HD name(const long v) : name(__cw_odd((long long)v)) {}                                                              \
    explicit __CW_HD name(const unsigned long long v) : name(__cw_odd(v)) {}                                                           \
    explicit __CW_HD name(const long long v) : name(__cw_odd(v)) {}                                                                    \
    explicit __CW_HD operator float() const { return value(__x); }                                                                     \
    explicit __CW_HD operator double() const { return (double)value(__x); }                                                            \
    explicit __CW_HD operator __half() const { return __half(value(__x)); }                                                            \
    explicit __CW_HD operator __nv_bfloat16() const { return __nv_bfloat16(value(__x)); }                                              \
    explicit __CW_HD operator bool() const { return (__x & 0x7f) != 0; }                                                               \
    __CW_FP8_INTEGERS(value)                                                                                                          \
  };                                                                                                                                  \
  struct __attribute__((aligned(2))) x2 {                                                                                             \
    __nv_fp8x2_storage_t __x;                                                                                                         \
    x2() = default;                                                                                                                   \
    explicit __CW_HD x2(const __half2 v) : __x(__nv_cvt_halfraw2_to_fp8x2((__half2_raw)v, __NV_SATFINITE, kind)) {}                     \
    explicit __CW_HD x2(const __nv_bfloat162 v) : __x(__nv_cvt_bfloat16raw2_to_fp8x2((__nv_bfloat162_raw)v, __NV_SATFINITE, kind)) {}   \
    explicit __CW_HD x2(const float2 v) : __x(__nv_cvt_float2_to_fp8x2(v, __NV_SATFINITE, kind)) {}                                     \
    explicit __CW_HD x2(const double2 v) : __x(__nv_cvt_double2_to_fp8x2(v, __NV_SATFINITE, kind)) {}                                   \
    explicit __CW_HD operator float2() const { return make_float2(value((__nv_fp8_storage_t)__x), value((__nv_fp8_storage_t)(__x >> 8))); } \
    explicit __CW_HD operator __half2() const { return __half2(__nv_cvt_fp8x2_to_halfraw2(__x, kind)); }                                \
    explicit __CW_HD operator __nv_bfloat162() const {                                                                                 \
      float2 v = (float2) * this;                                                                                                      \
      return __nv_bfloat162(__nv_bfloat16(v.x), __nv_bfloat16(v.y));                                                                   \
    }                                                                                                                                 \
  };                                                                                                                                  \
  struct __attribute__((aligned(4))) x4 {                                                                                             \
    __nv_fp8x4_storage_t __x;                                                                                                         \
    x4() = default;                                                                                                                   \
    explicit __CW_HD x4(const __half2 low, const __half2 high) : __x(x2(low).__x | (unsigned)x2(high).__x << 16) {}                     \
    explicit __CW_HD x4(const __nv_bfloat162 low, const __nv_bfloat162 high) : __x(x2(low).__x | (unsigned)x2(high).__x << 16) {}       \
    explicit __CW_HD x4(const float4 v) : __x(x2(make_float2(v.x, v.y)).__x | (unsigned)x2(make_float2(v.z, v.w)).__x << 16) {}         \
    explicit __CW_HD x4(const double4 v) : __x(x2(make_double2(v.x, v.y)).__x | (unsigned)x2(make_double2(v.z, v.w)).__x << 16) {}      \
    explicit __CW_HD operator float4() const {                                                                                         \
      return make_float4(value((__nv_fp8_storage_t)__x), value((__nv_fp8_storage_t)(__x >> 8)), value((__nv_fp8_storage_t)(__x >> 16)), \
                         value((__nv_fp8_storage_t)(__x >> 24)));                                                                      \
    }                                                                                                                                 \
  };
/* Integers: towards zero, into the range; 0 for what is no number (64 bits: the lowest). */
#define __CW_FP8_INTEGER(T, value) \
  explicit __CW_HD operator T() const { return (T)__cw_saturate<T>((double)value(__x), __CW_ZERO); }
#define __CW_FP8_INTEGERS(value)                                                                                                 \
  __CW_FP8_INTEGER(char, value) __CW_FP8_INTEGER(signed char, value) __CW_FP8_INTEGER(unsigned char, value) __CW_FP8_INTEGER(short, value) \
  __CW_FP8_INTEGER(unsigned short, value) __CW_FP8_INTEGER(int, value) __CW_FP8_INTEGER(unsigned, value) __CW_FP8_INTEGER(long, value)     \
  __CW_FP8_INTEGER(unsigned long, value) __CW_FP8_INTEGER(long long, value) __CW_FP8_INTEGER(unsigned long long, value)
__CW_FP8_CLASSES(__nv_fp8_e4m3, __nv_fp8x2_e4m3, __nv_fp8x4_e4m3, __NV_E4M3, __cw_e4m3_value)
__CW_FP8_CLASSES(__nv_fp8_e5m2, __nv_fp8x2_e5m2, __nv_fp8x4_e5m2, __NV_E5M2, __cw_e5m2_value)
#undef __CW_FP8_CLASSES
#undef __CW_FP8_INTEGERS
#undef __CW_FP8_INTEGER

#endif
