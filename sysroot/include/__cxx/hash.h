// std::hash of the scalar types: integers, pointers and enumerations are their own hashes.
#ifndef _CXX_HASH_H
#define _CXX_HASH_H
#include <__cxx/hash_fwd.h>
#include <type_traits>

namespace std {

// Types without a hash cannot be hashed: no default constructor.
template <class T, bool = __is_enum(T)> struct __enum_hash {
  __enum_hash() = delete;
  __enum_hash(const __enum_hash&) = delete;
};
template <class T> struct __enum_hash<T, true> {
  __CW_HD size_t operator()(T e) const noexcept { return static_cast<size_t>(e); }
};
template <class T> struct hash : __enum_hash<T> {};
template <class T> struct hash<T*> {
  typedef T* argument_type;
  typedef size_t result_type;
  __CW_HD size_t operator()(T* p) const noexcept { return reinterpret_cast<size_t>(p); }
};
#define __CW_HASH(T)                                                                       \
  template <> struct hash<T> {                                                             \
    typedef T argument_type;                                                               \
    typedef size_t result_type;                                                            \
    __CW_HD size_t operator()(T n) const noexcept { return static_cast<size_t>(n); }       \
  };
__CW_HASH(bool) __CW_HASH(char) __CW_HASH(signed char) __CW_HASH(unsigned char) __CW_HASH(wchar_t) __CW_HASH(char16_t)
__CW_HASH(char32_t) __CW_HASH(short) __CW_HASH(unsigned short) __CW_HASH(int) __CW_HASH(unsigned) __CW_HASH(long)
__CW_HASH(unsigned long) __CW_HASH(long long) __CW_HASH(unsigned long long) __CW_HASH(__int128) __CW_HASH(unsigned __int128)
#ifdef __cpp_char8_t
__CW_HASH(char8_t)
#endif
#undef __CW_HASH
#define __CW_HASH(T)                                                                       \
  template <> struct hash<T> {                                                             \
    typedef T argument_type;                                                               \
    typedef size_t result_type;                                                            \
    size_t operator()(T x) const noexcept { return x == 0 ? 0 : __hash_bytes(&x, sizeof x); } \
  };
__CW_HASH(float) __CW_HASH(double)
#undef __CW_HASH
template <> struct hash<long double> {
  size_t operator()(long double x) const noexcept { return hash<double>()((double)x); }
};
template <> struct hash<decltype(nullptr)> {
  size_t operator()(decltype(nullptr)) const noexcept { return 0; }
};
template <class T, class = void> struct __hashable : false_type {};
template <class T> struct __hashable<T, void_t<decltype(declval<const hash<T>&>()(declval<const T&>())), decltype(hash<T>())>> : true_type {};
// A base class that makes hash<D> unusable where T has no hash.
template <class T, bool = __hashable<remove_cv_t<T>>::value> struct __hash_enabled {};
template <class T> struct __hash_enabled<T, false> : __enum_hash<__hash_enabled<T, false>, false> {};

}
#endif
