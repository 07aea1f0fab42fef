#ifndef _CUB_WARP_SCAN_CUH
#define _CUB_WARP_SCAN_CUH
#include <cub/thread/thread_operators.cuh>
namespace cub {
/* Scans of the items of LANES neighbouring lanes. Aggregates are the sum of all items, without an initial value. */
template <class T, int LANES = 32, int PTX_ARCH = 0> class WarpScan {
  static_assert(LANES >= 1 && LANES <= 32, "a logical warp has 1 to 32 threads");
  int thread, lane, first;
  unsigned mask;
  __device__ T from(const T& v, int lane) { return __impl::shuffle(mask, v, first + lane); }
  __device__ T before(const T& v) { return from(v, lane > 0 ? lane - 1 : 0); }

 public:
  struct TempStorage {
    unsigned char unused;
  };
  __device__ WarpScan(TempStorage&) : thread(__impl::lane_of_block()), lane(thread % LANES), first(thread - lane), mask(__impl::logical_mask<LANES>(thread)) {}

  template <class Op> __device__ void InclusiveScan(T input, T& output, Op op) {
    for (int offset = 1; offset < LANES; offset *= 2) {
      T other = from(input, lane >= offset ? lane - offset : lane);
      if (lane >= offset) input = (T)op(other, input);
    }
    output = input;
  }
  template <class Op> __device__ void InclusiveScan(T input, T& output, Op op, T& aggregate) {
    InclusiveScan(input, output, op);
    aggregate = from(output, LANES - 1);
  }
  template <class Op, std::enable_if_t<!std::is_same_v<Op, T>, int> = 0> __device__ void InclusiveScan(T input, T& output, T initial, Op op) {
    InclusiveScan(input, output, op);
    output = (T)op(initial, output);
  }
  template <class Op> __device__ void InclusiveScan(T input, T& output, T initial, Op op, T& aggregate) {
    InclusiveScan(input, output, op, aggregate);
    output = (T)op(initial, output);
  }
  /* Without an initial value the first lane gets none. */
  template <class Op> __device__ void ExclusiveScan(T input, T& output, Op op) {
    T inclusive;
    InclusiveScan(input, inclusive, op);
    output = before(inclusive);
  }
  template <class Op, std::enable_if_t<!std::is_same_v<Op, T>, int> = 0> __device__ void ExclusiveScan(T input, T& output, T initial, Op op) {
    T inclusive;
    Scan(input, inclusive, output, initial, op);
  }
  template <class Op, std::enable_if_t<!std::is_same_v<Op, T>, int> = 0> __device__ void ExclusiveScan(T input, T& output, Op op, T& aggregate) {
    T inclusive;
    InclusiveScan(input, inclusive, op, aggregate);
    output = before(inclusive);
  }
  template <class Op> __device__ void ExclusiveScan(T input, T& output, T initial, Op op, T& aggregate) {
    T inclusive;
    InclusiveScan(input, inclusive, op, aggregate);
    output = before(inclusive);
    output = lane == 0 ? initial : (T)op(initial, output);
  }
  template <class Op> __device__ void Scan(T input, T& inclusive, T& exclusive, Op op) {
    InclusiveScan(input, inclusive, op);
    exclusive = before(inclusive);
  }
  template <class Op> __device__ void Scan(T input, T& inclusive, T& exclusive, T initial, Op op) {
    InclusiveScan(input, inclusive, op);
    exclusive = before(inclusive);
    exclusive = lane == 0 ? initial : (T)op(initial, exclusive);
    inclusive = (T)op(initial, inclusive);
  }
  __device__ void InclusiveSum(T input, T& output) { InclusiveScan(input, output, cub::Sum()); }
  __device__ void InclusiveSum(T input, T& output, T& aggregate) { InclusiveScan(input, output, cub::Sum(), aggregate); }
  __device__ void ExclusiveSum(T input, T& output) { ExclusiveScan(input, output, T(), cub::Sum()); }
  __device__ void ExclusiveSum(T input, T& output, T& aggregate) { ExclusiveScan(input, output, T(), cub::Sum(), aggregate); }
  __device__ T Broadcast(T input, unsigned lane) { return from(input, (int)lane); }
};
}  // namespace cub
#endif
