/* What exit.cpp offers to the rest of the library. */
#ifndef CW_EXIT_H
#define CW_EXIT_H
/* Set by the streams once there is something to flush, so that programs without streams do not carry them. */
extern "C" void (*__cw_flush_at_exit)(void);
extern "C" int __cxa_atexit(void (*function)(void*), void* argument, void* object);
/* Writes a line to stderr past the streams, and aborts (signal.cpp). */
extern "C" void __cw_fatal(const char* line) __attribute__((noreturn));
#endif
