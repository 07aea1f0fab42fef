// What the C++ library asks of the exception runtime, which is g++'s in these tests: programs here make no exception_ptr of a thrown object.
extern "C" {
// Threads run when they are made, as on one thread.
unsigned long __cw_thread_start(void (*function)(void*), void* argument) {
  function(argument);
  static unsigned long last = 1;
  return ++last;
}
unsigned long __cw_thread_self(void) { return 1; }
int __cw_thread_ended(unsigned long) { return 1; }
int __cw_thread_wait(long) { return -1; }
void __cw_thread_changed(void) {}
void __cw_thread_spin(void) {}
void __cw_report_termination() {}
int __cw_uncaught_count() { return 0; }
void* __cw_hold_current_exception() { return nullptr; }
void __cw_hold_exception(void*) {}
void __cw_release_exception(void*) {}
void __cw_begin_catch_again(void*) {}
void __cw_end_catch() {}
}
