#ifndef _THRUST_EXTREMA_H
#define _THRUST_EXTREMA_H
#include <__thrust/core.h>
#include <thrust/functional.h>
#include <thrust/pair.h>
namespace thrust {
namespace __impl {
/* The index of the first element that no other comes before, in the order that `before` gives. */
template <class P, class I, class Before> __CW_HD size_t extreme(const P& policy, I first, size_t n, Before before) {
  auto in = unwrap(first);
  if (n == 0) return 0;
  return reduce_by_index(policy, n - 1, [] (unsigned i) { return i + 1; }, 0u, [=] (unsigned a, unsigned b) mutable {
    if (before(in[b], in[a])) return b;
    if (before(in[a], in[b])) return a;
    return a < b ? a : b;
  });
}
}  // namespace __impl
template <__THRUST_POLICY, class I, class Less> __CW_HD I min_element(const P& policy, I first, I last, Less less) { return first + __impl::extreme(policy, first, last - first, less); }
template <__THRUST_POLICY, class I> __CW_HD I min_element(const P& policy, I first, I last) { return thrust::min_element(policy, first, last, less<>()); }
template <__THRUST_POLICY, class I, class Less> __CW_HD I max_element(const P& policy, I first, I last, Less less) {
  typedef __impl::value_of<I> T;
  return first + __impl::extreme(policy, first, last - first, [less] (const T& a, const T& b) mutable { return less(b, a); });
}
template <__THRUST_POLICY, class I> __CW_HD I max_element(const P& policy, I first, I last) { return thrust::max_element(policy, first, last, less<>()); }
template <__THRUST_POLICY, class I, class Less> __CW_HD pair<I, I> minmax_element(const P& policy, I first, I last, Less less) {
  return pair<I, I>(thrust::min_element(policy, first, last, less), thrust::max_element(policy, first, last, less));
}
template <__THRUST_POLICY, class I> __CW_HD pair<I, I> minmax_element(const P& policy, I first, I last) { return thrust::minmax_element(policy, first, last, less<>()); }
__THRUST_WITHOUT_POLICY(min_element)
__THRUST_WITHOUT_POLICY(max_element)
__THRUST_WITHOUT_POLICY(minmax_element)
template <class T> __CW_HD constexpr T min THRUST_PREVENT_MACRO_SUBSTITUTION(const T& a, const T& b) { return b < a ? b : a; }
template <class T, class Less> __CW_HD constexpr T min THRUST_PREVENT_MACRO_SUBSTITUTION(const T& a, const T& b, Less less) { return less(b, a) ? b : a; }
template <class T> __CW_HD constexpr T max THRUST_PREVENT_MACRO_SUBSTITUTION(const T& a, const T& b) { return a < b ? b : a; }
template <class T, class Less> __CW_HD constexpr T max THRUST_PREVENT_MACRO_SUBSTITUTION(const T& a, const T& b, Less less) { return less(a, b) ? b : a; }
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
