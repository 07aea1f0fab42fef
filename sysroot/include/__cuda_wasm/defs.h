/* What every header of the C library starts from. */
#ifndef __CUDA_WASM_DEFS_H
#define __CUDA_WASM_DEFS_H

/* Functions that CUDA lets device code call. */
#ifdef __CUDA_WASM__
#define __CW_HD __attribute__((host, device))
#else
#define __CW_HD
#endif

/* Functions that are constexpr since C++20. */
#if __cplusplus >= 202002L
#define __CW_C20 constexpr
#else
#define __CW_C20
#endif

#ifdef __cplusplus
#define __CW_BEGIN extern "C" {
#define __CW_END }
#else
#define __CW_BEGIN
#define __CW_END
#endif

#ifndef NULL
#ifdef __cplusplus
#define NULL 0L
#else
#define NULL ((void*)0)
#endif
#endif

typedef unsigned long size_t;

#endif
