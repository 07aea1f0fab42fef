// Iterator tags and traits, advance and its kin, reverse and move iterators, begin/end.
#ifndef _CXX_ITERATOR_BASE_H
#define _CXX_ITERATOR_BASE_H
#include <__cxx/move.h>
#include <initializer_list>

namespace std {

struct input_iterator_tag {};
struct output_iterator_tag {};
struct forward_iterator_tag : input_iterator_tag {};
struct bidirectional_iterator_tag : forward_iterator_tag {};
struct random_access_iterator_tag : bidirectional_iterator_tag {};
#if __cplusplus >= 202002L
struct contiguous_iterator_tag : random_access_iterator_tag {};
#endif

template <class C, class T, class D = long, class P = T*, class R = T&> struct iterator {
  typedef C iterator_category;
  typedef T value_type;
  typedef D difference_type;
  typedef P pointer;
  typedef R reference;
};

template <class I, class = void> struct __iterator_types {};
template <class I>
struct __iterator_types<I, void_t<typename I::iterator_category, typename I::value_type, typename I::difference_type,
                                  typename I::pointer, typename I::reference>> {
  typedef typename I::iterator_category iterator_category;
  typedef typename I::value_type value_type;
  typedef typename I::difference_type difference_type;
  typedef typename I::pointer pointer;
  typedef typename I::reference reference;
};
template <class I> struct iterator_traits : __iterator_types<I> {};
template <class T> struct iterator_traits<T*> {
  typedef random_access_iterator_tag iterator_category;
  typedef remove_cv_t<T> value_type;
  typedef long difference_type;
  typedef T* pointer;
  typedef T& reference;
};
template <class I> using __iter_value_t = typename iterator_traits<I>::value_type;
template <class I> using __iter_diff_t = typename iterator_traits<I>::difference_type;
template <class I> using __iter_category_t = typename iterator_traits<I>::iterator_category;

template <class I, class Tag, class = void> struct __has_category : false_type {};
template <class I, class Tag> struct __has_category<I, Tag, void_t<typename iterator_traits<I>::iterator_category>>
    : is_convertible<typename iterator_traits<I>::iterator_category, Tag> {};
template <class I> inline constexpr bool __is_random_access = __has_category<I, random_access_iterator_tag>::value;
template <class I> inline constexpr bool __is_forward = __has_category<I, forward_iterator_tag>::value;
template <class I> using __require_input_t = enable_if_t<__has_category<I, input_iterator_tag>::value>;

template <class I, class N> __CW_HD constexpr void advance(I& i, N n) {
  typedef __iter_category_t<I> C;
  __iter_diff_t<I> d = n;
  if constexpr (is_convertible<C, random_access_iterator_tag>::value) {
    i += d;
  } else {
    for (; d > 0; --d) ++i;
    if constexpr (is_convertible<C, bidirectional_iterator_tag>::value)
      for (; d < 0; ++d) --i;
  }
}
template <class I> __CW_HD constexpr __iter_diff_t<I> distance(I first, I last) {
  if constexpr (__is_random_access<I>) {
    return last - first;
  } else {
    __iter_diff_t<I> n = 0;
    for (; first != last; ++first) ++n;
    return n;
  }
}
template <class I> __CW_HD constexpr I next(I i, __iter_diff_t<I> n = 1) {
  std::advance(i, n);
  return i;
}
template <class I> __CW_HD constexpr I prev(I i, __iter_diff_t<I> n = 1) {
  std::advance(i, -n);
  return i;
}

template <class I> class reverse_iterator {
 protected:
  I current;

 public:
  typedef I iterator_type;
  typedef typename iterator_traits<I>::iterator_category iterator_category;
  typedef typename iterator_traits<I>::value_type value_type;
  typedef typename iterator_traits<I>::difference_type difference_type;
  typedef typename iterator_traits<I>::pointer pointer;
  typedef typename iterator_traits<I>::reference reference;
  __CW_HD constexpr reverse_iterator() : current() {}
  __CW_HD constexpr explicit reverse_iterator(I i) : current(i) {}
  template <class U, class = enable_if_t<is_convertible<const U&, I>::value>>
  __CW_HD constexpr reverse_iterator(const reverse_iterator<U>& r) : current(r.base()) {}
  template <class U, class = enable_if_t<is_assignable<I&, const U&>::value>>
  __CW_HD constexpr reverse_iterator& operator=(const reverse_iterator<U>& r) {
    current = r.base();
    return *this;
  }
  __CW_HD constexpr I base() const { return current; }
  __CW_HD constexpr reference operator*() const {
    I i = current;
    return *--i;
  }
  __CW_HD constexpr pointer operator->() const {
    I i = current;
    --i;
    if constexpr (is_pointer<I>::value) return i;
    else return i.operator->();
  }
  __CW_HD constexpr reverse_iterator& operator++() { --current; return *this; }
  __CW_HD constexpr reverse_iterator operator++(int) { reverse_iterator r = *this; --current; return r; }
  __CW_HD constexpr reverse_iterator& operator--() { ++current; return *this; }
  __CW_HD constexpr reverse_iterator operator--(int) { reverse_iterator r = *this; ++current; return r; }
  __CW_HD constexpr reverse_iterator operator+(difference_type n) const { return reverse_iterator(current - n); }
  __CW_HD constexpr reverse_iterator operator-(difference_type n) const { return reverse_iterator(current + n); }
  __CW_HD constexpr reverse_iterator& operator+=(difference_type n) { current -= n; return *this; }
  __CW_HD constexpr reverse_iterator& operator-=(difference_type n) { current += n; return *this; }
  __CW_HD constexpr reference operator[](difference_type n) const { return current[-n - 1]; }
};
#define __CW_COMPARE(op, rev)                                                                                     \
  template <class I, class J>                                                                                     \
  __CW_HD constexpr bool operator op(const reverse_iterator<I>& a, const reverse_iterator<J>& b) {                \
    return a.base() rev b.base();                                                                                 \
  }
__CW_COMPARE(==, ==) __CW_COMPARE(!=, !=) __CW_COMPARE(<, >) __CW_COMPARE(>, <) __CW_COMPARE(<=, >=) __CW_COMPARE(>=, <=)
#undef __CW_COMPARE
template <class I, class J>
__CW_HD constexpr auto operator-(const reverse_iterator<I>& a, const reverse_iterator<J>& b) -> decltype(b.base() - a.base()) {
  return b.base() - a.base();
}
template <class I>
__CW_HD constexpr reverse_iterator<I> operator+(__iter_diff_t<I> n, const reverse_iterator<I>& r) { return r + n; }
template <class I> __CW_HD constexpr reverse_iterator<I> make_reverse_iterator(I i) { return reverse_iterator<I>(i); }

template <class I> class move_iterator {
  I current;

 public:
  typedef I iterator_type;
  typedef typename iterator_traits<I>::iterator_category iterator_category;
  typedef typename iterator_traits<I>::value_type value_type;
  typedef typename iterator_traits<I>::difference_type difference_type;
  typedef I pointer;
  typedef typename iterator_traits<I>::reference __base_reference;
  typedef conditional_t<is_reference<__base_reference>::value, remove_reference_t<__base_reference>&&, __base_reference> reference;
  __CW_HD constexpr move_iterator() : current() {}
  __CW_HD constexpr explicit move_iterator(I i) : current(i) {}
  template <class U, class = enable_if_t<is_convertible<const U&, I>::value>>
  __CW_HD constexpr move_iterator(const move_iterator<U>& m) : current(m.base()) {}
  __CW_HD constexpr I base() const { return current; }
  __CW_HD constexpr reference operator*() const { return static_cast<reference>(*current); }
  __CW_HD constexpr I operator->() const { return current; }
  __CW_HD constexpr move_iterator& operator++() { ++current; return *this; }
  __CW_HD constexpr move_iterator operator++(int) { move_iterator m = *this; ++current; return m; }
  __CW_HD constexpr move_iterator& operator--() { --current; return *this; }
  __CW_HD constexpr move_iterator operator--(int) { move_iterator m = *this; --current; return m; }
  __CW_HD constexpr move_iterator operator+(difference_type n) const { return move_iterator(current + n); }
  __CW_HD constexpr move_iterator operator-(difference_type n) const { return move_iterator(current - n); }
  __CW_HD constexpr move_iterator& operator+=(difference_type n) { current += n; return *this; }
  __CW_HD constexpr move_iterator& operator-=(difference_type n) { current -= n; return *this; }
  __CW_HD constexpr reference operator[](difference_type n) const { return static_cast<reference>(current[n]); }
};
#define __CW_COMPARE(op)                                                                                          \
  template <class I, class J>                                                                                     \
  __CW_HD constexpr bool operator op(const move_iterator<I>& a, const move_iterator<J>& b) {                      \
    return a.base() op b.base();                                                                                  \
  }
__CW_COMPARE(==) __CW_COMPARE(!=) __CW_COMPARE(<) __CW_COMPARE(>) __CW_COMPARE(<=) __CW_COMPARE(>=)
#undef __CW_COMPARE
template <class I, class J>
__CW_HD constexpr auto operator-(const move_iterator<I>& a, const move_iterator<J>& b) -> decltype(a.base() - b.base()) {
  return a.base() - b.base();
}
template <class I> __CW_HD constexpr move_iterator<I> operator+(__iter_diff_t<I> n, const move_iterator<I>& m) { return m + n; }
template <class I> __CW_HD constexpr move_iterator<I> make_move_iterator(I i) { return move_iterator<I>(i); }

// ---- range access

template <class C> __CW_HD constexpr auto begin(C& c) -> decltype(c.begin()) { return c.begin(); }
template <class C> __CW_HD constexpr auto begin(const C& c) -> decltype(c.begin()) { return c.begin(); }
template <class C> __CW_HD constexpr auto end(C& c) -> decltype(c.end()) { return c.end(); }
template <class C> __CW_HD constexpr auto end(const C& c) -> decltype(c.end()) { return c.end(); }
template <class T, size_t n> __CW_HD constexpr T* begin(T (&a)[n]) noexcept { return a; }
template <class T, size_t n> __CW_HD constexpr T* end(T (&a)[n]) noexcept { return a + n; }
template <class C> __CW_HD constexpr auto cbegin(const C& c) -> decltype(std::begin(c)) { return std::begin(c); }
template <class C> __CW_HD constexpr auto cend(const C& c) -> decltype(std::end(c)) { return std::end(c); }
template <class C> __CW_HD constexpr auto rbegin(C& c) -> decltype(c.rbegin()) { return c.rbegin(); }
template <class C> __CW_HD constexpr auto rbegin(const C& c) -> decltype(c.rbegin()) { return c.rbegin(); }
template <class C> __CW_HD constexpr auto rend(C& c) -> decltype(c.rend()) { return c.rend(); }
template <class C> __CW_HD constexpr auto rend(const C& c) -> decltype(c.rend()) { return c.rend(); }
template <class T, size_t n> __CW_HD constexpr reverse_iterator<T*> rbegin(T (&a)[n]) { return reverse_iterator<T*>(a + n); }
template <class T, size_t n> __CW_HD constexpr reverse_iterator<T*> rend(T (&a)[n]) { return reverse_iterator<T*>(a); }
template <class T> __CW_HD constexpr reverse_iterator<const T*> rbegin(initializer_list<T> l) { return reverse_iterator<const T*>(l.end()); }
template <class T> __CW_HD constexpr reverse_iterator<const T*> rend(initializer_list<T> l) { return reverse_iterator<const T*>(l.begin()); }
template <class C> __CW_HD constexpr auto crbegin(const C& c) -> decltype(std::rbegin(c)) { return std::rbegin(c); }
template <class C> __CW_HD constexpr auto crend(const C& c) -> decltype(std::rend(c)) { return std::rend(c); }
template <class C> __CW_HD constexpr auto size(const C& c) -> decltype(c.size()) { return c.size(); }
template <class T, size_t n> __CW_HD constexpr size_t size(const T (&)[n]) noexcept { return n; }
template <class C> __CW_HD constexpr auto empty(const C& c) -> decltype(c.empty()) { return c.empty(); }
template <class T, size_t n> __CW_HD constexpr bool empty(const T (&)[n]) noexcept { return false; }
template <class T> __CW_HD constexpr bool empty(initializer_list<T> l) noexcept { return l.size() == 0; }
template <class C> __CW_HD constexpr auto data(C& c) -> decltype(c.data()) { return c.data(); }
template <class C> __CW_HD constexpr auto data(const C& c) -> decltype(c.data()) { return c.data(); }
template <class T, size_t n> __CW_HD constexpr T* data(T (&a)[n]) noexcept { return a; }
template <class T> __CW_HD constexpr const T* data(initializer_list<T> l) noexcept { return l.begin(); }
#if __cplusplus >= 202002L
template <class C> __CW_HD constexpr auto ssize(const C& c) -> common_type_t<long, make_signed_t<decltype(c.size())>> { return c.size(); }
template <class T, size_t n> __CW_HD constexpr long ssize(const T (&)[n]) noexcept { return n; }
#endif

// ---- an iterator over contiguous elements as a class of its own (C tells the containers apart)

template <class T, class C> class __pointer_iterator {
  T* p;

 public:
  typedef random_access_iterator_tag iterator_category;
#if __cplusplus >= 202002L
  typedef contiguous_iterator_tag iterator_concept;
#endif
  typedef remove_cv_t<T> value_type;
  typedef long difference_type;
  typedef T* pointer;
  typedef T& reference;
  __CW_HD constexpr __pointer_iterator() noexcept : p(nullptr) {}
  __CW_HD constexpr explicit __pointer_iterator(T* q) noexcept : p(q) {}
  template <class U, class = enable_if_t<is_same<const U, T>::value>>
  __CW_HD constexpr __pointer_iterator(const __pointer_iterator<U, C>& i) noexcept : p(i.base()) {}
  __CW_HD constexpr T* base() const noexcept { return p; }
  __CW_HD constexpr T& operator*() const noexcept { return *p; }
  __CW_HD constexpr T* operator->() const noexcept { return p; }
  __CW_HD constexpr T& operator[](long n) const noexcept { return p[n]; }
  __CW_HD constexpr __pointer_iterator& operator++() noexcept { ++p; return *this; }
  __CW_HD constexpr __pointer_iterator operator++(int) noexcept { return __pointer_iterator(p++); }
  __CW_HD constexpr __pointer_iterator& operator--() noexcept { --p; return *this; }
  __CW_HD constexpr __pointer_iterator operator--(int) noexcept { return __pointer_iterator(p--); }
  __CW_HD constexpr __pointer_iterator& operator+=(long n) noexcept { p += n; return *this; }
  __CW_HD constexpr __pointer_iterator& operator-=(long n) noexcept { p -= n; return *this; }
  __CW_HD constexpr __pointer_iterator operator+(long n) const noexcept { return __pointer_iterator(p + n); }
  __CW_HD constexpr __pointer_iterator operator-(long n) const noexcept { return __pointer_iterator(p - n); }
};
#define __CW_COMPARE(op)                                                                                          \
  template <class T, class U, class C>                                                                            \
  __CW_HD constexpr bool operator op(const __pointer_iterator<T, C>& a, const __pointer_iterator<U, C>& b) noexcept { \
    return a.base() op b.base();                                                                                  \
  }                                                                                                               \
  template <class T, class C>                                                                                     \
  __CW_HD constexpr bool operator op(const __pointer_iterator<T, C>& a, const __pointer_iterator<T, C>& b) noexcept { \
    return a.base() op b.base();                                                                                  \
  }
__CW_COMPARE(==) __CW_COMPARE(!=) __CW_COMPARE(<) __CW_COMPARE(>) __CW_COMPARE(<=) __CW_COMPARE(>=)
#undef __CW_COMPARE
template <class T, class U, class C>
__CW_HD constexpr long operator-(const __pointer_iterator<T, C>& a, const __pointer_iterator<U, C>& b) noexcept {
  return a.base() - b.base();
}
template <class T, class C>
__CW_HD constexpr __pointer_iterator<T, C> operator+(long n, const __pointer_iterator<T, C>& i) noexcept { return i + n; }

// The pointer beneath a contiguous iterator; other iterators stay.
template <class I> __CW_HD constexpr I __unwrap_iterator(I i) { return i; }
template <class T, class C> __CW_HD constexpr T* __unwrap_iterator(__pointer_iterator<T, C> i) { return i.base(); }

}
#endif
