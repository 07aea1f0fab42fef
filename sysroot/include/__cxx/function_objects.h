// The operator function objects: less<T>, plus<> …
#ifndef _CXX_FUNCTION_OBJECTS_H
#define _CXX_FUNCTION_OBJECTS_H
#include <__cxx/move.h>

namespace std {

template <class A, class R> struct unary_function {
  typedef A argument_type;
  typedef R result_type;
};
template <class A, class B, class R> struct binary_function {
  typedef A first_argument_type;
  typedef B second_argument_type;
  typedef R result_type;
};

#define __CW_BINARY(name, op, R)                                                                           \
  template <class T = void> struct name {                                                                  \
    typedef T first_argument_type;                                                                         \
    typedef T second_argument_type;                                                                        \
    typedef R result_type;                                                                                 \
    __CW_HD constexpr R operator()(const T& a, const T& b) const { return a op b; }                        \
  };                                                                                                       \
  template <> struct name<void> {                                                                          \
    typedef void is_transparent;                                                                           \
    template <class A, class B> __CW_HD constexpr auto operator()(A&& a, B&& b) const                      \
        -> decltype(static_cast<A&&>(a) op static_cast<B&&>(b)) {                                          \
      return static_cast<A&&>(a) op static_cast<B&&>(b);                                                   \
    }                                                                                                      \
  };
__CW_BINARY(plus, +, T) __CW_BINARY(minus, -, T) __CW_BINARY(multiplies, *, T) __CW_BINARY(divides, /, T)
__CW_BINARY(modulus, %, T) __CW_BINARY(bit_and, &, T) __CW_BINARY(bit_or, |, T) __CW_BINARY(bit_xor, ^, T)
__CW_BINARY(equal_to, ==, bool) __CW_BINARY(not_equal_to, !=, bool) __CW_BINARY(less, <, bool)
__CW_BINARY(greater, >, bool) __CW_BINARY(less_equal, <=, bool) __CW_BINARY(greater_equal, >=, bool)
__CW_BINARY(logical_and, &&, bool) __CW_BINARY(logical_or, ||, bool)
#undef __CW_BINARY
#define __CW_UNARY_OP(name, op, R)                                                                         \
  template <class T = void> struct name {                                                                  \
    typedef T argument_type;                                                                               \
    typedef R result_type;                                                                                 \
    __CW_HD constexpr R operator()(const T& a) const { return op a; }                                      \
  };                                                                                                       \
  template <> struct name<void> {                                                                          \
    typedef void is_transparent;                                                                           \
    template <class A> __CW_HD constexpr auto operator()(A&& a) const -> decltype(op static_cast<A&&>(a)) { \
      return op static_cast<A&&>(a);                                                                       \
    }                                                                                                      \
  };
__CW_UNARY_OP(negate, -, T) __CW_UNARY_OP(bit_not, ~, T) __CW_UNARY_OP(logical_not, !, bool)
#undef __CW_UNARY_OP

}
#endif
