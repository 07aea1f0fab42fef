#ifndef _THRUST_UNINITIALIZED_COPY_H
#define _THRUST_UNINITIALIZED_COPY_H
#include <thrust/copy.h>
namespace thrust {
template <__THRUST_POLICY, class I, class O> __CW_HD O uninitialized_copy_n(const P& policy, I first, size_t n, O out) {
  typedef __impl::value_of<O> T;
  auto in = __impl::unwrap(first);
  auto to = __impl::unwrap(out);
  __impl::each(policy, n, [=] (unsigned i) mutable { new ((void*)&to[i]) T(in[i]); });
  __impl::wait(policy);
  return out + n;
}
template <__THRUST_POLICY, class I, class O> __CW_HD O uninitialized_copy(const P& policy, I first, I last, O out) { return thrust::uninitialized_copy_n(policy, first, last - first, out); }
__THRUST_WITHOUT_POLICY(uninitialized_copy)
__THRUST_WITHOUT_POLICY(uninitialized_copy_n)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
