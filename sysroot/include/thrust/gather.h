#ifndef _THRUST_GATHER_H
#define _THRUST_GATHER_H
#include <__thrust/core.h>
namespace thrust {
template <__THRUST_POLICY, class M, class I, class O> __CW_HD O gather(const P& policy, M map, M map_end, I first, O out) {
  auto where = __impl::unwrap(map);
  auto in = __impl::unwrap(first);
  auto to = __impl::unwrap(out);
  __impl::each(policy, map_end - map, [=] (unsigned i) mutable { to[i] = in[where[i]]; });
  __impl::wait(policy);
  return out + (map_end - map);
}
template <__THRUST_POLICY, class M, class S, class I, class O, class Pred> __CW_HD O gather_if(const P& policy, M map, M map_end, S stencil, I first, O out, Pred pred) {
  auto where = __impl::unwrap(map);
  auto s = __impl::unwrap(stencil);
  auto in = __impl::unwrap(first);
  auto to = __impl::unwrap(out);
  __impl::each(policy, map_end - map, [=] (unsigned i) mutable {
    if (pred(s[i])) to[i] = in[where[i]];
  });
  __impl::wait(policy);
  return out + (map_end - map);
}
template <__THRUST_POLICY, class M, class S, class I, class O> __CW_HD O gather_if(const P& policy, M map, M map_end, S stencil, I first, O out) {
  return thrust::gather_if(policy, map, map_end, stencil, first, out, [] (const __impl::value_of<S>& x) { return (bool)x; });
}
__THRUST_WITHOUT_POLICY(gather)
__THRUST_WITHOUT_POLICY(gather_if)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
