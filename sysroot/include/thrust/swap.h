#ifndef _THRUST_SWAP_H
#define _THRUST_SWAP_H
#include <__thrust/core.h>
namespace thrust {
template <__THRUST_POLICY, class I, class J> __CW_HD J swap_ranges(const P& policy, I first, I last, J second) {
  auto a = __impl::unwrap(first);
  auto b = __impl::unwrap(second);
  __impl::each(policy, last - first, [=] (unsigned i) mutable {
    __impl::value_of<I> x = a[i];
    a[i] = b[i];
    b[i] = x;
  });
  __impl::wait(policy);
  return second + (last - first);
}
template <class I, class J, std::enable_if_t<!__impl::is_policy<I>, int> = 0> __CW_HD J swap_ranges(I first, I last, J second) { return thrust::swap_ranges(__impl::select<I, J>(), first, last, second); }
}  // namespace thrust
#endif
