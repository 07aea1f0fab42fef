#ifndef _CUB_THREAD_STORE_CUH
#define _CUB_THREAD_STORE_CUH
#include <__cub/types.h>
namespace cub {
enum CacheStoreModifier { STORE_DEFAULT, STORE_WB, STORE_CG, STORE_CS, STORE_WT, STORE_VOLATILE };
template <CacheStoreModifier MODIFIER, class It, class T> __device__ void ThreadStore(It it, T value) {
  if constexpr (std::is_pointer_v<It> && std::is_scalar_v<T> && (MODIFIER == STORE_CG || MODIFIER == STORE_WT || MODIFIER == STORE_VOLATILE)) *(volatile std::remove_pointer_t<It>*)it = value;
  else *it = value;
}
}  // namespace cub
#endif
