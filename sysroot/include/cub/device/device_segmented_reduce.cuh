#ifndef _CUB_DEVICE_SEGMENTED_REDUCE_CUH
#define _CUB_DEVICE_SEGMENTED_REDUCE_CUH
#include <__cub/device.h>
namespace cub {
/* One result for each range of elements; each range is a warp's. */
struct DeviceSegmentedReduce {
  template <class In, class Out, class Begin, class End, class Op, class T>
  static cudaError_t Reduce(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, long long num_segments, Begin d_begin_offsets, End d_end_offsets, Op op, T init, cudaStream_t stream = 0, bool = false) {
    typedef __accumulator_t<Op, T, __impl::value_of<In>> A;
    return segments<A>(d_temp_storage, temp_storage_bytes, num_segments, d_begin_offsets, d_end_offsets, [=] (long long i, long long) mutable -> A { return (A)d_in[i]; }, op,
                       [=] (unsigned s, bool any, const A& sum) mutable { d_out[s] = any ? (A)op(init, sum) : (A)init; }, stream);
  }
  template <class In, class Out, class Begin, class End>
  static cudaError_t Sum(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, long long num_segments, Begin d_begin_offsets, End d_end_offsets, cudaStream_t stream = 0, bool = false) {
    return Reduce(d_temp_storage, temp_storage_bytes, d_in, d_out, num_segments, d_begin_offsets, d_end_offsets, cub::Sum(), __impl::output_of<Out, __impl::value_of<In>>{}, stream);
  }
  template <class In, class Out, class Begin, class End>
  static cudaError_t Min(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, long long num_segments, Begin d_begin_offsets, End d_end_offsets, cudaStream_t stream = 0, bool = false) {
    return Reduce(d_temp_storage, temp_storage_bytes, d_in, d_out, num_segments, d_begin_offsets, d_end_offsets, cub::Min(), std::numeric_limits<__impl::value_of<In>>::max(), stream);
  }
  template <class In, class Out, class Begin, class End>
  static cudaError_t Max(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, long long num_segments, Begin d_begin_offsets, End d_end_offsets, cudaStream_t stream = 0, bool = false) {
    return Reduce(d_temp_storage, temp_storage_bytes, d_in, d_out, num_segments, d_begin_offsets, d_end_offsets, cub::Max(), std::numeric_limits<__impl::value_of<In>>::lowest(), stream);
  }
  /* Indices count from the segment's begin; an empty segment gives the index 1. */
  template <class In, class Out, class Begin, class End>
  static cudaError_t ArgMin(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, long long num_segments, Begin d_begin_offsets, End d_end_offsets, cudaStream_t stream = 0, bool = false) {
    return arg(d_temp_storage, temp_storage_bytes, d_in, d_out, num_segments, d_begin_offsets, d_end_offsets, cub::ArgMin(), std::numeric_limits<__impl::value_of<In>>::max(), stream);
  }
  template <class In, class Out, class Begin, class End>
  static cudaError_t ArgMax(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, long long num_segments, Begin d_begin_offsets, End d_end_offsets, cudaStream_t stream = 0, bool = false) {
    return arg(d_temp_storage, temp_storage_bytes, d_in, d_out, num_segments, d_begin_offsets, d_end_offsets, cub::ArgMax(), std::numeric_limits<__impl::value_of<In>>::lowest(), stream);
  }

 private:
  template <class T, class In, class Out, class Begin, class End, class Op>
  static cudaError_t arg(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, long long num_segments, Begin begins, End ends, Op op, T none, cudaStream_t stream) {
    typedef KeyValuePair<int, T> A;
    return segments<A>(d_temp_storage, temp_storage_bytes, num_segments, begins, ends, [=] (long long i, long long begin) mutable { return A((int)(i - begin), d_in[i]); }, op,
                       [=] (unsigned s, bool any, const A& best) mutable { d_out[s] = any ? best : A(1, none); }, stream);
  }
  template <class A, class Begin, class End, class Load, class Op, class Finish>
  static cudaError_t segments(void* d_temp_storage, size_t& temp_storage_bytes, long long num_segments, Begin begins, End ends, Load load, Op op, Finish finish, cudaStream_t stream) {
    if (!__impl::fits(num_segments * 32)) return cudaErrorInvalidValue;
    __impl::storage storage(d_temp_storage, temp_storage_bytes);
    if (!storage.ready()) return storage.report();
    return __impl::each(stream, (size_t)num_segments * 32, [=] (unsigned t) mutable {
      unsigned s = t / 32, lane = t % 32;
      long long begin = begins[s], end = ends[s], count = end - begin, i = begin + lane;
      A sum;
      if (i < end) sum = load(i, begin);
      for (i += 32; i < end; i += 32) sum = (A)op(sum, load(i, begin));
      typename WarpReduce<A>::TempStorage temp;
      sum = WarpReduce<A>(temp).Reduce(sum, op, count < 32 ? (int)count : 32);
      if (lane == 0) finish(s, count > 0, sum);
    });
  }
};
}  // namespace cub
#endif
