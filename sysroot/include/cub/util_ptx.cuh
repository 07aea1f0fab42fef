#ifndef _CUB_UTIL_PTX_CUH
#define _CUB_UTIL_PTX_CUH
#include <__cub/types.h>
namespace cub {
__device__ inline unsigned LaneId() { return (unsigned)__impl::lane_of_block(); }
__device__ inline unsigned WarpId() { return (threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z)) / 32; }
__CW_HD inline int RowMajorTid(int block_dim_x, int block_dim_y, int block_dim_z) {
#ifdef __CUDA_ARCH__
  return (block_dim_z == 1 ? 0 : (int)threadIdx.z * block_dim_x * block_dim_y) + (block_dim_y == 1 ? 0 : (int)threadIdx.y * block_dim_x) + (int)threadIdx.x;
#else
  return 0;
#endif
}
__device__ inline unsigned LaneMaskLt() { return (1u << LaneId()) - 1; }
__device__ inline unsigned LaneMaskLe() { return LaneMaskLt() * 2 + 1; }
__device__ inline unsigned LaneMaskGe() { return ~LaneMaskLt(); }
__device__ inline unsigned LaneMaskGt() { return ~LaneMaskLe(); }
template <class T> __device__ unsigned BFE(T source, unsigned bit_start, unsigned num_bits) { return (unsigned)(source >> bit_start) & ((1u << num_bits) - 1); }
__device__ inline unsigned IADD3(unsigned x, unsigned y, unsigned z) { return x + y + z; }
/* Values of other threads of the logical warp; those whose source would lie outside keep their own. */
template <int LANES, class T> __device__ T ShuffleUp(T input, int offset, int first_thread, unsigned mask) {
  int lane = (int)LaneId() % LANES, from = lane - offset;
  return __impl::shuffle(mask, input, (int)LaneId() + (from < first_thread ? 0 : -offset));
}
template <int LANES, class T> __device__ T ShuffleDown(T input, int offset, int last_thread, unsigned mask) {
  int lane = (int)LaneId() % LANES, from = lane + offset;
  return __impl::shuffle(mask, input, (int)LaneId() + (from > last_thread ? 0 : offset));
}
template <int LANES, class T> __device__ T ShuffleIndex(T input, int source, unsigned mask) { return __impl::shuffle(mask, input, (int)LaneId() / LANES * LANES + source % LANES); }
}  // namespace cub
#endif
