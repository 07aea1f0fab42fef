#ifndef _THRUST_REDUCE_H
#define _THRUST_REDUCE_H
#include <__thrust/core.h>
#include <thrust/functional.h>
#include <thrust/pair.h>
namespace thrust {
template <__THRUST_POLICY, class I, class T, class Op> __CW_HD T reduce(const P& policy, I first, I last, T init, Op op) {
  auto in = __impl::unwrap(first);
  return __impl::reduce_by_index(policy, last - first, [=] (unsigned i) mutable -> T { return in[i]; }, init, op);
}
template <__THRUST_POLICY, class I, class T> __CW_HD T reduce(const P& policy, I first, I last, T init) { return thrust::reduce(policy, first, last, init, plus<>()); }
template <__THRUST_POLICY, class I> __CW_HD __impl::value_of<I> reduce(const P& policy, I first, I last) { return thrust::reduce(policy, first, last, __impl::value_of<I>()); }
__THRUST_WITHOUT_POLICY(reduce)

namespace __impl {
/* A sum within a run of equal keys: how many runs have begun, and the sum of the last. */
template <class V> struct run_sum {
  unsigned runs;
  V sum;
};
}  // namespace __impl
template <__THRUST_POLICY, class K, class V, class KO, class VO, class Equal, class Op>
__CW_HD pair<KO, VO> reduce_by_key(const P& policy, K keys, K last, V values, KO keys_out, VO values_out, Equal equal, Op op) {
  typedef __impl::value_of<V> T;
  typedef __impl::run_sum<T> Sum;
  size_t n = last - keys;
  if (n == 0) return pair<KO, VO>(keys_out, values_out);
  auto k = __impl::unwrap(keys);
  auto v = __impl::unwrap(values);
  auto ko = __impl::unwrap(keys_out);
  auto vo = __impl::unwrap(values_out);
  __impl::temporary<P, unsigned> total(policy, 1);
  unsigned* out = total.p;
  __impl::scan_by_index<Sum>(
      policy, n, [=] (unsigned i) mutable { return Sum{i == 0 || !equal(k[i - 1], k[i]) ? 1u : 0u, (T)v[i]}; },
      [=] (unsigned i, bool, const Sum&, const Sum& sum) mutable {
        bool ends = i + 1 == (unsigned)n || !equal(k[i], k[i + 1]);
        if (ends) {
          ko[sum.runs - 1] = k[i];
          vo[sum.runs - 1] = sum.sum;
        }
        if (i + 1 == (unsigned)n) *out = sum.runs;
      },
      [=] (const Sum& a, const Sum& b) mutable { return Sum{a.runs + b.runs, b.runs ? b.sum : (T)op(a.sum, b.sum)}; });
  size_t runs = __impl::read_back(policy, out);
  return pair<KO, VO>(keys_out + runs, values_out + runs);
}
template <__THRUST_POLICY, class K, class V, class KO, class VO, class Equal>
__CW_HD pair<KO, VO> reduce_by_key(const P& policy, K keys, K last, V values, KO keys_out, VO values_out, Equal equal) {
  return thrust::reduce_by_key(policy, keys, last, values, keys_out, values_out, equal, plus<>());
}
template <__THRUST_POLICY, class K, class V, class KO, class VO> __CW_HD pair<KO, VO> reduce_by_key(const P& policy, K keys, K last, V values, KO keys_out, VO values_out) {
  return thrust::reduce_by_key(policy, keys, last, values, keys_out, values_out, equal_to<>());
}
__THRUST_WITHOUT_POLICY(reduce_by_key)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
