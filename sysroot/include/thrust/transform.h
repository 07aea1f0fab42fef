#ifndef _THRUST_TRANSFORM_H
#define _THRUST_TRANSFORM_H
#include <__thrust/core.h>
namespace thrust {
namespace __impl {
/* out[i] = f(in[i]) where the predicate holds for stencil[i]. */
template <class P, class I, class S, class O, class F, class Pred> __CW_HD O transform_where(const P& policy, I first, size_t n, S stencil, O out, F f, Pred pred) {
  auto in = unwrap(first);
  auto where = unwrap(stencil);
  auto to = unwrap(out);
  each(policy, n, [=] (unsigned i) mutable {
    if (!pred(where[i])) return;
    auto&& x = in[i];
    to[i] = f(x);
  });
  wait(policy);
  return out + n;
}
}  // namespace __impl
template <__THRUST_POLICY, class I, class O, class F> __CW_HD O transform_n(const P& policy, I first, size_t n, O out, F f) {
  auto in = __impl::unwrap(first);
  auto to = __impl::unwrap(out);
  __impl::each(policy, n, [=] (unsigned i) mutable {
    auto&& x = in[i];
    to[i] = f(x);
  });
  __impl::wait(policy);
  return out + n;
}
template <__THRUST_POLICY, class I, class O, class F> __CW_HD O transform(const P& policy, I first, I last, O out, F f) { return thrust::transform_n(policy, first, last - first, out, f); }
template <__THRUST_POLICY, class I, class J, class O, class F> __CW_HD O transform(const P& policy, I first, I last, J second, O out, F f) {
  size_t n = last - first;
  auto a = __impl::unwrap(first);
  auto b = __impl::unwrap(second);
  auto to = __impl::unwrap(out);
  __impl::each(policy, n, [=] (unsigned i) mutable {
    auto&& x = a[i];
    auto&& y = b[i];
    to[i] = f(x, y);
  });
  __impl::wait(policy);
  return out + n;
}
template <__THRUST_POLICY, class I, class O, class F, class Pred> __CW_HD O transform_if(const P& policy, I first, I last, O out, F f, Pred pred) {
  return __impl::transform_where(policy, first, last - first, first, out, f, pred);
}
template <__THRUST_POLICY, class I, class S, class O, class F, class Pred>
__CW_HD O transform_if(const P& policy, I first, I last, S stencil, O out, F f, Pred pred) {
  return __impl::transform_where(policy, first, last - first, stencil, out, f, pred);
}
template <__THRUST_POLICY, class I, class J, class S, class O, class F, class Pred> __CW_HD O transform_if(const P& policy, I first, I last, J second, S stencil, O out, F f, Pred pred) {
  size_t n = last - first;
  auto a = __impl::unwrap(first);
  auto b = __impl::unwrap(second);
  auto where = __impl::unwrap(stencil);
  auto to = __impl::unwrap(out);
  __impl::each(policy, n, [=] (unsigned i) mutable {
    if (pred(where[i])) to[i] = f(a[i], b[i]);
  });
  __impl::wait(policy);
  return out + n;
}
__THRUST_WITHOUT_POLICY(transform)
__THRUST_WITHOUT_POLICY(transform_n)
__THRUST_WITHOUT_POLICY(transform_if)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
