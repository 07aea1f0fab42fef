#ifndef _THRUST_TABULATE_H
#define _THRUST_TABULATE_H
#include <__thrust/core.h>
namespace thrust {
template <__THRUST_POLICY, class I, class F> __CW_HD void tabulate(const P& policy, I first, I last, F f) {
  auto to = __impl::unwrap(first);
  typedef typename std::iterator_traits<I>::difference_type D;
  __impl::each(policy, last - first, [=] (unsigned i) mutable { to[i] = f((D)i); });
  __impl::wait(policy);
}
__THRUST_WITHOUT_POLICY(tabulate)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
