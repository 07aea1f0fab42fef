/* Copies by all threads of a group. They are done when the call returns; wait makes them visible to the whole group. */
#ifndef __CUDA_WASM_COOPERATIVE_GROUPS_MEMCPY_ASYNC_H
#define __CUDA_WASM_COOPERATIVE_GROUPS_MEMCPY_ASYNC_H
#include <cooperative_groups.h>
#include <cuda/__cuda_wasm/aligned_size.h>

namespace cooperative_groups {

namespace details {
/* The piece type: as wide as the addresses' and the size's alignment allow. */
template <class Group> __device__ inline void copy(const Group& group, void* to, const void* from, size_t bytes) {
  size_t rank = group.thread_rank(), threads = group.num_threads();
  if ((((size_t)to | (size_t)from | bytes) & 3) == 0) {
    for (size_t i = rank; i < bytes / 4; i += threads) ((unsigned*)to)[i] = ((const unsigned*)from)[i];
  } else {
    for (size_t i = rank; i < bytes; i += threads) ((char*)to)[i] = ((const char*)from)[i];
  }
}
}  // namespace details

template <class Group, class T, class U> __device__ inline void memcpy_async(const Group& group, T* to, const U* from, size_t bytes) {
  details::copy(group, (void*)to, (const void*)from, bytes);
}
template <class Group, class T, class U, size_t N>
__device__ inline void memcpy_async(const Group& group, T* to, const U* from, const cuda::aligned_size_t<N>& bytes) {
  details::copy(group, (void*)to, (const void*)from, bytes);
}
/* Lengths in elements; the shorter one counts. */
template <class Group, class T, class U>
__device__ inline void memcpy_async(const Group& group, T* to, size_t room, const U* from, size_t count) {
  details::copy(group, (void*)to, (const void*)from, (count < room ? count : room) * sizeof(T));
}

template <class Group> __device__ inline void wait(const Group& group) { group.sync(); }
template <unsigned Stages, class Group> __device__ inline void wait_prior(const Group& group) { group.sync(); }

}  // namespace cooperative_groups
#endif
