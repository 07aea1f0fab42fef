#ifndef _CUB_BLOCK_RADIX_SORT_CUH
#define _CUB_BLOCK_RADIX_SORT_CUH
#include <__cub/radix.h>
#include <cub/block/block_scan.cuh>
namespace cub {
/* Sorts the items of a block by their bits, four at a time, keeping the order of equal ones. A pass counts digits a thread, scans the counts, and moves the items to their ranks. Arrangement parameters change nothing. */
template <class K, int X, int N, class V = NullType, int RADIX_BITS = 4, bool MEMOIZE = true, BlockScanAlgorithm SCAN = BLOCK_SCAN_WARP_SCANS, int SHARED_CONFIG = 0, int Y = 1, int Z = 1, int PTX_ARCH = 0> class BlockRadixSort {
  static constexpr int THREADS = X * Y * Z, DIGIT_BITS = 4, ROWS = 8;
  static constexpr bool KEYS_ONLY = std::is_same_v<V, NullType>;
  static_assert(THREADS * N < 65536, "counts have 16 bits");
  typedef BlockScan<unsigned, X, SCAN, Y, Z> Scan;

 public:
  struct TempStorage {
    union {
      /* Digits d and d + 8 share a word: row d, column of the thread. */
      struct {
        unsigned counts[ROWS * THREADS];
        typename Scan::TempStorage scan;
      } rank;
      __impl::slots<typename Traits<K>::UnsignedBits, THREADS * N> keys;
      __impl::slots<V, KEYS_ONLY ? 1 : THREADS * N> values;
    };
  };

 private:
  TempStorage& temp;
  int thread;
  static __device__ TempStorage& own_storage() {
    __shared__ TempStorage storage;
    return storage;
  }

  template <class Key, class Bits> __device__ void rank(Bits (&bits)[N], int (&ranks)[N], int begin, int width) {
    unsigned* counts = temp.rank.counts;
    for (int row = 0; row < ROWS; row++) counts[row * THREADS + thread] = 0;
    // What this thread has counted of the digit before each item is the item's rank among its own.
    for (int i = 0; i < N; i++) {
      unsigned digit = Key::digit(bits[i], begin, width), at = (digit & 7) * THREADS + thread, shift = digit >> 3 << 4;
      ranks[i] = (int)(counts[at] >> shift & 0xffff);
      counts[at] += 1u << shift;
    }
    __syncthreads();
    unsigned sum = 0, before, all;
    for (int i = 0; i < ROWS; i++) sum += counts[thread * ROWS + i];
    Scan(temp.rank.scan).ExclusiveSum(sum, before, all);
    before += all << 16;
    for (int i = 0; i < ROWS; i++) {
      unsigned count = counts[thread * ROWS + i];
      counts[thread * ROWS + i] = before;
      before += count;
    }
    __syncthreads();
    for (int i = 0; i < N; i++) {
      unsigned digit = Key::digit(bits[i], begin, width);
      ranks[i] += (int)(counts[(digit & 7) * THREADS + thread] >> (digit >> 3 << 4) & 0xffff);
    }
    __syncthreads();
  }
  template <class T, class Slots> __device__ void move(T (&items)[N], const int (&ranks)[N], Slots& slots, bool striped) {
    for (int i = 0; i < N; i++) slots[ranks[i]] = items[i];
    __syncthreads();
    for (int i = 0; i < N; i++) items[i] = slots[striped ? i * THREADS + thread : thread * N + i];
    __syncthreads();
  }
  template <bool DESCENDING> __device__ void sort(K (&keys)[N], V* values, int begin, int end, bool striped) {
    typedef __impl::radix_key<K, DESCENDING> Key;
    typename Key::Bits bits[N];
    int ranks[N];
    for (int i = 0; i < N; i++) bits[i] = Key::encode(keys[i]);
    // One pass at least, which arranges the items.
    do {
      int width = end - begin < DIGIT_BITS ? end - begin : DIGIT_BITS;
      rank<Key>(bits, ranks, begin, width);
      begin += width;
      bool last = begin >= end;
      move(bits, ranks, temp.keys, striped && last);
      if constexpr (!KEYS_ONLY) move(*reinterpret_cast<V(*)[N]>(values), ranks, temp.values, striped && last);
    } while (begin < end);
    for (int i = 0; i < N; i++) keys[i] = Key::decode(bits[i]);
  }

 public:
  __device__ BlockRadixSort() : temp(own_storage()), thread(__impl::linear_rank<X, Y, Z>()) {}
  __device__ BlockRadixSort(TempStorage& storage) : temp(storage), thread(__impl::linear_rank<X, Y, Z>()) {}

#define __CUB_SORTS(name, descending, striped)                                                                                                                   \
  __device__ void name(K (&keys)[N], int begin_bit = 0, int end_bit = sizeof(K) * 8) { sort<descending>(keys, nullptr, begin_bit, end_bit, striped); }            \
  template <class U = V, std::enable_if_t<!std::is_same_v<U, NullType>, int> = 0> __device__ void name(K (&keys)[N], U (&values)[N], int begin_bit = 0, int end_bit = sizeof(K) * 8) { \
    sort<descending>(keys, values, begin_bit, end_bit, striped);                                                                                                  \
  }
  __CUB_SORTS(Sort, false, false)
  __CUB_SORTS(SortDescending, true, false)
  __CUB_SORTS(SortBlockedToStriped, false, true)
  __CUB_SORTS(SortDescendingBlockedToStriped, true, true)
#undef __CUB_SORTS
};
}  // namespace cub
#endif
