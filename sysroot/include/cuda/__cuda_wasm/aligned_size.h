/* cuda::aligned_size_t: a size together with the alignment that the addresses have. */
#ifndef __CUDA_WASM_ALIGNED_SIZE_H
#define __CUDA_WASM_ALIGNED_SIZE_H
#include <__cuda_wasm/host_defines.h>
#include <stddef.h>

namespace cuda {
template <size_t Alignment> struct aligned_size_t {
  static constexpr size_t align = Alignment;
  size_t value;
  __host__ __device__ explicit constexpr aligned_size_t(size_t size) : value(size) {}
  __host__ __device__ constexpr operator size_t() const { return value; }
};
}  // namespace cuda
#endif
