#ifndef _THRUST_PARTITION_H
#define _THRUST_PARTITION_H
#include <thrust/copy.h>
#include <thrust/find.h>
#include <thrust/pair.h>
namespace thrust {
namespace __impl {
template <class P, class I, class S, class T, class F, class Pred> __CW_HD pair<T, F> partition_where(const P& policy, I first, size_t n, S stencil, T out_true, F out_false, Pred pred) {
  T end = copy_where(policy, first, n, stencil, out_true, pred);
  F end_false = copy_where(policy, first, n, stencil, out_false, [=] (const value_of<S>& x) mutable { return !pred(x); });
  return pair<T, F>(end, end_false);
}
}  // namespace __impl
template <__THRUST_POLICY, class I, class T, class F, class Pred> __CW_HD pair<T, F> stable_partition_copy(const P& policy, I first, I last, T out_true, F out_false, Pred pred) {
  return __impl::partition_where(policy, first, last - first, first, out_true, out_false, pred);
}
template <__THRUST_POLICY, class I, class S, class T, class F, class Pred> __CW_HD pair<T, F> stable_partition_copy(const P& policy, I first, I last, S stencil, T out_true, F out_false, Pred pred) {
  return __impl::partition_where(policy, first, last - first, stencil, out_true, out_false, pred);
}
template <__THRUST_POLICY, class... A> __CW_HD auto partition_copy(const P& policy, A... a) { return thrust::stable_partition_copy(policy, a...); }
template <__THRUST_POLICY, class I, class Pred> __CW_HD I stable_partition(const P& policy, I first, I last, Pred pred) {
  __impl::copy_of<P, decltype(__impl::unwrap(first))> in(policy, __impl::unwrap(first), last - first);
  I middle = __impl::copy_where(policy, in.p, in.n, in.p, first, pred);
  __impl::copy_where(policy, in.p, in.n, in.p, middle, [=] (const __impl::value_of<I>& x) mutable { return !pred(x); });
  return middle;
}
template <__THRUST_POLICY, class I, class S, class Pred> __CW_HD I stable_partition(const P& policy, I first, I last, S stencil, Pred pred) {
  __impl::copy_of<P, decltype(__impl::unwrap(first))> in(policy, __impl::unwrap(first), last - first);
  I middle = __impl::copy_where(policy, in.p, in.n, stencil, first, pred);
  __impl::copy_where(policy, in.p, in.n, stencil, middle, [=] (const __impl::value_of<S>& x) mutable { return !pred(x); });
  return middle;
}
template <__THRUST_POLICY, class... A> __CW_HD auto partition(const P& policy, A... a) { return thrust::stable_partition(policy, a...); }
template <__THRUST_POLICY, class I, class Pred> __CW_HD I partition_point(const P& policy, I first, I last, Pred pred) { return thrust::find_if_not(policy, first, last, pred); }
template <__THRUST_POLICY, class I, class Pred> __CW_HD bool is_partitioned(const P& policy, I first, I last, Pred pred) {
  return thrust::find_if(policy, thrust::find_if_not(policy, first, last, pred), last, pred) == last;
}
__THRUST_WITHOUT_POLICY(partition)
__THRUST_WITHOUT_POLICY(partition_copy)
__THRUST_WITHOUT_POLICY(stable_partition)
__THRUST_WITHOUT_POLICY(stable_partition_copy)
__THRUST_WITHOUT_POLICY(partition_point)
__THRUST_WITHOUT_POLICY(is_partitioned)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
