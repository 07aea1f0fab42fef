// move, forward, swap, exchange, addressof: what nearly every other header needs of <utility> and <memory>.
#ifndef _CXX_MOVE_H
#define _CXX_MOVE_H
#include <type_traits>

namespace std {

template <class T> __CW_HD constexpr T&& forward(remove_reference_t<T>& t) noexcept { return static_cast<T&&>(t); }
template <class T> __CW_HD constexpr T&& forward(remove_reference_t<T>&& t) noexcept {
  static_assert(!is_lvalue_reference<T>::value, "an rvalue is not forwarded as an lvalue");
  return static_cast<T&&>(t);
}
template <class T> __CW_HD constexpr remove_reference_t<T>&& move(T&& t) noexcept {
  return static_cast<remove_reference_t<T>&&>(t);
}
template <class T> __CW_HD constexpr conditional_t<!is_nothrow_move_constructible<T>::value && is_copy_constructible<T>::value, const T&, T&&>
move_if_noexcept(T& t) noexcept {
  return static_cast<T&&>(t);
}
template <class T> __CW_HD constexpr const T& as_const(T& t) noexcept { return t; }
template <class T> void as_const(const T&&) = delete;
template <class T> __CW_HD constexpr T* addressof(T& t) noexcept { return __builtin_addressof(t); }
template <class T> const T* addressof(const T&&) = delete;

template <class T> __CW_HD constexpr enable_if_t<is_move_constructible<T>::value && is_move_assignable<T>::value>
swap(T& a, T& b) noexcept(is_nothrow_move_constructible<T>::value&& is_nothrow_move_assignable<T>::value) {
  T t(static_cast<T&&>(a));
  a = static_cast<T&&>(b);
  b = static_cast<T&&>(t);
}
template <class T, size_t n>
__CW_HD constexpr enable_if_t<is_swappable<T>::value> swap(T (&a)[n], T (&b)[n]) noexcept(is_nothrow_swappable<T>::value) {
  for (size_t i = 0; i < n; i++) swap(a[i], b[i]);
}
template <class T, class U = T> __CW_HD constexpr T exchange(T& object, U&& value) {
  T old = static_cast<T&&>(object);
  object = static_cast<U&&>(value);
  return old;
}

}
#endif
