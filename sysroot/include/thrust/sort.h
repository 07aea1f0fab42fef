#ifndef _THRUST_SORT_H
#define _THRUST_SORT_H
#include <__thrust/radix_sort.h>
namespace thrust {
namespace __impl {
template <class K, class V> struct keyed {
  K key;
  V value;
};
}  // namespace __impl
template <__THRUST_POLICY, class I, class Less> __CW_HD void stable_sort(const P& policy, I first, I last, Less less) {
  auto in = __impl::unwrap(first);
  size_t n = last - first;
  typedef __impl::value_of<I> T;
  if constexpr (std::is_pointer_v<decltype(in)> && __impl::sorts_by_bits<P, T, Less>) {
    if (__impl::worth_digits<T>(n)) return __impl::radix_sort<(__impl::natural<Less, T> < 0)>(policy, in, (cub::NullType*)nullptr, n);
  }
  if constexpr (std::is_pointer_v<decltype(in)>) __impl::merge_sort(policy, in, n, less);
  else {
    __impl::copy_of<P, decltype(in)> all(policy, in, n);
    auto* from = all.p;
    __impl::merge_sort(policy, from, n, less);
    __impl::each(policy, n, [=] (unsigned i) mutable { in[i] = from[i]; });
  }
  __impl::wait(policy);
}
template <__THRUST_POLICY, class I> __CW_HD void stable_sort(const P& policy, I first, I last) { thrust::stable_sort(policy, first, last, less<>()); }
template <__THRUST_POLICY, class I, class Less> __CW_HD void sort(const P& policy, I first, I last, Less less) { thrust::stable_sort(policy, first, last, less); }
template <__THRUST_POLICY, class I> __CW_HD void sort(const P& policy, I first, I last) { thrust::stable_sort(policy, first, last, less<>()); }
template <__THRUST_POLICY, class K, class V, class Less> __CW_HD void stable_sort_by_key(const P& policy, K keys, K last, V values, Less less) {
  typedef __impl::keyed<__impl::value_of<K>, __impl::value_of<V>> Both;
  size_t n = last - keys;
  auto k = __impl::unwrap(keys);
  auto v = __impl::unwrap(values);
  typedef __impl::value_of<K> Key;
  if constexpr (std::is_pointer_v<decltype(k)> && std::is_pointer_v<decltype(v)> && std::is_trivially_copyable_v<__impl::value_of<V>> && __impl::sorts_by_bits<P, Key, Less>) {
    if (__impl::worth_digits<Key>(n)) return __impl::radix_sort<(__impl::natural<Less, Key> < 0)>(policy, k, v, n);
  }
  __impl::temporary<P, Both> memory(policy, n);
  Both* all = memory.p;
  __impl::each(policy, n, [=] (unsigned i) mutable { new (all + i) Both{k[i], v[i]}; });
  __impl::merge_sort(policy, all, n, [less] (const Both& a, const Both& b) mutable { return less(a.key, b.key); });
  __impl::each(policy, n, [=] (unsigned i) mutable {
    k[i] = all[i].key;
    v[i] = all[i].value;
  });
  if constexpr (!__impl::on_device<P> && !std::is_trivially_destructible_v<Both>) {
    for (size_t i = 0; i < n; i++) all[i].~Both();
  }
  __impl::wait(policy);
}
template <__THRUST_POLICY, class K, class V> __CW_HD void stable_sort_by_key(const P& policy, K keys, K last, V values) { thrust::stable_sort_by_key(policy, keys, last, values, less<>()); }
template <__THRUST_POLICY, class K, class V, class Less> __CW_HD void sort_by_key(const P& policy, K keys, K last, V values, Less less) { thrust::stable_sort_by_key(policy, keys, last, values, less); }
template <__THRUST_POLICY, class K, class V> __CW_HD void sort_by_key(const P& policy, K keys, K last, V values) { thrust::stable_sort_by_key(policy, keys, last, values, less<>()); }
template <__THRUST_POLICY, class I, class Less> __CW_HD I is_sorted_until(const P& policy, I first, I last, Less less) {
  auto in = __impl::unwrap(first);
  size_t n = last - first;
  if (n < 2) return last;
  return first + (__impl::find_by_index(policy, n - 1, [=] (unsigned i) mutable { return (bool)less(in[i + 1], in[i]); }) + 1);
}
template <__THRUST_POLICY, class I> __CW_HD I is_sorted_until(const P& policy, I first, I last) { return thrust::is_sorted_until(policy, first, last, less<>()); }
template <__THRUST_POLICY, class I, class Less> __CW_HD bool is_sorted(const P& policy, I first, I last, Less less) { return thrust::is_sorted_until(policy, first, last, less) == last; }
template <__THRUST_POLICY, class I> __CW_HD bool is_sorted(const P& policy, I first, I last) { return thrust::is_sorted_until(policy, first, last) == last; }
__THRUST_WITHOUT_POLICY(sort)
__THRUST_WITHOUT_POLICY(stable_sort)
__THRUST_WITHOUT_POLICY(sort_by_key)
__THRUST_WITHOUT_POLICY(stable_sort_by_key)
__THRUST_WITHOUT_POLICY(is_sorted)
__THRUST_WITHOUT_POLICY(is_sorted_until)
}  // namespace thrust
#include <thrust/extrema.h>
#include <thrust/sequence.h>
#include <__thrust/algorithms.h>
#endif
