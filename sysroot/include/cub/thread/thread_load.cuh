#ifndef _CUB_THREAD_LOAD_CUH
#define _CUB_THREAD_LOAD_CUH
#include <__cub/types.h>
namespace cub {
/* Which caches hold the value is the device's affair; what bypasses the first level, and may be changed by others meanwhile, is read anew each time. */
enum CacheLoadModifier { LOAD_DEFAULT, LOAD_CA, LOAD_CG, LOAD_CS, LOAD_CV, LOAD_LDG, LOAD_VOLATILE };
template <CacheLoadModifier MODIFIER, class It> __device__ __impl::value_of<It> ThreadLoad(It it) {
  typedef __impl::value_of<It> T;
  if constexpr (std::is_pointer_v<It> && std::is_scalar_v<T> && (MODIFIER == LOAD_CG || MODIFIER == LOAD_CV || MODIFIER == LOAD_VOLATILE)) return *(const volatile T*)it;
  else return *it;
}
}  // namespace cub
#endif
