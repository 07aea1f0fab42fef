/* __nv_bfloat16 and __nv_bfloat162: the upper half of a float (7 bits of mantissa). */
#ifndef __CUDA_BF16_H__
#define __CUDA_BF16_H__
#include <cuda_fp16.h>
#include <cuda_runtime.h>
#include <__cuda_wasm/rounding.h>

__CW_HD inline float __cw_bfloat16_value(unsigned short bits) { return __builtin_bit_cast(float, (unsigned)bits << 16); }
__CW_HD inline unsigned short __cw_bfloat16_nearest(float value) {
  unsigned bits = __builtin_bit_cast(unsigned, value);
  if ((bits & 0x7fffffff) > 0x7f800000) return 0x7fff;
  return (unsigned short)((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}

#define __CW_W bfloat16
#define __CW_N __nv_bfloat16
#define __CW_N2 __nv_bfloat162
#define __CW_RAW __nv_bfloat16_raw
#define __CW_RAW2 __nv_bfloat162_raw
#define __CW_MANTISSA 7
#define __CW_BIAS 127
#include <__cuda_wasm/narrow_float.h>

typedef __nv_bfloat16 nv_bfloat16;
typedef __nv_bfloat162 nv_bfloat162;

#define CUDART_INF_BF16 __ushort_as_bfloat16((unsigned short)0x7f80)
#define CUDART_NAN_BF16 __ushort_as_bfloat16((unsigned short)0x7fff)
#define CUDART_MIN_DENORM_BF16 __ushort_as_bfloat16((unsigned short)0x0001)
#define CUDART_MAX_NORMAL_BF16 __ushort_as_bfloat16((unsigned short)0x7f7f)
#define CUDART_NEG_ZERO_BF16 __ushort_as_bfloat16((unsigned short)0x8000)
#define CUDART_ZERO_BF16 __ushort_as_bfloat16((unsigned short)0x0000)
#define CUDART_ONE_BF16 __ushort_as_bfloat16((unsigned short)0x3f80)

#endif
