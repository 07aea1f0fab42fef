/* The copying of a group's threads: in words where addresses and size allow. */
#ifndef __CUDA_WASM_CUDA_COPY_H
#define __CUDA_WASM_CUDA_COPY_H
#include <__cuda_wasm/host_defines.h>
#include <stddef.h>

__device__ inline void __cw_copy(void* to, const void* from, size_t bytes, size_t rank, size_t threads) {
  if ((((size_t)to | (size_t)from | bytes) & 3) == 0) {
    for (size_t i = rank; i < bytes / 4; i += threads) ((unsigned*)to)[i] = ((const unsigned*)from)[i];
  } else {
    for (size_t i = rank; i < bytes; i += threads) ((char*)to)[i] = ((const char*)from)[i];
  }
}
#endif
