/* Atomic functions. Scopes: `_block` and `_system` mean the same as the device-wide form on both devices. */
#ifndef __CUDA_WASM_DEVICE_ATOMIC_FUNCTIONS_H
#define __CUDA_WASM_DEVICE_ATOMIC_FUNCTIONS_H
#include <vector_types.h>

typedef unsigned long long __cw_u64;

/* A builtin under its three names; an inline function for the type that goes through another one's bits. */
#define __CW_ATOMIC(f, T, name)                                                                                   \
  T f(T* address, T value) __CW_BUILTIN(name);                                                                    \
  T f##_block(T* address, T value) __CW_BUILTIN(name);                                                            \
  T f##_system(T* address, T value) __CW_BUILTIN(name);
#define __CW_ATOMIC_INLINE(f, T, body)                                                                            \
  __device__ inline T f(T* address, T value) body                                                                 \
  __device__ inline T f##_block(T* address, T value) { return f(address, value); }                                \
  __device__ inline T f##_system(T* address, T value) { return f(address, value); }
#define __CW_ATOMIC_CAS(T, name)                                                                                  \
  T atomicCAS(T* address, T compare, T value) __CW_BUILTIN(name);                                                 \
  T atomicCAS_block(T* address, T compare, T value) __CW_BUILTIN(name);                                           \
  T atomicCAS_system(T* address, T compare, T value) __CW_BUILTIN(name);

__CW_ATOMIC(atomicAdd, int, "atomic_add_i32")
__CW_ATOMIC(atomicAdd, unsigned, "atomic_add_u32")
__CW_ATOMIC(atomicAdd, __cw_u64, "atomic_add_u64")
__CW_ATOMIC(atomicAdd, float, "atomic_add_f32")
__CW_ATOMIC(atomicAdd, double, "atomic_add_f64")
__CW_ATOMIC_INLINE(atomicAdd, float2, {
  float2 old;
  old.x = atomicAdd(&address->x, value.x);
  old.y = atomicAdd(&address->y, value.y);
  return old;
})
__CW_ATOMIC_INLINE(atomicAdd, float4, {
  float4 old;
  old.x = atomicAdd(&address->x, value.x);
  old.y = atomicAdd(&address->y, value.y);
  old.z = atomicAdd(&address->z, value.z);
  old.w = atomicAdd(&address->w, value.w);
  return old;
})
__CW_ATOMIC_INLINE(atomicSub, int, { return atomicAdd(address, (int)(0u - (unsigned)value)); })
__CW_ATOMIC_INLINE(atomicSub, unsigned, { return atomicAdd(address, 0u - value); })
__CW_ATOMIC(atomicExch, unsigned, "atomic_exch_u32")
__CW_ATOMIC(atomicExch, __cw_u64, "atomic_exch_u64")
__CW_ATOMIC_INLINE(atomicExch, int, { return (int)atomicExch((unsigned*)address, (unsigned)value); })
__CW_ATOMIC_INLINE(atomicExch, float, {
  return __builtin_bit_cast(float, atomicExch((unsigned*)address, __builtin_bit_cast(unsigned, value)));
})
__CW_ATOMIC(atomicMin, int, "atomic_min_i32")
__CW_ATOMIC(atomicMin, unsigned, "atomic_min_u32")
__CW_ATOMIC(atomicMin, long long, "atomic_min_i64")
__CW_ATOMIC(atomicMin, __cw_u64, "atomic_min_u64")
__CW_ATOMIC(atomicMax, int, "atomic_max_i32")
__CW_ATOMIC(atomicMax, unsigned, "atomic_max_u32")
__CW_ATOMIC(atomicMax, long long, "atomic_max_i64")
__CW_ATOMIC(atomicMax, __cw_u64, "atomic_max_u64")
#define __CW_ATOMIC_BITS(f, name)                                                                                 \
  __CW_ATOMIC(f, unsigned, name "_u32")                                                                           \
  __CW_ATOMIC(f, __cw_u64, name "_u64")                                                                           \
  __CW_ATOMIC_INLINE(f, int, { return (int)f((unsigned*)address, (unsigned)value); })                             \
  __CW_ATOMIC_INLINE(f, long long, { return (long long)f((__cw_u64*)address, (__cw_u64)value); })
__CW_ATOMIC_BITS(atomicAnd, "atomic_and")
__CW_ATOMIC_BITS(atomicOr, "atomic_or")
__CW_ATOMIC_BITS(atomicXor, "atomic_xor")
__CW_ATOMIC(atomicInc, unsigned, "atomic_inc_u32")
__CW_ATOMIC(atomicDec, unsigned, "atomic_dec_u32")
__CW_ATOMIC_CAS(unsigned, "atomic_cas_u32")
__CW_ATOMIC_CAS(__cw_u64, "atomic_cas_u64")
__CW_ATOMIC_CAS(unsigned short, "atomic_cas_u16")
__device__ inline int atomicCAS(int* address, int compare, int value) {
  return (int)atomicCAS((unsigned*)address, (unsigned)compare, (unsigned)value);
}
__device__ inline int atomicCAS_block(int* a, int compare, int value) { return atomicCAS(a, compare, value); }
__device__ inline int atomicCAS_system(int* a, int compare, int value) { return atomicCAS(a, compare, value); }
#undef __CW_ATOMIC
#undef __CW_ATOMIC_INLINE
#undef __CW_ATOMIC_CAS
#undef __CW_ATOMIC_BITS

#endif
