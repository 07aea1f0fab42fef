/* The base of Thrust's own iterators, all of random access. */
#ifndef __THRUST_ITERATORS_H
#define __THRUST_ITERATORS_H
#include <__thrust/pointers.h>

namespace thrust {

typedef std::random_access_iterator_tag random_access_traversal_tag;
struct use_default {};

template <class It> using iterator_traits = std::iterator_traits<It>;
template <class It> struct iterator_value { typedef typename std::iterator_traits<It>::value_type type; };
template <class It> struct iterator_reference { typedef typename std::iterator_traits<It>::reference type; };
template <class It> struct iterator_pointer { typedef typename std::iterator_traits<It>::pointer type; };
template <class It> struct iterator_difference { typedef typename std::iterator_traits<It>::difference_type type; };
template <class It> struct iterator_system { typedef __impl::system_of<It> type; };
template <class It> using iterator_value_t = typename iterator_value<It>::type;
template <class It> using iterator_reference_t = typename iterator_reference<It>::type;
template <class It> using iterator_difference_t = typename iterator_difference<It>::type;
template <class It> using iterator_system_t = typename iterator_system<It>::type;

namespace __impl {

/* D has __at(n), what lies n ahead; __move(n); __to(other), how far away another lies. */
template <class D, class V, class R> struct iterator_base {
  typedef V value_type;
  typedef R reference;
  typedef ptrdiff_t difference_type;
  typedef std::conditional_t<std::is_lvalue_reference_v<R>, std::remove_reference_t<R>*, void> pointer;
  typedef std::random_access_iterator_tag iterator_category;
  __CW_HD const D& self() const { return static_cast<const D&>(*this); }
  __CW_HD D& self() { return static_cast<D&>(*this); }
  __CW_HD R operator*() const { return self().__at(0); }
  __CW_HD R operator[](ptrdiff_t n) const { return self().__at(n); }
  __CW_HD pointer operator->() const { return &self().__at(0); }
  __CW_HD D& operator++() { self().__move(1); return self(); }
  __CW_HD D& operator--() { self().__move(-1); return self(); }
  __CW_HD D operator++(int) { D old = self(); self().__move(1); return old; }
  __CW_HD D operator--(int) { D old = self(); self().__move(-1); return old; }
  __CW_HD D& operator+=(ptrdiff_t n) { self().__move(n); return self(); }
  __CW_HD D& operator-=(ptrdiff_t n) { self().__move(-n); return self(); }
  __CW_HD friend D operator+(const D& a, ptrdiff_t n) { D r = a; r.__move(n); return r; }
  __CW_HD friend D operator+(ptrdiff_t n, const D& a) { D r = a; r.__move(n); return r; }
  __CW_HD friend D operator-(const D& a, ptrdiff_t n) { D r = a; r.__move(-n); return r; }
  __CW_HD friend ptrdiff_t operator-(const D& a, const D& b) { return b.__to(a); }
  __CW_HD friend bool operator==(const D& a, const D& b) { return b.__to(a) == 0; }
  __CW_HD friend bool operator!=(const D& a, const D& b) { return b.__to(a) != 0; }
  __CW_HD friend bool operator<(const D& a, const D& b) { return b.__to(a) < 0; }
  __CW_HD friend bool operator>(const D& a, const D& b) { return b.__to(a) > 0; }
  __CW_HD friend bool operator<=(const D& a, const D& b) { return b.__to(a) <= 0; }
  __CW_HD friend bool operator>=(const D& a, const D& b) { return b.__to(a) >= 0; }
};

}  // namespace __impl
}  // namespace thrust
#endif
