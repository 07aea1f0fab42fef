#ifndef _THRUST_FUNCTIONAL_H
#define _THRUST_FUNCTIONAL_H
#include <cuda_runtime.h>
#include <functional>
#include <__thrust/placeholders.h>
namespace thrust {
using std::bit_and;
using std::bit_or;
using std::bit_xor;
using std::divides;
using std::equal_to;
using std::greater;
using std::greater_equal;
using std::less;
using std::less_equal;
using std::logical_and;
using std::logical_not;
using std::logical_or;
using std::minus;
using std::modulus;
using std::multiplies;
using std::negate;
using std::not_equal_to;
using std::plus;

template <class A, class R> struct unary_function {
  typedef A argument_type;
  typedef R result_type;
};
template <class A, class B, class R> struct binary_function {
  typedef A first_argument_type;
  typedef B second_argument_type;
  typedef R result_type;
};
#define __THRUST_UNARY(name, expression)                                                       \
  template <class T = void> struct name {                                                      \
    typedef T argument_type;                                                                   \
    typedef T result_type;                                                                     \
    __CW_HD constexpr T operator()(const T& x) const { return expression; }                    \
  };                                                                                           \
  template <> struct name<void> {                                                              \
    template <class T> __CW_HD constexpr auto operator()(const T& x) const { return expression; } \
  };
__THRUST_UNARY(identity, x)
__THRUST_UNARY(square, x * x)
#undef __THRUST_UNARY
#define __THRUST_BINARY(name, expression)                                                                     \
  template <class T = void> struct name {                                                                     \
    typedef T first_argument_type;                                                                            \
    typedef T second_argument_type;                                                                           \
    typedef T result_type;                                                                                    \
    __CW_HD constexpr T operator()(const T& a, const T& b) const { return expression; }                       \
  };                                                                                                          \
  template <> struct name<void> {                                                                             \
    template <class T, class U> __CW_HD constexpr auto operator()(const T& a, const U& b) const { return expression; } \
  };
__THRUST_BINARY(maximum, a < b ? b : a)
__THRUST_BINARY(minimum, a < b ? a : b)
#undef __THRUST_BINARY
template <class T = void, class U = void> struct project1st {
  template <class A, class B> __CW_HD constexpr A operator()(const A& a, const B&) const { return a; }
};
template <class T = void, class U = void> struct project2nd {
  template <class A, class B> __CW_HD constexpr B operator()(const A&, const B& b) const { return b; }
};
template <class F> struct unary_negate {
  F f;
  __CW_HD explicit unary_negate(F g) : f(g) {}
  template <class T> __CW_HD bool operator()(const T& x) const { return !f(x); }
};
template <class F> struct binary_negate {
  F f;
  __CW_HD explicit binary_negate(F g) : f(g) {}
  template <class T, class U> __CW_HD bool operator()(const T& a, const U& b) const { return !f(a, b); }
};
template <class F> __CW_HD unary_negate<F> not1(const F& f) { return unary_negate<F>(f); }
template <class F> __CW_HD binary_negate<F> not2(const F& f) { return binary_negate<F>(f); }
template <class F> __CW_HD unary_negate<F> not_fn(const F& f) { return unary_negate<F>(f); }
}  // namespace thrust
#endif
