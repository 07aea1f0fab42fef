#ifndef _THRUST_FILL_H
#define _THRUST_FILL_H
#include <__thrust/core.h>
namespace thrust {
template <__THRUST_POLICY, class I, class T> __CW_HD I fill_n(const P& policy, I first, size_t n, const T& value) {
  auto to = __impl::unwrap(first);
  typename std::conditional_t<std::is_void_v<typename std::iterator_traits<I>::value_type>, std::enable_if<true, T>, std::enable_if<true, typename std::iterator_traits<I>::value_type>>::type v = value;
  __impl::each(policy, n, [=] (unsigned i) mutable { to[i] = v; });
  __impl::wait(policy);
  return first + n;
}
template <__THRUST_POLICY, class I, class T> __CW_HD void fill(const P& policy, I first, I last, const T& value) { thrust::fill_n(policy, first, last - first, value); }
__THRUST_WITHOUT_POLICY(fill)
__THRUST_WITHOUT_POLICY(fill_n)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
