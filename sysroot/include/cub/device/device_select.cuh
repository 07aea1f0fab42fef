#ifndef _CUB_DEVICE_SELECT_CUH
#define _CUB_DEVICE_SELECT_CUH
#include <__cub/device.h>
namespace cub {
/* Copies the selected items, in their order, to the front of the output. */
struct DeviceSelect {
  template <class In, class Flag, class Out, class Count, class N>
  static cudaError_t Flagged(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Flag d_flags, Out d_out, Count d_num_selected_out, N num_items, cudaStream_t stream = 0, bool = false) {
    return select(d_temp_storage, temp_storage_bytes, d_in, [=] (unsigned i) mutable -> bool { return d_flags[i]; }, d_out, d_num_selected_out, num_items, stream);
  }
  template <class In, class Out, class Count, class N, class Pred, std::enable_if_t<std::is_integral_v<N>, int> = 0>
  static cudaError_t If(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, Count d_num_selected_out, N num_items, Pred pred, cudaStream_t stream = 0, bool = false) {
    return select(d_temp_storage, temp_storage_bytes, d_in, [=] (unsigned i) mutable -> bool { return pred(d_in[i]); }, d_out, d_num_selected_out, num_items, stream);
  }
  template <class In, class Flag, class Out, class Count, class N, class Pred>
  static cudaError_t FlaggedIf(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Flag d_flags, Out d_out, Count d_num_selected_out, N num_items, Pred pred, cudaStream_t stream = 0) {
    return select(d_temp_storage, temp_storage_bytes, d_in, [=] (unsigned i) mutable -> bool { return pred(d_flags[i]); }, d_out, d_num_selected_out, num_items, stream);
  }
  /* In place. */
  template <class It, class Flag, class Count, class N, std::enable_if_t<std::is_integral_v<N>, int> = 0>
  static cudaError_t Flagged(void* d_temp_storage, size_t& temp_storage_bytes, It d_data, Flag d_flags, Count d_num_selected_out, N num_items, cudaStream_t stream = 0) {
    return select_in_place(d_temp_storage, temp_storage_bytes, d_data, [=] (unsigned i, auto) mutable -> bool { return d_flags[i]; }, d_num_selected_out, num_items, stream);
  }
  template <class It, class Count, class N, class Pred, std::enable_if_t<std::is_integral_v<N> && !std::is_integral_v<Pred>, int> = 0>
  static cudaError_t If(void* d_temp_storage, size_t& temp_storage_bytes, It d_data, Count d_num_selected_out, N num_items, Pred pred, cudaStream_t stream = 0) {
    return select_in_place(d_temp_storage, temp_storage_bytes, d_data, [=] (unsigned, auto x) mutable -> bool { return pred(x); }, d_num_selected_out, num_items, stream);
  }
  /* The first of equal neighbours. */
  template <class In, class Out, class Count, class N>
  static cudaError_t Unique(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, Count d_num_selected_out, N num_items, cudaStream_t stream = 0, bool = false) {
    return select(d_temp_storage, temp_storage_bytes, d_in, [=] (unsigned i) mutable -> bool { return i == 0 || !(d_in[i - 1] == d_in[i]); }, d_out, d_num_selected_out, num_items, stream);
  }
  template <class K, class V, class KO, class VO, class Count, class N, class Equal, std::enable_if_t<std::is_integral_v<N>, int> = 0>
  static cudaError_t UniqueByKey(void* d_temp_storage, size_t& temp_storage_bytes, K d_keys_in, V d_values_in, KO d_keys_out, VO d_values_out, Count d_num_selected_out, N num_items, Equal equal, cudaStream_t stream = 0) {
    if (!__impl::fits(num_items)) return cudaErrorInvalidValue;
    __impl::storage storage(d_temp_storage, temp_storage_bytes);
    unsigned* sums = storage.take<unsigned>(__impl::scan_parts(num_items));
    if (!storage.ready()) return storage.report();
    return __impl::compact(
        stream, sums, num_items, [=] (unsigned i) mutable -> bool { return i == 0 || !equal(d_keys_in[i - 1], d_keys_in[i]); },
        [=] (unsigned i, bool holds, unsigned place) mutable {
          if (!holds) return;
          d_keys_out[place] = d_keys_in[i];
          d_values_out[place] = d_values_in[i];
        },
        d_num_selected_out);
  }
  template <class K, class V, class KO, class VO, class Count, class N>
  static cudaError_t UniqueByKey(void* d_temp_storage, size_t& temp_storage_bytes, K d_keys_in, V d_values_in, KO d_keys_out, VO d_values_out, Count d_num_selected_out, N num_items, cudaStream_t stream = 0) {
    return UniqueByKey(d_temp_storage, temp_storage_bytes, d_keys_in, d_values_in, d_keys_out, d_values_out, d_num_selected_out, num_items, Equality(), stream);
  }

 private:
  template <class In, class Holds, class Out, class Count, class N> static cudaError_t select(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Holds holds, Out d_out, Count d_count, N num_items, cudaStream_t stream) {
    if (!__impl::fits(num_items)) return cudaErrorInvalidValue;
    __impl::storage storage(d_temp_storage, temp_storage_bytes);
    unsigned* sums = storage.take<unsigned>(__impl::scan_parts(num_items));
    if (!storage.ready()) return storage.report();
    return __impl::compact(stream, sums, num_items, holds, [=] (unsigned i, bool selected, unsigned place) mutable { if (selected) d_out[place] = d_in[i]; }, d_count);
  }
  template <class It, class Holds, class Count, class N> static cudaError_t select_in_place(void* d_temp_storage, size_t& temp_storage_bytes, It d_data, Holds holds, Count d_count, N num_items, cudaStream_t stream) {
    typedef __impl::value_of<It> T;
    if (!__impl::fits(num_items)) return cudaErrorInvalidValue;
    __impl::storage storage(d_temp_storage, temp_storage_bytes);
    unsigned* sums = storage.take<unsigned>(__impl::scan_parts(num_items));
    T* copy = storage.take<T>(num_items);
    if (!storage.ready()) return storage.report();
    __impl::each(stream, num_items, [=] (unsigned i) mutable { copy[i] = d_data[i]; });
    return __impl::compact(stream, sums, num_items, [=] (unsigned i) mutable -> bool { return holds(i, copy[i]); }, [=] (unsigned i, bool selected, unsigned place) mutable { if (selected) d_data[place] = copy[i]; }, d_count);
  }
};
}  // namespace cub
#endif
