#ifndef _THRUST_SEQUENCE_H
#define _THRUST_SEQUENCE_H
#include <__thrust/core.h>
#include <thrust/tabulate.h>
namespace thrust {
template <__THRUST_POLICY, class I, class T, class U> __CW_HD void sequence(const P& policy, I first, I last, T init, U step) {
  auto to = __impl::unwrap(first);
  typedef __impl::value_of<I> V;
  __impl::each(policy, last - first, [=] (unsigned i) mutable { to[i] = (V)(init + (V)i * step); });
  __impl::wait(policy);
}
template <__THRUST_POLICY, class I, class T> __CW_HD void sequence(const P& policy, I first, I last, T init) { thrust::sequence(policy, first, last, init, (__impl::value_of<I>)1); }
template <__THRUST_POLICY, class I> __CW_HD void sequence(const P& policy, I first, I last) { thrust::sequence(policy, first, last, (__impl::value_of<I>)0); }
__THRUST_WITHOUT_POLICY(sequence)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
