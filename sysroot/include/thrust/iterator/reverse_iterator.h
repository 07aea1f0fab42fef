#ifndef _THRUST_REVERSE_ITERATOR_H
#define _THRUST_REVERSE_ITERATOR_H
#include <__thrust/iterators.h>
namespace thrust {
template <class It> class reverse_iterator : public __impl::iterator_base<reverse_iterator<It>, typename std::iterator_traits<It>::value_type, typename std::iterator_traits<It>::reference> {
  It it;

 public:
  typedef __impl::system_of<It> __system;
  __CW_HD reverse_iterator() : it() {}
  __CW_HD explicit reverse_iterator(It i) : it(i) {}
  template <class U, class = std::enable_if_t<!std::is_same_v<U, It> && std::is_convertible_v<U, It>>> __CW_HD reverse_iterator(const reverse_iterator<U>& other) : it(other.base()) {}
  __CW_HD const It& base() const { return it; }
  __CW_HD typename std::iterator_traits<It>::reference __at(ptrdiff_t n) const { return it[-1 - n]; }
  __CW_HD void __move(ptrdiff_t n) { it -= n; }
  __CW_HD ptrdiff_t __to(const reverse_iterator& other) const { return it - other.it; }
  __CW_HD auto __unwrap() const { return reverse_iterator<decltype(__impl::unwrap(it))>(__impl::unwrap(it)); }
};
template <class It> __CW_HD reverse_iterator<It> make_reverse_iterator(It it) { return reverse_iterator<It>(it); }
}  // namespace thrust
#endif
