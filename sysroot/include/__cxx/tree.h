// The red-black tree beneath map, set and their multi kinds. A header node closes the ring: its parent is the root, its left
// and right are the least and the greatest node. Rebalancing: sysroot/lib/cxx/tree.cpp.
#ifndef _CXX_TREE_H
#define _CXX_TREE_H
#if __cplusplus >= 202002L
#include <compare>
#endif
#include <__cxx/algobase.h>
#include <__cxx/allocator.h>
#include <__cxx/function_objects.h>
#include <__cxx/pair.h>

namespace std {

struct __tree_link {
  bool red;
  __tree_link* parent;
  __tree_link* left;
  __tree_link* right;
};
__tree_link* __tree_next(__tree_link* n) noexcept;
__tree_link* __tree_previous(__tree_link* n) noexcept;
// Hangs `n` below `parent` and rebalances.
void __tree_insert(bool left, __tree_link* n, __tree_link* parent, __tree_link& header) noexcept;
void __tree_remove(__tree_link* n, __tree_link& header) noexcept;

template <class T> struct __tree_node : __tree_link {
  union { T value; };
  __tree_node() {}
  ~__tree_node() {}
};

template <class T, bool constant> struct __tree_iterator {
  typedef bidirectional_iterator_tag iterator_category;
  typedef T value_type;
  typedef long difference_type;
  typedef conditional_t<constant, const T*, T*> pointer;
  typedef conditional_t<constant, const T&, T&> reference;
  __tree_link* n;
  __tree_iterator() noexcept : n(nullptr) {}
  explicit __tree_iterator(const __tree_link* m) noexcept : n(const_cast<__tree_link*>(m)) {}
  template <bool c, class = enable_if_t<constant && !c>> __tree_iterator(const __tree_iterator<T, c>& i) noexcept : n(i.n) {}
  reference operator*() const noexcept { return static_cast<__tree_node<T>*>(n)->value; }
  pointer operator->() const noexcept { return std::addressof(static_cast<__tree_node<T>*>(n)->value); }
  __tree_iterator& operator++() noexcept { n = __tree_next(n); return *this; }
  __tree_iterator& operator--() noexcept { n = __tree_previous(n); return *this; }
  __tree_iterator operator++(int) noexcept { __tree_iterator i = *this; n = __tree_next(n); return i; }
  __tree_iterator operator--(int) noexcept { __tree_iterator i = *this; n = __tree_previous(n); return i; }
  friend bool operator==(const __tree_iterator& a, const __tree_iterator& b) noexcept { return a.n == b.n; }
  friend bool operator!=(const __tree_iterator& a, const __tree_iterator& b) noexcept { return a.n != b.n; }
};
template <class T> inline bool operator==(const __tree_iterator<T, true>& a, const __tree_iterator<T, false>& b) noexcept { return a.n == b.n; }
template <class T> inline bool operator==(const __tree_iterator<T, false>& a, const __tree_iterator<T, true>& b) noexcept { return a.n == b.n; }
template <class T> inline bool operator!=(const __tree_iterator<T, true>& a, const __tree_iterator<T, false>& b) noexcept { return a.n != b.n; }
template <class T> inline bool operator!=(const __tree_iterator<T, false>& a, const __tree_iterator<T, true>& b) noexcept { return a.n != b.n; }

// A node taken out of a container. K is its key's type, or void for sets.
template <class Node, class T, class A> class __node_base {
 public:
  Node* __n = nullptr;
  union { A __a; };
  typedef A allocator_type;
  constexpr __node_base() noexcept {}
  __node_base(Node* n, const A& a) : __n(n) { ::new ((void*)&__a) A(a); }
  __node_base(__node_base&& h) noexcept : __n(h.__n) {
    if (__n) {
      ::new ((void*)&__a) A(h.__a);
      h.__release();
    }
  }
  __node_base& operator=(__node_base&& h) noexcept {
    clear();
    __n = h.__n;
    if (__n) {
      ::new ((void*)&__a) A(h.__a);
      h.__release();
    }
    return *this;
  }
  ~__node_base() { clear(); }
  void __release() noexcept {
    __a.~A();
    __n = nullptr;
  }
  bool empty() const noexcept { return __n == nullptr; }
  explicit operator bool() const noexcept { return __n != nullptr; }
  A get_allocator() const { return __a; }
  void swap(__node_base& h) noexcept { std::swap(*this, h); }

 private:
  void clear() noexcept {
    if (!__n) return;
    allocator_traits<A>::destroy(__a, std::addressof(__n->value));
    __rebind_t<A, Node>(__a).deallocate(__n, 1);
    __release();
  }
};
template <class Node, class K, class T, class A> class __node_handle : public __node_base<Node, T, A> {
 public:
  using __node_base<Node, T, A>::__node_base;
  constexpr __node_handle() = default;
  typedef K key_type;
  typedef typename T::second_type mapped_type;
  K& key() const { return const_cast<K&>(this->__n->value.first); }
  mapped_type& mapped() const { return this->__n->value.second; }
};
template <class Node, class T, class A> class __node_handle<Node, void, T, A> : public __node_base<Node, T, A> {
 public:
  using __node_base<Node, T, A>::__node_base;
  constexpr __node_handle() = default;
  typedef T value_type;
  T& value() const { return this->__n->value; }
};
template <class I, class N> struct __node_insertion {
  I position = I();
  bool inserted = false;
  N node;
};

// How to read the key of an element.
struct __key_is_first {
  template <class T> static constexpr const typename T::first_type& of(const T& t) noexcept { return t.first; }
};
struct __key_is_all {
  template <class T> static constexpr const T& of(const T& t) noexcept { return t; }
};

template <class C, class = void> struct __transparent : false_type {};
template <class C> struct __transparent<C, void_t<typename C::is_transparent>> : true_type {};

// K: key; T: element; X: reads a key; C: order; unique: one element a key; H: a node handle's key type.
template <class K, class T, class X, class C, class A, bool unique, class H> class __tree {
 protected:
  typedef __tree_node<T> node;
  typedef __rebind_t<A, node> node_allocator;
  typedef allocator_traits<node_allocator> traits;
  struct storage : node_allocator {
    C less;
    __tree_link header;
    size_t count = 0;
    storage() : node_allocator(), less() { reset(); }
    storage(const C& c, const node_allocator& a) : node_allocator(a), less(c) { reset(); }
    void reset() noexcept {
      header.red = true;
      header.parent = nullptr;
      header.left = header.right = &header;
      count = 0;
    }
  } s;

 public:
  typedef K key_type;
  typedef T value_type;
  typedef C key_compare;
  typedef A allocator_type;
  typedef size_t size_type;
  typedef long difference_type;
  typedef T& reference;
  typedef const T& const_reference;
  typedef T* pointer;
  typedef const T* const_pointer;
  typedef __tree_iterator<T, is_same<K, T>::value> iterator;
  typedef __tree_iterator<T, true> const_iterator;
  typedef std::reverse_iterator<iterator> reverse_iterator;
  typedef std::reverse_iterator<const_iterator> const_reverse_iterator;
  typedef __node_handle<node, H, T, A> node_type;
  typedef __node_insertion<iterator, node_type> insert_return_type;

  __tree() {}
  explicit __tree(const C& c, const A& a) : s(c, node_allocator(a)) {}
  __tree(const __tree& t) : s(t.s.less, traits::select_on_container_copy_construction(t.s)) { copy(t); }
  __tree(const __tree& t, const A& a) : s(t.s.less, node_allocator(a)) { copy(t); }
  __tree(__tree&& t) : s(t.s.less, t.s) { steal(t); }
  ~__tree() { destroy_all(s.header.parent); }
  __tree& operator=(const __tree& t) {
    if (this != &t) {
      clear();
      if constexpr (traits::propagate_on_container_copy_assignment::value) static_cast<node_allocator&>(s) = t.s;
      s.less = t.s.less;
      copy(t);
    }
    return *this;
  }
  __tree& operator=(__tree&& t) {
    if (this != &t) {
      clear();
      s.less = std::move(t.s.less);
      if (traits::propagate_on_container_move_assignment::value || static_cast<node_allocator&>(s) == static_cast<node_allocator&>(t.s)) {
        if constexpr (traits::propagate_on_container_move_assignment::value) static_cast<node_allocator&>(s) = std::move(static_cast<node_allocator&>(t.s));
        steal(t);
      } else {
        copy(t);
        t.clear();
      }
    }
    return *this;
  }
  A get_allocator() const noexcept { return A(s); }

  iterator begin() noexcept { return iterator(s.header.left); }
  const_iterator begin() const noexcept { return const_iterator(s.header.left); }
  iterator end() noexcept { return iterator(&s.header); }
  const_iterator end() const noexcept { return const_iterator(&s.header); }
  reverse_iterator rbegin() noexcept { return reverse_iterator(end()); }
  const_reverse_iterator rbegin() const noexcept { return const_reverse_iterator(end()); }
  reverse_iterator rend() noexcept { return reverse_iterator(begin()); }
  const_reverse_iterator rend() const noexcept { return const_reverse_iterator(begin()); }
  const_iterator cbegin() const noexcept { return begin(); }
  const_iterator cend() const noexcept { return end(); }
  const_reverse_iterator crbegin() const noexcept { return rbegin(); }
  const_reverse_iterator crend() const noexcept { return rend(); }
  bool empty() const noexcept { return s.count == 0; }
  size_t size() const noexcept { return s.count; }
  size_t max_size() const noexcept { return size_t(-1) / 2 / sizeof(node); }
  C key_comp() const { return s.less; }
  void clear() noexcept {
    destroy_all(s.header.parent);
    s.reset();
  }

  template <class... Y> conditional_t<unique, pair<iterator, bool>, iterator> emplace(Y&&... y) {
    node* n = make(static_cast<Y&&>(y)...);
    if constexpr (unique) {
      const place p = place_for(key(n));
      if (p.same) {
        drop(n);
        return pair<iterator, bool>(iterator(p.same), false);
      }
      return pair<iterator, bool>(link(p, n), true);
    } else {
      return link(place_for(key(n)), n);
    }
  }
  template <class... Y> iterator emplace_hint(const_iterator hint, Y&&... y) {
    node* n = make(static_cast<Y&&>(y)...);
    const place p = place_near(hint, key(n));
    if (p.same) {
      drop(n);
      return iterator(p.same);
    }
    return link(p, n);
  }
  // Looks first, so that no node is made for a key that is there.
  template <class Y> conditional_t<unique, pair<iterator, bool>, iterator> insert_value(Y&& y) {
    if constexpr (unique) {
      const place p = place_for(X::of(y));
      if (p.same) return pair<iterator, bool>(iterator(p.same), false);
      return pair<iterator, bool>(link(p, make(static_cast<Y&&>(y))), true);
    } else {
      return link(place_for(X::of(y)), make(static_cast<Y&&>(y)));
    }
  }
  conditional_t<unique, pair<iterator, bool>, iterator> insert(const T& value) { return insert_value(value); }
  conditional_t<unique, pair<iterator, bool>, iterator> insert(T&& value) { return insert_value(static_cast<T&&>(value)); }
  iterator insert(const_iterator hint, const T& value) { return emplace_hint(hint, value); }
  iterator insert(const_iterator hint, T&& value) { return emplace_hint(hint, static_cast<T&&>(value)); }
  template <class I, class = __require_input_t<I>> void insert(I first, I last) {
    for (; first != last; ++first) emplace_hint(end(), *first);
  }
  void insert(initializer_list<T> list) { insert(list.begin(), list.end()); }
  conditional_t<unique, insert_return_type, iterator> insert(node_type&& h) {
    if constexpr (unique) {
      if (h.empty()) return insert_return_type{end(), false, node_type()};
      const place p = place_for(key(h.__n));
      if (p.same) return insert_return_type{iterator(p.same), false, std::move(h)};
      iterator i = link(p, h.__n);
      h.__release();
      return insert_return_type{i, true, node_type()};
    } else {
      if (h.empty()) return end();
      iterator i = link(place_for(key(h.__n)), h.__n);
      h.__release();
      return i;
    }
  }
  iterator insert(const_iterator, node_type&& h) {
    if constexpr (unique) return insert(std::move(h)).position;
    else return insert(std::move(h));
  }
  node_type extract(const_iterator i) {
    unlink(i.n);
    return node_type(static_cast<node*>(i.n), A(s));
  }
  node_type extract(const K& k) {
    const_iterator i = find(k);
    return i == end() ? node_type() : extract(i);
  }
  template <class O> void merge(O&& other) {
    for (auto i = other.begin(); i != other.end();) {
      auto here = i++;
      if (unique && contains(X::of(*here))) continue;
      insert(other.extract(here));
    }
  }
  iterator erase(const_iterator i) {
    const_iterator next = i;
    ++next;
    unlink(i.n);
    drop(static_cast<node*>(i.n));
    return iterator(next.n);
  }
  template <class I = iterator, class = enable_if_t<!is_same<I, const_iterator>::value>> iterator erase(iterator i) { return erase(const_iterator(i)); }
  iterator erase(const_iterator first, const_iterator last) {
    if (first == begin() && last == end()) clear();
    else while (first != last) first = erase(first);
    return iterator(last.n);
  }
  size_t erase(const K& k) {
    const pair<iterator, iterator> range = equal_range(k);
    const size_t before = s.count;
    erase(const_iterator(range.first), const_iterator(range.second));
    return before - s.count;
  }
  void swap(__tree& t) noexcept {
    __tree mine(std::move(*this));
    steal(t);
    t.steal(mine);
    std::swap(s.less, t.s.less);
    if constexpr (traits::propagate_on_container_swap::value) std::swap(static_cast<node_allocator&>(s), static_cast<node_allocator&>(t.s));
  }

#define __CW_LOOKUP(Q)                                                                                                  \
  iterator find(const Q& k) { return iterator(search(k)); }                                                             \
  const_iterator find(const Q& k) const { return const_iterator(search(k)); }                                           \
  iterator lower_bound(const Q& k) { return iterator(lower(k)); }                                                       \
  const_iterator lower_bound(const Q& k) const { return const_iterator(lower(k)); }                                     \
  iterator upper_bound(const Q& k) { return iterator(upper(k)); }                                                       \
  const_iterator upper_bound(const Q& k) const { return const_iterator(upper(k)); }                                     \
  pair<iterator, iterator> equal_range(const Q& k) { return pair<iterator, iterator>(lower_bound(k), upper_bound(k)); } \
  pair<const_iterator, const_iterator> equal_range(const Q& k) const {                                                  \
    return pair<const_iterator, const_iterator>(lower_bound(k), upper_bound(k));                                        \
  }                                                                                                                     \
  bool contains(const Q& k) const { return search(k) != &s.header; }                                                    \
  size_t count(const Q& k) const {                                                                                      \
    if constexpr (unique && is_same<Q, K>::value) return contains(k) ? 1 : 0;                                           \
    else return std::distance(lower_bound(k), upper_bound(k));                                                          \
  }
  __CW_LOOKUP(K)
#define __CW_TRANSPARENT template <class Q, class D = C, class = enable_if_t<__transparent<D>::value>>
  __CW_TRANSPARENT iterator find(const Q& k) { return iterator(search(k)); }
  __CW_TRANSPARENT const_iterator find(const Q& k) const { return const_iterator(search(k)); }
  __CW_TRANSPARENT iterator lower_bound(const Q& k) { return iterator(lower(k)); }
  __CW_TRANSPARENT const_iterator lower_bound(const Q& k) const { return const_iterator(lower(k)); }
  __CW_TRANSPARENT iterator upper_bound(const Q& k) { return iterator(upper(k)); }
  __CW_TRANSPARENT const_iterator upper_bound(const Q& k) const { return const_iterator(upper(k)); }
  __CW_TRANSPARENT pair<iterator, iterator> equal_range(const Q& k) { return pair<iterator, iterator>(iterator(lower(k)), iterator(upper(k))); }
  __CW_TRANSPARENT bool contains(const Q& k) const { return search(k) != &s.header; }
  __CW_TRANSPARENT size_t count(const Q& k) const { return std::distance(const_iterator(lower(k)), const_iterator(upper(k))); }
#undef __CW_TRANSPARENT
#undef __CW_LOOKUP

  friend bool operator==(const __tree& a, const __tree& b) { return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin()); }
  friend bool operator!=(const __tree& a, const __tree& b) { return !(a == b); }
  friend bool operator<(const __tree& a, const __tree& b) { return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end()); }
  friend bool operator>(const __tree& a, const __tree& b) { return b < a; }
  friend bool operator<=(const __tree& a, const __tree& b) { return !(b < a); }
  friend bool operator>=(const __tree& a, const __tree& b) { return !(a < b); }
#if __cplusplus >= 202002L
  friend auto operator<=>(const __tree& a, const __tree& b) { return std::lexicographical_compare_three_way(a.begin(), a.end(), b.begin(), b.end(), __synth_three_way()); }
#endif

 protected:
  // Where a key goes: below `parent`, or it is there already as `same`.
  struct place {
    __tree_link* parent;
    bool left;
    __tree_link* same;
  };
  static const K& key(const __tree_link* n) noexcept { return X::of(static_cast<const node*>(n)->value); }
  template <class Q> __tree_link* lower(const Q& k) const {
    __tree_link* best = const_cast<__tree_link*>(&s.header);
    for (__tree_link* n = s.header.parent; n;) {
      if (!s.less(key(n), k)) {
        best = n;
        n = n->left;
      } else {
        n = n->right;
      }
    }
    return best;
  }
  template <class Q> __tree_link* upper(const Q& k) const {
    __tree_link* best = const_cast<__tree_link*>(&s.header);
    for (__tree_link* n = s.header.parent; n;) {
      if (s.less(k, key(n))) {
        best = n;
        n = n->left;
      } else {
        n = n->right;
      }
    }
    return best;
  }
  template <class Q> __tree_link* search(const Q& k) const {
    __tree_link* n = lower(k);
    return n == &s.header || s.less(k, key(n)) ? const_cast<__tree_link*>(&s.header) : n;
  }
  place place_for(const K& k) {
    __tree_link* parent = &s.header;
    bool left = true;
    for (__tree_link* n = s.header.parent; n; n = left ? n->left : n->right) {
      parent = n;
      left = s.less(k, key(n));
    }
    if constexpr (unique) {
      __tree_link* before = parent;
      if (left) {
        if (parent == s.header.left) return place{parent, true, nullptr};
        before = __tree_previous(parent);
      }
      if (before != &s.header && !s.less(key(before), k)) return place{nullptr, false, before};
    }
    return place{parent, left, nullptr};
  }
  // As close before `hint` as the order allows; a search from the root where the hint does not fit.
  place place_near(const_iterator hint, const K& k) {
    __tree_link* at = hint.n;
    if (s.count == 0) return place{&s.header, true, nullptr};
    const bool fits_before = at == &s.header || (unique ? s.less(k, key(at)) : !s.less(key(at), k));
    if (fits_before) {
      if (at == s.header.left) return place{at, true, nullptr};
      __tree_link* before = __tree_previous(at);
      if (unique ? s.less(key(before), k) : !s.less(k, key(before)))
        return before->right ? place{at, true, nullptr} : place{before, false, nullptr};
      return place_for(k);
    }
    if constexpr (!unique) {
      // Equal keys go as near as possible: to the front of those that follow.
      __tree_link* n = lower(k);
      if (n == &s.header) return place{s.header.right, false, nullptr};
      if (!n->left) return place{n, true, nullptr};
      return place{__tree_previous(n), false, nullptr};
    }
    return place_for(k);
  }
  template <class... Y> node* make(Y&&... y) {
    node* n = traits::allocate(s, 1);
    struct guard {
      node_allocator& a;
      node* n;
      ~guard() {
        if (n) traits::deallocate(a, n, 1);
      }
    } g{s, n};
    traits::construct(s, std::addressof(n->value), static_cast<Y&&>(y)...);
    g.n = nullptr;
    return n;
  }
  void drop(node* n) noexcept {
    traits::destroy(s, std::addressof(n->value));
    traits::deallocate(s, n, 1);
  }
  iterator link(const place& p, node* n) noexcept {
    __tree_insert(p.left, n, p.parent, s.header);
    ++s.count;
    return iterator(n);
  }
  void unlink(__tree_link* n) noexcept {
    __tree_remove(n, s.header);
    --s.count;
  }
  void destroy_all(__tree_link* n) noexcept {
    while (n) {
      destroy_all(n->right);
      __tree_link* left = n->left;
      drop(static_cast<node*>(n));
      n = left;
    }
  }
  __tree_link* copy_below(const __tree_link* from, __tree_link* parent) {
    if (!from) return nullptr;
    node* n = make(static_cast<const node*>(from)->value);
    n->red = from->red;
    n->parent = parent;
    n->left = copy_below(from->left, n);
    n->right = copy_below(from->right, n);
    return n;
  }
  // This tree is empty.
  void copy(const __tree& t) {
    if (t.s.count == 0) return;
    s.header.parent = copy_below(t.s.header.parent, &s.header);
    __tree_link* n = s.header.parent;
    while (n->left) n = n->left;
    s.header.left = n;
    n = s.header.parent;
    while (n->right) n = n->right;
    s.header.right = n;
    s.count = t.s.count;
  }
  void steal(__tree& t) noexcept {
    if (t.s.count == 0) {
      s.reset();
      return;
    }
    s.header = t.s.header;
    s.header.parent->parent = &s.header;
    s.count = t.s.count;
    t.s.reset();
  }
};

template <class K, class T, class X, class C, class A, bool u, class H, class P> size_t __tree_erase_if(__tree<K, T, X, C, A, u, H>& t, P& drop) {
  const size_t before = t.size();
  for (auto i = t.begin(); i != t.end();)
    if (drop(*i)) i = t.erase(i);
    else ++i;
  return before - t.size();
}

}
#endif
