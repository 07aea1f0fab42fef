// Termination, and exceptions carried about as exception_ptr.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>

extern "C" int __cw_uncaught_count();
extern "C" void* __cw_hold_current_exception();
extern "C" void __cw_hold_exception(void* object);
extern "C" void __cw_release_exception(void* object);
extern "C" void __cw_begin_catch_again(void* object);
extern "C" void __cw_end_catch();
extern "C" void __cw_report_termination();

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
  else __cw_report_termination();
  abort();
}
bool uncaught_exception() noexcept { return uncaught_exceptions() > 0; }

int uncaught_exceptions() noexcept { return __cw_uncaught_count(); }

void exception_ptr::__hold() const noexcept {
  if (__object) __cw_hold_exception(__object);
}
exception_ptr::~exception_ptr() {
  if (__object) __cw_release_exception(__object);
}
exception_ptr current_exception() noexcept { return exception_ptr(__cw_hold_current_exception(), 0); }
// The object counts as caught here, and is thrown again from there.
void rethrow_exception(exception_ptr p) {
  if (!p) terminate();
  __cw_begin_catch_again(p.__get());
  struct Ending {
    ~Ending() { __cw_end_catch(); }
  } ending;
  throw;
}

static new_handler on_failure = nullptr;
new_handler set_new_handler(new_handler handler) noexcept {
  new_handler old = on_failure;
  on_failure = handler;
  return old;
}
new_handler get_new_handler() noexcept { return on_failure; }

}
