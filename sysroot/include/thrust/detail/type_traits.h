#ifndef _THRUST_DETAIL_TYPE_TRAITS_H
#define _THRUST_DETAIL_TYPE_TRAITS_H
// Thrust's own traits, which programs name although they are details: those that <type_traits> has are these.
#include <__thrust/system.h>
#include <type_traits>
namespace thrust {
namespace detail {
template <class T, T v> using integral_constant = std::integral_constant<T, v>;
using true_type = std::true_type;
using false_type = std::false_type;
template <class T> struct is_non_bool_integral : std::is_integral<T> {};
template <> struct is_non_bool_integral<bool> : false_type {};
template <class T> struct is_non_bool_arithmetic : std::is_arithmetic<T> {};
template <> struct is_non_bool_arithmetic<bool> : false_type {};
template <class B> struct not_ : std::bool_constant<!B::value> {};
template <class T> struct identity_ { using type = T; };
template <bool condition, class Then, class Else> struct eval_if { using type = typename Then::type; };
template <class Then, class Else> struct eval_if<false, Then, Else> { using type = typename Else::type; };
template <bool condition, class T> struct lazy_enable_if {};
template <class T> struct lazy_enable_if<true, T> { using type = typename T::type; };
template <bool condition, class T = void> struct disable_if : std::enable_if<!condition, T> {};
template <bool condition, class T> struct lazy_disable_if : lazy_enable_if<!condition, T> {};
template <class T1, class T2, class T = void> using enable_if_convertible_t = std::enable_if_t<std::is_convertible<T1, T2>::value, T>;
template <class T1, class T2, class T = void> struct disable_if_convertible : disable_if<std::is_convertible<T1, T2>::value, T> {};
template <class T> struct is_numeric : std::bool_constant<std::is_convertible<int, T>::value && std::is_convertible<T, int>::value> {};
struct largest_available_float { using type = double; };
template <class T1, class T2> struct larger_type : std::conditional<(sizeof(T2) > sizeof(T1)), T2, T1> {};
template <class F, class... Args> using invoke_result = std::invoke_result<F, Args...>;
template <class F, class... Args> using invoke_result_t = std::invoke_result_t<F, Args...>;
}  // namespace detail
using detail::false_type;
using detail::integral_constant;
using detail::true_type;
}  // namespace thrust
#endif
