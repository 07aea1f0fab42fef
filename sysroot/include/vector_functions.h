/* make_<vector type>(…) for all of CUDA's vector types. */
#ifndef __CUDA_WASM_VECTOR_FUNCTIONS_H
#define __CUDA_WASM_VECTOR_FUNCTIONS_H

#include <vector_types.h>

#define __CW_MAKE4(n, T) \
  static inline __CW_HD n make_##n(T x, T y, T z, T w) { n r; r.x = x; r.y = y; r.z = z; r.w = w; return r; }
#define __CW_MAKE(n, T)                                                                                        \
  static inline __CW_HD n##1 make_##n##1(T x) { n##1 r; r.x = x; return r; }                                   \
  static inline __CW_HD n##2 make_##n##2(T x, T y) { n##2 r; r.x = x; r.y = y; return r; }                     \
  static inline __CW_HD n##3 make_##n##3(T x, T y, T z) { n##3 r; r.x = x; r.y = y; r.z = z; return r; }       \
  __CW_MAKE4(n##4, T)

__CW_MAKE(char, signed char)
__CW_MAKE(uchar, unsigned char)
__CW_MAKE(short, short)
__CW_MAKE(ushort, unsigned short)
__CW_MAKE(int, int)
__CW_MAKE(uint, unsigned int)
__CW_MAKE(long, long)
__CW_MAKE(ulong, unsigned long)
__CW_MAKE(longlong, long long)
__CW_MAKE(ulonglong, unsigned long long)
__CW_MAKE(float, float)
__CW_MAKE(double, double)
__CW_MAKE4(long4_16a, long)
__CW_MAKE4(long4_32a, long)
__CW_MAKE4(ulong4_16a, unsigned long)
__CW_MAKE4(ulong4_32a, unsigned long)
__CW_MAKE4(longlong4_16a, long long)
__CW_MAKE4(longlong4_32a, long long)
__CW_MAKE4(ulonglong4_16a, unsigned long long)
__CW_MAKE4(ulonglong4_32a, unsigned long long)
__CW_MAKE4(double4_16a, double)
__CW_MAKE4(double4_32a, double)
#undef __CW_MAKE
#undef __CW_MAKE4

#endif
