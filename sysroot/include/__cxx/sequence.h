// integer_sequence and the tags of piecewise and in-place construction.
#ifndef _CXX_SEQUENCE_H
#define _CXX_SEQUENCE_H
#include <__cuda_wasm/defs.h>

namespace std {

template <class T, T... i> struct integer_sequence {
  typedef T value_type;
  __CW_HD static constexpr size_t size() noexcept { return sizeof...(i); }
};
template <size_t... i> using index_sequence = integer_sequence<size_t, i...>;
// 0 … n-1 by halves.
template <class A, class B> struct __joined;
template <size_t... i, size_t... j> struct __joined<index_sequence<i...>, index_sequence<j...>> { typedef index_sequence<i..., sizeof...(i) + j...> type; };
template <size_t n> struct __indices : __joined<typename __indices<n / 2>::type, typename __indices<n - n / 2>::type> {};
template <> struct __indices<0> { typedef index_sequence<> type; };
template <> struct __indices<1> { typedef index_sequence<0> type; };
template <class T, class I> struct __retyped;
template <class T, size_t... i> struct __retyped<T, index_sequence<i...>> { typedef integer_sequence<T, T(i)...> type; };
template <class T, T n> using make_integer_sequence = typename __retyped<T, typename __indices<size_t(n)>::type>::type;
template <size_t n> using make_index_sequence = typename __indices<n>::type;
template <class... T> using index_sequence_for = make_index_sequence<sizeof...(T)>;

template <size_t i, class... T> struct __nth;
template <class T, class... R> struct __nth<0, T, R...> { typedef T type; };
template <size_t i, class T, class... R> struct __nth<i, T, R...> : __nth<i - 1, R...> {};

struct piecewise_construct_t { explicit piecewise_construct_t() = default; };
inline constexpr piecewise_construct_t piecewise_construct{};
struct in_place_t { explicit in_place_t() = default; };
inline constexpr in_place_t in_place{};
template <class T> struct in_place_type_t { explicit in_place_type_t() = default; };
template <class T> inline constexpr in_place_type_t<T> in_place_type{};
template <size_t i> struct in_place_index_t { explicit in_place_index_t() = default; };
template <size_t i> inline constexpr in_place_index_t<i> in_place_index{};

template <class T> struct tuple_size;
template <size_t i, class T> struct tuple_element;
template <size_t i, class T> using tuple_element_t = typename tuple_element<i, T>::type;
template <class... T> class tuple;
template <class A, class B> struct pair;
template <class T, size_t n> struct array;

// Each header has its bodies; algorithms over any of the three name them as std::get.
#define __CW_GET(X, ...)                                                                                  \
  template <size_t i, __VA_ARGS__> __CW_HD constexpr tuple_element_t<i, X>& get(X& t) noexcept;           \
  template <size_t i, __VA_ARGS__> __CW_HD constexpr const tuple_element_t<i, X>& get(const X& t) noexcept; \
  template <size_t i, __VA_ARGS__> __CW_HD constexpr tuple_element_t<i, X>&& get(X&& t) noexcept;         \
  template <size_t i, __VA_ARGS__> __CW_HD constexpr const tuple_element_t<i, X>&& get(const X&& t) noexcept;
#define __CW_COMMA ,
__CW_GET(tuple<T...>, class... T)
__CW_GET(pair<A __CW_COMMA B>, class A, class B)
#undef __CW_GET
#undef __CW_COMMA
template <size_t i, class T, size_t n> __CW_HD constexpr T& get(array<T, n>& a) noexcept;
template <size_t i, class T, size_t n> __CW_HD constexpr const T& get(const array<T, n>& a) noexcept;
template <size_t i, class T, size_t n> __CW_HD constexpr T&& get(array<T, n>&& a) noexcept;
template <size_t i, class T, size_t n> __CW_HD constexpr const T&& get(const array<T, n>&& a) noexcept;

}
#endif
