/* Copies by all threads of a group. They are done when the call returns; wait makes them visible to the whole group. */
#ifndef __CUDA_WASM_COOPERATIVE_GROUPS_MEMCPY_ASYNC_H
#define __CUDA_WASM_COOPERATIVE_GROUPS_MEMCPY_ASYNC_H
#include <cooperative_groups.h>
#include <cuda/__cuda_wasm/aligned_size.h>
#include <cuda/__cuda_wasm/copy.h>

namespace cooperative_groups {

template <class Group, class T, class U> __device__ inline void memcpy_async(const Group& group, T* to, const U* from, size_t bytes) {
  __cw_copy(to, from, bytes, group.thread_rank(), group.num_threads());
}
template <class Group, class T, class U, size_t N>
__device__ inline void memcpy_async(const Group& group, T* to, const U* from, const cuda::aligned_size_t<N>& bytes) {
  __cw_copy(to, from, bytes, group.thread_rank(), group.num_threads());
}
/* Lengths in elements; the shorter one counts. */
template <class Group, class T, class U>
__device__ inline void memcpy_async(const Group& group, T* to, size_t room, const U* from, size_t count) {
  __cw_copy(to, from, (count < room ? count : room) * sizeof(T), group.thread_rank(), group.num_threads());
}

template <class Group> __device__ inline void wait(const Group& group) { group.sync(); }
template <unsigned Stages, class Group> __device__ inline void wait_prior(const Group& group) { group.sync(); }

}  // namespace cooperative_groups
#endif
