// <system_error>.
#include <cstring>
#include <system_error>

namespace std {

error_condition error_category::default_error_condition(int code) const noexcept { return error_condition(code, *this); }
bool error_category::equivalent(int code, const error_condition& condition) const noexcept { return default_error_condition(code) == condition; }
bool error_category::equivalent(const error_code& code, int condition) const noexcept { return *this == code.category() && code.value() == condition; }

namespace {
struct generic_codes final : error_category {
  const char* name() const noexcept override { return "generic"; }
  string message(int code) const override { return strerror(code); }
};
struct system_codes final : error_category {
  const char* name() const noexcept override { return "system"; }
  string message(int code) const override { return strerror(code); }
  // Every code here is one of POSIX.
  error_condition default_error_condition(int code) const noexcept override { return error_condition(code, generic_category()); }
};
// Never destroyed: errors may be compared at exit.
template <class T> union lasting {
  T value;
  lasting() : value() {}
  ~lasting() {}
};
}

const error_category& generic_category() noexcept {
  static lasting<generic_codes> category;
  return category.value;
}
const error_category& system_category() noexcept {
  static lasting<system_codes> category;
  return category.value;
}

system_error::system_error(error_code e, const string& what) : runtime_error(what + ": " + e.message()), reason(e) {}
system_error::system_error(error_code e, const char* what) : runtime_error(what + (": " + e.message())), reason(e) {}
system_error::system_error(error_code e) : runtime_error(e.message()), reason(e) {}
system_error::~system_error() noexcept {}


void __throw_system_error(int number) { throw system_error(number, generic_category()); }

}
