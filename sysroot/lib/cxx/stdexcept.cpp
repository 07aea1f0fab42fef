// The classes of <stdexcept>, and the standard exceptions below them.
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <stdexcept>
#include <typeinfo>

namespace std {

exception::~exception() noexcept {}
const char* exception::what() const noexcept { return "std::exception"; }
bad_exception::~bad_exception() noexcept {}
const char* bad_exception::what() const noexcept { return "std::bad_exception"; }
bad_alloc::~bad_alloc() noexcept {}
const char* bad_alloc::what() const noexcept { return "std::bad_alloc"; }
bad_array_new_length::~bad_array_new_length() noexcept {}
const char* bad_array_new_length::what() const noexcept { return "std::bad_array_new_length"; }
bad_cast::~bad_cast() noexcept {}
const char* bad_cast::what() const noexcept { return "std::bad_cast"; }
bad_typeid::~bad_typeid() noexcept {}
const char* bad_typeid::what() const noexcept { return "std::bad_typeid"; }

// The number of owners lies in the eight bytes before the text.
static long& owners(char* text) { return *(long*)(text - sizeof(long)); }

__message::__message(const char* text) {
  const size_t bytes = strlen(text) + 1;
  char* block = static_cast<char*>(::operator new(bytes + sizeof(long)));
  __text = block + sizeof(long);
  owners(__text) = 1;
  memcpy(__text, text, bytes);
}
__message::__message(const __message& m) noexcept : __text(m.__text) { ++owners(__text); }
__message& __message::operator=(const __message& m) noexcept {
  ++owners(m.__text);
  this->~__message();
  __text = m.__text;
  return *this;
}
__message::~__message() {
  if (--owners(__text) == 0) ::operator delete(__text - sizeof(long));
}

logic_error::logic_error(const string& what) : __what(what.c_str()) {}
logic_error::logic_error(const char* what) : __what(what) {}
logic_error::~logic_error() noexcept {}
const char* logic_error::what() const noexcept { return __what.text(); }
runtime_error::runtime_error(const string& what) : __what(what.c_str()) {}
runtime_error::runtime_error(const char* what) : __what(what) {}
runtime_error::~runtime_error() noexcept {}
const char* runtime_error::what() const noexcept { return __what.text(); }
domain_error::~domain_error() noexcept {}
invalid_argument::~invalid_argument() noexcept {}
length_error::~length_error() noexcept {}
out_of_range::~out_of_range() noexcept {}
range_error::~range_error() noexcept {}
overflow_error::~overflow_error() noexcept {}
underflow_error::~underflow_error() noexcept {}

}
