/* The second half of <math.h> in C++: overloads for float and long double, and for integers, which act as double
   ([cmath.syn]). Only <math.h> includes this file; it uses that header's lists. */
#ifndef __CUDA_WASM_MATH_OVERLOADS_H
#define __CUDA_WASM_MATH_OVERLOADS_H

extern "C++" {
/* __cw_real<T>::type: the floating-point type as which an argument of arithmetic type T counts; else no member. */
template <class T> struct __cw_real {};
#define __CW_R(T, R) template <> struct __cw_real<T> { typedef R type; };
__CW_R(float, float) __CW_R(double, double) __CW_R(long double, long double)
#undef __CW_R
template <class T> struct __cw_integer {};
template <class T> struct __cw_other : __cw_integer<T> {};
template <> struct __cw_other<long double> { typedef long double type; };
#define __CW_R(T) template <> struct __cw_integer<T> { typedef double type; }; template <> struct __cw_real<T> { typedef double type; };
__CW_R(bool) __CW_R(char) __CW_R(signed char) __CW_R(unsigned char) __CW_R(short) __CW_R(unsigned short) __CW_R(int)
__CW_R(unsigned) __CW_R(long) __CW_R(unsigned long) __CW_R(long long) __CW_R(unsigned long long)
__CW_R(wchar_t) __CW_R(char16_t) __CW_R(char32_t)
#undef __CW_R
/* __cw_real2<T, U>::type: the common type of two arguments. */
template <class T, class U> struct __cw_common { typedef double type; };
template <> struct __cw_common<float, float> { typedef float type; };
template <class T> struct __cw_common<T, long double> { typedef long double type; };
template <class T> struct __cw_common<long double, T> { typedef long double type; };
template <> struct __cw_common<long double, long double> { typedef long double type; };
template <class...> struct __cw_void { typedef void type; };
template <class T, class U, class = void> struct __cw_real2 {};
template <class T, class U>
struct __cw_real2<T, U, typename __cw_void<typename __cw_real<T>::type, typename __cw_real<U>::type>::type>
    : __cw_common<typename __cw_real<T>::type, typename __cw_real<U>::type> {};

/* What is neither float nor double computes as double; the type of the result for one and for two such arguments. */
template <class T> using __cw_one = typename __cw_other<T>::type;
template <class T, class U> using __cw_two = typename __cw_real2<T, U>::type;

#define __CW_O1(N)                                                                                          \
  __CW_HD inline float N(float x) { return N##f(x); }                                                       \
  template <class T> __CW_HD inline __cw_one<T> N(T x) { return N((double)x); }
#define __CW_O2(N)                                                                                          \
  __CW_HD inline float N(float x, float y) { return N##f(x, y); }                                           \
  template <class T, class U> __CW_HD inline __cw_two<T, U> N(T x, U y) { return N((double)x, (double)y); }
__CW_UNARY(__CW_O1)
__CW_BINARY(__CW_O2)

__CW_O1(fabs)
#define __CW_OI(R, N)                                                                                       \
  __CW_HD inline R N(float x) { return N##f(x); }                                                           \
  template <class T, class = __cw_one<T>> __CW_HD inline R N(T x) { return N((double)x); }
__CW_OI(int, ilogb)
__CW_OI(long, lrint)
__CW_OI(long, lround)
__CW_OI(long long, llrint)
__CW_OI(long long, llround)
#define __CW_OX(N, X)                                                                                       \
  __CW_HD inline float N(float x, X y) { return N##f(x, y); }                                               \
  template <class T> __CW_HD inline __cw_one<T> N(T x, X y) { return N((double)x, y); }
__CW_OX(ldexp, int)
__CW_OX(scalbn, int)
__CW_OX(scalbln, long)
__CW_OX(frexp, int*)
__CW_HD inline float modf(float x, float* y) { return modff(x, y); }
__CW_HD inline long double modf(long double x, long double* y) { return modfl(x, y); }
__CW_HD inline float fma(float x, float y, float z) { return fmaf(x, y, z); }
__CW_HD inline long double fma(long double x, long double y, long double z) { return fmal(x, y, z); }
template <class T, class U, class V>
__CW_HD inline typename __cw_real2<typename __cw_real2<T, U>::type, V>::type fma(T x, U y, V z) {
  typedef typename __cw_real2<typename __cw_real2<T, U>::type, V>::type R;
  return fma((R)x, (R)y, (R)z);
}
__CW_HD inline float remquo(float x, float y, int* q) { return remquof(x, y, q); }
__CW_HD inline float nexttoward(float x, long double y) { return nexttowardf(x, y); }

/* Classification. On the bits, so that it holds under every floating-point mode. */
__CW_HD inline unsigned __cw_bits(float x) { return __builtin_bit_cast(unsigned, x); }
__CW_HD inline unsigned long __cw_bits(double x) { return __builtin_bit_cast(unsigned long, x); }
__CW_HD inline bool isnan(float x) { return (__cw_bits(x) & 0x7fffffffu) > 0x7f800000u; }
__CW_HD inline bool isnan(double x) { return (__cw_bits(x) & 0x7fffffffffffffffu) > 0x7ff0000000000000u; }
__CW_HD inline bool isinf(float x) { return (__cw_bits(x) & 0x7fffffffu) == 0x7f800000u; }
__CW_HD inline bool isinf(double x) { return (__cw_bits(x) & 0x7fffffffffffffffu) == 0x7ff0000000000000u; }
__CW_HD inline bool isfinite(float x) { return (__cw_bits(x) & 0x7f800000u) != 0x7f800000u; }
__CW_HD inline bool isfinite(double x) { return (__cw_bits(x) & 0x7ff0000000000000u) != 0x7ff0000000000000u; }
__CW_HD inline bool signbit(float x) { return (__cw_bits(x) >> 31) != 0; }
__CW_HD inline bool signbit(double x) { return (__cw_bits(x) >> 63) != 0; }
__CW_HD inline int fpclassify(float x) { return __fpclassifyf(x); }
__CW_HD inline int fpclassify(double x) { return __fpclassify(x); }
__CW_HD inline bool isnormal(float x) { return __fpclassifyf(x) == FP_NORMAL; }
__CW_HD inline bool isnormal(double x) { return __fpclassify(x) == FP_NORMAL; }
#define __CW_OC(R, N) template <class T, class = __cw_one<T>> __CW_HD inline R N(T x) { return N((double)x); }
__CW_OC(bool, isnan)
__CW_OC(bool, isinf)
__CW_OC(bool, isfinite)
__CW_OC(bool, signbit)
__CW_OC(int, fpclassify)
__CW_OC(bool, isnormal)
#define __CW_OCMP(N, e)                                                                                     \
  template <class T, class U> __CW_HD inline bool N(T a, U b) {                                             \
    typename __cw_real2<T, U>::type x = a, y = b;                                                           \
    return e;                                                                                               \
  }
__CW_OCMP(isgreater, x > y)
__CW_OCMP(isgreaterequal, x >= y)
__CW_OCMP(isless, x < y)
__CW_OCMP(islessequal, x <= y)
__CW_OCMP(islessgreater, x < y || x > y)
__CW_OCMP(isunordered, isnan(x) || isnan(y))
#undef __CW_O1
#undef __CW_O2
#undef __CW_OI
#undef __CW_OX
#undef __CW_OC
#undef __CW_OCMP
}
#endif
