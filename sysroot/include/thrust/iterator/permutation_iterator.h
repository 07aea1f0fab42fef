#ifndef _THRUST_PERMUTATION_ITERATOR_H
#define _THRUST_PERMUTATION_ITERATOR_H
#include <__thrust/iterators.h>
namespace thrust {
template <class E, class I>
class permutation_iterator : public __impl::iterator_base<permutation_iterator<E, I>, typename std::iterator_traits<E>::value_type, typename std::iterator_traits<E>::reference> {
  E elements;
  I it;

 public:
  typedef __impl::common_system<E, I> __system;
  __CW_HD permutation_iterator() : elements(), it() {}
  __CW_HD permutation_iterator(E e, I i) : elements(e), it(i) {}
  __CW_HD const I& base() const { return it; }
  __CW_HD typename std::iterator_traits<E>::reference __at(ptrdiff_t n) const { return elements[(ptrdiff_t)(typename std::iterator_traits<I>::value_type)it[n]]; }
  __CW_HD void __move(ptrdiff_t n) { it += n; }
  __CW_HD ptrdiff_t __to(const permutation_iterator& other) const { return other.it - it; }
  __CW_HD auto __unwrap() const { return permutation_iterator<decltype(__impl::unwrap(elements)), decltype(__impl::unwrap(it))>(__impl::unwrap(elements), __impl::unwrap(it)); }
};
template <class E, class I> __CW_HD permutation_iterator<E, I> make_permutation_iterator(E e, I i) { return permutation_iterator<E, I>(e, i); }
}  // namespace thrust
#endif
