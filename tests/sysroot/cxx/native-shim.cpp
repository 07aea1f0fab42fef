// What the C++ library asks of the exception runtime, which is g++'s in these tests: programs here make no exception_ptr of a thrown object.
extern "C" {
int __cw_uncaught_count() { return 0; }
void* __cw_hold_current_exception() { return nullptr; }
void __cw_hold_exception(void*) {}
void __cw_release_exception(void*) {}
void __cw_begin_catch_again(void*) {}
void __cw_end_catch() {}
}
