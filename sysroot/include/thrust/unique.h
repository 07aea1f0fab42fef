#ifndef _THRUST_UNIQUE_H
#define _THRUST_UNIQUE_H
#include <__thrust/core.h>
#include <thrust/functional.h>
#include <thrust/pair.h>
namespace thrust {
template <__THRUST_POLICY, class I, class O, class Equal> __CW_HD O unique_copy(const P& policy, I first, I last, O out, Equal equal) {
  auto in = __impl::unwrap(first);
  auto to = __impl::unwrap(out);
  return out + __impl::compact_by_index(policy, last - first, [=] (unsigned i) mutable { return i == 0 || !equal(in[i - 1], in[i]); }, [=] (unsigned i, unsigned place) mutable { to[place] = in[i]; });
}
template <__THRUST_POLICY, class I, class O> __CW_HD O unique_copy(const P& policy, I first, I last, O out) { return thrust::unique_copy(policy, first, last, out, equal_to<>()); }
template <__THRUST_POLICY, class I, class Equal> __CW_HD I unique(const P& policy, I first, I last, Equal equal) {
  __impl::copy_of<P, decltype(__impl::unwrap(first))> in(policy, __impl::unwrap(first), last - first);
  return thrust::unique_copy(policy, in.p, in.p + in.n, first, equal);
}
template <__THRUST_POLICY, class I> __CW_HD I unique(const P& policy, I first, I last) { return thrust::unique(policy, first, last, equal_to<>()); }
template <__THRUST_POLICY, class K, class V, class KO, class VO, class Equal> __CW_HD pair<KO, VO> unique_by_key_copy(const P& policy, K keys, K last, V values, KO keys_out, VO values_out, Equal equal) {
  auto k = __impl::unwrap(keys);
  auto v = __impl::unwrap(values);
  auto ko = __impl::unwrap(keys_out);
  auto vo = __impl::unwrap(values_out);
  size_t count = __impl::compact_by_index(policy, last - keys, [=] (unsigned i) mutable { return i == 0 || !equal(k[i - 1], k[i]); }, [=] (unsigned i, unsigned place) mutable {
    ko[place] = k[i];
    vo[place] = v[i];
  });
  return pair<KO, VO>(keys_out + count, values_out + count);
}
template <__THRUST_POLICY, class K, class V, class KO, class VO> __CW_HD pair<KO, VO> unique_by_key_copy(const P& policy, K keys, K last, V values, KO keys_out, VO values_out) {
  return thrust::unique_by_key_copy(policy, keys, last, values, keys_out, values_out, equal_to<>());
}
template <__THRUST_POLICY, class K, class V, class Equal> __CW_HD pair<K, V> unique_by_key(const P& policy, K keys, K last, V values, Equal equal) {
  size_t n = last - keys;
  __impl::copy_of<P, decltype(__impl::unwrap(keys))> k(policy, __impl::unwrap(keys), n);
  __impl::copy_of<P, decltype(__impl::unwrap(values))> v(policy, __impl::unwrap(values), n);
  return thrust::unique_by_key_copy(policy, k.p, k.p + n, v.p, keys, values, equal);
}
template <__THRUST_POLICY, class K, class V> __CW_HD pair<K, V> unique_by_key(const P& policy, K keys, K last, V values) { return thrust::unique_by_key(policy, keys, last, values, equal_to<>()); }
template <__THRUST_POLICY, class I, class Equal> __CW_HD ptrdiff_t unique_count(const P& policy, I first, I last, Equal equal) {
  auto in = __impl::unwrap(first);
  return __impl::reduce_by_index(policy, last - first, [=] (unsigned i) mutable { return i == 0 || !equal(in[i - 1], in[i]) ? 1u : 0u; }, 0u, plus<unsigned>());
}
template <__THRUST_POLICY, class I> __CW_HD ptrdiff_t unique_count(const P& policy, I first, I last) { return thrust::unique_count(policy, first, last, equal_to<>()); }
__THRUST_WITHOUT_POLICY(unique)
__THRUST_WITHOUT_POLICY(unique_copy)
__THRUST_WITHOUT_POLICY(unique_by_key)
__THRUST_WITHOUT_POLICY(unique_by_key_copy)
__THRUST_WITHOUT_POLICY(unique_count)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
