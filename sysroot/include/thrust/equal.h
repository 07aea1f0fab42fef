#ifndef _THRUST_EQUAL_H
#define _THRUST_EQUAL_H
#include <thrust/mismatch.h>
namespace thrust {
template <__THRUST_POLICY, class I, class J, class Equal> __CW_HD bool equal(const P& policy, I first, I last, J second, Equal equal) { return thrust::mismatch(policy, first, last, second, equal).first == last; }
template <__THRUST_POLICY, class I, class J> __CW_HD bool equal(const P& policy, I first, I last, J second) { return thrust::mismatch(policy, first, last, second).first == last; }
__THRUST_WITHOUT_POLICY(equal)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
