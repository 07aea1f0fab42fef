#ifndef _THRUST_COUNT_H
#define _THRUST_COUNT_H
#include <thrust/reduce.h>
namespace thrust {
template <__THRUST_POLICY, class I, class Pred> __CW_HD ptrdiff_t count_if(const P& policy, I first, I last, Pred pred) {
  auto in = __impl::unwrap(first);
  if constexpr (__impl::on_device<P>) {
    return __impl::reduce_by_index(policy, last - first, [=] (unsigned i) mutable { return pred(in[i]) ? 1u : 0u; }, 0u, plus<unsigned>());
  } else {
    return __impl::reduce_by_index(policy, last - first, [=] (size_t i) mutable { return (ptrdiff_t)(pred(in[i]) ? 1 : 0); }, (ptrdiff_t)0, plus<ptrdiff_t>());
  }
}
template <__THRUST_POLICY, class I, class T> __CW_HD ptrdiff_t count(const P& policy, I first, I last, const T& value) {
  T v = value;
  return thrust::count_if(policy, first, last, [v] (const __impl::value_of<I>& x) mutable { return x == v; });
}
__THRUST_WITHOUT_POLICY(count)
__THRUST_WITHOUT_POLICY(count_if)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
