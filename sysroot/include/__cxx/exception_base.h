// The root of the standard exceptions.
#ifndef _CXX_EXCEPTION_BASE_H
#define _CXX_EXCEPTION_BASE_H

namespace std {
class exception {
 public:
  exception() noexcept {}
  exception(const exception&) = default;
  exception& operator=(const exception&) = default;
  virtual ~exception() noexcept;
  virtual const char* what() const noexcept;
};
}
#endif
