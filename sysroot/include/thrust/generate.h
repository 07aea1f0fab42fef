#ifndef _THRUST_GENERATE_H
#define _THRUST_GENERATE_H
#include <__thrust/core.h>
namespace thrust {
template <__THRUST_POLICY, class I, class G> __CW_HD I generate_n(const P& policy, I first, size_t n, G g) {
  auto to = __impl::unwrap(first);
  __impl::each(policy, n, [=] (unsigned i) mutable { to[i] = g(); });
  __impl::wait(policy);
  return first + n;
}
template <__THRUST_POLICY, class I, class G> __CW_HD void generate(const P& policy, I first, I last, G g) { thrust::generate_n(policy, first, last - first, g); }
__THRUST_WITHOUT_POLICY(generate)
__THRUST_WITHOUT_POLICY(generate_n)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
