#ifndef _CUB_DEVICE_SEGMENTED_SORT_CUH
#define _CUB_DEVICE_SEGMENTED_SORT_CUH
#include <__cub/segmented_sort.h>
namespace cub {
struct DeviceSegmentedSort {
#define __CUB_BITS , cudaStream_t stream = 0, bool = false
  __CUB_SEGMENTED_SORTS(, , false, __CUB_BITS, 0, sizeof(K) * 8)
  __CUB_SEGMENTED_SORTS(, Descending, true, __CUB_BITS, 0, sizeof(K) * 8)
  __CUB_SEGMENTED_SORTS(Stable, , false, __CUB_BITS, 0, sizeof(K) * 8)
  __CUB_SEGMENTED_SORTS(Stable, Descending, true, __CUB_BITS, 0, sizeof(K) * 8)
#undef __CUB_BITS
};
}  // namespace cub
#endif
