/* __half and __half2: binary16 (10 bits of mantissa). */
#ifndef __CUDA_FP16_H__
#define __CUDA_FP16_H__
#include <cuda_runtime.h>
#include <__cuda_wasm/rounding.h>

/* Small values are normalized by a subtraction of which neither side is subnormal: GPUs take such floats for zero. */
__CW_HD inline float __cw_half_value(unsigned short bits) {
  unsigned magnitude = (unsigned)(bits & 0x7fff) << 13, sign = (unsigned)(bits & 0x8000) << 16;
  unsigned v = magnitude >= 0x0f800000 ? magnitude | 0x7f800000 : magnitude >= 0x00800000 ? magnitude + 0x38000000 : __builtin_bit_cast(unsigned, __builtin_bit_cast(float, magnitude + 0x38800000) - 0x1p-14f);
  return __builtin_bit_cast(float, v | sign);
}
__CW_HD inline unsigned short __cw_half_nearest(float value) {
  unsigned bits = __builtin_bit_cast(unsigned, value), sign = bits >> 16 & 0x8000, magnitude = bits & 0x7fffffff;
  if (magnitude >= 0x47800000) return magnitude > 0x7f800000 ? 0x7fff : (unsigned short)(sign | 0x7c00);
  /* Below the least normal number an addition rounds at the right place. */
  if (magnitude < 0x38800000) return (unsigned short)(sign | (__builtin_bit_cast(unsigned, __builtin_bit_cast(float, magnitude) + 0.5f) - 0x3f000000));
  return (unsigned short)(sign | (magnitude - 0x38000000 + 0xfff + (magnitude >> 13 & 1)) >> 13);
}

#define __CW_W half
#define __CW_N __half
#define __CW_N2 __half2
#define __CW_RAW __half_raw
#define __CW_RAW2 __half2_raw
#define __CW_MANTISSA 10
#define __CW_BIAS 15
#include <__cuda_wasm/narrow_float.h>

typedef __half half;
typedef __half nv_half;
typedef __half __nv_half;
typedef __half2 half2;
typedef __half2 nv_half2;
typedef __half2 __nv_half2;
typedef __half_raw __nv_half_raw;
typedef __half2_raw __nv_half2_raw;

#define CUDART_INF_FP16 __ushort_as_half((unsigned short)0x7c00)
#define CUDART_NAN_FP16 __ushort_as_half((unsigned short)0x7fff)
#define CUDART_MIN_DENORM_FP16 __ushort_as_half((unsigned short)0x0001)
#define CUDART_MAX_NORMAL_FP16 __ushort_as_half((unsigned short)0x7bff)
#define CUDART_NEG_ZERO_FP16 __ushort_as_half((unsigned short)0x8000)
#define CUDART_ZERO_FP16 __ushort_as_half((unsigned short)0x0000)
#define CUDART_ONE_FP16 __ushort_as_half((unsigned short)0x3c00)

#endif
