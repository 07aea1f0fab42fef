#ifndef _THRUST_ZIP_FUNCTION_H
#define _THRUST_ZIP_FUNCTION_H
#include <thrust/tuple.h>
namespace thrust {
template <class F> class zip_function {
  F f;

 public:
  __CW_HD zip_function(F g) : f(g) {}
  template <class T> __CW_HD decltype(auto) operator()(T&& t) const { return std::apply(f, static_cast<T&&>(t)); }
  __CW_HD F& underlying_function() { return f; }
};
template <class F> __CW_HD zip_function<F> make_zip_function(F f) { return zip_function<F>(f); }
}  // namespace thrust
#endif
