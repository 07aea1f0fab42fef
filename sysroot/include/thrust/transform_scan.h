#ifndef _THRUST_TRANSFORM_SCAN_H
#define _THRUST_TRANSFORM_SCAN_H
#include <thrust/scan.h>
namespace thrust {
template <__THRUST_POLICY, class I, class O, class F, class Op> __CW_HD O transform_inclusive_scan(const P& policy, I first, I last, O out, F f, Op op) {
  auto in = __impl::unwrap(first);
  auto to = __impl::unwrap(out);
  typedef __impl::plain<decltype(f(in[0]))> T;
  __impl::scan_by_index<T>(policy, last - first, [=] (unsigned i) mutable -> T { return f(in[i]); }, [=] (unsigned i, bool, const T&, const T& sum) mutable { to[i] = sum; }, op);
  __impl::wait(policy);
  return out + (last - first);
}
template <__THRUST_POLICY, class I, class O, class F, class T, class Op> __CW_HD O transform_exclusive_scan(const P& policy, I first, I last, O out, F f, T init, Op op) {
  auto in = __impl::unwrap(first);
  auto to = __impl::unwrap(out);
  __impl::scan_by_index<T>(policy, last - first, [=] (unsigned i) mutable -> T { return f(in[i]); }, [=] (unsigned i, bool follows, const T& before, const T&) mutable { to[i] = follows ? (T)op(init, before) : init; }, op);
  __impl::wait(policy);
  return out + (last - first);
}
__THRUST_WITHOUT_POLICY(transform_inclusive_scan)
__THRUST_WITHOUT_POLICY(transform_exclusive_scan)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
