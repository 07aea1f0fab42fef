/* What the headers of SSE share: how their functions are declared, and the arithmetic that gcc has for vectors. */
#ifndef __CUDA_WASM_SIMD_H
#define __CUDA_WASM_SIMD_H

#define __CW_SIMD static __inline __attribute__((__always_inline__, __unused__))

#ifdef __cplusplus
#define __CW_SIMD_OPERATOR(V, n, op) \
  friend inline V operator op(const V& a, const V& b) { \
    V r = a; \
    for (int i = 0; i < n; i++) r.__v[i] = a.__v[i] op b.__v[i]; \
    return r; \
  } \
  V& operator op##=(const V& b) { return *this = *this op b; }
#define __CW_SIMD_OPERATORS(V, T, n) \
  T& operator[](int i) { return __v[i]; } \
  const T& operator[](int i) const { return __v[i]; } \
  __CW_SIMD_OPERATOR(V, n, +) __CW_SIMD_OPERATOR(V, n, -) __CW_SIMD_OPERATOR(V, n, *) __CW_SIMD_OPERATOR(V, n, /)
#else
#define __CW_SIMD_OPERATORS(V, T, n)
#endif

#endif
