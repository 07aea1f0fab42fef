/* ::min, ::max in every combination of types that nvcc declares, for host and device code. */
#ifndef __CUDA_WASM_MIN_MAX_H
#define __CUDA_WASM_MIN_MAX_H
#include <math.h>

#define __CW_MIN_MAX(R, T, U)                                                                  \
  __CW_HD inline R min(T a, U b) { R x = (R)a, y = (R)b; return y < x ? y : x; }               \
  __CW_HD inline R max(T a, U b) { R x = (R)a, y = (R)b; return x < y ? y : x; }
#define __CW_MIN_MAX_SIGNS(S, U) \
  __CW_MIN_MAX(S, S, S) __CW_MIN_MAX(U, U, U) __CW_MIN_MAX(U, S, U) __CW_MIN_MAX(U, U, S)
__CW_MIN_MAX_SIGNS(int, unsigned)
__CW_MIN_MAX_SIGNS(long, unsigned long)
__CW_MIN_MAX_SIGNS(long long, unsigned long long)
#undef __CW_MIN_MAX
#undef __CW_MIN_MAX_SIGNS
__CW_HD inline float min(float a, float b) { return fminf(a, b); }
__CW_HD inline float max(float a, float b) { return fmaxf(a, b); }
__CW_HD inline double min(double a, double b) { return fmin(a, b); }
__CW_HD inline double max(double a, double b) { return fmax(a, b); }
__CW_HD inline double min(float a, double b) { return fmin((double)a, b); }
__CW_HD inline double max(float a, double b) { return fmax((double)a, b); }
__CW_HD inline double min(double a, float b) { return fmin(a, (double)b); }
__CW_HD inline double max(double a, float b) { return fmax(a, (double)b); }
__CW_HD inline unsigned umin(unsigned a, unsigned b) { return b < a ? b : a; }
__CW_HD inline unsigned umax(unsigned a, unsigned b) { return a < b ? b : a; }
__CW_HD inline long long llmin(long long a, long long b) { return b < a ? b : a; }
__CW_HD inline long long llmax(long long a, long long b) { return a < b ? b : a; }
__CW_HD inline unsigned long long ullmin(unsigned long long a, unsigned long long b) { return b < a ? b : a; }
__CW_HD inline unsigned long long ullmax(unsigned long long a, unsigned long long b) { return a < b ? b : a; }

#endif
