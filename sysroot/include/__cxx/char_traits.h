// char_traits.
#ifndef _CXX_CHAR_TRAITS_H
#define _CXX_CHAR_TRAITS_H
#include <__cxx/string_fwd.h>
#include <__cuda_wasm/mbstate.h>
#include <cstdint>

namespace std {

typedef long streamoff;
typedef long streamsize;
template <class S> class fpos; // __cxx/ios_base.h
typedef fpos<mbstate_t> streampos;
typedef streampos wstreampos;

// Characters as plain integers of type I; `end` is end-of-file.
template <class C, class I, I end> struct __plain_traits {
  typedef C char_type;
  typedef I int_type;
  typedef long off_type;
  typedef streampos pos_type;
  typedef mbstate_t state_type;
  __CW_HD static constexpr void assign(C& to, const C& c) noexcept { to = c; }
  __CW_HD static constexpr bool eq(C a, C b) noexcept { return a == b; }
  __CW_HD static constexpr bool lt(C a, C b) noexcept { return a < b; }
  __CW_HD static constexpr int compare(const C* a, const C* b, size_t n) noexcept {
    for (; n > 0; --n, ++a, ++b)
      if (!(*a == *b)) return *a < *b ? -1 : 1;
    return 0;
  }
  __CW_HD static constexpr size_t length(const C* s) noexcept {
    size_t n = 0;
    while (s[n] != C()) ++n;
    return n;
  }
  __CW_HD static constexpr const C* find(const C* s, size_t n, const C& c) noexcept {
    for (; n > 0; --n, ++s)
      if (*s == c) return s;
    return nullptr;
  }
  __CW_HD static C* move(C* to, const C* from, size_t n) noexcept {
    if (n > 0) __builtin_memmove(to, from, n * sizeof(C));
    return to;
  }
  __CW_HD static C* copy(C* to, const C* from, size_t n) noexcept {
    if (n > 0) __builtin_memcpy(to, from, n * sizeof(C));
    return to;
  }
  __CW_HD static C* assign(C* to, size_t n, C c) noexcept {
    for (size_t i = 0; i < n; i++) to[i] = c;
    return to;
  }
  __CW_HD static constexpr C to_char_type(I i) noexcept { return C(i); }
  __CW_HD static constexpr I to_int_type(C c) noexcept { return I(c); }
  __CW_HD static constexpr bool eq_int_type(I a, I b) noexcept { return a == b; }
  __CW_HD static constexpr I eof() noexcept { return end; }
  __CW_HD static constexpr I not_eof(I i) noexcept { return i == end ? I(0) : i; }
};
template <class C> struct char_traits : __plain_traits<C, unsigned long, ~0ul> {};
template <> struct char_traits<wchar_t> : __plain_traits<wchar_t, unsigned, ~0u> {};
template <> struct char_traits<char16_t> : __plain_traits<char16_t, unsigned short, 0xffff> {};
template <> struct char_traits<char32_t> : __plain_traits<char32_t, unsigned, ~0u> {};
#ifdef __cpp_char8_t
template <> struct char_traits<char8_t> : __plain_traits<char8_t, unsigned, ~0u> {};
#endif

// char orders as unsigned char, and its functions are C's.
template <> struct char_traits<char> {
  typedef char char_type;
  typedef int int_type;
  typedef long off_type;
  typedef streampos pos_type;
  typedef mbstate_t state_type;
  __CW_HD static constexpr void assign(char& to, const char& c) noexcept { to = c; }
  __CW_HD static constexpr bool eq(char a, char b) noexcept { return a == b; }
  __CW_HD static constexpr bool lt(char a, char b) noexcept { return (unsigned char)a < (unsigned char)b; }
  __CW_HD static constexpr int compare(const char* a, const char* b, size_t n) noexcept {
    if (!__builtin_is_constant_evaluated()) return n == 0 ? 0 : __builtin_memcmp(a, b, n);
    for (; n > 0; --n, ++a, ++b)
      if (*a != *b) return lt(*a, *b) ? -1 : 1;
    return 0;
  }
  __CW_HD static constexpr size_t length(const char* s) noexcept {
    if (!__builtin_is_constant_evaluated()) return __builtin_strlen(s);
    size_t n = 0;
    while (s[n]) ++n;
    return n;
  }
  __CW_HD static constexpr const char* find(const char* s, size_t n, const char& c) noexcept {
    if (!__builtin_is_constant_evaluated()) return n == 0 ? nullptr : static_cast<const char*>(__builtin_memchr(s, (unsigned char)c, n));
    for (; n > 0; --n, ++s)
      if (*s == c) return s;
    return nullptr;
  }
  __CW_HD static char* move(char* to, const char* from, size_t n) noexcept {
    if (n > 0) __builtin_memmove(to, from, n);
    return to;
  }
  __CW_HD static char* copy(char* to, const char* from, size_t n) noexcept {
    if (n > 0) __builtin_memcpy(to, from, n);
    return to;
  }
  __CW_HD static char* assign(char* to, size_t n, char c) noexcept {
    if (n > 0) __builtin_memset(to, (unsigned char)c, n);
    return to;
  }
  __CW_HD static constexpr char to_char_type(int i) noexcept { return char(i); }
  __CW_HD static constexpr int to_int_type(char c) noexcept { return (unsigned char)c; }
  __CW_HD static constexpr bool eq_int_type(int a, int b) noexcept { return a == b; }
  __CW_HD static constexpr int eof() noexcept { return -1; }
  __CW_HD static constexpr int not_eof(int i) noexcept { return i == -1 ? 0 : i; }
};

// ---- searches that string and string_view share: over n characters at s, for what; size_t(-1) where there is none

template <class T> struct __text {
  typedef typename T::char_type C;
  static constexpr size_t none = size_t(-1);
  __CW_HD static constexpr size_t find(const C* s, size_t n, const C* what, size_t at, size_t k) noexcept {
    if (k == 0) return at <= n ? at : none;
    if (at >= n || n - at < k) return none;
    const C* end = s + (n - k + 1);
    for (const C* p = s + at; p < end; ++p) {
      p = T::find(p, end - p, what[0]);
      if (!p) return none;
      if (T::compare(p, what, k) == 0) return p - s;
    }
    return none;
  }
  __CW_HD static constexpr size_t rfind(const C* s, size_t n, const C* what, size_t at, size_t k) noexcept {
    if (k > n) return none;
    for (size_t i = n - k < at ? n - k : at;; --i) {
      if (T::compare(s + i, what, k) == 0) return i;
      if (i == 0) return none;
    }
  }
  __CW_HD static constexpr size_t find(const C* s, size_t n, C c, size_t at) noexcept {
    if (at >= n) return none;
    const C* p = T::find(s + at, n - at, c);
    return p ? p - s : none;
  }
  __CW_HD static constexpr size_t rfind(const C* s, size_t n, C c, size_t at) noexcept {
    for (size_t i = at < n ? at + 1 : n; i-- > 0;)
      if (T::eq(s[i], c)) return i;
    return none;
  }
  __CW_HD static constexpr size_t first_of(const C* s, size_t n, const C* set, size_t at, size_t k, bool member) noexcept {
    for (; at < n; ++at)
      if ((T::find(set, k, s[at]) != nullptr) == member) return at;
    return none;
  }
  __CW_HD static constexpr size_t last_of(const C* s, size_t n, const C* set, size_t at, size_t k, bool member) noexcept {
    for (size_t i = at < n ? at + 1 : n; i-- > 0;)
      if ((T::find(set, k, s[i]) != nullptr) == member) return i;
    return none;
  }
  __CW_HD static constexpr int compare(const C* a, size_t n, const C* b, size_t m) noexcept {
    const int order = T::compare(a, b, n < m ? n : m);
    if (order != 0) return order;
    const long rest = long(n) - long(m);
    return rest > 2147483647 ? 2147483647 : rest < -2147483647 - 1 ? -2147483647 - 1 : int(rest);
  }
};

}
#endif
