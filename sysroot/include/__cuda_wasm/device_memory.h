/* Loads and stores with a cache operator (plain accesses here), address space queries, hints to the compiler. */
#ifndef __CUDA_WASM_DEVICE_MEMORY_H
#define __CUDA_WASM_DEVICE_MEMORY_H
#include <__cuda_wasm/host_defines.h>

template <class T> struct __cw_identity { typedef T type; };
#define __CW_LOAD(f) template <class T> __device__ inline T f(const T* address) { return *address; }
#define __CW_STORE(f) \
  template <class T> __device__ inline void f(T* address, typename __cw_identity<T>::type value) { *address = value; }
__CW_LOAD(__ldg) __CW_LOAD(__ldcg) __CW_LOAD(__ldca) __CW_LOAD(__ldcs) __CW_LOAD(__ldlu) __CW_LOAD(__ldcv)
__CW_STORE(__stwb) __CW_STORE(__stcg) __CW_STORE(__stcs) __CW_STORE(__stwt)
#undef __CW_LOAD
#undef __CW_STORE

unsigned __isGlobal(const void* p) __CW_BUILTIN("is_global");
unsigned __isShared(const void* p) __CW_BUILTIN("is_shared");
unsigned __isConstant(const void* p) __CW_BUILTIN("is_constant");
unsigned __isLocal(const void* p) __CW_BUILTIN("is_local");
__device__ inline unsigned __isGridConstant(const void*) { return 0; }
__device__ inline size_t __cvta_generic_to_global(const void* p) { return (size_t)p; }
__device__ inline size_t __cvta_generic_to_shared(const void* p) { return (size_t)p; }
__device__ inline size_t __cvta_generic_to_constant(const void* p) { return (size_t)p; }
__device__ inline size_t __cvta_generic_to_local(const void* p) { return (size_t)p; }
__device__ inline void* __cvta_global_to_generic(size_t p) { return (void*)p; }
__device__ inline void* __cvta_shared_to_generic(size_t p) { return (void*)p; }
__device__ inline void* __cvta_constant_to_generic(size_t p) { return (void*)p; }
__device__ inline void* __cvta_local_to_generic(size_t p) { return (void*)p; }

#define __assume(condition) __builtin_assume(condition)
__device__ inline void* __nv_associate_access_property(const void* p, unsigned long long) { return (void*)p; }

#endif
