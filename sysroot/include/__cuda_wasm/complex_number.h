/* Complex numbers as the libraries' kernels compute with them: laid out as cuComplex and cuDoubleComplex. Real numbers have the same functions. */
#ifndef __CUDA_WASM_COMPLEX_NUMBER_H
#define __CUDA_WASM_COMPLEX_NUMBER_H
#include <cuda_runtime.h>

namespace __cw_complex {

template <class R> struct alignas(2 * sizeof(R)) cx {
  R x, y;
  cx() = default;
  constexpr __CW_HD cx(R re, R im = 0) : x(re), y(im) {}
  friend __CW_HD cx operator+(cx a, cx b) { return {a.x + b.x, a.y + b.y}; }
  friend __CW_HD cx operator-(cx a, cx b) { return {a.x - b.x, a.y - b.y}; }
  friend __CW_HD cx operator-(cx a) { return {-a.x, -a.y}; }
  friend __CW_HD cx operator*(cx a, cx b) { return {a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x}; }
  friend __CW_HD cx operator*(R a, cx b) { return {a * b.x, a * b.y}; }
  friend __CW_HD cx operator/(cx a, cx b) {
    // By the larger part, so that squares neither overflow nor vanish.
    if (fabs(b.x) >= fabs(b.y)) {
      R r = b.y / b.x, d = b.x + b.y * r;
      return {(a.x + a.y * r) / d, (a.y - a.x * r) / d};
    }
    R r = b.x / b.y, d = b.x * r + b.y;
    return {(a.x * r + a.y) / d, (a.y * r - a.x) / d};
  }
  __CW_HD cx& operator+=(cx b) { return *this = *this + b; }
  __CW_HD cx& operator-=(cx b) { return *this = *this - b; }
  __CW_HD cx& operator*=(cx b) { return *this = *this * b; }
  __CW_HD bool operator==(cx b) const { return x == b.x && y == b.y; }
  __CW_HD bool operator!=(cx b) const { return !(*this == b); }
};

template <class T> inline constexpr bool is_complex = false;
template <class R> inline constexpr bool is_complex<cx<R>> = true;
template <class T> struct real_of_ { typedef T type; };
template <class R> struct real_of_<cx<R>> { typedef R type; };
template <class T> using real_of = typename real_of_<T>::type;

template <class T> __CW_HD T conjugate(T a) {
  if constexpr (is_complex<T>) a.y = -a.y;
  return a;
}
template <class T> __CW_HD T real_part(T a) {
  if constexpr (is_complex<T>) a.y = 0;
  return a;
}
/* The size that BLAS compares numbers by, and the absolute value. */
template <class T> __CW_HD real_of<T> size(T a) {
  if constexpr (is_complex<T>) return fabs(a.x) + fabs(a.y);
  else return fabs(a);
}
template <class T> __CW_HD real_of<T> absolute(T a) {
  if constexpr (is_complex<T>) return hypot(a.x, a.y);
  else return fabs(a);
}

/* The number that a value of the API is. */
template <class V> struct number_ { typedef V type; };
template <> struct number_<float2> { typedef cx<float> type; };
template <> struct number_<double2> { typedef cx<double> type; };
template <class V> struct number_<const V> { typedef const typename number_<V>::type type; };
template <class V> using number = typename number_<V>::type;
template <class V> number<V>* as(V* p) { return (number<V>*)p; }
template <class V> number<V>* const* as(V* const* p) { return (number<V>* const*)p; }

template <class T> const T* const* rows(const void* const* p, T*) { return (const T* const*)p; }

}  // namespace __cw_complex
#endif
