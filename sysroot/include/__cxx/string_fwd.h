// The names of strings and streams, with their default arguments.
#ifndef _CXX_STRING_FWD_H
#define _CXX_STRING_FWD_H
#include <__cuda_wasm/defs.h>

namespace std {
template <class T> class allocator;
template <class C> struct char_traits;
template <class C, class T = char_traits<C>, class A = allocator<C>> class basic_string;
template <class C, class T = char_traits<C>> class basic_string_view;
typedef basic_string<char> string;
typedef basic_string<wchar_t> wstring;
typedef basic_string<char16_t> u16string;
typedef basic_string<char32_t> u32string;
typedef basic_string_view<char> string_view;
typedef basic_string_view<wchar_t> wstring_view;
typedef basic_string_view<char16_t> u16string_view;
typedef basic_string_view<char32_t> u32string_view;
#ifdef __cpp_char8_t
typedef basic_string<char8_t> u8string;
typedef basic_string_view<char8_t> u8string_view;
#endif
}
#endif
