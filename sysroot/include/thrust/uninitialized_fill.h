#ifndef _THRUST_UNINITIALIZED_FILL_H
#define _THRUST_UNINITIALIZED_FILL_H
#include <__thrust/core.h>
namespace thrust {
template <__THRUST_POLICY, class I, class T> __CW_HD I uninitialized_fill_n(const P& policy, I first, size_t n, const T& value) {
  auto to = __impl::unwrap(first);
  typedef __impl::value_of<I> V;
  V v = value;
  __impl::each(policy, n, [=] (unsigned i) mutable { new ((void*)&to[i]) V(v); });
  __impl::wait(policy);
  return first + n;
}
template <__THRUST_POLICY, class I, class T> __CW_HD void uninitialized_fill(const P& policy, I first, I last, const T& value) { thrust::uninitialized_fill_n(policy, first, last - first, value); }
__THRUST_WITHOUT_POLICY(uninitialized_fill)
__THRUST_WITHOUT_POLICY(uninitialized_fill_n)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
