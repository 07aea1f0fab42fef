#ifndef _THRUST_FIND_H
#define _THRUST_FIND_H
#include <__thrust/core.h>
namespace thrust {
template <__THRUST_POLICY, class I, class Pred> __CW_HD I find_if(const P& policy, I first, I last, Pred pred) {
  auto in = __impl::unwrap(first);
  return first + __impl::find_by_index(policy, last - first, [=] (unsigned i) mutable { return (bool)pred(in[i]); });
}
template <__THRUST_POLICY, class I, class Pred> __CW_HD I find_if_not(const P& policy, I first, I last, Pred pred) {
  auto in = __impl::unwrap(first);
  return first + __impl::find_by_index(policy, last - first, [=] (unsigned i) mutable { return !pred(in[i]); });
}
template <__THRUST_POLICY, class I, class T> __CW_HD I find(const P& policy, I first, I last, const T& value) {
  auto in = __impl::unwrap(first);
  T v = value;
  return first + __impl::find_by_index(policy, last - first, [=] (unsigned i) mutable { return in[i] == v; });
}
__THRUST_WITHOUT_POLICY(find)
__THRUST_WITHOUT_POLICY(find_if)
__THRUST_WITHOUT_POLICY(find_if_not)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
