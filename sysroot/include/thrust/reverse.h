#ifndef _THRUST_REVERSE_H
#define _THRUST_REVERSE_H
#include <__thrust/core.h>
namespace thrust {
template <__THRUST_POLICY, class I> __CW_HD void reverse(const P& policy, I first, I last) {
  auto in = __impl::unwrap(first);
  unsigned n = (unsigned)(last - first);
  __impl::each(policy, n / 2, [=] (unsigned i) mutable {
    __impl::value_of<I> x = in[i];
    in[i] = in[n - 1 - i];
    in[n - 1 - i] = x;
  });
  __impl::wait(policy);
}
template <__THRUST_POLICY, class I, class O> __CW_HD O reverse_copy(const P& policy, I first, I last, O out) {
  auto in = __impl::unwrap(first);
  auto to = __impl::unwrap(out);
  unsigned n = (unsigned)(last - first);
  __impl::each(policy, n, [=] (unsigned i) mutable { to[i] = in[n - 1 - i]; });
  __impl::wait(policy);
  return out + n;
}
__THRUST_WITHOUT_POLICY(reverse)
__THRUST_WITHOUT_POLICY(reverse_copy)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
