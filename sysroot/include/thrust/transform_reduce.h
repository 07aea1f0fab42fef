#ifndef _THRUST_TRANSFORM_REDUCE_H
#define _THRUST_TRANSFORM_REDUCE_H
#include <thrust/reduce.h>
namespace thrust {
template <__THRUST_POLICY, class I, class F, class T, class Op> __CW_HD T transform_reduce(const P& policy, I first, I last, F f, T init, Op op) {
  auto in = __impl::unwrap(first);
  return __impl::reduce_by_index(policy, last - first, [=] (unsigned i) mutable -> T {
    auto&& x = in[i];
    return f(x);
  }, init, op);
}
__THRUST_WITHOUT_POLICY(transform_reduce)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
