#ifndef _CUB_BLOCK_EXCHANGE_CUH
#define _CUB_BLOCK_EXCHANGE_CUH
#include <__cub/types.h>
namespace cub {
/* Moves the items of a block between arrangements, through shared memory. Blocked: a thread has neighbours. Striped: items of a thread are a block apart; warp-striped: a warp apart, within the range of the warp. */
template <class T, int X, int N, bool WARP_TIME_SLICING = false, int Y = 1, int Z = 1, int PTX_ARCH = 0> class BlockExchange {
  static constexpr int THREADS = X * Y * Z;

 public:
  struct TempStorage {
    __impl::slots<T, THREADS * N> items;
  };

 private:
  TempStorage& temp;
  int thread;
  static __device__ TempStorage& own_storage() {
    __shared__ TempStorage storage;
    return storage;
  }
  __device__ int blocked(int i) const { return thread * N + i; }
  __device__ int striped(int i) const { return i * THREADS + thread; }
  __device__ int warp_striped(int i) const {
    // The last warp may be shorter.
    int warp = thread & ~31, lanes = THREADS - warp < 32 ? THREADS - warp : 32;
    return warp * N + i * lanes + (thread & 31);
  }
  template <class U, class From, class To> __device__ void move(const T (&input)[N], U (&output)[N], From from, To to) {
    for (int i = 0; i < N; i++) temp.items[from(i)] = input[i];
    __syncthreads();
    for (int i = 0; i < N; i++) output[i] = temp.items[to(i)];
  }

 public:
  __device__ BlockExchange() : temp(own_storage()), thread(__impl::linear_rank<X, Y, Z>()) {}
  __device__ BlockExchange(TempStorage& storage) : temp(storage), thread(__impl::linear_rank<X, Y, Z>()) {}

  template <class U> __device__ void StripedToBlocked(const T (&input)[N], U (&output)[N]) {
    move(input, output, [&] (int i) { return striped(i); }, [&] (int i) { return blocked(i); });
  }
  template <class U> __device__ void BlockedToStriped(const T (&input)[N], U (&output)[N]) {
    move(input, output, [&] (int i) { return blocked(i); }, [&] (int i) { return striped(i); });
  }
  template <class U> __device__ void WarpStripedToBlocked(const T (&input)[N], U (&output)[N]) {
    move(input, output, [&] (int i) { return warp_striped(i); }, [&] (int i) { return blocked(i); });
  }
  template <class U> __device__ void BlockedToWarpStriped(const T (&input)[N], U (&output)[N]) {
    move(input, output, [&] (int i) { return blocked(i); }, [&] (int i) { return warp_striped(i); });
  }
  template <class U, class Rank> __device__ void ScatterToBlocked(const T (&input)[N], U (&output)[N], Rank (&ranks)[N]) {
    move(input, output, [&] (int i) { return (int)ranks[i]; }, [&] (int i) { return blocked(i); });
  }
  template <class U, class Rank> __device__ void ScatterToStriped(const T (&input)[N], U (&output)[N], Rank (&ranks)[N]) {
    move(input, output, [&] (int i) { return (int)ranks[i]; }, [&] (int i) { return striped(i); });
  }
  /* Items with a negative rank stay out. */
  template <class U, class Rank> __device__ void ScatterToStripedGuarded(const T (&input)[N], U (&output)[N], Rank (&ranks)[N]) {
    for (int i = 0; i < N; i++) {
      if ((int)ranks[i] >= 0) temp.items[(int)ranks[i]] = input[i];
    }
    __syncthreads();
    for (int i = 0; i < N; i++) output[i] = temp.items[striped(i)];
  }
  template <class U, class Rank, class Valid> __device__ void ScatterToStripedFlagged(const T (&input)[N], U (&output)[N], Rank (&ranks)[N], Valid (&valid)[N]) {
    for (int i = 0; i < N; i++) {
      if (valid[i]) temp.items[(int)ranks[i]] = input[i];
    }
    __syncthreads();
    for (int i = 0; i < N; i++) output[i] = temp.items[striped(i)];
  }
  __device__ void StripedToBlocked(T (&items)[N]) { StripedToBlocked(items, items); }
  __device__ void BlockedToStriped(T (&items)[N]) { BlockedToStriped(items, items); }
  __device__ void WarpStripedToBlocked(T (&items)[N]) { WarpStripedToBlocked(items, items); }
  __device__ void BlockedToWarpStriped(T (&items)[N]) { BlockedToWarpStriped(items, items); }
  template <class Rank> __device__ void ScatterToBlocked(T (&items)[N], Rank (&ranks)[N]) { ScatterToBlocked(items, items, ranks); }
  template <class Rank> __device__ void ScatterToStriped(T (&items)[N], Rank (&ranks)[N]) { ScatterToStriped(items, items, ranks); }
  template <class Rank> __device__ void ScatterToStripedGuarded(T (&items)[N], Rank (&ranks)[N]) { ScatterToStripedGuarded(items, items, ranks); }
  template <class Rank, class Valid> __device__ void ScatterToStripedFlagged(T (&items)[N], Rank (&ranks)[N], Valid (&valid)[N]) { ScatterToStripedFlagged(items, items, ranks, valid); }
};
}  // namespace cub
#endif
