#ifndef _THRUST_MERGE_H
#define _THRUST_MERGE_H
#include <__thrust/core.h>
#include <thrust/functional.h>
#include <thrust/pair.h>
namespace thrust {
template <__THRUST_POLICY, class A, class B, class O, class Less> __CW_HD O merge(const P& policy, A a, A a_end, B b, B b_end, O out, Less less) {
  size_t na = a_end - a, nb = b_end - b;
  auto x = __impl::unwrap(a);
  auto y = __impl::unwrap(b);
  auto to = __impl::unwrap(out);
  __impl::merge_by_index(policy, x, na, y, nb, [=] (unsigned place, bool second, unsigned i) mutable {
    if (second) to[place] = y[i];
    else to[place] = x[i];
  }, less);
  __impl::wait(policy);
  return out + (na + nb);
}
template <__THRUST_POLICY, class A, class B, class O> __CW_HD O merge(const P& policy, A a, A a_end, B b, B b_end, O out) { return thrust::merge(policy, a, a_end, b, b_end, out, less<>()); }
template <__THRUST_POLICY, class A, class B, class VA, class VB, class KO, class VO, class Less>
__CW_HD pair<KO, VO> merge_by_key(const P& policy, A a, A a_end, B b, B b_end, VA va, VB vb, KO keys_out, VO values_out, Less less) {
  size_t na = a_end - a, nb = b_end - b;
  auto x = __impl::unwrap(a);
  auto y = __impl::unwrap(b);
  auto vx = __impl::unwrap(va);
  auto vy = __impl::unwrap(vb);
  auto ko = __impl::unwrap(keys_out);
  auto vo = __impl::unwrap(values_out);
  __impl::merge_by_index(policy, x, na, y, nb, [=] (unsigned place, bool second, unsigned i) mutable {
    if (second) {
      ko[place] = y[i];
      vo[place] = vy[i];
    } else {
      ko[place] = x[i];
      vo[place] = vx[i];
    }
  }, less);
  __impl::wait(policy);
  return pair<KO, VO>(keys_out + (na + nb), values_out + (na + nb));
}
template <__THRUST_POLICY, class A, class B, class VA, class VB, class KO, class VO> __CW_HD pair<KO, VO> merge_by_key(const P& policy, A a, A a_end, B b, B b_end, VA va, VB vb, KO keys_out, VO values_out) {
  return thrust::merge_by_key(policy, a, a_end, b, b_end, va, vb, keys_out, values_out, less<>());
}
__THRUST_WITHOUT_POLICY(merge)
__THRUST_WITHOUT_POLICY(merge_by_key)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
