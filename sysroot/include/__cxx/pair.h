// pair and its tuple interface.
#ifndef _CXX_PAIR_H
#define _CXX_PAIR_H
#if __cplusplus >= 202002L
#include <compare>
#endif
#include <__cxx/move.h>
#include <__cxx/sequence.h>

namespace std {

template <class T> struct tuple_size<const T> : integral_constant<size_t, tuple_size<T>::value> {};
template <class T> struct tuple_size<volatile T> : integral_constant<size_t, tuple_size<T>::value> {};
template <class T> struct tuple_size<const volatile T> : integral_constant<size_t, tuple_size<T>::value> {};
template <class T> inline constexpr size_t tuple_size_v = tuple_size<T>::value;
template <size_t i, class T> struct tuple_element<i, const T> { typedef const tuple_element_t<i, T> type; };
template <size_t i, class T> struct tuple_element<i, volatile T> { typedef volatile tuple_element_t<i, T> type; };
template <size_t i, class T> struct tuple_element<i, const volatile T> { typedef const volatile tuple_element_t<i, T> type; };

template <class A, class B> struct pair {
  typedef A first_type;
  typedef B second_type;
  A first;
  B second;

  template <class U = A, class V = B,
            enable_if_t<is_default_constructible<U>::value && is_default_constructible<V>::value, int> = 0>
  __CW_HD constexpr pair() : first(), second() {}
  template <class U = A, class V = B,
            enable_if_t<is_copy_constructible<U>::value && is_copy_constructible<V>::value &&
                            is_convertible<const U&, U>::value && is_convertible<const V&, V>::value, int> = 0>
  __CW_HD constexpr pair(const A& a, const B& b) : first(a), second(b) {}
  template <class U = A, class V = B,
            enable_if_t<is_copy_constructible<U>::value && is_copy_constructible<V>::value &&
                            !(is_convertible<const U&, U>::value && is_convertible<const V&, V>::value), int> = 0, class = void>
  __CW_HD constexpr explicit pair(const A& a, const B& b) : first(a), second(b) {}
  template <class U = A, class V = B,
            enable_if_t<is_constructible<A, U>::value && is_constructible<B, V>::value && is_convertible<U, A>::value &&
                            is_convertible<V, B>::value, int> = 0>
  __CW_HD constexpr pair(U&& a, V&& b) : first(static_cast<U&&>(a)), second(static_cast<V&&>(b)) {}
  template <class U = A, class V = B,
            enable_if_t<is_constructible<A, U>::value && is_constructible<B, V>::value &&
                            !(is_convertible<U, A>::value && is_convertible<V, B>::value), int> = 0, class = void>
  __CW_HD constexpr explicit pair(U&& a, V&& b) : first(static_cast<U&&>(a)), second(static_cast<V&&>(b)) {}
  pair(const pair&) = default;
  pair(pair&&) = default;
  template <class U, class V,
            enable_if_t<is_constructible<A, const U&>::value && is_constructible<B, const V&>::value &&
                            is_convertible<const U&, A>::value && is_convertible<const V&, B>::value, int> = 0>
  __CW_HD constexpr pair(const pair<U, V>& p) : first(p.first), second(p.second) {}
  template <class U, class V,
            enable_if_t<is_constructible<A, const U&>::value && is_constructible<B, const V&>::value &&
                            !(is_convertible<const U&, A>::value && is_convertible<const V&, B>::value), int> = 0, class = void>
  __CW_HD constexpr explicit pair(const pair<U, V>& p) : first(p.first), second(p.second) {}
  template <class U, class V,
            enable_if_t<is_constructible<A, U>::value && is_constructible<B, V>::value && is_convertible<U, A>::value &&
                            is_convertible<V, B>::value, int> = 0>
  __CW_HD constexpr pair(pair<U, V>&& p) : first(static_cast<U&&>(p.first)), second(static_cast<V&&>(p.second)) {}
  template <class U, class V,
            enable_if_t<is_constructible<A, U>::value && is_constructible<B, V>::value &&
                            !(is_convertible<U, A>::value && is_convertible<V, B>::value), int> = 0, class = void>
  __CW_HD constexpr explicit pair(pair<U, V>&& p) : first(static_cast<U&&>(p.first)), second(static_cast<V&&>(p.second)) {}
  template <class... U, class... V> __CW_HD constexpr pair(piecewise_construct_t, tuple<U...> a, tuple<V...> b)
      : pair(a, b, index_sequence_for<U...>(), index_sequence_for<V...>()) {}

  __CW_HD constexpr pair& operator=(const conditional_t<is_copy_assignable<A>::value && is_copy_assignable<B>::value, pair, struct __no_pair>& p) {
    first = p.first;
    second = p.second;
    return *this;
  }
  __CW_HD constexpr pair& operator=(conditional_t<is_move_assignable<A>::value && is_move_assignable<B>::value, pair, struct __no_pair>&& p) noexcept(
      is_nothrow_move_assignable<A>::value&& is_nothrow_move_assignable<B>::value) {
    first = static_cast<A&&>(p.first);
    second = static_cast<B&&>(p.second);
    return *this;
  }
  template <class U, class V>
  __CW_HD constexpr enable_if_t<is_assignable<A&, const U&>::value && is_assignable<B&, const V&>::value, pair&> operator=(const pair<U, V>& p) {
    first = p.first;
    second = p.second;
    return *this;
  }
  template <class U, class V>
  __CW_HD constexpr enable_if_t<is_assignable<A&, U&&>::value && is_assignable<B&, V&&>::value, pair&> operator=(pair<U, V>&& p) {
    first = static_cast<U&&>(p.first);
    second = static_cast<V&&>(p.second);
    return *this;
  }
  __CW_HD constexpr void swap(pair& p) noexcept(is_nothrow_swappable<A>::value&& is_nothrow_swappable<B>::value) {
    using std::swap;
    swap(first, p.first);
    swap(second, p.second);
  }

 private:
  template <class T, class U, size_t... i, size_t... j>
  __CW_HD constexpr pair(T& a, U& b, index_sequence<i...>, index_sequence<j...>)
      : first(static_cast<tuple_element_t<i, T>&&>(std::get<i>(a))...), second(static_cast<tuple_element_t<j, U>&&>(std::get<j>(b))...) {}
};
template <class A, class B> pair(A, B) -> pair<A, B>;

template <class A, class B> __CW_HD constexpr bool operator==(const pair<A, B>& p, const pair<A, B>& q) {
  return p.first == q.first && p.second == q.second;
}
template <class A, class B> __CW_HD constexpr bool operator!=(const pair<A, B>& p, const pair<A, B>& q) { return !(p == q); }
template <class A, class B> __CW_HD constexpr bool operator<(const pair<A, B>& p, const pair<A, B>& q) {
  return p.first < q.first || (!(q.first < p.first) && p.second < q.second);
}
template <class A, class B> __CW_HD constexpr bool operator>(const pair<A, B>& p, const pair<A, B>& q) { return q < p; }
template <class A, class B> __CW_HD constexpr bool operator<=(const pair<A, B>& p, const pair<A, B>& q) { return !(q < p); }
template <class A, class B> __CW_HD constexpr bool operator>=(const pair<A, B>& p, const pair<A, B>& q) { return !(p < q); }
#if __cplusplus >= 202002L
template <class A, class B> __CW_HD constexpr common_comparison_category_t<__synth_three_way_t<A>, __synth_three_way_t<B>> operator<=>(const pair<A, B>& p, const pair<A, B>& q) {
  if (auto order = __synth_three_way()(p.first, q.first); order != 0) return order;
  return __synth_three_way()(p.second, q.second);
}
#endif
template <class A, class B>
__CW_HD constexpr enable_if_t<is_swappable<A>::value && is_swappable<B>::value> swap(pair<A, B>& p, pair<A, B>& q) noexcept(noexcept(p.swap(q))) {
  p.swap(q);
}

template <class T> struct __unwrapped { typedef T type; };
template <class T> struct __unwrapped<reference_wrapper<T>> { typedef T& type; };
template <class T> using __unwrap_decay_t = typename __unwrapped<decay_t<T>>::type;
template <class A, class B> __CW_HD constexpr pair<__unwrap_decay_t<A>, __unwrap_decay_t<B>> make_pair(A&& a, B&& b) {
  return pair<__unwrap_decay_t<A>, __unwrap_decay_t<B>>(static_cast<A&&>(a), static_cast<B&&>(b));
}

template <class A, class B> struct tuple_size<pair<A, B>> : integral_constant<size_t, 2> {};
template <class A, class B> struct tuple_element<0, pair<A, B>> { typedef A type; };
template <class A, class B> struct tuple_element<1, pair<A, B>> { typedef B type; };
template <size_t i, class A, class B> __CW_HD constexpr tuple_element_t<i, pair<A, B>>& get(pair<A, B>& p) noexcept {
  if constexpr (i == 0) return p.first; else return p.second;
}
template <size_t i, class A, class B> __CW_HD constexpr const tuple_element_t<i, pair<A, B>>& get(const pair<A, B>& p) noexcept {
  if constexpr (i == 0) return p.first; else return p.second;
}
template <size_t i, class A, class B> __CW_HD constexpr tuple_element_t<i, pair<A, B>>&& get(pair<A, B>&& p) noexcept {
  if constexpr (i == 0) return static_cast<A&&>(p.first); else return static_cast<B&&>(p.second);
}
template <size_t i, class A, class B> __CW_HD constexpr const tuple_element_t<i, pair<A, B>>&& get(const pair<A, B>&& p) noexcept {
  if constexpr (i == 0) return static_cast<const A&&>(p.first); else return static_cast<const B&&>(p.second);
}
template <class T, class B> __CW_HD constexpr T& get(pair<T, B>& p) noexcept { return p.first; }
template <class T, class B> __CW_HD constexpr const T& get(const pair<T, B>& p) noexcept { return p.first; }
template <class T, class B> __CW_HD constexpr T&& get(pair<T, B>&& p) noexcept { return static_cast<T&&>(p.first); }
template <class T, class A> __CW_HD constexpr T& get(pair<A, T>& p) noexcept { return p.second; }
template <class T, class A> __CW_HD constexpr const T& get(const pair<A, T>& p) noexcept { return p.second; }
template <class T, class A> __CW_HD constexpr T&& get(pair<A, T>&& p) noexcept { return static_cast<T&&>(p.second); }

}
#endif
