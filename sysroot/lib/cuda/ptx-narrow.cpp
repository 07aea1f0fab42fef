// What inline PTX computes with narrow floating types (src/lower/ptx/floating.ts, conversions.ts): operands and results are bits in the low part of a word.
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_fp8.h>

#define CW_PTX extern "C" __device__

static __device__ inline __half half_of(unsigned bits) { return __ushort_as_half((unsigned short)bits); }
static __device__ inline __nv_bfloat16 bfloat_of(unsigned bits) { return __ushort_as_bfloat16((unsigned short)bits); }
static __device__ inline unsigned bits_of(__half v) { return __half_as_ushort(v); }
static __device__ inline unsigned bits_of(__nv_bfloat16 v) { return __bfloat16_as_ushort(v); }

// Roundings are numbers as in rounding.h.
#define CW_NARROW(name, of, mantissa, bias)                                                                                                        \
  CW_PTX float __cw_ptx_value_##name(unsigned v) { return (float)of(v); }                                                                           \
  CW_PTX unsigned __cw_ptx_to_##name(double v, int mode) { return __cw_narrow<mantissa, bias>(v, mode); }                                           \
  CW_PTX unsigned __cw_ptx_signed_to_##name(long long v, int mode) { return __cw_narrow<mantissa, bias>(__cw_odd(v), mode); }                       \
  CW_PTX unsigned __cw_ptx_unsigned_to_##name(unsigned long long v, int mode) { return __cw_narrow<mantissa, bias>(__cw_odd(v), mode); }            \
  CW_PTX unsigned __cw_ptx_saturate_##name(unsigned v) {                                                                                            \
    float f = (float)of(v);                                                                                                                         \
    return f > 0 ? f < 1 ? v : bits_of(decltype(of(v))(1.0f)) : 0;                                                                                  \
  }                                                                                                                                                 \
  CW_PTX unsigned __cw_ptx_relu_##name(unsigned v) {                                                                                                \
    float f = (float)of(v);                                                                                                                         \
    return f != f ? 0x7fff : f > 0 ? v : 0;                                                                                                         \
  }                                                                                                                                                 \
  CW_PTX unsigned __cw_ptx_add_##name(unsigned a, unsigned b) { return bits_of(__hadd(of(a), of(b))); }                                             \
  CW_PTX unsigned __cw_ptx_sub_##name(unsigned a, unsigned b) { return bits_of(__hsub(of(a), of(b))); }                                             \
  CW_PTX unsigned __cw_ptx_mul_##name(unsigned a, unsigned b) { return bits_of(__hmul(of(a), of(b))); }                                             \
  CW_PTX unsigned __cw_ptx_fma_##name(unsigned a, unsigned b, unsigned c) { return bits_of(__hfma(of(a), of(b), of(c))); }                          \
  CW_PTX unsigned __cw_ptx_min_##name(unsigned a, unsigned b) { return bits_of(__hmin(of(a), of(b))); }                                             \
  CW_PTX unsigned __cw_ptx_max_##name(unsigned a, unsigned b) { return bits_of(__hmax(of(a), of(b))); }                                             \
  CW_PTX unsigned __cw_ptx_min_nan_##name(unsigned a, unsigned b) { return bits_of(__hmin_nan(of(a), of(b))); }                                     \
  CW_PTX unsigned __cw_ptx_max_nan_##name(unsigned a, unsigned b) { return bits_of(__hmax_nan(of(a), of(b))); }                                     \
  CW_PTX unsigned __cw_ptx_neg_##name(unsigned v) { return bits_of(__hneg(of(v))); }                                                                \
  CW_PTX unsigned __cw_ptx_abs_##name(unsigned v) { return bits_of(__habs(of(v))); }                                                                \
  CW_PTX unsigned __cw_ptx_ex2_##name(unsigned v) { return bits_of(hexp2(of(v))); }                                                                 \
  CW_PTX unsigned __cw_ptx_tanh_##name(unsigned v) { return bits_of(htanh(of(v))); }
CW_NARROW(f16, half_of, 10, 15)
CW_NARROW(bf16, bfloat_of, 7, 127)
#undef CW_NARROW

CW_PTX unsigned __cw_ptx_flush_f16(unsigned v) { return v & 0x7c00 ? v : v & 0x8000; }

CW_PTX unsigned __cw_ptx_atomic_add_f16(__half* p, unsigned v) { return bits_of(atomicAdd(p, half_of(v))); }
CW_PTX unsigned __cw_ptx_atomic_add_bf16(__nv_bfloat16* p, unsigned v) { return bits_of(atomicAdd(p, bfloat_of(v))); }
CW_PTX unsigned __cw_ptx_atomic_add_f16x2(__half2* p, unsigned v) { return __builtin_bit_cast(unsigned, atomicAdd(p, __builtin_bit_cast(__half2, v))); }
CW_PTX unsigned __cw_ptx_atomic_add_bf16x2(__nv_bfloat162* p, unsigned v) { return __builtin_bit_cast(unsigned, atomicAdd(p, __builtin_bit_cast(__nv_bfloat162, v))); }

// tf32: a float whose mantissa has ten bits. Rounding 4: to nearest, halves away from zero.
CW_PTX unsigned __cw_ptx_to_tf32(float v, int mode, int finite) {
  unsigned bits = __float_as_uint(v), magnitude = bits & 0x7fffffff, sign = bits & 0x80000000;
  if (magnitude > 0x7f800000) return 0x7fffffff;
  if (magnitude < 0x7f800000) {
    if (mode == 4) magnitude += 0x1000;
    if (mode == __CW_NEAREST) magnitude += 0xfff + (magnitude >> 13 & 1);
  }
  magnitude &= 0xffffe000;
  return sign | (finite && magnitude >= 0x7f800000 ? 0x7f7fe000 : magnitude);
}

#define CW_EIGHT(name, kind)                                                                                                                        \
  CW_PTX unsigned __cw_ptx_pair_to_##name(float low, float high, int relu) {                                                                        \
    if (relu && low < 0) low = 0;                                                                                                                   \
    if (relu && high < 0) high = 0;                                                                                                                 \
    return __nv_cvt_float2_to_fp8x2(make_float2(low, high), __NV_SATFINITE, kind);                                                                  \
  }                                                                                                                                                 \
  CW_PTX unsigned __cw_ptx_pair_of_##name(unsigned v, int relu) {                                                                                   \
    __half2_raw halves = __nv_cvt_fp8x2_to_halfraw2((unsigned short)v, kind);                                                                       \
    unsigned low = halves.x, high = halves.y;                                                                                                       \
    if (relu) {                                                                                                                                     \
      low = __cw_ptx_relu_f16(low);                                                                                                                 \
      high = __cw_ptx_relu_f16(high);                                                                                                               \
    }                                                                                                                                               \
    return low | high << 16;                                                                                                                        \
  }
CW_EIGHT(e4m3, __NV_E4M3)
CW_EIGHT(e5m2, __NV_E5M2)
#undef CW_EIGHT
