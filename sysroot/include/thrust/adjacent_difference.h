#ifndef _THRUST_ADJACENT_DIFFERENCE_H
#define _THRUST_ADJACENT_DIFFERENCE_H
#include <__thrust/core.h>
#include <thrust/functional.h>
namespace thrust {
template <__THRUST_POLICY, class I, class O, class Op> __CW_HD O adjacent_difference(const P& policy, I first, I last, O out, Op op) {
  __impl::copy_of<P, decltype(__impl::unwrap(first))> all(policy, __impl::unwrap(first), last - first);
  auto* in = all.p;
  auto to = __impl::unwrap(out);
  __impl::each(policy, last - first, [=] (unsigned i) mutable {
    if (i == 0) to[i] = in[i];
    else to[i] = op(in[i], in[i - 1]);
  });
  __impl::wait(policy);
  return out + (last - first);
}
template <__THRUST_POLICY, class I, class O> __CW_HD O adjacent_difference(const P& policy, I first, I last, O out) { return thrust::adjacent_difference(policy, first, last, out, minus<>()); }
__THRUST_WITHOUT_POLICY(adjacent_difference)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
