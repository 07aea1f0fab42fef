#ifndef _THRUST_BINARY_SEARCH_H
#define _THRUST_BINARY_SEARCH_H
#include <__thrust/core.h>
#include <thrust/functional.h>
#include <thrust/pair.h>
namespace thrust {
namespace __impl {
template <class P, class T, class F> __CW_HD T compute_once(const P& policy, F f) {
  temporary<P, T> result(policy, 1);
  T* out = result.p;
  each(policy, 1, [=] (unsigned) mutable { *out = f(); });
  return read_back(policy, out);
}
}  // namespace __impl
/* Of one value, and of each value of a sequence. */
#define __THRUST_SEARCH(name, one, Result, many)                                                                               \
  template <__THRUST_POLICY, class I, class T, class Less> __CW_HD Result name(const P& policy, I first, I last, const T& value, Less less) { \
    auto in = __impl::unwrap(first);                                                                                           \
    size_t n = last - first;                                                                                                   \
    T v = value;                                                                                                               \
    return one;                                                                                                                \
  }                                                                                                                            \
  template <__THRUST_POLICY, class I, class T> __CW_HD Result name(const P& policy, I first, I last, const T& value) { return thrust::name(policy, first, last, value, less<>()); } \
  template <__THRUST_POLICY, class I, class J, class O, class Less> __CW_HD O name(const P& policy, I first, I last, J values, J values_end, O out, Less less) { \
    auto in = __impl::unwrap(first);                                                                                           \
    auto what = __impl::unwrap(values);                                                                                        \
    auto to = __impl::unwrap(out);                                                                                             \
    size_t n = last - first, count = values_end - values;                                                                      \
    __impl::each(policy, count, [=] (unsigned i) mutable {                                                                     \
      auto&& v = what[i];                                                                                                      \
      to[i] = many;                                                                                                            \
    });                                                                                                                        \
    __impl::wait(policy);                                                                                                      \
    return out + count;                                                                                                        \
  }                                                                                                                            \
  template <__THRUST_POLICY, class I, class J, class O> __CW_HD O name(const P& policy, I first, I last, J values, J values_end, O out) { \
    return thrust::name(policy, first, last, values, values_end, out, less<>());                                               \
  }                                                                                                                            \
  __THRUST_WITHOUT_POLICY(name)
__THRUST_SEARCH(lower_bound, first + (__impl::compute_once<P, unsigned>(policy, [=] { return (unsigned)__impl::lower(in, n, v, less); })), I, __impl::lower(in, n, v, less))
__THRUST_SEARCH(upper_bound, first + (__impl::compute_once<P, unsigned>(policy, [=] { return (unsigned)__impl::upper(in, n, v, less); })), I, __impl::upper(in, n, v, less))
namespace __impl {
template <class It, class T, class Less> __CW_HD bool is_among(It it, size_t n, const T& value, Less less) {
  size_t i = lower(it, n, value, less);
  return i < n && !less(value, it[i]);
}
}  // namespace __impl
__THRUST_SEARCH(binary_search, (__impl::compute_once<P, unsigned>(policy, [=] { return __impl::is_among(in, n, v, less) ? 1u : 0u; }) != 0), bool, __impl::is_among(in, n, v, less))
#undef __THRUST_SEARCH
template <__THRUST_POLICY, class I, class T, class Less> __CW_HD pair<I, I> equal_range(const P& policy, I first, I last, const T& value, Less less) {
  return pair<I, I>(thrust::lower_bound(policy, first, last, value, less), thrust::upper_bound(policy, first, last, value, less));
}
template <__THRUST_POLICY, class I, class T> __CW_HD pair<I, I> equal_range(const P& policy, I first, I last, const T& value) { return thrust::equal_range(policy, first, last, value, less<>()); }
__THRUST_WITHOUT_POLICY(equal_range)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
