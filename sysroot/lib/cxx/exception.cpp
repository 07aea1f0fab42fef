// Termination, and exceptions carried about as exception_ptr.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>

namespace std {

static terminate_handler on_terminate = nullptr;
terminate_handler set_terminate(terminate_handler handler) noexcept {
  terminate_handler old = on_terminate;
  on_terminate = handler;
  return old;
}
terminate_handler get_terminate() noexcept { return on_terminate; }
void terminate() noexcept {
  if (on_terminate) on_terminate();
  else fputs("terminate called without an active exception\n", stderr);
  abort();
}
bool uncaught_exception() noexcept { return uncaught_exceptions() > 0; }

void rethrow_exception(exception_ptr p) {
  if (!p) terminate();
  p.__get()->raise();
}

static new_handler on_failure = nullptr;
new_handler set_new_handler(new_handler handler) noexcept {
  new_handler old = on_failure;
  on_failure = handler;
  return old;
}
new_handler get_new_handler() noexcept { return on_failure; }

}
