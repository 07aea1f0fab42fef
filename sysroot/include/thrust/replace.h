#ifndef _THRUST_REPLACE_H
#define _THRUST_REPLACE_H
#include <__thrust/core.h>
namespace thrust {
template <__THRUST_POLICY, class I, class S, class O, class Pred, class T> __CW_HD O replace_copy_if(const P& policy, I first, I last, S stencil, O out, Pred pred, const T& value) {
  auto in = __impl::unwrap(first);
  auto where = __impl::unwrap(stencil);
  auto to = __impl::unwrap(out);
  __impl::value_of<I> v = value;
  __impl::each(policy, last - first, [=] (unsigned i) mutable {
    if (pred(where[i])) to[i] = v;
    else to[i] = in[i];
  });
  __impl::wait(policy);
  return out + (last - first);
}
template <__THRUST_POLICY, class I, class O, class Pred, class T> __CW_HD O replace_copy_if(const P& policy, I first, I last, O out, Pred pred, const T& value) { return thrust::replace_copy_if(policy, first, last, first, out, pred, value); }
template <__THRUST_POLICY, class I, class O, class T> __CW_HD O replace_copy(const P& policy, I first, I last, O out, const T& old, const T& value) {
  T v = old;
  return thrust::replace_copy_if(policy, first, last, first, out, [v] (const __impl::value_of<I>& x) mutable { return x == v; }, value);
}
template <__THRUST_POLICY, class I, class S, class Pred, class T> __CW_HD void replace_if(const P& policy, I first, I last, S stencil, Pred pred, const T& value) { thrust::replace_copy_if(policy, first, last, stencil, first, pred, value); }
template <__THRUST_POLICY, class I, class Pred, class T> __CW_HD void replace_if(const P& policy, I first, I last, Pred pred, const T& value) { thrust::replace_copy_if(policy, first, last, first, first, pred, value); }
template <__THRUST_POLICY, class I, class T> __CW_HD void replace(const P& policy, I first, I last, const T& old, const T& value) { thrust::replace_copy(policy, first, last, first, old, value); }
__THRUST_WITHOUT_POLICY(replace)
__THRUST_WITHOUT_POLICY(replace_if)
__THRUST_WITHOUT_POLICY(replace_copy)
__THRUST_WITHOUT_POLICY(replace_copy_if)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
