// The library's throws (sysroot/include/__cxx/throw.h).
#include <__cxx/throw.h>
#include <any>
#include <cstdio>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <typeinfo>
#include <variant>

namespace std {

void __throw_logic_error(const char* what) { throw logic_error(what); }
void __throw_invalid_argument(const char* what) { throw invalid_argument(what); }
void __throw_length_error(const char* what) { throw length_error(what); }
void __throw_out_of_range(const char* what) { throw out_of_range(what); }
void __throw_index(const char* format, size_t index, size_t bound) {
  char text[256];
  snprintf(text, sizeof text, format, index, bound);
  throw out_of_range(text);
}
void __throw_runtime_error(const char* what) { throw runtime_error(what); }
void __throw_overflow_error(const char* what) { throw overflow_error(what); }
void __throw_bad_alloc() { throw bad_alloc(); }
void __throw_bad_array_new_length() { throw bad_array_new_length(); }
void __throw_bad_cast() { throw bad_cast(); }
void __throw_bad_typeid() { throw bad_typeid(); }
void __throw_bad_function_call() { throw bad_function_call(); }
void __throw_bad_weak_ptr() { throw bad_weak_ptr(); }
void __throw_bad_optional_access() { throw bad_optional_access(); }
void __throw_bad_variant_access(const char* what) { throw bad_variant_access(what); }
void __throw_bad_any_cast() { throw bad_any_cast(); }

const char* bad_function_call::what() const noexcept { return "bad_function_call"; }
bad_function_call::~bad_function_call() noexcept {}
const char* bad_weak_ptr::what() const noexcept { return "bad_weak_ptr"; }
bad_weak_ptr::~bad_weak_ptr() noexcept {}
const char* bad_optional_access::what() const noexcept { return "bad optional access"; }
bad_optional_access::~bad_optional_access() noexcept {}
const char* bad_variant_access::what() const noexcept { return __what; }
bad_variant_access::~bad_variant_access() noexcept {}
const char* bad_any_cast::what() const noexcept { return "bad any_cast"; }
bad_any_cast::~bad_any_cast() noexcept {}

}
