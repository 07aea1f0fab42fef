#ifndef _CUB_DEVICE_PARTITION_CUH
#define _CUB_DEVICE_PARTITION_CUH
#include <__cub/device.h>
namespace cub {
/* Copies the selected items to the front of the output, the others to its end in reverse order. */
struct DevicePartition {
  template <class In, class Flag, class Out, class Count, class N>
  static cudaError_t Flagged(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Flag d_flags, Out d_out, Count d_num_selected_out, N num_items, cudaStream_t stream = 0, bool = false) {
    return partition(d_temp_storage, temp_storage_bytes, d_in, [=] (unsigned i) mutable -> bool { return d_flags[i]; }, d_out, d_num_selected_out, num_items, stream);
  }
  template <class In, class Out, class Count, class N, class Pred, std::enable_if_t<std::is_integral_v<N>, int> = 0>
  static cudaError_t If(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, Count d_num_selected_out, N num_items, Pred pred, cudaStream_t stream = 0, bool = false) {
    return partition(d_temp_storage, temp_storage_bytes, d_in, [=] (unsigned i) mutable -> bool { return pred(d_in[i]); }, d_out, d_num_selected_out, num_items, stream);
  }
  /* Three parts, all in order; the numbers of the first two go to d_num_selected_out. */
  template <class In, class First, class Second, class Rest, class Count, class N, class Pred1, class Pred2>
  static cudaError_t If(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, First d_first_part_out, Second d_second_part_out, Rest d_unselected_out, Count d_num_selected_out, N num_items, Pred1 select_first, Pred2 select_second, cudaStream_t stream = 0) {
    if (!__impl::fits(num_items)) return cudaErrorInvalidValue;
    __impl::storage storage(d_temp_storage, temp_storage_bytes);
    unsigned* sums = storage.take<unsigned>(__impl::scan_parts(num_items));
    if (!storage.ready()) return storage.report();
    __impl::compact(
        stream, sums, num_items, [=] (unsigned i) mutable -> bool { return select_first(d_in[i]); }, [=] (unsigned i, bool holds, unsigned place) mutable { if (holds) d_first_part_out[place] = d_in[i]; }, d_num_selected_out);
    __impl::compact(
        stream, sums, num_items, [=] (unsigned i) mutable -> bool { return !select_first(d_in[i]) && select_second(d_in[i]); },
        [=] (unsigned i, bool holds, unsigned place) mutable { if (holds) d_second_part_out[place] = d_in[i]; }, d_num_selected_out + 1);
    return __impl::scan<unsigned>(
        stream, sums, num_items, [=] (unsigned i) mutable { return select_first(d_in[i]) || select_second(d_in[i]) ? 0u : 1u; },
        [=] (unsigned i, bool follows, unsigned before, unsigned through) mutable { if (through != (follows ? before : 0u)) d_unselected_out[through - 1] = d_in[i]; }, [] (unsigned a, unsigned b) { return a + b; });
  }

 private:
  template <class In, class Holds, class Out, class Count, class N> static cudaError_t partition(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Holds holds, Out d_out, Count d_count, N num_items, cudaStream_t stream) {
    if (!__impl::fits(num_items)) return cudaErrorInvalidValue;
    __impl::storage storage(d_temp_storage, temp_storage_bytes);
    unsigned* sums = storage.take<unsigned>(__impl::scan_parts(num_items));
    if (!storage.ready()) return storage.report();
    unsigned last = (unsigned)num_items - 1;
    return __impl::compact(stream, sums, num_items, holds, [=] (unsigned i, bool selected, unsigned place) mutable { d_out[selected ? place : last - (i - place)] = d_in[i]; }, d_count);
  }
};
}  // namespace cub
#endif
