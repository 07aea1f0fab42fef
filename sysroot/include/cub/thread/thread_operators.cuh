#ifndef _CUB_THREAD_OPERATORS_CUH
#define _CUB_THREAD_OPERATORS_CUH
#include <__cub/types.h>
namespace cub {
struct Equality {
  template <class T, class U> __CW_HD constexpr bool operator()(const T& a, const U& b) const { return a == b; }
};
struct Inequality {
  template <class T, class U> __CW_HD constexpr bool operator()(const T& a, const U& b) const { return a != b; }
};
template <class Equal> struct InequalityWrapper {
  Equal op;
  __CW_HD InequalityWrapper(Equal equal) : op(equal) {}
  template <class T, class U> __CW_HD bool operator()(const T& a, const U& b) { return !op(a, b); }
};
struct Sum {
  template <class T, class U> __CW_HD constexpr auto operator()(const T& a, const U& b) const { return a + b; }
};
struct Difference {
  template <class T, class U> __CW_HD constexpr auto operator()(const T& a, const U& b) const { return a - b; }
};
struct Division {
  template <class T, class U> __CW_HD constexpr auto operator()(const T& a, const U& b) const { return a / b; }
};
struct Max {
  template <class T, class U> __CW_HD constexpr std::common_type_t<T, U> operator()(const T& a, const U& b) const { return b > a ? b : a; }
};
struct Min {
  template <class T, class U> __CW_HD constexpr std::common_type_t<T, U> operator()(const T& a, const U& b) const { return b < a ? b : a; }
};
/* The first of equal ones wins. */
struct ArgMax {
  template <class K, class V> __CW_HD KeyValuePair<K, V> operator()(const KeyValuePair<K, V>& a, const KeyValuePair<K, V>& b) const {
    return b.value > a.value || (a.value == b.value && b.key < a.key) ? b : a;
  }
};
struct ArgMin {
  template <class K, class V> __CW_HD KeyValuePair<K, V> operator()(const KeyValuePair<K, V>& a, const KeyValuePair<K, V>& b) const {
    return b.value < a.value || (a.value == b.value && b.key < a.key) ? b : a;
  }
};
template <class To> struct CastOp {
  template <class T> __CW_HD To operator()(T&& a) const { return (To)a; }
};
template <class Op> struct SwizzleScanOp {
  Op op;
  __CW_HD SwizzleScanOp(Op o) : op(o) {}
  template <class T> __CW_HD T operator()(const T& a, const T& b) { return op(b, a); }
};
/* Sums values of equal keys: a key that differs begins anew. */
template <class Op> struct ReduceByKeyOp {
  Op op;
  __CW_HD ReduceByKeyOp() {}
  __CW_HD ReduceByKeyOp(Op o) : op(o) {}
  template <class P> __CW_HD P operator()(const P& a, const P& b) {
    P result = b;
    if (a.key == b.key) result.value = op(a.value, b.value);
    return result;
  }
};
/* Sums values between heads, which have a nonzero key. */
template <class Op> struct ReduceBySegmentOp {
  Op op;
  __CW_HD ReduceBySegmentOp() {}
  __CW_HD ReduceBySegmentOp(Op o) : op(o) {}
  template <class P> __CW_HD P operator()(const P& a, const P& b) {
    P result;
    result.key = a.key + b.key;
    if (b.key) result.value = b.value;
    else result.value = op(a.value, b.value);
    return result;
  }
};

template <class A, class Op> __device__ auto ThreadReduce(const A& items, Op op) {
  std::remove_cv_t<std::remove_reference_t<decltype(items[0])>> sum = items[0];
  constexpr int N = sizeof(A) / sizeof(items[0]);
  for (int i = 1; i < N; i++) sum = op(sum, items[i]);
  return sum;
}
template <class A, class Op, class T> __device__ T ThreadReduce(const A& items, Op op, T prefix) {
  constexpr int N = sizeof(A) / sizeof(items[0]);
  for (int i = 0; i < N; i++) prefix = op(prefix, items[i]);
  return prefix;
}
}  // namespace cub
#endif
