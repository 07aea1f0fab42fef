#ifndef _CUB_BLOCK_STORE_CUH
#define _CUB_BLOCK_STORE_CUH
#include <__cub/types.h>
namespace cub {
/* The arrangements by thread rank: blocked, striped by THREADS, warp-striped. Nothing is stored at and behind `valid`. */
template <class T, int N, class It> __device__ void StoreDirectBlocked(int thread, It to, T (&items)[N]) {
  for (int i = 0; i < N; i++) to[thread * N + i] = items[i];
}
template <class T, int N, class It> __device__ void StoreDirectBlocked(int thread, It to, T (&items)[N], int valid) {
  for (int i = 0; i < N; i++) {
    if (thread * N + i < valid) to[thread * N + i] = items[i];
  }
}
template <class T, int N> __device__ void StoreDirectBlockedVectorized(int thread, T* to, T (&items)[N]) { StoreDirectBlocked(thread, to, items); }
template <int THREADS, class T, int N, class It> __device__ void StoreDirectStriped(int thread, It to, T (&items)[N]) {
  for (int i = 0; i < N; i++) to[i * THREADS + thread] = items[i];
}
template <int THREADS, class T, int N, class It> __device__ void StoreDirectStriped(int thread, It to, T (&items)[N], int valid) {
  for (int i = 0; i < N; i++) {
    if (i * THREADS + thread < valid) to[i * THREADS + thread] = items[i];
  }
}
template <class T, int N, class It> __device__ void StoreDirectWarpStriped(int thread, It to, T (&items)[N]) {
  for (int i = 0; i < N; i++) to[(thread & ~31) * N + i * 32 + (thread & 31)] = items[i];
}
template <class T, int N, class It> __device__ void StoreDirectWarpStriped(int thread, It to, T (&items)[N], int valid) {
  for (int i = 0; i < N; i++) {
    int at = (thread & ~31) * N + i * 32 + (thread & 31);
    if (at < valid) to[at] = items[i];
  }
}

enum BlockStoreAlgorithm { BLOCK_STORE_DIRECT, BLOCK_STORE_STRIPED, BLOCK_STORE_VECTORIZE, BLOCK_STORE_TRANSPOSE, BLOCK_STORE_WARP_TRANSPOSE, BLOCK_STORE_WARP_TRANSPOSE_TIMESLICED };
/* Stores N items a thread, blocked except by BLOCK_STORE_STRIPED. The transposing algorithms exchange them through shared memory, and store neighbours by neighbouring threads. */
template <class T, int X, int N, BlockStoreAlgorithm ALGORITHM = BLOCK_STORE_DIRECT, int Y = 1, int Z = 1, int PTX_ARCH = 0> class BlockStore {
  static constexpr int THREADS = X * Y * Z;
  static constexpr bool EXCHANGES = ALGORITHM >= BLOCK_STORE_TRANSPOSE;

 public:
  struct TempStorage {
    __impl::slots<T, EXCHANGES ? THREADS * N : 1> items;
  };

 private:
  TempStorage& temp;
  int thread;
  static __device__ TempStorage& own_storage() {
    __shared__ TempStorage storage;
    return storage;
  }

 public:
  __device__ BlockStore() : temp(own_storage()), thread(__impl::linear_rank<X, Y, Z>()) {}
  __device__ BlockStore(TempStorage& storage) : temp(storage), thread(__impl::linear_rank<X, Y, Z>()) {}

  template <class It> __device__ void Store(It to, T (&items)[N]) { Store(to, items, THREADS * N); }
  template <class It> __device__ void Store(It to, T (&items)[N], int valid) {
    if constexpr (ALGORITHM == BLOCK_STORE_STRIPED) StoreDirectStriped<THREADS>(thread, to, items, valid);
    else if constexpr (EXCHANGES) {
      for (int i = 0; i < N; i++) temp.items[thread * N + i] = items[i];
      __syncthreads();
      for (int i = thread; i < THREADS * N; i += THREADS) {
        if (i < valid) to[i] = temp.items[i];
      }
    } else StoreDirectBlocked(thread, to, items, valid);
  }
};
}  // namespace cub
#endif
