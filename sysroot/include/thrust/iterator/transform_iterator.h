#ifndef _THRUST_TRANSFORM_ITERATOR_H
#define _THRUST_TRANSFORM_ITERATOR_H
#include <__thrust/iterators.h>
namespace thrust {
namespace __impl {
/* What a function makes of an element as kernels see it. */
template <class F, class It> using applied = decltype(std::declval<const F&>()(std::declval<typename std::iterator_traits<decltype(unwrap(std::declval<const It&>()))>::reference>()));
template <class A, class B> using unless_default = std::conditional_t<std::is_same_v<A, use_default>, B, A>;
template <class F, class It, class R> struct applied_or { typedef R type; };
template <class F, class It> struct applied_or<F, It, use_default> { typedef applied<F, It> type; };
}  // namespace __impl
template <class F, class It, class R = use_default, class V = use_default>
class transform_iterator
    : public __impl::iterator_base<transform_iterator<F, It, R, V>, __impl::unless_default<V, __impl::plain<typename __impl::applied_or<F, It, R>::type>>, typename __impl::applied_or<F, It, R>::type> {
  It it;
  F f;
  typedef typename __impl::applied_or<F, It, R>::type Result;

 public:
  typedef __impl::system_of<It> __system;
  __CW_HD transform_iterator() : it(), f() {}
  __CW_HD transform_iterator(const It& i, F g) : it(i), f(g) {}
  __CW_HD explicit transform_iterator(const It& i) : it(i), f() {}
  __CW_HD const It& base() const { return it; }
  __CW_HD F functor() const { return f; }
  __CW_HD Result __at(ptrdiff_t n) const {
    if constexpr (std::is_same_v<__system, device_system_tag> && __impl::unwraps<It>) {
      typename std::iterator_traits<It>::value_type v = it[n];
      return f(v);
    } else {
      auto&& v = it[n];
      return f(v);
    }
  }
  __CW_HD void __move(ptrdiff_t n) { it += n; }
  __CW_HD ptrdiff_t __to(const transform_iterator& other) const { return other.it - it; }
  __CW_HD auto __unwrap() const { return transform_iterator<F, decltype(__impl::unwrap(it)), Result, V>(__impl::unwrap(it), f); }
};
template <class F, class It> __CW_HD transform_iterator<F, It> make_transform_iterator(It it, F f) { return transform_iterator<F, It>(it, f); }
}  // namespace thrust
#endif
