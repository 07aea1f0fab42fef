#ifndef _THRUST_CONSTANT_ITERATOR_H
#define _THRUST_CONSTANT_ITERATOR_H
#include <__thrust/iterators.h>
namespace thrust {
template <class V, class I = use_default, class System = use_default> class constant_iterator : public __impl::iterator_base<constant_iterator<V, I, System>, V, V> {
  V value_;
  ptrdiff_t place;

 public:
  typedef any_system_tag __system;
  __CW_HD constant_iterator() : value_(), place(0) {}
  __CW_HD constant_iterator(const V& v, ptrdiff_t at = 0) : value_(v), place(at) {}
  __CW_HD const V& value() const { return value_; }
  __CW_HD V __at(ptrdiff_t) const { return value_; }
  __CW_HD void __move(ptrdiff_t n) { place += n; }
  __CW_HD ptrdiff_t __to(const constant_iterator& other) const { return other.place - place; }
};
template <class V> __CW_HD constant_iterator<V> make_constant_iterator(V v) { return constant_iterator<V>(v); }
template <class V, class I> __CW_HD constant_iterator<V, I> make_constant_iterator(V v, I at) { return constant_iterator<V, I>(v, at); }
}  // namespace thrust
#endif
