/* Reductions over groups: tiles in a butterfly, coalesced groups and tiles of several warps in the order of ranks. Every thread gets the result. */
#ifndef __CUDA_WASM_COOPERATIVE_GROUPS_REDUCE_H
#define __CUDA_WASM_COOPERATIVE_GROUPS_REDUCE_H
#include <cooperative_groups.h>

namespace cooperative_groups {

template <unsigned Size, class Parent, class T, class F>
__device__ inline details::bare_t<T> reduce(const thread_block_tile<Size, Parent>& group, T&& value, F&& op) {
  details::bare_t<T> total = value;
  if constexpr (Size <= 32) {
    for (unsigned distance = Size / 2; distance; distance /= 2) total = op(total, group.shfl_xor(total, distance));
    return total;
  } else {
    static_assert(sizeof total <= 8, "values of more than 8 bytes are not reduced over several warps");
    thread_block_tile<32> warp;
    total = reduce(warp, total, op);
    unsigned long long* values = details::memory_of_tiles()->values;
    unsigned first = details::thread_rank() & ~(Size - 1);
    if (warp.thread_rank() == 0) memcpy(&values[details::thread_rank()], &total, sizeof total);
    group.sync();
    memcpy(&total, &values[first], sizeof total);
    for (unsigned i = first + 32; i < first + Size && i < details::thread_count(); i += 32) {
      details::bare_t<T> part;
      memcpy(&part, &values[i], sizeof part);
      total = op(total, part);
    }
    group.sync();
    return total;
  }
}

template <class T, class F> __device__ inline details::bare_t<T> reduce(const coalesced_group& group, T&& value, F&& op) {
  details::bare_t<T> total = value;
  unsigned size = group.num_threads(), rank = group.thread_rank();
  for (unsigned distance = 1; distance < size; distance *= 2) {
    details::bare_t<T> other = group.shfl_down(total, distance);
    if (rank + distance < size) total = op(total, other);
  }
  return group.shfl(total, 0);
}

}  // namespace cooperative_groups
#endif
