/* Copies from global to shared memory that a thread need not wait for; here they are done when the call returns. */
#ifndef _CUDA_PIPELINE_PRIMITIVES_H_
#define _CUDA_PIPELINE_PRIMITIVES_H_
#include <assert.h>
#include <cuda_runtime.h>
#include <stdint.h>

#ifdef __cplusplus
static __device__ inline void __pipeline_memcpy_async(void* __restrict__ shared, const void* __restrict__ global, size_t size, size_t zeros = 0) {
  switch (size) {
    case 4: *(unsigned*)shared = zeros == 4 ? 0u : *(const unsigned*)global; break;
    case 8: *(uint2*)shared = zeros == 8 ? make_uint2(0, 0) : *(const uint2*)global; break;
    case 16: *(uint4*)shared = zeros == 16 ? make_uint4(0, 0, 0, 0) : *(const uint4*)global; break;
    default: __trap();
  }
  for (size_t i = size - zeros; zeros != size && i < size; i++) ((char*)shared)[i] = 0;
}
static __device__ inline void __pipeline_commit() {}
static __device__ inline void __pipeline_wait_prior(size_t) { __threadfence_block(); }
#endif
#endif
