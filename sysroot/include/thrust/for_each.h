#ifndef _THRUST_FOR_EACH_H
#define _THRUST_FOR_EACH_H
#include <__thrust/core.h>
namespace thrust {
template <__THRUST_POLICY, class I, class F> __CW_HD I for_each_n(const P& policy, I first, size_t n, F f) {
  auto in = __impl::unwrap(first);
  __impl::each(policy, n, [=] (unsigned i) mutable {
    auto&& x = in[i];
    f(x);
  });
  __impl::wait(policy);
  return first + n;
}
template <__THRUST_POLICY, class I, class F> __CW_HD I for_each(const P& policy, I first, I last, F f) { return thrust::for_each_n(policy, first, last - first, f); }
__THRUST_WITHOUT_POLICY(for_each)
__THRUST_WITHOUT_POLICY(for_each_n)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
