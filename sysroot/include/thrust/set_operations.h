#ifndef _THRUST_SET_OPERATIONS_H
#define _THRUST_SET_OPERATIONS_H
#include <thrust/merge.h>
namespace thrust {
namespace __impl {
/* Of sorted a, the elements that b has as well (or has not): of m equal ones in a and n in b, the first min(m, n) are in both. Appended to what `out` holds already. */
template <class P, class A, class B, class T, class Less> __CW_HD size_t select_matched(const P& policy, A a, size_t na, B b, size_t nb, T* out, Less less, bool matched) {
  return compact_by_index(policy, na, [=] (unsigned i) mutable {
    size_t nth = i - lower(a, na, a[i], less);
    return (nth < upper(b, nb, a[i], less) - lower(b, nb, a[i], less)) == matched;
  }, [=] (unsigned i, unsigned place) mutable { new (out + place) T(a[i]); });
}
template <class P, class A, class B, class O, class Less> __CW_HD O set_operation(const P& policy, A a, A a_end, B b, B b_end, O out, Less less, bool all_of_a, bool common_of_a, bool rest_of_b) {
  typedef value_of<A> T;
  size_t na = a_end - a, nb = b_end - b, left = na, right = 0;
  auto x = unwrap(a);
  auto y = unwrap(b);
  auto to = unwrap(out);
  temporary<P, T> ours(policy, na), theirs(policy, nb);
  T *p = ours.p, *q = theirs.p;
  if (all_of_a) each(policy, na, [=] (unsigned i) mutable { new (p + i) T(x[i]); });
  else left = select_matched(policy, x, na, y, nb, p, less, common_of_a);
  if (rest_of_b) right = select_matched(policy, y, nb, x, na, q, less, false);
  merge_by_index(policy, p, left, q, right, [=] (unsigned place, bool second, unsigned i) mutable { to[place] = second ? q[i] : p[i]; }, less);
  if constexpr (!on_device<P> && !std::is_trivially_destructible_v<T>) {
    for (size_t i = 0; i < left; i++) p[i].~T();
    for (size_t i = 0; i < right; i++) q[i].~T();
  }
  wait(policy);
  return out + (left + right);
}
}  // namespace __impl
#define __THRUST_SET(name, all, common, rest)                                                                                    \
  template <__THRUST_POLICY, class A, class B, class O, class Less> __CW_HD O name(const P& policy, A a, A a_end, B b, B b_end, O out, Less less) { \
    return __impl::set_operation(policy, a, a_end, b, b_end, out, less, all, common, rest);                                      \
  }                                                                                                                              \
  template <__THRUST_POLICY, class A, class B, class O> __CW_HD O name(const P& policy, A a, A a_end, B b, B b_end, O out) {     \
    return __impl::set_operation(policy, a, a_end, b, b_end, out, less<>(), all, common, rest);                                  \
  }                                                                                                                              \
  __THRUST_WITHOUT_POLICY(name)
__THRUST_SET(set_union, true, false, true)
__THRUST_SET(set_intersection, false, true, false)
__THRUST_SET(set_difference, false, false, false)
__THRUST_SET(set_symmetric_difference, false, false, true)
#undef __THRUST_SET
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
