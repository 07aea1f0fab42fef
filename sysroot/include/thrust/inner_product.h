#ifndef _THRUST_INNER_PRODUCT_H
#define _THRUST_INNER_PRODUCT_H
#include <thrust/reduce.h>
namespace thrust {
template <__THRUST_POLICY, class I, class J, class T, class Sum, class Product> __CW_HD T inner_product(const P& policy, I first, I last, J second, T init, Sum sum, Product product) {
  auto a = __impl::unwrap(first);
  auto b = __impl::unwrap(second);
  return __impl::reduce_by_index(policy, last - first, [=] (unsigned i) mutable -> T { return product(a[i], b[i]); }, init, sum);
}
template <__THRUST_POLICY, class I, class J, class T> __CW_HD T inner_product(const P& policy, I first, I last, J second, T init) {
  return thrust::inner_product(policy, first, last, second, init, plus<>(), multiplies<>());
}
__THRUST_WITHOUT_POLICY(inner_product)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
