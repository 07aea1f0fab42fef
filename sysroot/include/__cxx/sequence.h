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
#if __has_builtin(__make_integer_seq)
template <class T, T n> using make_integer_sequence = __make_integer_seq<integer_sequence, T, n>;
#else
template <class T, T n> using make_integer_sequence = integer_sequence<T, __integer_pack(n)...>;
#endif
template <size_t n> using make_index_sequence = make_integer_sequence<size_t, n>;
template <class... T> using index_sequence_for = make_index_sequence<sizeof...(T)>;

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

}
#endif
