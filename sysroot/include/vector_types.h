/* CUDA's vector types with nvcc's sizes and alignments, and dim3. */
#ifndef __CUDA_WASM_VECTOR_TYPES_H
#define __CUDA_WASM_VECTOR_TYPES_H
#define __VECTOR_TYPES_H__ /* programs ask for it */

#include <__cuda_wasm/host_defines.h>

/* n1 … n4 of T; a2 and a4: the alignment of the two- and the four-element type. */
#define __CW_VECTOR(n, T, a2, a4)                         \
  typedef struct n##1 { T x; } n##1;                      \
  typedef struct __align__(a2) n##2 { T x, y; } n##2;     \
  typedef struct n##3 { T x, y, z; } n##3;                \
  typedef struct __align__(a4) n##4 { T x, y, z, w; } n##4;
#define __CW_VECTOR4_32(n, T)                                         \
  typedef struct __align__(16) n##4_16a { T x, y, z, w; } n##4_16a;   \
  typedef struct __align__(32) n##4_32a { T x, y, z, w; } n##4_32a;

__CW_VECTOR(char, signed char, 2, 4)
__CW_VECTOR(uchar, unsigned char, 2, 4)
__CW_VECTOR(short, short, 4, 8)
__CW_VECTOR(ushort, unsigned short, 4, 8)
__CW_VECTOR(int, int, 8, 16)
__CW_VECTOR(uint, unsigned int, 8, 16)
__CW_VECTOR(long, long, 16, 16)
__CW_VECTOR(ulong, unsigned long, 16, 16)
__CW_VECTOR(longlong, long long, 16, 16)
__CW_VECTOR(ulonglong, unsigned long long, 16, 16)
__CW_VECTOR(float, float, 8, 16)
__CW_VECTOR(double, double, 16, 16)
__CW_VECTOR4_32(long, long)
__CW_VECTOR4_32(ulong, unsigned long)
__CW_VECTOR4_32(longlong, long long)
__CW_VECTOR4_32(ulonglong, unsigned long long)
__CW_VECTOR4_32(double, double)
#undef __CW_VECTOR
#undef __CW_VECTOR4_32

struct dim3 {
  unsigned int x, y, z;
#ifdef __cplusplus
  __CW_HD constexpr dim3(unsigned int vx = 1, unsigned int vy = 1, unsigned int vz = 1) : x(vx), y(vy), z(vz) {}
  __CW_HD constexpr dim3(uint3 v) : x(v.x), y(v.y), z(v.z) {}
  __CW_HD constexpr operator uint3() const { return uint3{x, y, z}; }
#endif
};
typedef struct dim3 dim3;

#endif
