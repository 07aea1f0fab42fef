// The fast approximations of single precision. Where nothing faster is at hand they are the precise forms.
#include <cuda_runtime.h>

#define CW_DEV extern "C" __device__

CW_DEV float __sinf(float x) { return sinf(x); }
CW_DEV float __cosf(float x) { return cosf(x); }
CW_DEV float __tanf(float x) { return tanf(x); }
CW_DEV void __sincosf(float x, float* s, float* c) { sincosf(x, s, c); }
CW_DEV float __expf(float x) { return expf(x); }
CW_DEV float __exp10f(float x) { return exp10f(x); }
CW_DEV float __logf(float x) { return logf(x); }
CW_DEV float __log2f(float x) { return log2f(x); }
CW_DEV float __log10f(float x) { return log10f(x); }
CW_DEV float __tanhf(float x) { return tanhf(x); }
CW_DEV float __saturatef(float x) { return x > 0.0f ? (x < 1.0f ? x : 1.0f) : 0.0f; }

// Large divisors have no reciprocal: the quotient is 0 (NaN for infinite x).
CW_DEV float __fdividef(float x, float y) {
  float size = __builtin_fabsf(y);
  return size > 8.50705917e37f && size <= 3.40282347e38f ? x * 0.0f : x / y;
}

// With -prec-sqrt=false, where shaders have it.
CW_DEV float __cw_fast_sqrtf(float x) { return __builtin_sqrtf(x); }
