// The hash table beneath unordered_map, unordered_set and their multi kinds: one singly linked list of all nodes; a bucket
// points at the node before its first. New nodes go to the front of their bucket, equal ones together; growth is __growth's.
// All this is as in gcc's library, because programs print containers in iteration order.
#ifndef _CXX_HASHTABLE_H
#define _CXX_HASHTABLE_H
#include <__cxx/function_objects.h>
#include <__cxx/hash.h>
#include <__cxx/string_fwd.h>
#include <__cxx/tree.h>

namespace std {

struct __growth {
  float max_load = 1.0f;
  size_t next_resize = 0;
  // A number of buckets ≥ n; notes how many elements it takes.
  size_t buckets_from(size_t n) noexcept;
  size_t buckets_for(size_t elements) const noexcept;
  // The new number of buckets when `more` come to `elements`, or 0 where the old one does.
  size_t needed(size_t buckets, size_t elements, size_t more) noexcept;
};

// Hashes over texts are slow: a few elements are sooner compared.
template <class H> struct __slow_hash : false_type {};
template <class C, class T, class A> struct __slow_hash<hash<basic_string<C, T, A>>> : true_type {};
template <class C, class T> struct __slow_hash<hash<basic_string_view<C, T>>> : true_type {};
template <> struct __slow_hash<hash<long double>> : true_type {};

struct __hash_link {
  __hash_link* next = nullptr;
};
template <class T> struct __hash_node : __hash_link {
  union { T value; };
  size_t code;
  __hash_node() {}
  ~__hash_node() {}
};

template <class T, bool constant> struct __hash_iterator {
  typedef forward_iterator_tag iterator_category;
  typedef T value_type;
  typedef long difference_type;
  typedef conditional_t<constant, const T*, T*> pointer;
  typedef conditional_t<constant, const T&, T&> reference;
  __hash_link* n;
  __hash_iterator() noexcept : n(nullptr) {}
  explicit __hash_iterator(const __hash_link* m) noexcept : n(const_cast<__hash_link*>(m)) {}
  template <bool c, class = enable_if_t<constant && !c>> __hash_iterator(const __hash_iterator<T, c>& i) noexcept : n(i.n) {}
  reference operator*() const noexcept { return static_cast<__hash_node<T>*>(n)->value; }
  pointer operator->() const noexcept { return std::addressof(static_cast<__hash_node<T>*>(n)->value); }
  __hash_iterator& operator++() noexcept { n = n->next; return *this; }
  __hash_iterator operator++(int) noexcept { __hash_iterator i = *this; n = n->next; return i; }
};
template <class T, bool c, bool d> inline bool operator==(const __hash_iterator<T, c>& a, const __hash_iterator<T, d>& b) noexcept { return a.n == b.n; }
template <class T, bool c, bool d> inline bool operator!=(const __hash_iterator<T, c>& a, const __hash_iterator<T, d>& b) noexcept { return a.n != b.n; }

// Walks one bucket.
template <class T, bool constant> struct __bucket_iterator : __hash_iterator<T, constant> {
  size_t bucket = 0, buckets = 1;
  __bucket_iterator() noexcept {}
  __bucket_iterator(__hash_link* n, size_t b, size_t count) noexcept : __hash_iterator<T, constant>(n), bucket(b), buckets(count) {}
  __bucket_iterator& operator++() noexcept {
    this->n = this->n->next;
    if (this->n && static_cast<__hash_node<T>*>(this->n)->code % buckets != bucket) this->n = nullptr;
    return *this;
  }
  __bucket_iterator operator++(int) noexcept { __bucket_iterator i = *this; ++*this; return i; }
};

// Empty classes take no room: function objects as bases, each under a name of its own.
template <class F, int i, bool = __is_empty(F) && !__is_final(F)> struct __held : F {
  __held() = default;
  explicit __held(const F& f) : F(f) {}
  F& get() noexcept { return *this; }
  const F& get() const noexcept { return *this; }
};
template <class F, int i> struct __held<F, i, false> {
  F f;
  __held() : f() {}
  explicit __held(const F& g) : f(g) {}
  F& get() noexcept { return f; }
  const F& get() const noexcept { return f; }
};

template <class K, class T, class X, class H, class E, class A, bool unique, class N> class __hashtable {
 protected:
  typedef __hash_node<T> node;
  typedef __rebind_t<A, node> node_allocator;
  typedef __rebind_t<A, __hash_link*> bucket_allocator;
  typedef allocator_traits<node_allocator> traits;
  struct storage : std::__held<node_allocator, 0>, std::__held<H, 1>, std::__held<E, 2> {
    __hash_link** buckets = &single;
    size_t bucket_count = 1;
    __hash_link before;
    size_t count = 0;
    __growth growth;
    __hash_link* single = nullptr;
    storage() {}
    storage(const H& h, const E& e, const node_allocator& a) : std::__held<node_allocator, 0>(a), std::__held<H, 1>(h), std::__held<E, 2>(e) {}
  } s;
  node_allocator& alloc() noexcept { return static_cast<std::__held<node_allocator, 0>&>(s).get(); }
  const node_allocator& alloc() const noexcept { return static_cast<const std::__held<node_allocator, 0>&>(s).get(); }
  const H& hasher_() const noexcept { return static_cast<const std::__held<H, 1>&>(s).get(); }
  const E& equal_() const noexcept { return static_cast<const std::__held<E, 2>&>(s).get(); }

 public:
  typedef K key_type;
  typedef T value_type;
  typedef H hasher;
  typedef E key_equal;
  typedef A allocator_type;
  typedef size_t size_type;
  typedef long difference_type;
  typedef T& reference;
  typedef const T& const_reference;
  typedef T* pointer;
  typedef const T* const_pointer;
  typedef __hash_iterator<T, is_same<K, T>::value> iterator;
  typedef __hash_iterator<T, true> const_iterator;
  typedef __bucket_iterator<T, is_same<K, T>::value> local_iterator;
  typedef __bucket_iterator<T, true> const_local_iterator;
  typedef __node_handle<node, N, T, A> node_type;
  typedef __node_insertion<iterator, node_type> insert_return_type;

  __hashtable() {}
  __hashtable(size_t n, const H& h, const E& e, const A& a) : s(h, e, node_allocator(a)) {
    const size_t buckets = s.growth.buckets_from(n);
    if (buckets > s.bucket_count) {
      s.buckets = make_buckets(buckets);
      s.bucket_count = buckets;
    }
  }
  __hashtable(const __hashtable& t) : s(t.hasher_(), t.equal_(), traits::select_on_container_copy_construction(t.alloc())) { copy(t); }
  __hashtable(__hashtable&& t) noexcept : s(t.hasher_(), t.equal_(), t.alloc()) { steal(t); }
  ~__hashtable() {
    destroy_all();
    free_buckets();
  }
  __hashtable& operator=(const __hashtable& t) {
    if (this != &t) {
      destroy_all();
      free_buckets();
      if constexpr (traits::propagate_on_container_copy_assignment::value) alloc() = t.alloc();
      static_cast<std::__held<H, 1>&>(s).get() = t.hasher_();
      static_cast<std::__held<E, 2>&>(s).get() = t.equal_();
      reset();
      copy(t);
    }
    return *this;
  }
  __hashtable& operator=(__hashtable&& t) noexcept {
    if (this != &t) {
      destroy_all();
      free_buckets();
      reset();
      static_cast<std::__held<H, 1>&>(s).get() = t.hasher_();
      static_cast<std::__held<E, 2>&>(s).get() = t.equal_();
      if (traits::propagate_on_container_move_assignment::value || alloc() == t.alloc()) {
        if constexpr (traits::propagate_on_container_move_assignment::value) alloc() = std::move(t.alloc());
        steal(t);
      } else {
        copy(t);
      }
    }
    return *this;
  }
  A get_allocator() const noexcept { return A(alloc()); }
  // How many buckets a container made from a range starts with, and how it takes the elements in.
  template <class I> static size_t __start(I first, I last, size_t n) {
    if constexpr (unique || !__is_forward<I>) {
      return n;
    } else {
      const size_t elements = __growth().buckets_for(std::distance(first, last));
      return n > elements ? n : elements;
    }
  }
  template <class I> void __fill(I first, I last) {
    for (; first != last; ++first) {
      if constexpr (is_same<remove_cvref_t<decltype(*first)>, T>::value) insert_value(*first);
      else emplace(*first);
    }
  }

  iterator begin() noexcept { return iterator(s.before.next); }
  const_iterator begin() const noexcept { return const_iterator(s.before.next); }
  iterator end() noexcept { return iterator(nullptr); }
  const_iterator end() const noexcept { return const_iterator(nullptr); }
  const_iterator cbegin() const noexcept { return begin(); }
  const_iterator cend() const noexcept { return end(); }
  bool empty() const noexcept { return s.count == 0; }
  size_t size() const noexcept { return s.count; }
  size_t max_size() const noexcept { return size_t(-1) / 2 / sizeof(node); }
  H hash_function() const { return hasher_(); }
  E key_eq() const { return equal_(); }
  size_t bucket_count() const noexcept { return s.bucket_count; }
  size_t max_bucket_count() const noexcept { return size_t(-1) / 2 / 8; }
  size_t bucket(const K& k) const { return hasher_()(k) % s.bucket_count; }
  size_t bucket_size(size_t b) const { return std::distance(begin(b), end(b)); }
  local_iterator begin(size_t b) { return local_iterator(s.buckets[b] ? s.buckets[b]->next : nullptr, b, s.bucket_count); }
  local_iterator end(size_t) { return local_iterator(); }
  const_local_iterator begin(size_t b) const { return const_local_iterator(s.buckets[b] ? s.buckets[b]->next : nullptr, b, s.bucket_count); }
  const_local_iterator end(size_t) const { return const_local_iterator(); }
  const_local_iterator cbegin(size_t b) const { return begin(b); }
  const_local_iterator cend(size_t b) const { return end(b); }
  float load_factor() const noexcept { return float(s.count) / float(s.bucket_count); }
  float max_load_factor() const noexcept { return s.growth.max_load; }
  void max_load_factor(float f) { s.growth = __growth{f, 0}; }
  void rehash(size_t n) {
    const __growth saved = s.growth;
    const size_t least = s.growth.buckets_for(s.count + 1);
    const size_t buckets = s.growth.buckets_from(n > least ? n : least);
    if (buckets != s.bucket_count) rebucket(buckets);
    else s.growth = saved;
  }
  void reserve(size_t n) { rehash(s.growth.buckets_for(n)); }
  void clear() noexcept {
    destroy_all();
    for (size_t i = 0; i < s.bucket_count; i++) s.buckets[i] = nullptr;
    s.before.next = nullptr;
    s.count = 0;
  }

  template <class... Y> conditional_t<unique, pair<iterator, bool>, iterator> emplace(Y&&... y) {
    node* n = make(static_cast<Y&&>(y)...);
    const size_t code = hasher_()(key(n));
    if constexpr (unique) {
      if (__hash_link* same = search(key(n), code)) {
        drop(n);
        return pair<iterator, bool>(iterator(same), false);
      }
      return pair<iterator, bool>(link(n, code), true);
    } else {
      return link_multi(likely_hint(nullptr, n), n, code);
    }
  }
  template <class... Y> iterator emplace_hint(const_iterator hint, Y&&... y) {
    if constexpr (unique) {
      return emplace(static_cast<Y&&>(y)...).first;
    } else {
      node* n = make(static_cast<Y&&>(y)...);
      return link_multi(likely_hint(hint.n, n), n, hasher_()(key(n)));
    }
  }
  template <class Y> conditional_t<unique, pair<iterator, bool>, iterator> insert_value(Y&& y) {
    if constexpr (unique) {
      const size_t code = hasher_()(X::of(y));
      if (__hash_link* same = search(X::of(y), code)) return pair<iterator, bool>(iterator(same), false);
      return pair<iterator, bool>(link(make(static_cast<Y&&>(y)), code), true);
    } else {
      return emplace(static_cast<Y&&>(y));
    }
  }
  conditional_t<unique, pair<iterator, bool>, iterator> insert(const T& value) { return insert_value(value); }
  conditional_t<unique, pair<iterator, bool>, iterator> insert(T&& value) { return insert_value(static_cast<T&&>(value)); }
  iterator insert(const_iterator hint, const T& value) { return emplace_hint(hint, value); }
  iterator insert(const_iterator hint, T&& value) { return emplace_hint(hint, static_cast<T&&>(value)); }
  template <class I, class = __require_input_t<I>> void insert(I first, I last) {
    if constexpr (!unique && __is_forward<I>) {
      const size_t more = std::distance(first, last);
      if (more == 0) return;
      if (const size_t buckets = s.growth.needed(s.bucket_count, s.count, more)) rebucket(buckets);
    }
    __fill(first, last);
  }
  void insert(initializer_list<T> list) { insert(list.begin(), list.end()); }
  conditional_t<unique, insert_return_type, iterator> insert(node_type&& h) {
    if constexpr (unique) {
      if (h.empty()) return insert_return_type{end(), false, node_type()};
      const size_t code = hasher_()(key(h.__n));
      if (__hash_link* same = search(key(h.__n), code)) return insert_return_type{iterator(same), false, std::move(h)};
      iterator i = link(h.__n, code);
      h.__release();
      return insert_return_type{i, true, node_type()};
    } else {
      if (h.empty()) return end();
      iterator i = link_multi(nullptr, h.__n, hasher_()(key(h.__n)));
      h.__release();
      return i;
    }
  }
  node_type extract(const_iterator i) {
    unlink(before(i.n), i.n);
    return node_type(static_cast<node*>(i.n), A(alloc()));
  }
  node_type extract(const K& k) {
    const_iterator i = find(k);
    return i == end() ? node_type() : extract(i);
  }
  // Room for all that may come is made once: by the first element that does come, or in the multi kinds before it.
  template <class O> void merge(O&& other) {
    size_t more = other.size();
    if constexpr (!unique) reserve(s.count + more);
    __hash_link* hint = nullptr;
    for (auto i = other.begin(); i != other.end();) {
      auto here = i++;
      const size_t code = hasher_()(X::of(*here));
      if constexpr (unique) {
        if (search(X::of(*here), code)) {
          if (more != 1) --more;
          continue;
        }
      }
      node_type h = other.extract(here);
      if constexpr (unique) {
        link(h.__n, code, more);
        more = 1;
      } else {
        hint = link_multi(hint, h.__n, code).n;
      }
      h.__release();
    }
  }
  iterator erase(const_iterator i) {
    __hash_link* next = i.n->next;
    unlink(before(i.n), i.n);
    drop(static_cast<node*>(i.n));
    return iterator(next);
  }
  template <class I = iterator, class = enable_if_t<!is_same<I, const_iterator>::value>> iterator erase(iterator i) { return erase(const_iterator(i)); }
  iterator erase(const_iterator first, const_iterator last) {
    while (first != last) first = erase(first);
    return iterator(last.n);
  }
  size_t erase(const K& k) {
    size_t n = 0;
    const pair<iterator, iterator> range = equal_range(k);
    for (iterator i = range.first; i != range.second; n++) i = erase(const_iterator(i));
    return n;
  }
  void swap(__hashtable& t) noexcept {
    __hashtable mine(std::move(*this));
    static_cast<std::__held<H, 1>&>(s).get() = t.hasher_();
    static_cast<std::__held<E, 2>&>(s).get() = t.equal_();
    steal(t);
    static_cast<std::__held<H, 1>&>(t.s).get() = mine.hasher_();
    static_cast<std::__held<E, 2>&>(t.s).get() = mine.equal_();
    t.steal(mine);
  }

  iterator find(const K& k) { return iterator(lookup(k)); }
  const_iterator find(const K& k) const { return const_iterator(lookup(k)); }
  bool contains(const K& k) const { return lookup(k) != nullptr; }
  size_t count(const K& k) const {
    if constexpr (unique) return lookup(k) ? 1 : 0;
    const pair<const_iterator, const_iterator> range = equal_range(k);
    return std::distance(range.first, range.second);
  }
  pair<iterator, iterator> equal_range(const K& k) {
    __hash_link* first = lookup(k);
    return pair<iterator, iterator>(iterator(first), iterator(past(first)));
  }
  pair<const_iterator, const_iterator> equal_range(const K& k) const {
    __hash_link* first = lookup(k);
    return pair<const_iterator, const_iterator>(const_iterator(first), const_iterator(past(first)));
  }
#define __CW_TRANSPARENT template <class Q, class H2 = H, class E2 = E, class = enable_if_t<__transparent<H2>::value && __transparent<E2>::value>>
  __CW_TRANSPARENT iterator find(const Q& k) { return iterator(search(k, hasher_()(k))); }
  __CW_TRANSPARENT const_iterator find(const Q& k) const { return const_iterator(search(k, hasher_()(k))); }
  __CW_TRANSPARENT bool contains(const Q& k) const { return search(k, hasher_()(k)) != nullptr; }
  __CW_TRANSPARENT size_t count(const Q& k) const {
    __hash_link* first = search(k, hasher_()(k));
    return std::distance(const_iterator(first), const_iterator(past(first)));
  }
#undef __CW_TRANSPARENT

  friend bool operator==(const __hashtable& a, const __hashtable& b) {
    if (a.size() != b.size()) return false;
    for (const_iterator i = a.begin(); i != a.end();) {
      const pair<const_iterator, const_iterator> mine = a.equal_range(X::of(*i)), other = b.equal_range(X::of(*i));
      if (std::distance(mine.first, mine.second) != std::distance(other.first, other.second)) return false;
      // Each value as often on both sides.
      for (const_iterator j = mine.first; j != mine.second; ++j) {
        long have = 0, want = 0;
        for (const_iterator k = mine.first; k != mine.second; ++k) have += *k == *j ? 1 : 0;
        for (const_iterator k = other.first; k != other.second; ++k) want += *k == *j ? 1 : 0;
        if (have != want) return false;
      }
      i = mine.second;
    }
    return true;
  }
  friend bool operator!=(const __hashtable& a, const __hashtable& b) { return !(a == b); }

 protected:
  static const K& key(const __hash_link* n) noexcept { return X::of(static_cast<const node*>(n)->value); }
  static size_t code_of(const __hash_link* n) noexcept { return static_cast<const node*>(n)->code; }
  size_t bucket_of(const __hash_link* n) const noexcept { return code_of(n) % s.bucket_count; }
  template <class Q> __hash_link* search(const Q& k, size_t code) const {
    const size_t b = code % s.bucket_count;
    if (!s.buckets[b]) return nullptr;
    for (__hash_link* n = s.buckets[b]->next; n && bucket_of(n) == b; n = n->next)
      if (code_of(n) == code && equal_()(k, key(n))) return n;
    return nullptr;
  }
  __hash_link* lookup(const K& k) const { return s.count == 0 ? nullptr : search(k, hasher_()(k)); }
  // The first node that is not equal to `first`.
  __hash_link* past(__hash_link* first) const {
    if (!first) return nullptr;
    __hash_link* n = first->next;
    if constexpr (!unique)
      while (n && code_of(n) == code_of(first) && equal_()(key(first), key(n))) n = n->next;
    return n;
  }
  __hash_link* before(__hash_link* n) noexcept {
    __hash_link* b = s.buckets[bucket_of(n)];
    while (b->next != n) b = b->next;
    return b;
  }
  template <class... Y> node* make(Y&&... y) {
    node* n = traits::allocate(alloc(), 1);
    struct guard {
      node_allocator& a;
      node* n;
      ~guard() {
        if (n) traits::deallocate(a, n, 1);
      }
    } g{alloc(), n};
    ::new ((void*)static_cast<__hash_link*>(n)) __hash_link;
    traits::construct(alloc(), std::addressof(n->value), static_cast<Y&&>(y)...);
    g.n = nullptr;
    return n;
  }
  void drop(node* n) noexcept {
    traits::destroy(alloc(), std::addressof(n->value));
    traits::deallocate(alloc(), n, 1);
  }
  __hash_link** make_buckets(size_t n) {
    if (n == 1) {
      s.single = nullptr;
      return &s.single;
    }
    bucket_allocator a(alloc());
    __hash_link** made = a.allocate(n);
    __builtin_memset((void*)made, 0, n * sizeof(__hash_link*));
    return made;
  }
  void free_buckets() noexcept {
    if (s.buckets != &s.single) bucket_allocator(alloc()).deallocate(s.buckets, s.bucket_count);
  }
  void reset() noexcept {
    s.buckets = &s.single;
    s.single = nullptr;
    s.bucket_count = 1;
    s.before.next = nullptr;
    s.count = 0;
    s.growth.next_resize = 0; // the load factor stays
  }
  void destroy_all() noexcept {
    for (__hash_link* n = s.before.next; n;) {
      __hash_link* next = n->next;
      drop(static_cast<node*>(n));
      n = next;
    }
  }
  void add_front(__hash_link* n, size_t b) noexcept {
    if (s.buckets[b]) {
      n->next = s.buckets[b]->next;
      s.buckets[b]->next = n;
    } else {
      n->next = s.before.next;
      s.before.next = n;
      if (n->next) s.buckets[bucket_of(n->next)] = n;
      s.buckets[b] = &s.before;
    }
  }
  iterator link(node* n, size_t code, size_t more = 1) {
    if (const size_t buckets = s.growth.needed(s.bucket_count, s.count, more)) rebucket(buckets);
    n->code = code;
    add_front(n, code % s.bucket_count);
    ++s.count;
    return iterator(n);
  }
  // Small tables with slow hashes look for an equal node, from the hint on, where a new element is made; not where a node comes from another table.
  __hash_link* likely_hint(__hash_link* hint, node* n) const {
    if constexpr (__slow_hash<H>::value) {
      if (s.count <= 20) {
        __hash_link* i = hint;
        while (i && !equal_()(key(n), key(i))) i = i->next;
        if (!i)
          for (i = s.before.next; i != hint && !equal_()(key(n), key(i));) i = i->next;
        return i;
      }
    }
    return hint;
  }
  // Behind the hint where that is equal, else before the first equal node.
  iterator link_multi(__hash_link* hint, node* n, size_t code) {
    if (const size_t buckets = s.growth.needed(s.bucket_count, s.count, 1)) rebucket(buckets);
    n->code = code;
    const size_t b = code % s.bucket_count;
    __hash_link* previous = nullptr;
    const bool by_hint = hint && code_of(hint) == code && equal_()(key(n), key(hint));
    if (by_hint) {
      previous = hint;
    } else if (__hash_link* first = search(key(n), code)) {
      previous = before(first);
    }
    if (previous) {
      n->next = previous->next;
      previous->next = n;
      if (by_hint && n->next && bucket_of(n->next) != b) s.buckets[bucket_of(n->next)] = n;
    } else {
      add_front(n, b);
    }
    ++s.count;
    return iterator(n);
  }
  void unlink(__hash_link* previous, __hash_link* n) noexcept {
    const size_t b = bucket_of(n);
    __hash_link* next = n->next;
    if (previous == s.buckets[b]) {
      if (!next || bucket_of(next) != b) {
        if (next) s.buckets[bucket_of(next)] = previous;
        s.buckets[b] = nullptr;
      }
    } else if (next && bucket_of(next) != b) {
      s.buckets[bucket_of(next)] = previous;
    }
    previous->next = next;
    --s.count;
  }
  void rebucket(size_t n) {
    __hash_link** fresh = make_buckets(n);
    __hash_link* p = s.before.next;
    if (s.buckets != fresh) free_buckets();
    s.buckets = fresh;
    s.bucket_count = n;
    s.before.next = nullptr;
    __hash_link* previous = nullptr; // the node that moved last, and its bucket
    size_t previous_bucket = 0;
    bool check = false;              // its successor's bucket may have to point at it
    while (p) {
      __hash_link* next = p->next;
      const size_t b = code_of(p) % n;
      // Nodes of one bucket in a row stay so in the multi kinds: equal ones must not come apart.
      if (!unique && previous && previous_bucket == b) {
        p->next = previous->next;
        previous->next = p;
        check = true;
      } else {
        if (!unique && check) {
          if (previous->next && bucket_of(previous->next) != previous_bucket) s.buckets[bucket_of(previous->next)] = previous;
          check = false;
        }
        add_front(p, b);
      }
      previous = p;
      previous_bucket = b;
      p = next;
    }
    if (!unique && check && previous->next && bucket_of(previous->next) != previous_bucket) s.buckets[bucket_of(previous->next)] = previous;
  }
  // This table is empty, with one bucket of its own.
  void copy(const __hashtable& t) {
    s.growth = t.s.growth;
    s.buckets = make_buckets(t.s.bucket_count);
    s.bucket_count = t.s.bucket_count;
    __hash_link* last = &s.before;
    for (__hash_link* p = t.s.before.next; p; p = p->next) {
      node* n = make(static_cast<node*>(p)->value);
      n->code = code_of(p);
      last->next = n;
      if (!s.buckets[bucket_of(n)]) s.buckets[bucket_of(n)] = last;
      last = n;
      ++s.count;
    }
  }
  void steal(__hashtable& t) noexcept {
    s.growth = t.s.growth;
    s.bucket_count = t.s.bucket_count;
    s.count = t.s.count;
    s.before.next = t.s.before.next;
    if (t.s.buckets == &t.s.single) {
      s.buckets = &s.single;
      s.single = t.s.single;
    } else {
      s.buckets = t.s.buckets;
    }
    if (s.before.next) s.buckets[bucket_of(s.before.next)] = &s.before;
    t.reset();
  }
};

template <class K, class T, class X, class H, class E, class A, bool u, class N, class P> size_t __hash_erase_if(__hashtable<K, T, X, H, E, A, u, N>& t, P& drop) {
  const size_t before = t.size();
  for (auto i = t.begin(); i != t.end();)
    if (drop(*i)) i = t.erase(i);
    else ++i;
  return before - t.size();
}

// The constructors of the four containers.
#define __CW_HASH_CONSTRUCTORS(name)                                                                                                                              \
  name() = default;                                                                                                                                               \
  explicit name(size_t n, const H& h = H(), const E& e = E(), const A& a = A()) : base(n, h, e, a) {}                                                             \
  explicit name(const A& a) : base(0, H(), E(), a) {}                                                                                                             \
  name(size_t n, const A& a) : base(n, H(), E(), a) {}                                                                                                            \
  template <class I, class = __require_input_t<I>>                                                                                                                \
  name(I first, I last, size_t n = 0, const H& h = H(), const E& e = E(), const A& a = A()) : base(base::__start(first, last, n), h, e, a) {                      \
    base::__fill(first, last);                                                                                                                                    \
  }                                                                                                                                                               \
  name(initializer_list<typename base::value_type> list, size_t n = 0, const H& h = H(), const E& e = E(), const A& a = A())                                      \
      : base(base::__start(list.begin(), list.end(), n), h, e, a) {                                                                                               \
    base::__fill(list.begin(), list.end());                                                                                                                       \
  }                                                                                                                                                               \
  name(const name&) = default;                                                                                                                                    \
  name(name&&) = default;                                                                                                                                         \
  name& operator=(const name&) = default;                                                                                                                         \
  name& operator=(name&&) = default;                                                                                                                              \
  name& operator=(initializer_list<typename base::value_type> list) {                                                                                             \
    base::clear();                                                                                                                                                \
    base::insert(list);                                                                                                                                           \
    return *this;                                                                                                                                                 \
  }

}
#endif
