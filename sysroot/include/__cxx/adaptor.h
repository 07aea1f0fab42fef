// What queue, stack and priority_queue have in common.
#ifndef _CXX_ADAPTOR_H
#define _CXX_ADAPTOR_H
#include <__cxx/deque.h>

namespace std {

template <class C> class __adaptor {
 protected:
  C c;

 public:
  typedef C container_type;
  typedef typename C::value_type value_type;
  typedef typename C::size_type size_type;
  typedef typename C::reference reference;
  typedef typename C::const_reference const_reference;
  __adaptor() : c() {}
  explicit __adaptor(const C& d) : c(d) {}
  explicit __adaptor(C&& d) : c(std::move(d)) {}
  bool empty() const { return c.empty(); }
  size_type size() const { return c.size(); }
  const C& __container() const { return c; }
};
#define __CW_ADAPTOR_COMPARE(name, op)                                                                                       \
  template <class T, class C> inline bool operator op(const name<T, C>& a, const name<T, C>& b) {                    \
    return a.__container() op b.__container();                                                                       \
  }
#define __CW_ADAPTOR_COMPARISONS(name)                                                                               \
  __CW_ADAPTOR_COMPARE(name, ==) __CW_ADAPTOR_COMPARE(name, !=) __CW_ADAPTOR_COMPARE(name, <) __CW_ADAPTOR_COMPARE(name, >) __CW_ADAPTOR_COMPARE(name, <=)   \
  __CW_ADAPTOR_COMPARE(name, >=)                                                                                             \
  template <class T, class C> inline void swap(name<T, C>& a, name<T, C>& b) noexcept { a.swap(b); }                 \
  template <class C, class = __require_not_allocator_t<C>> name(C) -> name<typename C::value_type, C>;

}
#endif
