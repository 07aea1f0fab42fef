#ifndef _CUB_DEVICE_SEGMENTED_RADIX_SORT_CUH
#define _CUB_DEVICE_SEGMENTED_RADIX_SORT_CUH
#include <__cub/segmented_sort.h>
namespace cub {
struct DeviceSegmentedRadixSort {
#define __CUB_BITS , int begin_bit = 0, int end_bit = sizeof(K) * 8, cudaStream_t stream = 0, bool = false
  __CUB_SEGMENTED_SORTS(, , false, __CUB_BITS, begin_bit, end_bit)
  __CUB_SEGMENTED_SORTS(, Descending, true, __CUB_BITS, begin_bit, end_bit)
#undef __CUB_BITS
};
}  // namespace cub
#endif
