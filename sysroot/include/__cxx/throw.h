// The exceptions that the library throws, from functions of its own, so that headers need not know their classes.
#ifndef _CXX_THROW_H
#define _CXX_THROW_H
#include <__cuda_wasm/defs.h>

namespace std {
[[noreturn]] void __throw_logic_error(const char* what);
[[noreturn]] void __throw_invalid_argument(const char* what);
[[noreturn]] void __throw_length_error(const char* what);
[[noreturn]] void __throw_out_of_range(const char* what);
// `format` has two %zu: the index and the bound.
[[noreturn]] void __throw_index(const char* format, size_t index, size_t bound);
[[noreturn]] void __throw_runtime_error(const char* what);
// system_error by its number of errno.h.
[[noreturn]] void __throw_system_error(int number);
[[noreturn]] void __throw_overflow_error(const char* what);
[[noreturn]] void __throw_bad_alloc();
[[noreturn]] void __throw_bad_array_new_length();
[[noreturn]] void __throw_bad_cast();
[[noreturn]] void __throw_bad_typeid();
[[noreturn]] void __throw_bad_function_call();
[[noreturn]] void __throw_bad_weak_ptr();
[[noreturn]] void __throw_bad_optional_access();
[[noreturn]] void __throw_bad_variant_access(const char* what);
[[noreturn]] void __throw_bad_any_cast();
}
#endif
