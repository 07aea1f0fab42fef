/* Prefix sums over groups within a warp, in the order of ranks. */
#ifndef __CUDA_WASM_COOPERATIVE_GROUPS_SCAN_H
#define __CUDA_WASM_COOPERATIVE_GROUPS_SCAN_H
#include <cooperative_groups.h>
#include <limits>

namespace cooperative_groups {

namespace details {
/* What the first thread of an exclusive scan gets. */
template <class T, class F> struct identity {
  static __device__ T of() { return T(); }
};
template <class T> struct identity<T, less<T>> {
  static __device__ T of() { return std::numeric_limits<T>::max(); }
};
template <class T> struct identity<T, greater<T>> {
  static __device__ T of() { return std::numeric_limits<T>::lowest(); }
};
template <class T> struct identity<T, bit_and<T>> {
  static __device__ T of() { return (T)~T(); }
};
}  // namespace details

template <class Group, class T, class F> __device__ inline details::bare_t<T> inclusive_scan(const Group& group, T&& value, F&& op) {
  details::bare_t<T> total = value;
  unsigned size = group.num_threads(), rank = group.thread_rank();
  for (unsigned distance = 1; distance < size; distance *= 2) {
    details::bare_t<T> other = group.shfl_up(total, distance);
    if (rank >= distance) total = op(other, total);
  }
  return total;
}
template <class Group, class T> __device__ inline details::bare_t<T> inclusive_scan(const Group& group, T&& value) {
  return inclusive_scan(group, value, plus<details::bare_t<T>>());
}

template <class Group, class T, class F> __device__ inline details::bare_t<T> exclusive_scan(const Group& group, T&& value, F&& op) {
  details::bare_t<T> before = group.shfl_up(inclusive_scan(group, value, op), 1);
  return group.thread_rank() == 0 ? details::identity<details::bare_t<T>, details::bare_t<F>>::of() : before;
}
template <class Group, class T> __device__ inline details::bare_t<T> exclusive_scan(const Group& group, T&& value) {
  return exclusive_scan(group, value, plus<details::bare_t<T>>());
}

}  // namespace cooperative_groups
#endif
