// reference_wrapper, ref and cref.
#ifndef _CXX_REFERENCE_WRAPPER_H
#define _CXX_REFERENCE_WRAPPER_H
#include <__cxx/move.h>

namespace std {

template <class T> void __bind_reference(T&) noexcept;
template <class T> void __bind_reference(T&&) = delete;

template <class T> class reference_wrapper {
  T* p;

 public:
  typedef T type;
  template <class U, class = enable_if_t<!is_same<remove_cvref_t<U>, reference_wrapper>::value>, class = decltype(__bind_reference<T>(declval<U>()))>
  __CW_HD constexpr reference_wrapper(U&& u) noexcept : p(nullptr) {
    T& t = static_cast<U&&>(u);
    p = std::addressof(t);
  }
  reference_wrapper(const reference_wrapper&) = default;
  reference_wrapper& operator=(const reference_wrapper&) = default;
  __CW_HD constexpr operator T&() const noexcept { return *p; }
  __CW_HD constexpr T& get() const noexcept { return *p; }
  template <class... A> __CW_HD constexpr invoke_result_t<T&, A...> operator()(A&&... a) const {
    return std::__invoke(*p, static_cast<A&&>(a)...);
  }
};
template <class T> reference_wrapper(T&) -> reference_wrapper<T>;
template <class T> __CW_HD constexpr reference_wrapper<T> ref(T& t) noexcept { return reference_wrapper<T>(t); }
template <class T> __CW_HD constexpr reference_wrapper<T> ref(reference_wrapper<T> r) noexcept { return r; }
template <class T> __CW_HD constexpr reference_wrapper<const T> cref(const T& t) noexcept { return reference_wrapper<const T>(t); }
template <class T> __CW_HD constexpr reference_wrapper<const T> cref(reference_wrapper<T> r) noexcept { return r; }
template <class T> void ref(const T&&) = delete;
template <class T> void cref(const T&&) = delete;

}
#endif
