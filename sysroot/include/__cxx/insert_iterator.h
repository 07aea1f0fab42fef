// back_inserter, front_inserter, inserter: programs find them with any container's or algorithm's header, as in gcc's library.
#ifndef _CXX_INSERT_ITERATOR_H
#define _CXX_INSERT_ITERATOR_H
#include <__cxx/iterator_base.h>

namespace std {

template <class C> class back_insert_iterator {
 protected:
  C* container;

 public:
  typedef output_iterator_tag iterator_category;
  typedef void value_type;
  typedef long difference_type;
  typedef void pointer;
  typedef void reference;
  typedef C container_type;
  explicit back_insert_iterator(C& c) : container(std::addressof(c)) {}
  back_insert_iterator& operator=(const typename C::value_type& v) { container->push_back(v); return *this; }
  back_insert_iterator& operator=(typename C::value_type&& v) { container->push_back(std::move(v)); return *this; }
  back_insert_iterator& operator*() { return *this; }
  back_insert_iterator& operator++() { return *this; }
  back_insert_iterator operator++(int) { return *this; }
};
template <class C> inline back_insert_iterator<C> back_inserter(C& c) { return back_insert_iterator<C>(c); }

template <class C> class front_insert_iterator {
 protected:
  C* container;

 public:
  typedef output_iterator_tag iterator_category;
  typedef void value_type;
  typedef long difference_type;
  typedef void pointer;
  typedef void reference;
  typedef C container_type;
  explicit front_insert_iterator(C& c) : container(std::addressof(c)) {}
  front_insert_iterator& operator=(const typename C::value_type& v) { container->push_front(v); return *this; }
  front_insert_iterator& operator=(typename C::value_type&& v) { container->push_front(std::move(v)); return *this; }
  front_insert_iterator& operator*() { return *this; }
  front_insert_iterator& operator++() { return *this; }
  front_insert_iterator operator++(int) { return *this; }
};
template <class C> inline front_insert_iterator<C> front_inserter(C& c) { return front_insert_iterator<C>(c); }

template <class C> class insert_iterator {
 protected:
  C* container;
  typename C::iterator iter;

 public:
  typedef output_iterator_tag iterator_category;
  typedef void value_type;
  typedef long difference_type;
  typedef void pointer;
  typedef void reference;
  typedef C container_type;
  insert_iterator(C& c, typename C::iterator i) : container(std::addressof(c)), iter(i) {}
  insert_iterator& operator=(const typename C::value_type& v) {
    iter = container->insert(iter, v);
    ++iter;
    return *this;
  }
  insert_iterator& operator=(typename C::value_type&& v) {
    iter = container->insert(iter, std::move(v));
    ++iter;
    return *this;
  }
  insert_iterator& operator*() { return *this; }
  insert_iterator& operator++() { return *this; }
  insert_iterator& operator++(int) { return *this; }
};
template <class C, class I> inline insert_iterator<C> inserter(C& c, I i) { return insert_iterator<C>(c, typename C::iterator(i)); }

}
#endif
