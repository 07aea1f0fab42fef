#ifndef _THRUST_SCATTER_H
#define _THRUST_SCATTER_H
#include <__thrust/core.h>
namespace thrust {
template <__THRUST_POLICY, class I, class M, class O> __CW_HD void scatter(const P& policy, I first, I last, M map, O out) {
  auto in = __impl::unwrap(first);
  auto where = __impl::unwrap(map);
  auto to = __impl::unwrap(out);
  __impl::each(policy, last - first, [=] (unsigned i) mutable { to[where[i]] = in[i]; });
  __impl::wait(policy);
}
template <__THRUST_POLICY, class I, class M, class S, class O, class Pred> __CW_HD void scatter_if(const P& policy, I first, I last, M map, S stencil, O out, Pred pred) {
  auto in = __impl::unwrap(first);
  auto where = __impl::unwrap(map);
  auto s = __impl::unwrap(stencil);
  auto to = __impl::unwrap(out);
  __impl::each(policy, last - first, [=] (unsigned i) mutable {
    if (pred(s[i])) to[where[i]] = in[i];
  });
  __impl::wait(policy);
}
template <__THRUST_POLICY, class I, class M, class S, class O> __CW_HD void scatter_if(const P& policy, I first, I last, M map, S stencil, O out) {
  thrust::scatter_if(policy, first, last, map, stencil, out, [] (const __impl::value_of<S>& x) { return (bool)x; });
}
__THRUST_WITHOUT_POLICY(scatter)
__THRUST_WITHOUT_POLICY(scatter_if)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
