#ifndef _THRUST_MISMATCH_H
#define _THRUST_MISMATCH_H
#include <__thrust/core.h>
#include <thrust/functional.h>
#include <thrust/pair.h>
namespace thrust {
template <__THRUST_POLICY, class I, class J, class Equal> __CW_HD pair<I, J> mismatch(const P& policy, I first, I last, J second, Equal equal) {
  auto a = __impl::unwrap(first);
  auto b = __impl::unwrap(second);
  size_t i = __impl::find_by_index(policy, last - first, [=] (unsigned i) mutable { return !equal(a[i], b[i]); });
  return pair<I, J>(first + i, second + i);
}
template <__THRUST_POLICY, class I, class J> __CW_HD pair<I, J> mismatch(const P& policy, I first, I last, J second) { return thrust::mismatch(policy, first, last, second, equal_to<>()); }
__THRUST_WITHOUT_POLICY(mismatch)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
