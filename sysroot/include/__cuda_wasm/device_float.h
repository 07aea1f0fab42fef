/* Floating-point intrinsics of device code: reinterpretation, conversions with a rounding mode, arithmetic with a rounding
   mode and the fast approximations. Bodies of what is only declared: sysroot/lib/math/rounding.cpp. */
#ifndef __CUDA_WASM_DEVICE_FLOAT_H
#define __CUDA_WASM_DEVICE_FLOAT_H
#include <__cuda_wasm/math_cuda.h>

#define __CW_D __device__ inline
__CW_D int __float_as_int(float x) { return __builtin_bit_cast(int, x); }
__CW_D unsigned __float_as_uint(float x) { return __builtin_bit_cast(unsigned, x); }
__CW_D float __int_as_float(int x) { return __builtin_bit_cast(float, x); }
__CW_D float __uint_as_float(unsigned x) { return __builtin_bit_cast(float, x); }
__CW_D long long __double_as_longlong(double x) { return __builtin_bit_cast(long long, x); }
__CW_D double __longlong_as_double(long long x) { return __builtin_bit_cast(double, x); }
__CW_D int __double2hiint(double x) { return (int)(__builtin_bit_cast(unsigned long long, x) >> 32); }
__CW_D int __double2loint(double x) { return (int)__builtin_bit_cast(unsigned long long, x); }
__CW_D double __hiloint2double(int hi, int lo) {
  return __builtin_bit_cast(double, (unsigned long long)(unsigned)hi << 32 | (unsigned)lo);
}

/* f<name>_{rn,rz,ru,rd} of one, two or three arguments. */
#define __CW_ROUND1(R, f, T) __device__ R f##_rn(T); __device__ R f##_rz(T); __device__ R f##_ru(T); __device__ R f##_rd(T);
#define __CW_ROUND2(f, T) \
  __device__ T f##_rn(T, T); __device__ T f##_rz(T, T); __device__ T f##_ru(T, T); __device__ T f##_rd(T, T);
#define __CW_ROUND3(f, T) \
  __device__ T f##_rn(T, T, T); __device__ T f##_rz(T, T, T); __device__ T f##_ru(T, T, T); __device__ T f##_rd(T, T, T);
extern "C" {
__CW_ROUND1(int, __float2int, float)
__CW_ROUND1(unsigned, __float2uint, float)
__CW_ROUND1(long long, __float2ll, float)
__CW_ROUND1(unsigned long long, __float2ull, float)
__CW_ROUND1(int, __double2int, double)
__CW_ROUND1(unsigned, __double2uint, double)
__CW_ROUND1(long long, __double2ll, double)
__CW_ROUND1(unsigned long long, __double2ull, double)
__CW_ROUND1(float, __int2float, int)
__CW_ROUND1(float, __uint2float, unsigned)
__CW_ROUND1(float, __ll2float, long long)
__CW_ROUND1(float, __ull2float, unsigned long long)
__CW_ROUND1(double, __ll2double, long long)
__CW_ROUND1(double, __ull2double, unsigned long long)
__CW_ROUND1(float, __double2float, double)
__CW_ROUND2(__fadd, float)
__CW_ROUND2(__fsub, float)
__CW_ROUND2(__fmul, float)
__CW_ROUND2(__fdiv, float)
__CW_ROUND3(__fmaf, float)
__CW_ROUND3(__fmaf_ieee, float)
__CW_ROUND1(float, __frcp, float)
__CW_ROUND1(float, __fsqrt, float)
__CW_ROUND2(__dadd, double)
__CW_ROUND2(__dsub, double)
__CW_ROUND2(__dmul, double)
__CW_ROUND2(__ddiv, double)
__CW_ROUND3(__fma, double)
__CW_ROUND1(double, __drcp, double)
__CW_ROUND1(double, __dsqrt, double)
}
#undef __CW_ROUND1
#undef __CW_ROUND2
#undef __CW_ROUND3
__CW_D double __int2double_rn(int x) { return (double)x; }
__CW_D double __uint2double_rn(unsigned x) { return (double)x; }
__CW_D float __frsqrt_rn(float x) { return (float)(1.0 / __builtin_sqrt((double)x)); }

/* The fast approximations of single precision: as exact as their precise forms where that costs nothing (lib/math/fast.cpp); in shaders, what the hardware has. */
extern "C" {
__device__ float __sinf(float);
__device__ float __cosf(float);
__device__ float __tanf(float);
__device__ void __sincosf(float, float* s, float* c);
__device__ float __expf(float);
__device__ float __exp10f(float);
__device__ float __logf(float);
__device__ float __log2f(float);
__device__ float __log10f(float);
__device__ float __tanhf(float);
__device__ float __fdividef(float, float);
__device__ float __saturatef(float);
/* The hardware's: no negative bases, and NaN where the product of exponent and logarithm is. */
__CW_HD float __cw_fast_powf(float x, float y);
}
__CW_D float __powf(float x, float y) { return __cw_fast_powf(x, y); }
__CW_D double fdivide(double x, double y) { return x / y; }
__CW_D float saturate(float x) { return __saturatef(x); }
__CW_D int float2int(float x) { return (int)x; }
__CW_D int float_as_int(float x) { return __float_as_int(x); }
__CW_D float int_as_float(int x) { return __int_as_float(x); }
__CW_D unsigned float_as_uint(float x) { return __float_as_uint(x); }
__CW_D float uint_as_float(unsigned x) { return __uint_as_float(x); }
#undef __CW_D

#endif
