/* Functions out of expressions with _1, _2 …: each operator makes a node, whose operands are nodes or values. */
#ifndef __THRUST_PLACEHOLDERS_H
#define __THRUST_PLACEHOLDERS_H
#include <cuda_runtime.h>
#include <__thrust/along.h>
#include <tuple>
#include <type_traits>

namespace thrust {
namespace __lambda {

struct node_base {};
template <class T> inline constexpr bool is_node = std::is_base_of_v<node_base, std::remove_cv_t<std::remove_reference_t<T>>>;

template <class T> struct constant {
  T value;
  template <class... A> __CW_HD const T& eval(A&...) const { return value; }
};
template <class T> __CW_HD auto operand(const T& x) {
  if constexpr (is_node<T>) return x;
  else return constant<T>{x};
}
template <class Op, class... X> struct node : node_base {
  std::tuple<X...> operands;
  __CW_HD explicit node(X... x) : operands(x...) {}
  template <class... A> __CW_HD decltype(auto) eval(A&... a) const {
    return std::apply([&] (const X&... x) -> decltype(auto) { return Op()(x.eval(a...)...); }, operands);
  }
  template <class... A> __CW_HD decltype(auto) operator()(A&&... a) const { return eval(a...); }
};
template <int i> struct placeholder : node_base {
  template <class... A> __CW_HD decltype(auto) eval(A&... a) const { return std::get<i>(std::tuple<A&...>(a...)); }
  template <class... A> __CW_HD decltype(auto) operator()(A&&... a) const { return eval(a...); }
};

#define __THRUST_OPERATOR2(op, name)                                                                      \
  struct name {                                                                                           \
    template <class A, class B> __CW_HD decltype(auto) operator()(A&& a, B&& b) const { return a op b; }  \
  };                                                                                                      \
  template <class L, class R, class = std::enable_if_t<is_node<L> || is_node<R>>> __CW_HD auto operator op(const L& l, const R& r) { \
    return node<name, decltype(operand(l)), decltype(operand(r))>(operand(l), operand(r));                \
  }
__THRUST_OPERATOR2(+, add) __THRUST_OPERATOR2(-, subtract) __THRUST_OPERATOR2(*, multiply) __THRUST_OPERATOR2(/, divide)
__THRUST_OPERATOR2(%, remainder) __THRUST_OPERATOR2(==, equal) __THRUST_OPERATOR2(!=, unequal) __THRUST_OPERATOR2(<, below)
__THRUST_OPERATOR2(>, above) __THRUST_OPERATOR2(<=, at_most) __THRUST_OPERATOR2(>=, at_least) __THRUST_OPERATOR2(&&, both)
__THRUST_OPERATOR2(||, either) __THRUST_OPERATOR2(&, bits_of_both) __THRUST_OPERATOR2(|, bits_of_either) __THRUST_OPERATOR2(^, bits_of_one)
__THRUST_OPERATOR2(<<, shift_left) __THRUST_OPERATOR2(>>, shift_right) __THRUST_OPERATOR2(+=, add_to) __THRUST_OPERATOR2(-=, subtract_from)
__THRUST_OPERATOR2(*=, multiply_by) __THRUST_OPERATOR2(/=, divide_by) __THRUST_OPERATOR2(%=, remainder_by) __THRUST_OPERATOR2(&=, and_with)
__THRUST_OPERATOR2(|=, or_with) __THRUST_OPERATOR2(^=, xor_with)
#undef __THRUST_OPERATOR2
#define __THRUST_OPERATOR1(op, name)                                                          \
  struct name {                                                                               \
    template <class A> __CW_HD decltype(auto) operator()(A&& a) const { return op a; }        \
  };                                                                                          \
  template <class X, class = std::enable_if_t<is_node<X>>> __CW_HD auto operator op(const X& x) { return node<name, X>(x); }
__THRUST_OPERATOR1(-, negative) __THRUST_OPERATOR1(+, positive) __THRUST_OPERATOR1(!, opposite) __THRUST_OPERATOR1(~, complement)
__THRUST_OPERATOR1(++, increment) __THRUST_OPERATOR1(--, decrement)
#undef __THRUST_OPERATOR1

}  // namespace __lambda

namespace placeholders {
inline constexpr __lambda::placeholder<0> _1{};
inline constexpr __lambda::placeholder<1> _2{};
inline constexpr __lambda::placeholder<2> _3{};
inline constexpr __lambda::placeholder<3> _4{};
inline constexpr __lambda::placeholder<4> _5{};
inline constexpr __lambda::placeholder<5> _6{};
inline constexpr __lambda::placeholder<6> _7{};
inline constexpr __lambda::placeholder<7> _8{};
inline constexpr __lambda::placeholder<8> _9{};
inline constexpr __lambda::placeholder<9> _10{};
}  // namespace placeholders
}  // namespace thrust
#endif
