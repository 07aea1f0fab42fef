#ifndef _THRUST_LOGICAL_H
#define _THRUST_LOGICAL_H
#include <thrust/find.h>
namespace thrust {
template <__THRUST_POLICY, class I, class Pred> __CW_HD bool all_of(const P& policy, I first, I last, Pred pred) { return thrust::find_if_not(policy, first, last, pred) == last; }
template <__THRUST_POLICY, class I, class Pred> __CW_HD bool any_of(const P& policy, I first, I last, Pred pred) { return thrust::find_if(policy, first, last, pred) != last; }
template <__THRUST_POLICY, class I, class Pred> __CW_HD bool none_of(const P& policy, I first, I last, Pred pred) { return thrust::find_if(policy, first, last, pred) == last; }
__THRUST_WITHOUT_POLICY(all_of)
__THRUST_WITHOUT_POLICY(any_of)
__THRUST_WITHOUT_POLICY(none_of)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
