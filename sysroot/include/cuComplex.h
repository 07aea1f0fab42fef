/* CUDA's complex numbers: pairs of floats or doubles. Absolute values and quotients scale, so that they do not overflow. */
#ifndef __CUDA_WASM_CUCOMPLEX_H
#define __CUDA_WASM_CUCOMPLEX_H
#include <math.h>
#include <vector_types.h>

#define __CW_COMPLEX(N, P, T, V, HYPOT)                                                                             \
  typedef V N##Complex;                                                                                             \
  static __CW_HD inline T cuCreal##P(N##Complex x) { return x.x; }                                                  \
  static __CW_HD inline T cuCimag##P(N##Complex x) { return x.y; }                                                  \
  static __CW_HD inline N##Complex make_##N##Complex(T r, T i) {                                                    \
    N##Complex z;                                                                                                   \
    z.x = r;                                                                                                        \
    z.y = i;                                                                                                        \
    return z;                                                                                                       \
  }                                                                                                                 \
  static __CW_HD inline N##Complex cuConj##P(N##Complex x) { return make_##N##Complex(x.x, -x.y); }                 \
  static __CW_HD inline N##Complex cuCadd##P(N##Complex x, N##Complex y) {                                          \
    return make_##N##Complex(x.x + y.x, x.y + y.y);                                                                 \
  }                                                                                                                 \
  static __CW_HD inline N##Complex cuCsub##P(N##Complex x, N##Complex y) {                                          \
    return make_##N##Complex(x.x - y.x, x.y - y.y);                                                                 \
  }                                                                                                                 \
  static __CW_HD inline N##Complex cuCmul##P(N##Complex x, N##Complex y) {                                          \
    return make_##N##Complex(x.x * y.x - x.y * y.y, x.x * y.y + x.y * y.x);                                         \
  }                                                                                                                 \
  static __CW_HD inline N##Complex cuCdiv##P(N##Complex x, N##Complex y) {                                          \
    T s = 1 / ((y.x < 0 ? -y.x : y.x) + (y.y < 0 ? -y.y : y.y)), a = x.x * s, b = x.y * s, c = y.x * s, d = y.y * s; \
    T n = 1 / (c * c + d * d);                                                                                      \
    return make_##N##Complex((a * c + b * d) * n, (b * c - a * d) * n);                                             \
  }                                                                                                                 \
  static __CW_HD inline T cuCabs##P(N##Complex x) { return HYPOT(x.x, x.y); }                                       \
  static __CW_HD inline N##Complex cuCfma##P(N##Complex x, N##Complex y, N##Complex z) {                            \
    return cuCadd##P(cuCmul##P(x, y), z);                                                                           \
  }

__CW_COMPLEX(cuFloat, f, float, float2, hypotf)
__CW_COMPLEX(cuDouble, , double, double2, hypot)
#undef __CW_COMPLEX

typedef cuFloatComplex cuComplex;
static __CW_HD inline cuComplex make_cuComplex(float x, float y) { return make_cuFloatComplex(x, y); }
static __CW_HD inline cuDoubleComplex cuComplexFloatToDouble(cuFloatComplex c) {
  return make_cuDoubleComplex((double)c.x, (double)c.y);
}
static __CW_HD inline cuFloatComplex cuComplexDoubleToFloat(cuDoubleComplex c) {
  return make_cuFloatComplex((float)c.x, (float)c.y);
}

#endif
