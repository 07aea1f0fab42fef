#ifndef _CUB_BLOCK_LOAD_CUH
#define _CUB_BLOCK_LOAD_CUH
#include <__cub/types.h>
namespace cub {
/* The arrangements by thread rank: blocked, striped by THREADS, warp-striped. Items at and behind `valid` keep their value, or get the default. */
template <class T, int N, class It> __device__ void LoadDirectBlocked(int thread, It from, T (&items)[N]) {
  for (int i = 0; i < N; i++) items[i] = from[thread * N + i];
}
template <class T, int N, class It> __device__ void LoadDirectBlocked(int thread, It from, T (&items)[N], int valid) {
  for (int i = 0; i < N; i++) {
    if (thread * N + i < valid) items[i] = from[thread * N + i];
  }
}
template <class T, class D, int N, class It> __device__ void LoadDirectBlocked(int thread, It from, T (&items)[N], int valid, D other) {
  for (int i = 0; i < N; i++) items[i] = (T)other;
  LoadDirectBlocked(thread, from, items, valid);
}
template <class T, int N> __device__ void LoadDirectBlockedVectorized(int thread, T* from, T (&items)[N]) { LoadDirectBlocked(thread, from, items); }
template <int THREADS, class T, int N, class It> __device__ void LoadDirectStriped(int thread, It from, T (&items)[N]) {
  for (int i = 0; i < N; i++) items[i] = from[i * THREADS + thread];
}
template <int THREADS, class T, int N, class It> __device__ void LoadDirectStriped(int thread, It from, T (&items)[N], int valid) {
  for (int i = 0; i < N; i++) {
    if (i * THREADS + thread < valid) items[i] = from[i * THREADS + thread];
  }
}
template <int THREADS, class T, class D, int N, class It> __device__ void LoadDirectStriped(int thread, It from, T (&items)[N], int valid, D other) {
  for (int i = 0; i < N; i++) items[i] = (T)other;
  LoadDirectStriped<THREADS>(thread, from, items, valid);
}
template <class T, int N, class It> __device__ void LoadDirectWarpStriped(int thread, It from, T (&items)[N]) {
  for (int i = 0; i < N; i++) items[i] = from[(thread & ~31) * N + i * 32 + (thread & 31)];
}
template <class T, int N, class It> __device__ void LoadDirectWarpStriped(int thread, It from, T (&items)[N], int valid) {
  for (int i = 0; i < N; i++) {
    int at = (thread & ~31) * N + i * 32 + (thread & 31);
    if (at < valid) items[i] = from[at];
  }
}
template <class T, class D, int N, class It> __device__ void LoadDirectWarpStriped(int thread, It from, T (&items)[N], int valid, D other) {
  for (int i = 0; i < N; i++) items[i] = (T)other;
  LoadDirectWarpStriped(thread, from, items, valid);
}

enum BlockLoadAlgorithm { BLOCK_LOAD_DIRECT, BLOCK_LOAD_STRIPED, BLOCK_LOAD_VECTORIZE, BLOCK_LOAD_TRANSPOSE, BLOCK_LOAD_WARP_TRANSPOSE, BLOCK_LOAD_WARP_TRANSPOSE_TIMESLICED };
/* Loads N items a thread, blocked except by BLOCK_LOAD_STRIPED. The transposing algorithms load neighbours by neighbouring threads, and exchange them through shared memory. */
template <class T, int X, int N, BlockLoadAlgorithm ALGORITHM = BLOCK_LOAD_DIRECT, int Y = 1, int Z = 1, int PTX_ARCH = 0> class BlockLoad {
  static constexpr int THREADS = X * Y * Z;
  static constexpr bool EXCHANGES = ALGORITHM >= BLOCK_LOAD_TRANSPOSE;

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
  __device__ BlockLoad() : temp(own_storage()), thread(__impl::linear_rank<X, Y, Z>()) {}
  __device__ BlockLoad(TempStorage& storage) : temp(storage), thread(__impl::linear_rank<X, Y, Z>()) {}

  template <class It> __device__ void Load(It from, T (&items)[N]) { Load(from, items, THREADS * N); }
  template <class It> __device__ void Load(It from, T (&items)[N], int valid) {
    if constexpr (ALGORITHM == BLOCK_LOAD_STRIPED) LoadDirectStriped<THREADS>(thread, from, items, valid);
    else if constexpr (EXCHANGES) {
      for (int i = thread; i < THREADS * N; i += THREADS) {
        if (i < valid) temp.items[i] = from[i];
      }
      __syncthreads();
      for (int i = 0; i < N; i++) {
        if (thread * N + i < valid) items[i] = temp.items[thread * N + i];
      }
    } else LoadDirectBlocked(thread, from, items, valid);
  }
  template <class It, class D> __device__ void Load(It from, T (&items)[N], int valid, D other) {
    for (int i = 0; i < N; i++) items[i] = (T)other;
    Load(from, items, valid);
  }
};
}  // namespace cub
#endif
