#ifndef _CUB_DEVICE_RADIX_SORT_CUH
#define _CUB_DEVICE_RADIX_SORT_CUH
#include <__cub/device.h>
#include <__cub/radix.h>
namespace cub {
/* Sorts by the bits of keys, eight at a time, keeping the order of equal ones. In a pass each thread counts the digits of a range of its own, the counts are scanned, and each thread moves its elements. */
struct DeviceRadixSort {
#define __CUB_SORTS(name, descending)                                                                                                                              \
  template <class K, class N, std::enable_if_t<std::is_integral_v<N>, int> = 0>                                                                                    \
  static cudaError_t SortKeys##name(void* d_temp_storage, size_t& temp_storage_bytes, const K* d_keys_in, K* d_keys_out, N num_items, int begin_bit = 0, int end_bit = sizeof(K) * 8, cudaStream_t stream = 0, bool = false) { \
    return sort<descending, K, NullType>(d_temp_storage, temp_storage_bytes, d_keys_in, d_keys_out, nullptr, nullptr, num_items, begin_bit, end_bit, stream);       \
  }                                                                                                                                                                \
  template <class K, class N, std::enable_if_t<std::is_integral_v<N>, int> = 0>                                                                                    \
  static cudaError_t SortKeys##name(void* d_temp_storage, size_t& temp_storage_bytes, DoubleBuffer<K>& d_keys, N num_items, int begin_bit = 0, int end_bit = sizeof(K) * 8, cudaStream_t stream = 0, bool = false) { \
    DoubleBuffer<NullType> none;                                                                                                                                   \
    return sort_buffers<descending>(d_temp_storage, temp_storage_bytes, d_keys, none, num_items, begin_bit, end_bit, stream);                                       \
  }                                                                                                                                                                \
  template <class K, class V, class N, std::enable_if_t<std::is_integral_v<N>, int> = 0>                                                                           \
  static cudaError_t SortPairs##name(void* d_temp_storage, size_t& temp_storage_bytes, const K* d_keys_in, K* d_keys_out, const V* d_values_in, V* d_values_out, N num_items, int begin_bit = 0, int end_bit = sizeof(K) * 8, cudaStream_t stream = 0, bool = false) { \
    return sort<descending>(d_temp_storage, temp_storage_bytes, d_keys_in, d_keys_out, d_values_in, d_values_out, num_items, begin_bit, end_bit, stream);           \
  }                                                                                                                                                                \
  template <class K, class V, class N, std::enable_if_t<std::is_integral_v<N>, int> = 0>                                                                           \
  static cudaError_t SortPairs##name(void* d_temp_storage, size_t& temp_storage_bytes, DoubleBuffer<K>& d_keys, DoubleBuffer<V>& d_values, N num_items, int begin_bit = 0, int end_bit = sizeof(K) * 8, cudaStream_t stream = 0, bool = false) { \
    return sort_buffers<descending>(d_temp_storage, temp_storage_bytes, d_keys, d_values, num_items, begin_bit, end_bit, stream);                                   \
  }
  __CUB_SORTS(, false)
  __CUB_SORTS(Descending, true)
#undef __CUB_SORTS

 private:
  static constexpr int DIGIT_BITS = 8, DIGITS = 1 << DIGIT_BITS;
  static unsigned tile_count(size_t n) { return n <= 256 ? 1 : n >= 256 * 1024 ? 1024 : (unsigned)((n + 255) / 256); }
  static int pass_count(int begin, int end) { return end <= begin ? 1 : (end - begin + DIGIT_BITS - 1) / DIGIT_BITS; }

  template <bool DESCENDING, class K, class V>
  static cudaError_t pass(const K* from, K* to, const V* values_from, V* values_to, unsigned* counts, unsigned* sums, unsigned n, int begin, int end, cudaStream_t stream) {
    typedef __impl::radix_key<K, DESCENDING> Key;
    int width = end - begin < DIGIT_BITS ? (end > begin ? end - begin : 0) : DIGIT_BITS;
    unsigned tiles = tile_count(n), range = (n + tiles - 1) / tiles, digits = 1u << width;
    __impl::each(stream, tiles, [=] (unsigned t) {
      unsigned first = t * range, last = first + range < n ? first + range : n;
      for (unsigned d = 0; d < digits; d++) counts[d * tiles + t] = 0;
      for (unsigned i = first; i < last; i++) counts[Key::digit(Key::encode(from[i]), begin, width) * tiles + t]++;
    });
    __impl::scan<unsigned>(
        stream, sums, (size_t)digits * tiles, [=] (unsigned i) { return counts[i]; }, [=] (unsigned i, bool follows, unsigned before, unsigned) { counts[i] = follows ? before : 0u; }, [] (unsigned a, unsigned b) { return a + b; });
    return __impl::each(stream, tiles, [=] (unsigned t) {
      unsigned first = t * range, last = first + range < n ? first + range : n;
      for (unsigned i = first; i < last; i++) {
        unsigned place = counts[Key::digit(Key::encode(from[i]), begin, width) * tiles + t]++;
        to[place] = from[i];
        if constexpr (!std::is_same_v<V, NullType>) values_to[place] = values_from[i];
      }
    });
  }

  template <bool DESCENDING, class K, class V, class N>
  static cudaError_t sort(void* d_temp_storage, size_t& temp_storage_bytes, const K* keys_in, K* keys_out, const V* values_in, V* values_out, N num_items, int begin, int end, cudaStream_t stream) {
    if (!__impl::fits(num_items)) return cudaErrorInvalidValue;
    size_t n = num_items, counters = DIGITS * (size_t)tile_count(n);
    int passes = pass_count(begin, end);
    constexpr bool PAIRS = !std::is_same_v<V, NullType>;
    __impl::storage storage(d_temp_storage, temp_storage_bytes);
    unsigned* counts = storage.take<unsigned>(counters);
    unsigned* sums = storage.take<unsigned>(__impl::scan_parts(counters));
    K* keys_other = storage.take<K>(passes > 1 ? n : 0);
    V* values_other = storage.take<V>(PAIRS && passes > 1 ? n : 0);
    if (!storage.ready()) return storage.report();
    if (n == 0) return cudaSuccess;
    // The last pass writes the output.
    for (int left = passes; left > 0; left--, begin += DIGIT_BITS) {
      K* keys_to = left % 2 ? keys_out : keys_other;
      V* values_to = left % 2 ? values_out : values_other;
      pass<DESCENDING>(keys_in, keys_to, values_in, values_to, counts, sums, (unsigned)n, begin, end, stream);
      keys_in = keys_to;
      values_in = values_to;
    }
    return cudaPeekAtLastError();
  }

  template <bool DESCENDING, class K, class V, class N>
  static cudaError_t sort_buffers(void* d_temp_storage, size_t& temp_storage_bytes, DoubleBuffer<K>& keys, DoubleBuffer<V>& values, N num_items, int begin, int end, cudaStream_t stream) {
    if (!__impl::fits(num_items)) return cudaErrorInvalidValue;
    size_t n = num_items, counters = DIGITS * (size_t)tile_count(n);
    __impl::storage storage(d_temp_storage, temp_storage_bytes);
    unsigned* counts = storage.take<unsigned>(counters);
    unsigned* sums = storage.take<unsigned>(__impl::scan_parts(counters));
    if (!storage.ready()) return storage.report();
    if (n == 0) return cudaSuccess;
    for (; begin < end; begin += DIGIT_BITS) {
      pass<DESCENDING>(keys.Current(), keys.Alternate(), values.Current(), values.Alternate(), counts, sums, (unsigned)n, begin, end, stream);
      keys.selector ^= 1;
      values.selector ^= 1;
    }
    return cudaPeekAtLastError();
  }
};
}  // namespace cub
#endif
