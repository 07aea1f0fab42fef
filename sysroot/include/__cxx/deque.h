// deque: blocks of 512 bytes, and a map of pointers to them that grows at both ends.
#ifndef _CXX_DEQUE_H
#define _CXX_DEQUE_H
#include <__cxx/algobase.h>
#include <__cxx/allocator.h>

namespace std {

template <class T> inline constexpr long __deque_block = sizeof(T) < 512 ? 512 / sizeof(T) : 1;

template <class T, bool constant> struct __deque_iterator {
  typedef random_access_iterator_tag iterator_category;
  typedef T value_type;
  typedef long difference_type;
  typedef conditional_t<constant, const T*, T*> pointer;
  typedef conditional_t<constant, const T&, T&> reference;
  T* at;
  T* first;
  T* last;
  T** block;
  __deque_iterator() noexcept : at(nullptr), first(nullptr), last(nullptr), block(nullptr) {}
  __deque_iterator(T* p, T** b) noexcept : at(p), first(*b), last(*b + __deque_block<T>), block(b) {}
  template <bool c, class = enable_if_t<constant && !c>>
  __deque_iterator(const __deque_iterator<T, c>& i) noexcept : at(i.at), first(i.first), last(i.last), block(i.block) {}
  void enter(T** b) noexcept {
    block = b;
    first = *b;
    last = first + __deque_block<T>;
  }
  reference operator*() const noexcept { return *at; }
  pointer operator->() const noexcept { return at; }
  reference operator[](long n) const noexcept { return *(*this + n); }
  __deque_iterator& operator++() noexcept {
    if (++at == last) {
      enter(block + 1);
      at = first;
    }
    return *this;
  }
  __deque_iterator& operator--() noexcept {
    if (at == first) {
      enter(block - 1);
      at = last;
    }
    --at;
    return *this;
  }
  __deque_iterator operator++(int) noexcept { __deque_iterator i = *this; ++*this; return i; }
  __deque_iterator operator--(int) noexcept { __deque_iterator i = *this; --*this; return i; }
  __deque_iterator& operator+=(long n) noexcept {
    const long offset = n + (at - first);
    if (offset >= 0 && offset < __deque_block<T>) {
      at += n;
    } else {
      const long blocks = offset > 0 ? offset / __deque_block<T> : -((-offset - 1) / __deque_block<T>) - 1;
      enter(block + blocks);
      at = first + (offset - blocks * __deque_block<T>);
    }
    return *this;
  }
  __deque_iterator& operator-=(long n) noexcept { return *this += -n; }
  __deque_iterator operator+(long n) const noexcept { __deque_iterator i = *this; return i += n; }
  __deque_iterator operator-(long n) const noexcept { __deque_iterator i = *this; return i += -n; }
  friend __deque_iterator operator+(long n, const __deque_iterator& i) noexcept { return i + n; }
};
template <class T, bool c, bool d> inline long operator-(const __deque_iterator<T, c>& a, const __deque_iterator<T, d>& b) noexcept {
  return __deque_block<T> * (a.block - b.block) + (a.at - a.first) - (b.at - b.first);
}
template <class T, bool c, bool d> inline bool operator==(const __deque_iterator<T, c>& a, const __deque_iterator<T, d>& b) noexcept { return a.at == b.at; }
template <class T, bool c, bool d> inline bool operator!=(const __deque_iterator<T, c>& a, const __deque_iterator<T, d>& b) noexcept { return a.at != b.at; }
template <class T, bool c, bool d> inline bool operator<(const __deque_iterator<T, c>& a, const __deque_iterator<T, d>& b) noexcept {
  return a.block == b.block ? a.at < b.at : a.block < b.block;
}
template <class T, bool c, bool d> inline bool operator>(const __deque_iterator<T, c>& a, const __deque_iterator<T, d>& b) noexcept { return b < a; }
template <class T, bool c, bool d> inline bool operator<=(const __deque_iterator<T, c>& a, const __deque_iterator<T, d>& b) noexcept { return !(b < a); }
template <class T, bool c, bool d> inline bool operator>=(const __deque_iterator<T, c>& a, const __deque_iterator<T, d>& b) noexcept { return !(a < b); }

template <class T, class A = allocator<T>> class deque {
  typedef allocator_traits<A> traits;
  typedef __rebind_t<A, T*> map_allocator;
  static constexpr long block = __deque_block<T>;

 public:
  typedef T value_type;
  typedef A allocator_type;
  typedef size_t size_type;
  typedef long difference_type;
  typedef T& reference;
  typedef const T& const_reference;
  typedef T* pointer;
  typedef const T* const_pointer;
  typedef __deque_iterator<T, false> iterator;
  typedef __deque_iterator<T, true> const_iterator;
  typedef std::reverse_iterator<iterator> reverse_iterator;
  typedef std::reverse_iterator<const_iterator> const_reverse_iterator;

 private:
  struct storage : A {
    T** map = nullptr;
    size_t map_size = 0;
    iterator start, finish;
    storage() {}
    explicit storage(const A& a) : A(a) {}
  } s;

 public:
  deque() { start_map(); }
  explicit deque(const A& a) : s(a) { start_map(); }
  explicit deque(size_t n, const A& a = A()) : s(a) {
    start_map();
    while (n-- > 0) emplace_back();
  }
  deque(size_t n, const T& value, const A& a = A()) : s(a) {
    start_map();
    while (n-- > 0) push_back(value);
  }
  template <class I, class = __require_input_t<I>> deque(I first, I last, const A& a = A()) : s(a) {
    start_map();
    for (; first != last; ++first) emplace_back(*first);
  }
  deque(initializer_list<T> list, const A& a = A()) : deque(list.begin(), list.end(), a) {}
  deque(const deque& d) : deque(d.begin(), d.end(), traits::select_on_container_copy_construction(d.s)) {}
  deque(deque&& d) : s(d.s) {
    start_map();
    swap_storage(d);
  }
  ~deque() {
    clear();
    give_back(*s.start.block);
    map_allocator(s).deallocate(s.map, s.map_size);
  }
  deque& operator=(const deque& d) {
    if (this != &d) assign(d.begin(), d.end());
    return *this;
  }
  deque& operator=(deque&& d) noexcept {
    if (this != &d) {
      clear();
      swap_storage(d);
    }
    return *this;
  }
  deque& operator=(initializer_list<T> list) {
    assign(list.begin(), list.end());
    return *this;
  }
  void assign(size_t n, const T& value) {
    const T copy(value);
    clear();
    while (n-- > 0) push_back(copy);
  }
  template <class I, class = __require_input_t<I>> void assign(I first, I last) {
    iterator i = begin();
    for (; i != end() && first != last; ++i, (void)++first) *i = *first;
    erase(i, end());
    for (; first != last; ++first) emplace_back(*first);
  }
  void assign(initializer_list<T> list) { assign(list.begin(), list.end()); }
  A get_allocator() const noexcept { return s; }

  iterator begin() noexcept { return s.start; }
  const_iterator begin() const noexcept { return s.start; }
  iterator end() noexcept { return s.finish; }
  const_iterator end() const noexcept { return s.finish; }
  reverse_iterator rbegin() noexcept { return reverse_iterator(end()); }
  const_reverse_iterator rbegin() const noexcept { return const_reverse_iterator(end()); }
  reverse_iterator rend() noexcept { return reverse_iterator(begin()); }
  const_reverse_iterator rend() const noexcept { return const_reverse_iterator(begin()); }
  const_iterator cbegin() const noexcept { return s.start; }
  const_iterator cend() const noexcept { return s.finish; }
  const_reverse_iterator crbegin() const noexcept { return rbegin(); }
  const_reverse_iterator crend() const noexcept { return rend(); }
  size_t size() const noexcept { return s.finish - s.start; }
  size_t max_size() const noexcept { return size_t(-1) / 2 / sizeof(T); }
  bool empty() const noexcept { return s.start.at == s.finish.at; }
  void resize(size_t n) {
    while (size() > n) pop_back();
    while (size() < n) emplace_back();
  }
  void resize(size_t n, const T& value) {
    while (size() > n) pop_back();
    while (size() < n) push_back(value);
  }
  void shrink_to_fit() noexcept {}
  T& operator[](size_t i) noexcept { return s.start[i]; }
  const T& operator[](size_t i) const noexcept { return s.start[i]; }
  T& at(size_t i) {
    check(i);
    return s.start[i];
  }
  const T& at(size_t i) const {
    check(i);
    return s.start[i];
  }
  T& front() noexcept { return *s.start.at; }
  const T& front() const noexcept { return *s.start.at; }
  T& back() noexcept { return *(s.finish - 1); }
  const T& back() const noexcept { return *(s.finish - 1); }

  template <class... X> T& emplace_back(X&&... x) {
    if (s.finish.at != s.finish.last - 1) {
      traits::construct(s, s.finish.at, static_cast<X&&>(x)...);
      ++s.finish.at;
    } else {
      if (s.map_size - (s.finish.block - s.map) < 2) make_room(false);
      s.finish.block[1] = traits::allocate(s, block);
      traits::construct(s, s.finish.at, static_cast<X&&>(x)...);
      s.finish.enter(s.finish.block + 1);
      s.finish.at = s.finish.first;
    }
    return back();
  }
  template <class... X> T& emplace_front(X&&... x) {
    if (s.start.at != s.start.first) {
      traits::construct(s, s.start.at - 1, static_cast<X&&>(x)...);
      --s.start.at;
    } else {
      if (s.start.block == s.map) make_room(true);
      s.start.block[-1] = traits::allocate(s, block);
      traits::construct(s, s.start.block[-1] + block - 1, static_cast<X&&>(x)...);
      s.start.enter(s.start.block - 1);
      s.start.at = s.start.last - 1;
    }
    return front();
  }
  void push_back(const T& value) { emplace_back(value); }
  void push_back(T&& value) { emplace_back(static_cast<T&&>(value)); }
  void push_front(const T& value) { emplace_front(value); }
  void push_front(T&& value) { emplace_front(static_cast<T&&>(value)); }
  void pop_back() noexcept {
    if (s.finish.at == s.finish.first) {
      give_back(s.finish.first);
      s.finish.enter(s.finish.block - 1);
      s.finish.at = s.finish.last;
    }
    --s.finish.at;
    traits::destroy(s, s.finish.at);
  }
  void pop_front() noexcept {
    traits::destroy(s, s.start.at);
    if (++s.start.at == s.start.last) {
      give_back(s.start.first);
      s.start.enter(s.start.block + 1);
      s.start.at = s.start.first;
    }
  }
  template <class... X> iterator emplace(const_iterator position, X&&... x) {
    const long at = position - begin(), n = size();
    if (at == 0) {
      emplace_front(static_cast<X&&>(x)...);
    } else if (at == n) {
      emplace_back(static_cast<X&&>(x)...);
    } else {
      T value(static_cast<X&&>(x)...);
      if (at < n / 2) {
        emplace_front(std::move(front()));
        std::move(begin() + 2, begin() + at + 1, begin() + 1);
      } else {
        emplace_back(std::move(back()));
        std::move_backward(begin() + at, end() - 2, end() - 1);
      }
      s.start[at] = std::move(value);
    }
    return begin() + at;
  }
  iterator insert(const_iterator i, const T& value) { return emplace(i, value); }
  iterator insert(const_iterator i, T&& value) { return emplace(i, static_cast<T&&>(value)); }
  iterator insert(const_iterator i, size_t n, const T& value) {
    const T copy(value);
    return insert_some(i, [&] {
      for (size_t k = 0; k < n; k++) push_back(copy);
    });
  }
  template <class I, class = __require_input_t<I>> iterator insert(const_iterator i, I first, I last) {
    return insert_some(i, [&] {
      for (; first != last; ++first) emplace_back(*first);
    });
  }
  iterator insert(const_iterator i, initializer_list<T> list) { return insert(i, list.begin(), list.end()); }
  iterator erase(const_iterator i) { return erase(i, i + 1); }
  iterator erase(const_iterator first, const_iterator last) {
    const long from = first - begin(), n = last - first;
    if (n == 0) return begin() + from;
    if (from < long(size() - n) / 2) {
      std::move_backward(begin(), begin() + from, begin() + from + n);
      for (long k = 0; k < n; k++) pop_front();
    } else {
      std::move(begin() + from + n, end(), begin() + from);
      for (long k = 0; k < n; k++) pop_back();
    }
    return begin() + from;
  }
  void clear() noexcept {
    while (!empty()) pop_back();
  }
  void swap(deque& d) noexcept {
    if constexpr (traits::propagate_on_container_swap::value) std::swap(static_cast<A&>(s), static_cast<A&>(d.s));
    swap_storage(d);
  }

 private:
  void check(size_t i) const {
    if (i >= size()) __throw_index("deque::_M_range_check: __n (which is %zu)>= this->size() (which is %zu)", i, size());
  }
  void start_map() {
    s.map_size = 8;
    s.map = map_allocator(s).allocate(s.map_size);
    T** middle = s.map + 3;
    *middle = traits::allocate(s, block);
    s.start = s.finish = iterator(*middle, middle);
  }
  void give_back(T* b) noexcept { traits::deallocate(s, b, block); }
  // Room for one more block at one end: the pointers move to the middle of the map, or of a larger one.
  void make_room(bool front) {
    const size_t used = s.finish.block - s.start.block + 1, wanted = used + 1;
    T** to;
    if (s.map_size > 2 * wanted) {
      to = s.map + (s.map_size - wanted) / 2 + (front ? 1 : 0);
      __builtin_memmove((void*)to, (const void*)s.start.block, used * sizeof(T*));
    } else {
      const size_t size = s.map_size + s.map_size + 2;
      T** fresh = map_allocator(s).allocate(size);
      to = fresh + (size - wanted) / 2 + (front ? 1 : 0);
      __builtin_memcpy((void*)to, (const void*)s.start.block, used * sizeof(T*));
      map_allocator(s).deallocate(s.map, s.map_size);
      s.map = fresh;
      s.map_size = size;
    }
    s.start.block = to;
    s.finish.block = to + used - 1;
  }
  // Adds at the end, then turns the new elements to their place.
  template <class F> iterator insert_some(const_iterator i, F add) {
    const long at = i - begin(), n = size();
    add();
    reverse_range(begin() + at, begin() + n);
    reverse_range(begin() + n, end());
    reverse_range(begin() + at, end());
    return begin() + at;
  }
  static void reverse_range(iterator first, iterator last) {
    for (; first != last && first != --last; ++first) std::iter_swap(first, last);
  }
  void swap_storage(deque& d) noexcept {
    std::swap(s.map, d.s.map);
    std::swap(s.map_size, d.s.map_size);
    std::swap(s.start, d.s.start);
    std::swap(s.finish, d.s.finish);
  }
};
template <class I, class A = allocator<__iter_value_t<I>>, class = __require_input_t<I>, class = __require_allocator_t<A>>
deque(I, I, A = A()) -> deque<__iter_value_t<I>, A>;
template <class T, class A> inline bool operator==(const deque<T, A>& a, const deque<T, A>& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
}
#define __CW_COMMA ,
__CW_CONTAINER_COMPARISONS(deque<T __CW_COMMA A>, class T, class A)
#undef __CW_COMMA
template <class T, class A> inline void swap(deque<T, A>& a, deque<T, A>& b) noexcept { a.swap(b); }

}
#endif
