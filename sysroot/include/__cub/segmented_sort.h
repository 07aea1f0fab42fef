/* Sorting within segments, by the bits of keys, keeping the order of equal ones: a block for each segment, which goes over its elements once for every four bits. */
#ifndef __CUB_SEGMENTED_SORT_H
#define __CUB_SEGMENTED_SORT_H
#include <__cub/device.h>
#include <__cub/radix.h>

namespace cub {
namespace __impl {

/* `keys_in` goes to `keys_out` in an odd number of passes, by way of `keys_other`. Each thread has a range of the segment's elements. */
template <bool DESCENDING, class K, class V, class Begin, class End>
__global__ void __launch_bounds__(256) segmented_sort_kernel(const K* keys_in, K* keys_out, K* keys_other, const V* in, V* out, V* other, Begin begins, End ends, int begin_bit, int end_bit, int passes) {
  typedef radix_key<K, DESCENDING> Key;
  typedef BlockScan<unsigned, 256> Scan;
  __shared__ unsigned counts[16 * 256];
  __shared__ typename Scan::TempStorage temp;
  unsigned segment = blockIdx.x, t = threadIdx.x, begin = (unsigned)begins[segment], end = (unsigned)ends[segment];
  unsigned range = end > begin ? (end - begin + 255) / 256 : 0, first = begin + t * range, last = first + range < end ? first + range : end;
  for (int left = passes; left > 0; left--, begin_bit += 4) {
    int width = end_bit - begin_bit < 4 ? (end_bit > begin_bit ? end_bit - begin_bit : 0) : 4;
    K* keys_to = left % 2 ? keys_out : keys_other;
    V* to = left % 2 ? out : other;
    for (unsigned d = 0; d < 16; d++) counts[d * 256 + t] = 0;
    for (unsigned i = first; i < last; i++) counts[Key::digit(Key::encode(keys_in[i]), begin_bit, width) * 256 + t]++;
    __syncthreads();
    unsigned sum = 0, before;
    for (unsigned d = 0; d < 16; d++) sum += counts[t * 16 + d];
    Scan(temp).ExclusiveSum(sum, before);
    for (unsigned d = 0; d < 16; d++) {
      unsigned count = counts[t * 16 + d];
      counts[t * 16 + d] = before;
      before += count;
    }
    __syncthreads();
    for (unsigned i = first; i < last; i++) {
      unsigned place = begin + counts[Key::digit(Key::encode(keys_in[i]), begin_bit, width) * 256 + t]++;
      keys_to[place] = keys_in[i];
      if constexpr (!std::is_same_v<V, NullType>) to[place] = in[i];
    }
    __syncthreads();
    keys_in = keys_to;
    in = to;
  }
}
template <bool DESCENDING, class K, class V, class Begin, class End>
cudaError_t segmented_sort(void* d_temp_storage, size_t& temp_storage_bytes, const K* keys_in, K* keys_out, const V* in, V* out, long long num_items, long long num_segments, Begin begins, End ends, int begin_bit, int end_bit, cudaStream_t stream) {
  if (!fits(num_items) || !fits(num_segments)) return cudaErrorInvalidValue;
  int passes = end_bit <= begin_bit ? 1 : (end_bit - begin_bit + 3) / 4;
  storage storage(d_temp_storage, temp_storage_bytes);
  K* keys_other = storage.take<K>(passes > 1 ? num_items : 0);
  V* other = storage.take<V>(passes > 1 && !std::is_same_v<V, NullType> ? num_items : 0);
  if (!storage.ready()) return storage.report();
  if (num_items == 0 || num_segments == 0) return cudaSuccess;
  segmented_sort_kernel<DESCENDING><<<(unsigned)num_segments, 256, 0, stream>>>(keys_in, keys_out, keys_other, in, out, other, begins, ends, begin_bit, end_bit, passes);
  return cudaPeekAtLastError();
}
/* Between the buffers, in one direction: the result is in the other one. */
template <bool DESCENDING, class K, class V, class Begin, class End>
cudaError_t segmented_sort(void* d_temp_storage, size_t& temp_storage_bytes, DoubleBuffer<K>& keys, DoubleBuffer<V>& values, long long num_items, long long num_segments, Begin begins, End ends, int begin_bit, int end_bit, cudaStream_t stream) {
  cudaError_t error = segmented_sort<DESCENDING>(d_temp_storage, temp_storage_bytes, (const K*)keys.Current(), keys.Alternate(), (const V*)values.Current(), values.Alternate(), num_items, num_segments, begins, ends, begin_bit, end_bit, stream);
  if (d_temp_storage && error == cudaSuccess) {
    keys.selector ^= 1;
    values.selector ^= 1;
  }
  return error;
}

}  // namespace __impl

/* The functions by name; BITS, FROM, TO: with or without a range of bits. */
#define __CUB_SEGMENTED_SORTS(prefix, name, descending, BITS, FROM, TO) \
  template <class K, class Begin, class End> \
  static cudaError_t prefix##SortKeys##name(void* d_temp_storage, size_t& temp_storage_bytes, const K* d_keys_in, K* d_keys_out, long long num_items, long long num_segments, Begin d_begin_offsets, End d_end_offsets BITS) { \
    return __impl::segmented_sort<descending, K, NullType>(d_temp_storage, temp_storage_bytes, d_keys_in, d_keys_out, nullptr, nullptr, num_items, num_segments, d_begin_offsets, d_end_offsets, FROM, TO, stream); \
  } \
  template <class K, class Begin, class End> \
  static cudaError_t prefix##SortKeys##name(void* d_temp_storage, size_t& temp_storage_bytes, DoubleBuffer<K>& d_keys, long long num_items, long long num_segments, Begin d_begin_offsets, End d_end_offsets BITS) { \
    DoubleBuffer<NullType> none; \
    return __impl::segmented_sort<descending>(d_temp_storage, temp_storage_bytes, d_keys, none, num_items, num_segments, d_begin_offsets, d_end_offsets, FROM, TO, stream); \
  } \
  template <class K, class V, class Begin, class End> \
  static cudaError_t prefix##SortPairs##name(void* d_temp_storage, size_t& temp_storage_bytes, const K* d_keys_in, K* d_keys_out, const V* d_values_in, V* d_values_out, long long num_items, long long num_segments, Begin d_begin_offsets, \
                                             End d_end_offsets BITS) { \
    return __impl::segmented_sort<descending>(d_temp_storage, temp_storage_bytes, d_keys_in, d_keys_out, d_values_in, d_values_out, num_items, num_segments, d_begin_offsets, d_end_offsets, FROM, TO, stream); \
  } \
  template <class K, class V, class Begin, class End> \
  static cudaError_t prefix##SortPairs##name(void* d_temp_storage, size_t& temp_storage_bytes, DoubleBuffer<K>& d_keys, DoubleBuffer<V>& d_values, long long num_items, long long num_segments, Begin d_begin_offsets, End d_end_offsets BITS) { \
    return __impl::segmented_sort<descending>(d_temp_storage, temp_storage_bytes, d_keys, d_values, num_items, num_segments, d_begin_offsets, d_end_offsets, FROM, TO, stream); \
  }
}  // namespace cub
#endif
