#ifndef _CUB_WARP_REDUCE_CUH
#define _CUB_WARP_REDUCE_CUH
#include <cub/thread/thread_operators.cuh>
namespace cub {
/* Sums of the items of LANES neighbouring lanes; the first of these gets the result. */
template <class T, int LANES = 32, int PTX_ARCH = 0> class WarpReduce {
  static_assert(LANES >= 1 && LANES <= 32, "a logical warp has 1 to 32 threads");
  int thread, lane, first;
  unsigned mask;

 public:
  struct TempStorage {
    unsigned char unused;
  };
  __device__ WarpReduce(TempStorage&) : thread(__impl::lane_of_block()), lane(thread % LANES), first(thread - lane), mask(__impl::logical_mask<LANES>(thread)) {}

  template <class Op> __device__ T Reduce(T input, Op op, int valid_items) {
    for (int offset = 1; offset < LANES; offset *= 2) {
      T other = __impl::shuffle(mask, input, lane + offset < LANES ? thread + offset : thread);
      if (lane + offset < valid_items) input = (T)op(input, other);
    }
    return input;
  }
  template <class Op> __device__ T Reduce(T input, Op op) { return Reduce(input, op, LANES); }
  __device__ T Sum(T input) { return Reduce(input, cub::Sum()); }
  __device__ T Sum(T input, int valid_items) { return Reduce(input, cub::Sum(), valid_items); }
  __device__ T Max(T input) { return Reduce(input, cub::Max()); }
  __device__ T Max(T input, int valid_items) { return Reduce(input, cub::Max(), valid_items); }
  __device__ T Min(T input) { return Reduce(input, cub::Min()); }
  __device__ T Min(T input, int valid_items) { return Reduce(input, cub::Min(), valid_items); }

  /* Segments begin at heads. */
  template <class Flag, class Op> __device__ T HeadSegmentedReduce(T input, Flag head, Op op) {
    unsigned heads = __ballot_sync(mask, head != 0) >> first;
    // The next head behind this lane ends its segment.
    unsigned behind = lane < 31 ? heads >> (lane + 1) : 0;
    int end = behind ? lane + __ffs((int)behind) : LANES;
    return Reduce(input, op, end < LANES ? end : LANES);
  }
  /* Segments end at tails. */
  template <class Flag, class Op> __device__ T TailSegmentedReduce(T input, Flag tail, Op op) {
    unsigned tails = __ballot_sync(mask, tail != 0) >> first >> lane;
    int end = tails ? lane + __ffs((int)tails) : LANES;
    return Reduce(input, op, end < LANES ? end : LANES);
  }
  template <class Flag> __device__ T HeadSegmentedSum(T input, Flag head) { return HeadSegmentedReduce(input, head, cub::Sum()); }
  template <class Flag> __device__ T TailSegmentedSum(T input, Flag tail) { return TailSegmentedReduce(input, tail, cub::Sum()); }
};
}  // namespace cub
#endif
