#ifndef _THRUST_SCAN_H
#define _THRUST_SCAN_H
#include <__thrust/core.h>
#include <thrust/functional.h>
namespace thrust {
template <__THRUST_POLICY, class I, class O, class Op> __CW_HD O inclusive_scan(const P& policy, I first, I last, O out, Op op) {
  typedef __impl::value_of<I> T;
  auto in = __impl::unwrap(first);
  auto to = __impl::unwrap(out);
  __impl::scan_by_index<T>(policy, last - first, [=] (unsigned i) mutable -> T { return in[i]; }, [=] (unsigned i, bool, const T&, const T& sum) mutable { to[i] = sum; }, op);
  __impl::wait(policy);
  return out + (last - first);
}
template <__THRUST_POLICY, class I, class O> __CW_HD O inclusive_scan(const P& policy, I first, I last, O out) { return thrust::inclusive_scan(policy, first, last, out, plus<>()); }
template <__THRUST_POLICY, class I, class O, class T, class Op> __CW_HD O inclusive_scan(const P& policy, I first, I last, O out, T init, Op op) {
  auto in = __impl::unwrap(first);
  auto to = __impl::unwrap(out);
  __impl::scan_by_index<T>(policy, last - first, [=] (unsigned i) mutable -> T { return i == 0 ? (T)op(init, (T)in[i]) : (T)in[i]; }, [=] (unsigned i, bool, const T&, const T& sum) mutable { to[i] = sum; }, op);
  __impl::wait(policy);
  return out + (last - first);
}
template <__THRUST_POLICY, class I, class O, class T, class Op> __CW_HD O exclusive_scan(const P& policy, I first, I last, O out, T init, Op op) {
  auto in = __impl::unwrap(first);
  auto to = __impl::unwrap(out);
  __impl::scan_by_index<T>(policy, last - first, [=] (unsigned i) mutable -> T { return in[i]; }, [=] (unsigned i, bool follows, const T& before, const T&) mutable { to[i] = follows ? (T)op(init, before) : init; }, op);
  __impl::wait(policy);
  return out + (last - first);
}
template <__THRUST_POLICY, class I, class O, class T> __CW_HD O exclusive_scan(const P& policy, I first, I last, O out, T init) { return thrust::exclusive_scan(policy, first, last, out, init, plus<>()); }
template <__THRUST_POLICY, class I, class O> __CW_HD O exclusive_scan(const P& policy, I first, I last, O out) { return thrust::exclusive_scan(policy, first, last, out, __impl::value_of<I>()); }
__THRUST_WITHOUT_POLICY(inclusive_scan)
__THRUST_WITHOUT_POLICY(exclusive_scan)

namespace __impl {
template <class T> struct segment_sum {
  bool begins;
  T sum;
};
/* store(i, begins, before, through), each within its run of equal keys. */
template <class T, class P, class K, class V, class Equal, class Op, class Store> __CW_HD void scan_segments(const P& policy, K keys, size_t n, V values, Equal equal, Op op, Store store) {
  typedef segment_sum<T> Sum;
  auto k = unwrap(keys);
  auto v = unwrap(values);
  auto begins = [=] (unsigned i) mutable { return i == 0 || !equal(k[i - 1], k[i]); };
  scan_by_index<Sum>(
      policy, n, [=] (unsigned i) mutable { return Sum{begins(i), (T)v[i]}; },
      [=] (unsigned i, bool, const Sum& before, const Sum& through) mutable { store(i, begins(i), before, through); },
      [=] (const Sum& a, const Sum& b) mutable { return Sum{a.begins || b.begins, b.begins ? b.sum : (T)op(a.sum, b.sum)}; });
  wait(policy);
}
}  // namespace __impl
template <__THRUST_POLICY, class K, class V, class O, class Equal, class Op> __CW_HD O inclusive_scan_by_key(const P& policy, K keys, K last, V values, O out, Equal equal, Op op) {
  typedef __impl::value_of<V> T;
  typedef __impl::segment_sum<T> Sum;
  auto to = __impl::unwrap(out);
  __impl::scan_segments<T>(policy, keys, last - keys, values, equal, op, [=] (unsigned i, bool, const Sum&, const Sum& sum) mutable { to[i] = sum.sum; });
  return out + (last - keys);
}
template <__THRUST_POLICY, class K, class V, class O, class Equal> __CW_HD O inclusive_scan_by_key(const P& policy, K keys, K last, V values, O out, Equal equal) {
  return thrust::inclusive_scan_by_key(policy, keys, last, values, out, equal, plus<>());
}
template <__THRUST_POLICY, class K, class V, class O> __CW_HD O inclusive_scan_by_key(const P& policy, K keys, K last, V values, O out) { return thrust::inclusive_scan_by_key(policy, keys, last, values, out, equal_to<>()); }
template <__THRUST_POLICY, class K, class V, class O, class T, class Equal, class Op> __CW_HD O exclusive_scan_by_key(const P& policy, K keys, K last, V values, O out, T init, Equal equal, Op op) {
  typedef __impl::segment_sum<T> Sum;
  auto to = __impl::unwrap(out);
  __impl::scan_segments<T>(policy, keys, last - keys, values, equal, op, [=] (unsigned i, bool begins, const Sum& before, const Sum&) mutable { to[i] = begins ? init : (T)op(init, before.sum); });
  return out + (last - keys);
}
template <__THRUST_POLICY, class K, class V, class O, class T, class Equal> __CW_HD O exclusive_scan_by_key(const P& policy, K keys, K last, V values, O out, T init, Equal equal) {
  return thrust::exclusive_scan_by_key(policy, keys, last, values, out, init, equal, plus<>());
}
template <__THRUST_POLICY, class K, class V, class O, class T> __CW_HD O exclusive_scan_by_key(const P& policy, K keys, K last, V values, O out, T init) { return thrust::exclusive_scan_by_key(policy, keys, last, values, out, init, equal_to<>()); }
template <__THRUST_POLICY, class K, class V, class O> __CW_HD O exclusive_scan_by_key(const P& policy, K keys, K last, V values, O out) { return thrust::exclusive_scan_by_key(policy, keys, last, values, out, __impl::value_of<V>()); }
__THRUST_WITHOUT_POLICY(inclusive_scan_by_key)
__THRUST_WITHOUT_POLICY(exclusive_scan_by_key)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
