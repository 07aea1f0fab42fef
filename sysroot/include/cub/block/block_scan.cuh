#ifndef _CUB_BLOCK_SCAN_CUH
#define _CUB_BLOCK_SCAN_CUH
#include <cub/warp/warp_scan.cuh>
namespace cub {
enum BlockScanAlgorithm { BLOCK_SCAN_RAKING, BLOCK_SCAN_RAKING_MEMOIZE, BLOCK_SCAN_WARP_SCANS };
/* Scans of the items of a block, blocked: first within warps, then of these. Every algorithm is this one. Aggregates are the sum of all items, without an initial value or prefix. */
template <class T, int X, BlockScanAlgorithm ALGORITHM = BLOCK_SCAN_RAKING, int Y = 1, int Z = 1, int PTX_ARCH = 0> class BlockScan {
  static constexpr int THREADS = X * Y * Z, WARPS = (THREADS + 31) / 32;

 public:
  struct TempStorage {
    __impl::slots<T, WARPS> sums;
    __impl::slots<T, 1> prefix;
  };

 private:
  TempStorage& temp;
  int thread;
  static __device__ TempStorage& own_storage() {
    __shared__ TempStorage storage;
    return storage;
  }
  template <class F> static constexpr bool is_callback = std::is_invocable_v<F&, T>;

  /* What precedes this thread's sum (nothing in thread 0), and the sum of all. */
  template <class Op> __device__ void scan(T sum, T& before, Op op, T& aggregate) {
    int lane = thread & 31, warp = thread >> 5;
    for (int offset = 1; offset < 32 && offset < THREADS; offset *= 2) {
      T other = __impl::shuffle(0xffffffffu, sum, lane >= offset ? lane - offset : lane);
      if (lane >= offset) sum = (T)op(other, sum);
    }
    before = __impl::shuffle(0xffffffffu, sum, lane > 0 ? lane - 1 : 0);
    if (lane == 31 || thread == THREADS - 1) temp.sums[warp] = sum;
    __syncthreads();
    aggregate = temp.sums[0];
    for (int i = 1; i < WARPS; i++) {
      if (warp == i) before = lane == 0 ? aggregate : (T)op(aggregate, before);
      aggregate = (T)op(aggregate, temp.sums[i]);
    }
  }
  template <class Op, class Callback> __device__ void scan_after_prefix(T sum, T& before, Op op, Callback& callback) {
    T aggregate;
    scan(sum, before, op, aggregate);
    if (thread < 32) {
      T prefix = callback(aggregate);
      if (thread == 0) temp.prefix[0] = prefix;
    }
    __syncthreads();
    T prefix = temp.prefix[0];
    before = thread == 0 ? prefix : (T)op(prefix, before);
  }
  template <int N, class Op> static __device__ T sum_of(T (&items)[N], Op op) {
    T sum = items[0];
    for (int i = 1; i < N; i++) sum = (T)op(sum, items[i]);
    return sum;
  }
  template <int N, class Op> static __device__ void spread_inclusive(T (&input)[N], T (&output)[N], bool follows, T sum, Op op) {
    sum = follows ? (T)op(sum, input[0]) : input[0];
    output[0] = sum;
    for (int i = 1; i < N; i++) {
      sum = (T)op(sum, input[i]);
      output[i] = sum;
    }
  }
  template <int N, class Op> static __device__ void spread_exclusive(T (&input)[N], T (&output)[N], bool follows, T sum, Op op) {
    for (int i = 0; i < N; i++) {
      T item = input[i];
      output[i] = sum;
      sum = i > 0 || follows ? (T)op(sum, item) : item;
    }
  }

 public:
  __device__ BlockScan() : temp(own_storage()), thread(__impl::linear_rank<X, Y, Z>()) {}
  __device__ BlockScan(TempStorage& storage) : temp(storage), thread(__impl::linear_rank<X, Y, Z>()) {}

  template <class Op> __device__ void InclusiveScan(T input, T& output, Op op, T& aggregate) {
    T before;
    scan(input, before, op, aggregate);
    output = thread == 0 ? input : (T)op(before, input);
  }
  template <class Op> __device__ void InclusiveScan(T input, T& output, Op op) {
    T aggregate;
    InclusiveScan(input, output, op, aggregate);
  }
  template <class Op, class Callback, std::enable_if_t<is_callback<Callback>, int> = 0> __device__ void InclusiveScan(T input, T& output, Op op, Callback& callback) {
    T before;
    scan_after_prefix(input, before, op, callback);
    output = (T)op(before, input);
  }
  template <int N, class Op> __device__ void InclusiveScan(T (&input)[N], T (&output)[N], Op op, T& aggregate) {
    T before;
    scan(sum_of(input, op), before, op, aggregate);
    spread_inclusive(input, output, thread != 0, before, op);
  }
  template <int N, class Op> __device__ void InclusiveScan(T (&input)[N], T (&output)[N], Op op) {
    T aggregate;
    InclusiveScan(input, output, op, aggregate);
  }
  template <int N, class Op> __device__ void InclusiveScan(T (&input)[N], T (&output)[N], T initial, Op op, T& aggregate) {
    T before;
    scan(sum_of(input, op), before, op, aggregate);
    spread_inclusive(input, output, true, thread == 0 ? initial : (T)op(initial, before), op);
  }
  template <int N, class Op, std::enable_if_t<!std::is_same_v<Op, T>, int> = 0> __device__ void InclusiveScan(T (&input)[N], T (&output)[N], T initial, Op op) {
    T aggregate;
    InclusiveScan(input, output, initial, op, aggregate);
  }
  template <int N, class Op, class Callback, std::enable_if_t<is_callback<Callback>, int> = 0> __device__ void InclusiveScan(T (&input)[N], T (&output)[N], Op op, Callback& callback) {
    T before;
    scan_after_prefix(sum_of(input, op), before, op, callback);
    spread_inclusive(input, output, true, before, op);
  }

  /* Without an initial value the first item gets none. */
  template <class Op, std::enable_if_t<!std::is_same_v<Op, T>, int> = 0> __device__ void ExclusiveScan(T input, T& output, Op op, T& aggregate) { scan(input, output, op, aggregate); }
  template <class Op> __device__ void ExclusiveScan(T input, T& output, Op op) {
    T aggregate;
    scan(input, output, op, aggregate);
  }
  template <class Op> __device__ void ExclusiveScan(T input, T& output, T initial, Op op, T& aggregate) {
    scan(input, output, op, aggregate);
    output = thread == 0 ? initial : (T)op(initial, output);
  }
  template <class Op, std::enable_if_t<std::is_invocable_v<Op&, T, T>, int> = 0> __device__ void ExclusiveScan(T input, T& output, T initial, Op op) {
    T aggregate;
    ExclusiveScan(input, output, initial, op, aggregate);
  }
  template <class Op, class Callback, std::enable_if_t<is_callback<Callback>, int> = 0> __device__ void ExclusiveScan(T input, T& output, Op op, Callback& callback) { scan_after_prefix(input, output, op, callback); }
  template <int N, class Op, std::enable_if_t<!std::is_same_v<Op, T>, int> = 0> __device__ void ExclusiveScan(T (&input)[N], T (&output)[N], Op op, T& aggregate) {
    T before;
    scan(sum_of(input, op), before, op, aggregate);
    spread_exclusive(input, output, thread != 0, before, op);
  }
  template <int N, class Op> __device__ void ExclusiveScan(T (&input)[N], T (&output)[N], Op op) {
    T aggregate;
    ExclusiveScan(input, output, op, aggregate);
  }
  template <int N, class Op> __device__ void ExclusiveScan(T (&input)[N], T (&output)[N], T initial, Op op, T& aggregate) {
    T before;
    scan(sum_of(input, op), before, op, aggregate);
    spread_exclusive(input, output, true, thread == 0 ? initial : (T)op(initial, before), op);
  }
  template <int N, class Op, std::enable_if_t<std::is_invocable_v<Op&, T, T>, int> = 0> __device__ void ExclusiveScan(T (&input)[N], T (&output)[N], T initial, Op op) {
    T aggregate;
    ExclusiveScan(input, output, initial, op, aggregate);
  }
  template <int N, class Op, class Callback, std::enable_if_t<is_callback<Callback>, int> = 0> __device__ void ExclusiveScan(T (&input)[N], T (&output)[N], Op op, Callback& callback) {
    T before;
    scan_after_prefix(sum_of(input, op), before, op, callback);
    spread_exclusive(input, output, true, before, op);
  }

  __device__ void InclusiveSum(T input, T& output) { InclusiveScan(input, output, cub::Sum()); }
  __device__ void InclusiveSum(T input, T& output, T& aggregate) { InclusiveScan(input, output, cub::Sum(), aggregate); }
  template <class Callback, std::enable_if_t<is_callback<Callback>, int> = 0> __device__ void InclusiveSum(T input, T& output, Callback& callback) { InclusiveScan(input, output, cub::Sum(), callback); }
  template <int N> __device__ void InclusiveSum(T (&input)[N], T (&output)[N]) { InclusiveScan(input, output, cub::Sum()); }
  template <int N> __device__ void InclusiveSum(T (&input)[N], T (&output)[N], T& aggregate) { InclusiveScan(input, output, cub::Sum(), aggregate); }
  template <int N, class Callback, std::enable_if_t<is_callback<Callback>, int> = 0> __device__ void InclusiveSum(T (&input)[N], T (&output)[N], Callback& callback) { InclusiveScan(input, output, cub::Sum(), callback); }
  __device__ void ExclusiveSum(T input, T& output) { ExclusiveScan(input, output, T(), cub::Sum()); }
  __device__ void ExclusiveSum(T input, T& output, T& aggregate) { ExclusiveScan(input, output, T(), cub::Sum(), aggregate); }
  template <class Callback, std::enable_if_t<is_callback<Callback>, int> = 0> __device__ void ExclusiveSum(T input, T& output, Callback& callback) { ExclusiveScan(input, output, cub::Sum(), callback); }
  template <int N> __device__ void ExclusiveSum(T (&input)[N], T (&output)[N]) { ExclusiveScan(input, output, T(), cub::Sum()); }
  template <int N> __device__ void ExclusiveSum(T (&input)[N], T (&output)[N], T& aggregate) { ExclusiveScan(input, output, T(), cub::Sum(), aggregate); }
  template <int N, class Callback, std::enable_if_t<is_callback<Callback>, int> = 0> __device__ void ExclusiveSum(T (&input)[N], T (&output)[N], Callback& callback) { ExclusiveScan(input, output, cub::Sum(), callback); }
};
}  // namespace cub
#endif
