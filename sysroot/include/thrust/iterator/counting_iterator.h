#ifndef _THRUST_COUNTING_ITERATOR_H
#define _THRUST_COUNTING_ITERATOR_H
#include <__thrust/iterators.h>
namespace thrust {
template <class I, class System = use_default, class Traversal = use_default, class Difference = use_default>
class counting_iterator : public __impl::iterator_base<counting_iterator<I, System, Traversal, Difference>, I, I> {
  I value;

 public:
  typedef any_system_tag __system;
  __CW_HD counting_iterator() : value() {}
  __CW_HD explicit counting_iterator(I i) : value(i) {}
  __CW_HD const I& base() const { return value; }
  __CW_HD I __at(ptrdiff_t n) const { return (I)(value + n); }
  __CW_HD void __move(ptrdiff_t n) { value = (I)(value + n); }
  __CW_HD ptrdiff_t __to(const counting_iterator& other) const { return (ptrdiff_t)other.value - (ptrdiff_t)value; }
};
template <class I> __CW_HD counting_iterator<I> make_counting_iterator(I i) { return counting_iterator<I>(i); }
}  // namespace thrust
#endif
