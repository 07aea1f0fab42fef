// The algorithms that containers and strings need: min, max, copy, move, fill, equal, lexicographical_compare, swap_ranges.
#ifndef _CXX_ALGOBASE_H
#define _CXX_ALGOBASE_H
#if __cplusplus >= 202002L
#include <compare>
#endif
#include <__cxx/function_objects.h>
#include <__cxx/insert_iterator.h>
#include <__cxx/iterator_base.h>
#include <__cxx/pair.h>

namespace std {

template <class T> __CW_HD constexpr const T& min(const T& a, const T& b) { return b < a ? b : a; }
template <class T> __CW_HD constexpr const T& max(const T& a, const T& b) { return a < b ? b : a; }
template <class T, class C> __CW_HD constexpr const T& min(const T& a, const T& b, C less) { return less(b, a) ? b : a; }
template <class T, class C> __CW_HD constexpr const T& max(const T& a, const T& b, C less) { return less(a, b) ? b : a; }
template <class I, class J> __CW_HD constexpr void iter_swap(I a, J b) {
  using std::swap;
  swap(*a, *b);
}
template <class I, class J> __CW_HD constexpr J swap_ranges(I first, I last, J other) {
  for (; first != last; ++first, ++other) std::iter_swap(first, other);
  return other;
}

// Elements that memmove moves: pointers to one trivially copyable type.
template <class I, class O> struct __bytes_assign : false_type {};
template <class T> struct __bytes_assign<T*, T*> : bool_constant<__is_trivially_copyable(T) && is_copy_assignable<T>::value> {};
template <class T> struct __bytes_assign<const T*, T*> : bool_constant<__is_trivially_copyable(T) && is_copy_assignable<T>::value> {};
template <class I, class O>
inline constexpr bool __copies_bytes = __bytes_assign<decltype(std::__unwrap_iterator(declval<I>())), decltype(std::__unwrap_iterator(declval<O>()))>::value;

template <class I, class O> __CW_HD constexpr O copy(I first, I last, O to) {
  if constexpr (__copies_bytes<I, O>) {
    if (!__builtin_is_constant_evaluated()) {
      const long n = last - first;
      if (n > 0) __builtin_memmove((void*)std::__unwrap_iterator(to), (const void*)std::__unwrap_iterator(first), n * sizeof(*first));
      return to + n;
    }
  }
  for (; first != last; ++first, (void)++to) *to = *first;
  return to;
}
template <class I, class N, class O> __CW_HD constexpr O copy_n(I first, N count, O to) {
  if constexpr (__is_random_access<I>) {
    return count > 0 ? std::copy(first, first + count, to) : to;
  } else {
    if (count > 0) {
      for (;;) {
        *to = *first;
        ++to;
        if (--count <= 0) break;
        ++first;
      }
    }
    return to;
  }
}
template <class I, class O> __CW_HD constexpr O copy_backward(I first, I last, O end) {
  if constexpr (__copies_bytes<I, O>) {
    if (!__builtin_is_constant_evaluated()) {
      const long n = last - first;
      end -= n;
      if (n > 0) __builtin_memmove((void*)std::__unwrap_iterator(end), (const void*)std::__unwrap_iterator(first), n * sizeof(*first));
      return end;
    }
  }
  while (first != last) *--end = *--last;
  return end;
}
template <class I, class O> __CW_HD constexpr O move(I first, I last, O to) {
  if constexpr (__copies_bytes<I, O>) return std::copy(first, last, to);
  for (; first != last; ++first, (void)++to) *to = std::move(*first);
  return to;
}
template <class I, class O> __CW_HD constexpr O move_backward(I first, I last, O end) {
  if constexpr (__copies_bytes<I, O>) return std::copy_backward(first, last, end);
  while (first != last) *--end = std::move(*--last);
  return end;
}

template <class I, class T> __CW_HD constexpr void fill(I first, I last, const T& value) {
  if constexpr (is_scalar<T>::value) {
    const T v = value;
    for (; first != last; ++first) *first = v;
  } else {
    for (; first != last; ++first) *first = value;
  }
}
template <class I, class N, class T> __CW_HD constexpr I fill_n(I first, N count, const T& value) {
  if constexpr (is_scalar<T>::value) {
    const T v = value;
    for (; count > 0; --count, ++first) *first = v;
  } else {
    for (; count > 0; --count, ++first) *first = value;
  }
  return first;
}

template <class I, class J> __CW_HD constexpr bool equal(I first, I last, J other) {
  for (; first != last; ++first, ++other)
    if (!(*first == *other)) return false;
  return true;
}
template <class I, class J, class P, class = enable_if_t<!is_same<J, P>::value>, class = decltype(declval<P&>()(*declval<I>(), *declval<J>()))>
__CW_HD constexpr bool equal(I first, I last, J other, P same) {
  for (; first != last; ++first, ++other)
    if (!same(*first, *other)) return false;
  return true;
}
template <class I, class J, class P> __CW_HD constexpr bool equal(I first, I last, J other, J end, P same) {
  for (; first != last && other != end; ++first, ++other)
    if (!same(*first, *other)) return false;
  return first == last && other == end;
}
template <class I, class J> __CW_HD constexpr bool equal(I first, I last, J other, J end) {
  for (; first != last && other != end; ++first, ++other)
    if (!(*first == *other)) return false;
  return first == last && other == end;
}
template <class I, class J, class C> __CW_HD constexpr bool lexicographical_compare(I a, I a_end, J b, J b_end, C less) {
  for (; a != a_end && b != b_end; ++a, ++b) {
    if (less(*a, *b)) return true;
    if (less(*b, *a)) return false;
  }
  return a == a_end && b != b_end;
}
template <class I, class J> __CW_HD constexpr bool lexicographical_compare(I a, I a_end, J b, J b_end) {
  for (; a != a_end && b != b_end; ++a, ++b) {
    if (*a < *b) return true;
    if (*b < *a) return false;
  }
  return a == a_end && b != b_end;
}

// Containers' comparisons, from == and <.
#if __cplusplus >= 202002L
#define __CW_CONTAINER_COMPARISONS(T, ...)                                                                                 \
  template <__VA_ARGS__> constexpr auto operator<=>(const T& a, const T& b) {                                             \
    return std::lexicographical_compare_three_way(a.begin(), a.end(), b.begin(), b.end(), __synth_three_way());           \
  }
#else
#define __CW_CONTAINER_COMPARISONS(T, ...)                                                                                 \
  template <__VA_ARGS__> __CW_C20 inline bool operator!=(const T& a, const T& b) { return !(a == b); }                     \
  template <__VA_ARGS__> __CW_C20 inline bool operator<(const T& a, const T& b) {                                          \
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());                                           \
  }                                                                                                                        \
  template <__VA_ARGS__> __CW_C20 inline bool operator>(const T& a, const T& b) { return b < a; }                          \
  template <__VA_ARGS__> __CW_C20 inline bool operator<=(const T& a, const T& b) { return !(b < a); }                      \
  template <__VA_ARGS__> __CW_C20 inline bool operator>=(const T& a, const T& b) { return !(a < b); }
#endif

}
#endif
