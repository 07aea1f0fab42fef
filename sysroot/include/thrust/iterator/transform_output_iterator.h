#ifndef _THRUST_TRANSFORM_OUTPUT_ITERATOR_H
#define _THRUST_TRANSFORM_OUTPUT_ITERATOR_H
#include <__thrust/iterators.h>
namespace thrust {
namespace __impl {
template <class F, class It> struct transforming_reference {
  It it;
  F f;
  template <class T> __CW_HD const transforming_reference& operator=(const T& value) const {
    *it = f(value);
    return *this;
  }
};
}  // namespace __impl
template <class F, class It>
class transform_output_iterator
    : public __impl::iterator_base<transform_output_iterator<F, It>, typename std::iterator_traits<It>::value_type, __impl::transforming_reference<F, It>> {
  It it;
  F f;

 public:
  typedef __impl::system_of<It> __system;
  __CW_HD transform_output_iterator(const It& i, F g) : it(i), f(g) {}
  __CW_HD const It& base() const { return it; }
  __CW_HD __impl::transforming_reference<F, It> __at(ptrdiff_t n) const { return {it + n, f}; }
  __CW_HD void __move(ptrdiff_t n) { it += n; }
  __CW_HD ptrdiff_t __to(const transform_output_iterator& other) const { return other.it - it; }
  __CW_HD auto __unwrap() const { return transform_output_iterator<F, decltype(__impl::unwrap(it))>(__impl::unwrap(it), f); }
};
template <class F, class It> __CW_HD transform_output_iterator<F, It> make_transform_output_iterator(It it, F f) { return transform_output_iterator<F, It>(it, f); }
}  // namespace thrust
#endif
