/* CUDA's function and variable qualifiers as attributes that the compiler knows. Included by every CUDA header. */
#ifndef __CUDA_WASM_HOST_DEFINES_H
#define __CUDA_WASM_HOST_DEFINES_H

#include <__cuda_wasm/defs.h>

#define __host__ __attribute__((host))
#define __device__ __attribute__((device))
#define __global__ __attribute__((global))
#define __shared__ __attribute__((shared))
#define __constant__ __attribute__((constant))
#define __managed__ __attribute__((managed))
#define __launch_bounds__(...) __attribute__((launch_bounds(__VA_ARGS__)))
#define __cluster_dims__(...) __attribute__((cluster_dims(__VA_ARGS__)))
#define __maxnreg__(n) __attribute__((maxnreg(n)))
#define __grid_constant__ __attribute__((grid_constant))
#define __forceinline__ __inline__ __attribute__((always_inline))
#define __noinline__ __attribute__((noinline))
#define __no_return__ __attribute__((noreturn))
#define __align__(n) __attribute__((aligned(n)))
#define __builtin_align__(n) __align__(n)
#define __thread__ __thread
#define __location__(a) __attribute__((a))
#define __annotate__(a) __attribute__((a))
#define __device_builtin__
#define __cudart_builtin__
#define CUDARTAPI
#define CUDARTAPI_CDECL
#define CUDART_CB
#define __CW_BUILTIN(name) __attribute__((device, cw_builtin(name)))

#endif
