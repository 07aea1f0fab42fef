#ifndef _THRUST_DISCARD_ITERATOR_H
#define _THRUST_DISCARD_ITERATOR_H
#include <__thrust/iterators.h>
namespace thrust {
namespace __impl {
struct anything {
  template <class T> __CW_HD const anything& operator=(const T&) const { return *this; }
};
}  // namespace __impl
template <class System = use_default> class discard_iterator : public __impl::iterator_base<discard_iterator<System>, __impl::anything, __impl::anything> {
  ptrdiff_t place;

 public:
  typedef any_system_tag __system;
  __CW_HD discard_iterator(ptrdiff_t at = 0) : place(at) {}
  __CW_HD __impl::anything __at(ptrdiff_t) const { return {}; }
  __CW_HD void __move(ptrdiff_t n) { place += n; }
  __CW_HD ptrdiff_t __to(const discard_iterator& other) const { return other.place - place; }
};
inline __CW_HD discard_iterator<> make_discard_iterator(ptrdiff_t at = 0) { return discard_iterator<>(at); }
}  // namespace thrust
#endif
