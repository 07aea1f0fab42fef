// run: tolerance=0 exit=3
// A terminate handler sees the exception that nobody took, or that left a noexcept function, as the one being handled.
#include <stdio.h>
#include <stdlib.h>
#include <exception>
#include <stdexcept>

struct Announced {
  const char* name;
  ~Announced() { printf("~%s %d\n", name, std::uncaught_exceptions()); }
};

static void handler() {
  printf("handler %d %d\n", std::uncaught_exceptions(), std::current_exception() != nullptr);
  try {
    throw;
  } catch (const std::exception& e) {
    printf("%s\n", e.what());
  }
  fflush(stdout);
  _Exit(3);
}

static void leaves() noexcept { throw std::runtime_error("left noexcept"); }

int main() {
  std::set_terminate(handler);
  try {
    Announced a{"a"};
    throw std::logic_error("taken");
  } catch (const std::exception& e) {
    printf("%s %d\n", e.what(), std::uncaught_exceptions());
  }
  leaves();
}
