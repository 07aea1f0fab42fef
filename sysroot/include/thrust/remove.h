#ifndef _THRUST_REMOVE_H
#define _THRUST_REMOVE_H
#include <thrust/copy.h>
namespace thrust {
template <__THRUST_POLICY, class I, class O, class Pred> __CW_HD O remove_copy_if(const P& policy, I first, I last, O out, Pred pred) {
  return __impl::copy_where(policy, first, last - first, first, out, [=] (const __impl::value_of<I>& x) mutable { return !pred(x); });
}
template <__THRUST_POLICY, class I, class S, class O, class Pred> __CW_HD O remove_copy_if(const P& policy, I first, I last, S stencil, O out, Pred pred) {
  return __impl::copy_where(policy, first, last - first, stencil, out, [=] (const __impl::value_of<S>& x) mutable { return !pred(x); });
}
template <__THRUST_POLICY, class I, class O, class T> __CW_HD O remove_copy(const P& policy, I first, I last, O out, const T& value) {
  T v = value;
  return thrust::remove_copy_if(policy, first, last, out, [v] (const __impl::value_of<I>& x) mutable { return x == v; });
}
template <__THRUST_POLICY, class I, class Pred> __CW_HD I remove_if(const P& policy, I first, I last, Pred pred) {
  __impl::copy_of<P, decltype(__impl::unwrap(first))> in(policy, __impl::unwrap(first), last - first);
  return thrust::remove_copy_if(policy, in.p, in.p + in.n, first, pred);
}
template <__THRUST_POLICY, class I, class S, class Pred> __CW_HD I remove_if(const P& policy, I first, I last, S stencil, Pred pred) {
  __impl::copy_of<P, decltype(__impl::unwrap(first))> in(policy, __impl::unwrap(first), last - first);
  __impl::copy_of<P, decltype(__impl::unwrap(stencil))> where(policy, __impl::unwrap(stencil), last - first);
  return thrust::remove_copy_if(policy, in.p, in.p + in.n, where.p, first, pred);
}
template <__THRUST_POLICY, class I, class T> __CW_HD I remove(const P& policy, I first, I last, const T& value) {
  T v = value;
  return thrust::remove_if(policy, first, last, [v] (const __impl::value_of<I>& x) mutable { return x == v; });
}
__THRUST_WITHOUT_POLICY(remove)
__THRUST_WITHOUT_POLICY(remove_if)
__THRUST_WITHOUT_POLICY(remove_copy)
__THRUST_WITHOUT_POLICY(remove_copy_if)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
