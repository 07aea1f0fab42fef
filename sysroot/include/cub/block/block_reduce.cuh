#ifndef _CUB_BLOCK_REDUCE_CUH
#define _CUB_BLOCK_REDUCE_CUH
#include <cub/warp/warp_reduce.cuh>
namespace cub {
enum BlockReduceAlgorithm { BLOCK_REDUCE_RAKING_COMMUTATIVE_ONLY, BLOCK_REDUCE_RAKING, BLOCK_REDUCE_WARP_REDUCTIONS };
/* Sums of the items of a block, which thread 0 gets: first within warps, then of these. Every algorithm is this one. */
template <class T, int X, BlockReduceAlgorithm ALGORITHM = BLOCK_REDUCE_WARP_REDUCTIONS, int Y = 1, int Z = 1, int PTX_ARCH = 0> class BlockReduce {
  static constexpr int THREADS = X * Y * Z, WARPS = (THREADS + 31) / 32;

 public:
  struct TempStorage {
    __impl::slots<T, WARPS> sums;
  };

 private:
  TempStorage& temp;
  int thread;
  static __device__ TempStorage& own_storage() {
    __shared__ TempStorage storage;
    return storage;
  }

 public:
  __device__ BlockReduce() : temp(own_storage()), thread(__impl::linear_rank<X, Y, Z>()) {}
  __device__ BlockReduce(TempStorage& storage) : temp(storage), thread(__impl::linear_rank<X, Y, Z>()) {}

  template <class Op> __device__ T Reduce(T input, Op op, int num_valid) {
    int lane = thread & 31, warp = thread >> 5, left = num_valid - warp * 32;
    for (int offset = 1; offset < 32 && offset < THREADS; offset *= 2) {
      T other = __impl::shuffle(0xffffffffu, input, (lane + offset) & 31);
      if (lane + offset < 32 && lane + offset < left) input = (T)op(input, other);
    }
    if constexpr (WARPS > 1) {
      if (lane == 0) temp.sums[warp] = input;
      __syncthreads();
      if (thread == 0) {
        for (int i = 1; i < WARPS; i++) {
          if (i * 32 < num_valid) input = (T)op(input, temp.sums[i]);
        }
      }
    }
    return input;
  }
  template <class Op> __device__ T Reduce(T input, Op op) { return Reduce(input, op, THREADS); }
  template <int N, class Op> __device__ T Reduce(T (&inputs)[N], Op op) {
    T sum = inputs[0];
    for (int i = 1; i < N; i++) sum = (T)op(sum, inputs[i]);
    return Reduce(sum, op, THREADS);
  }
  __device__ T Sum(T input) { return Reduce(input, cub::Sum(), THREADS); }
  __device__ T Sum(T input, int num_valid) { return Reduce(input, cub::Sum(), num_valid); }
  template <int N> __device__ T Sum(T (&inputs)[N]) { return Reduce(inputs, cub::Sum()); }
};
}  // namespace cub
#endif
