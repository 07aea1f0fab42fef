#ifndef _CUB_DEVICE_MERGE_SORT_CUH
#define _CUB_DEVICE_MERGE_SORT_CUH
#include <__cub/device.h>
namespace cub {
namespace __impl {
/* Keys and the items that go with them. */
template <class K, class V> struct sorted {
  K keys;
  V items;
};
template <class A, class B> __CW_HD void move_between(A a, unsigned to, B b, unsigned from) {
  a.keys[to] = b.keys[from];
  if constexpr (!std::is_same_v<decltype(a.items), NullType*>) a.items[to] = b.items[from];
}
}  // namespace __impl
/* Sorts by comparison, keeping the order of equal keys: sorted runs of eight, merged pairwise; each thread finds where its eight elements of a merge begin. */
struct DeviceMergeSort {
  template <class K, class V, class N, class Less> static cudaError_t SortPairs(void* d_temp_storage, size_t& temp_storage_bytes, K d_keys, V d_items, N num_items, Less compare_op, cudaStream_t stream = 0) {
    return sort(d_temp_storage, temp_storage_bytes, d_keys, d_items, d_keys, d_items, num_items, compare_op, stream);
  }
  template <class K, class V, class KO, class VO, class N, class Less>
  static cudaError_t SortPairsCopy(void* d_temp_storage, size_t& temp_storage_bytes, K d_input_keys, V d_input_items, KO d_output_keys, VO d_output_items, N num_items, Less compare_op, cudaStream_t stream = 0) {
    return sort(d_temp_storage, temp_storage_bytes, d_input_keys, d_input_items, d_output_keys, d_output_items, num_items, compare_op, stream);
  }
  template <class K, class N, class Less> static cudaError_t SortKeys(void* d_temp_storage, size_t& temp_storage_bytes, K d_keys, N num_items, Less compare_op, cudaStream_t stream = 0) {
    NullType* none = nullptr;
    return sort(d_temp_storage, temp_storage_bytes, d_keys, none, d_keys, none, num_items, compare_op, stream);
  }
  template <class K, class KO, class N, class Less> static cudaError_t SortKeysCopy(void* d_temp_storage, size_t& temp_storage_bytes, K d_input_keys, KO d_output_keys, N num_items, Less compare_op, cudaStream_t stream = 0) {
    NullType* none = nullptr;
    return sort(d_temp_storage, temp_storage_bytes, d_input_keys, none, d_output_keys, none, num_items, compare_op, stream);
  }
  template <class K, class V, class N, class Less> static cudaError_t StableSortPairs(void* d_temp_storage, size_t& temp_storage_bytes, K d_keys, V d_items, N num_items, Less compare_op, cudaStream_t stream = 0) {
    return SortPairs(d_temp_storage, temp_storage_bytes, d_keys, d_items, num_items, compare_op, stream);
  }
  template <class K, class N, class Less> static cudaError_t StableSortKeys(void* d_temp_storage, size_t& temp_storage_bytes, K d_keys, N num_items, Less compare_op, cudaStream_t stream = 0) {
    return SortKeys(d_temp_storage, temp_storage_bytes, d_keys, num_items, compare_op, stream);
  }
  template <class K, class KO, class N, class Less> static cudaError_t StableSortKeysCopy(void* d_temp_storage, size_t& temp_storage_bytes, K d_input_keys, KO d_output_keys, N num_items, Less compare_op, cudaStream_t stream = 0) {
    return SortKeysCopy(d_temp_storage, temp_storage_bytes, d_input_keys, d_output_keys, num_items, compare_op, stream);
  }

 private:
  static constexpr unsigned RUN = 8;
  template <class A, class B, class Less> static cudaError_t runs(cudaStream_t stream, unsigned size, A in, B to, Less less) {
    typedef __impl::value_of<decltype(in.keys)> Key;
    typedef __impl::value_of<decltype(in.items)> Item;
    return __impl::each(stream, (size + RUN - 1) / RUN, [=] (unsigned t) mutable {
      unsigned begin = t * RUN, end = begin + RUN < size ? begin + RUN : size, order[RUN];
      for (unsigned i = begin; i < end; i++) {
        unsigned j = i - begin;
        for (; j > 0 && less(in.keys[i], in.keys[order[j - 1]]); j--) order[j] = order[j - 1];
        order[j] = i;
      }
      Key key[RUN];
      Item item[RUN];
      for (unsigned i = 0; i < end - begin; i++) {
        key[i] = in.keys[order[i]];
        if constexpr (!std::is_same_v<Item, NullType>) item[i] = in.items[order[i]];
      }
      for (unsigned i = 0; i < end - begin; i++) {
        to.keys[begin + i] = key[i];
        if constexpr (!std::is_same_v<Item, NullType>) to.items[begin + i] = item[i];
      }
    });
  }
  template <class A, class B, class Less> static cudaError_t merge(cudaStream_t stream, unsigned size, unsigned width, A from, B to, Less less) {
    return __impl::each(stream, (size + RUN - 1) / RUN, [=] (unsigned t) mutable {
      unsigned place = t * RUN, begin = place / (2 * width) * (2 * width), end = place + RUN < size ? place + RUN : size;
      unsigned left = size - begin, na = left < width ? left : width, nb = left - na < width ? left - na : width;
      // Of the elements before this place, how many are of the first run; of equal ones its come first.
      unsigned diagonal = place - begin, low = diagonal > nb ? diagonal - nb : 0, high = diagonal < na ? diagonal : na;
      while (low < high) {
        unsigned middle = (low + high) / 2;
        if (less(from.keys[begin + na + diagonal - 1 - middle], from.keys[begin + middle])) high = middle;
        else low = middle + 1;
      }
      unsigned i = low, j = diagonal - low;
      for (; place < end; place++) {
        if (j >= nb || (i < na && !less(from.keys[begin + na + j], from.keys[begin + i]))) __impl::move_between(to, place, from, begin + i++);
        else __impl::move_between(to, place, from, begin + na + j++);
      }
    });
  }
  template <class K, class V, class KO, class VO, class N, class Less>
  static cudaError_t sort(void* d_temp_storage, size_t& temp_storage_bytes, K keys_in, V items_in, KO keys_out, VO items_out, N num_items, Less less, cudaStream_t stream) {
    if (!__impl::fits(num_items)) return cudaErrorInvalidValue;
    typedef __impl::value_of<K> Key;
    typedef __impl::value_of<V> Item;
    size_t n = num_items;
    __impl::storage storage(d_temp_storage, temp_storage_bytes);
    Key* keys = storage.take<Key>(n);
    Item* items = storage.take<Item>(std::is_same_v<V, NullType*> ? 0 : n);
    if (!storage.ready()) return storage.report();
    if (n == 0) return cudaSuccess;
    __impl::sorted<K, V> in = {keys_in, items_in};
    __impl::sorted<KO, VO> out = {keys_out, items_out};
    __impl::sorted<Key*, Item*> other = {keys, items};
    unsigned size = (unsigned)n, merges = 0;
    for (unsigned width = RUN; width < size; width *= 2) merges++;
    bool aside = merges % 2 != 0;
    // Runs are sorted where an even number of merges leads to the output.
    cudaError_t error = aside ? runs(stream, size, in, other, less) : runs(stream, size, in, out, less);
    for (unsigned width = RUN; width < size; width *= 2, aside = !aside) error = aside ? merge(stream, size, width, other, out, less) : merge(stream, size, width, out, other, less);
    return error;
  }
};
}  // namespace cub
#endif
