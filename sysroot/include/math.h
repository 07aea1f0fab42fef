/* C99's mathematics for double, float and long double (which holds a binary64), all callable from device code; in C++
   also the overloads that <cmath> and nvcc give in the global namespace. Bodies: sysroot/lib/math. */
#ifndef _MATH_H
#define _MATH_H
#include <__cuda_wasm/defs.h>

#define HUGE_VAL __builtin_huge_val()
#define HUGE_VALF __builtin_huge_valf()
#define HUGE_VALL __builtin_huge_vall()
#define INFINITY __builtin_inff()
#define NAN __builtin_nanf("")
#define FP_NAN 0
#define FP_INFINITE 1
#define FP_ZERO 2
#define FP_SUBNORMAL 3
#define FP_NORMAL 4
#define FP_ILOGB0 (-2147483647 - 1)
#define FP_ILOGBNAN (-2147483647 - 1)
#define FP_FAST_FMA 1
#define FP_FAST_FMAF 1
#define MATH_ERRNO 1
#define MATH_ERREXCEPT 2
#define math_errhandling 0
#define M_E 2.7182818284590452354
#define M_LOG2E 1.4426950408889634074
#define M_LOG10E 0.43429448190325182765
#define M_LN2 0.69314718055994530942
#define M_LN10 2.30258509299404568402
#define M_PI 3.14159265358979323846
#define M_PI_2 1.57079632679489661923
#define M_PI_4 0.78539816339744830962
#define M_1_PI 0.31830988618379067154
#define M_2_PI 0.63661977236758134308
#define M_2_SQRTPI 1.12837916709551257390
#define M_SQRT2 1.41421356237309504880
#define M_SQRT1_2 0.70710678118654752440
#define MAXFLOAT 3.40282346638528859812e+38F

typedef float float_t;
typedef double double_t;

#ifdef __CUDA_WASM__
#define __CW_MATH_BUILTIN(name) __attribute__((cw_builtin(name))) /* without the instruction: __cw_fma, __cw_fmaf */
#else
#define __CW_MATH_BUILTIN(name)
#endif

/* f of one, two or three floating-point arguments in C's three variants. */
#define __CW_M1(N) __CW_HD double N(double); __CW_HD float N##f(float); __CW_HD long double N##l(long double);
#define __CW_M2(N)              \
  __CW_HD double N(double, double); __CW_HD float N##f(float, float); __CW_HD long double N##l(long double, long double);
#define __CW_MI(R, N) __CW_HD R N(double); __CW_HD R N##f(float); __CW_HD R N##l(long double);
#define __CW_MX(N, X) \
  __CW_HD double N(double, X); __CW_HD float N##f(float, X); __CW_HD long double N##l(long double, X);
#define __CW_UNARY(D)                                                                                               \
  D(acos) D(acosh) D(asin) D(asinh) D(atan) D(atanh) D(cbrt) D(ceil) D(cos) D(cosh) D(erf) D(erfc) D(exp) D(exp2)    \
  D(expm1) D(floor) D(lgamma) D(log) D(log10) D(log1p) D(log2) D(logb) D(nearbyint) D(rint) D(round) D(sin) D(sinh) \
  D(sqrt) D(tan) D(tanh) D(tgamma) D(trunc)
#define __CW_BINARY(D) \
  D(atan2) D(copysign) D(fdim) D(fmax) D(fmin) D(fmod) D(hypot) D(nextafter) D(pow) D(remainder)

__CW_BEGIN
__CW_UNARY(__CW_M1)
__CW_BINARY(__CW_M2)
__CW_M1(fabs)
__CW_MI(int, ilogb)
__CW_MI(long, lrint)
__CW_MI(long, lround)
__CW_MI(long long, llrint)
__CW_MI(long long, llround)
__CW_MX(ldexp, int)
__CW_MX(scalbn, int)
__CW_MX(scalbln, long)
__CW_MX(frexp, int*)
__CW_HD double nexttoward(double, long double);
__CW_HD float nexttowardf(float, long double);
__CW_HD long double nexttowardl(long double, long double);
__CW_HD double modf(double, double*);
__CW_HD float modff(float, float*);
__CW_HD long double modfl(long double, long double*);
__CW_HD double fma(double, double, double) __CW_MATH_BUILTIN("fma_f64");
__CW_HD float fmaf(float, float, float) __CW_MATH_BUILTIN("fma_f32");
__CW_HD long double fmal(long double, long double, long double);
__CW_HD double remquo(double, double, int*);
__CW_HD float remquof(float, float, int*);
__CW_HD long double remquol(long double, long double, int*);
__CW_HD double nan(const char*);
__CW_HD float nanf(const char*);
__CW_HD long double nanl(const char*);
/* POSIX and GNU */
__CW_M1(exp10)
__CW_M2(drem)
__CW_HD double j0(double);
__CW_HD float j0f(float);
__CW_HD double j1(double);
__CW_HD float j1f(float);
__CW_HD double jn(int, double);
__CW_HD float jnf(int, float);
__CW_HD double y0(double);
__CW_HD float y0f(float);
__CW_HD double y1(double);
__CW_HD float y1f(float);
__CW_HD double yn(int, double);
__CW_HD float ynf(int, float);
__CW_HD void sincos(double, double*, double*);
__CW_HD void sincosf(float, float*, float*);
double lgamma_r(double, int*);
float lgammaf_r(float, int*);
/* classification; float arguments widen exactly except for subnormals and signalling NaNs, so floats have their own */
__CW_HD int __fpclassify(double);
__CW_HD int __fpclassifyf(float);
__CW_HD int __isnan(double);
__CW_HD int __isnanf(float);
__CW_HD int __isinf(double);
__CW_HD int __isinff(float);
__CW_HD int __finite(double);
__CW_HD int __finitef(float);
__CW_HD int __signbit(double);
__CW_HD int __signbitf(float);
__CW_END

#ifndef __cplusplus
#define __CW_CLASS(N, x) (sizeof(x) == sizeof(float) ? N##f((float)(x)) : N((double)(x)))
#define fpclassify(x) __CW_CLASS(__fpclassify, x)
#define isnan(x) __CW_CLASS(__isnan, x)
#define isinf(x) __CW_CLASS(__isinf, x)
#define isfinite(x) __CW_CLASS(__finite, x)
#define signbit(x) __CW_CLASS(__signbit, x)
#define isnormal(x) (fpclassify(x) == FP_NORMAL)
#define isunordered(x, y) (isnan(x) || isnan(y))
#define isgreater(x, y) ((x) > (y))
#define isgreaterequal(x, y) ((x) >= (y))
#define isless(x, y) ((x) < (y))
#define islessequal(x, y) ((x) <= (y))
#define islessgreater(x, y) ((x) < (y) || (x) > (y))
#else
#include <__cuda_wasm/abs.h>
#include <__cuda_wasm/math_overloads.h>
#endif
#undef __CW_M1
#undef __CW_M2
#undef __CW_MI
#undef __CW_MX
#undef __CW_UNARY
#undef __CW_BINARY
#endif
