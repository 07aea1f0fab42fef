// What kernels without a program say goes to the runtime at once: there are no streams.
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "../c/printf.h"
#include "../cuda/cpu.h"

#define CW_IMPORT(name) __attribute__((import_module("cuda_wasm"), import_name(name)))

extern "C" {
CW_IMPORT("print") void __cw_import_print(const char* text, unsigned length);
CW_IMPORT("message") void __cw_import_message(const char* text, unsigned length);
CW_IMPORT("fault") void __cw_import_fault(int error, unsigned block, unsigned thread);

#ifdef CW_THREADS
// The launching thread has all of it, in the order of blocks, when the launch ends.
void __cw_write_output(const char* text, unsigned long length) { __cw_import_print(text, (unsigned)length); }
void __cw_write_message(const char* text, unsigned long length) { __cw_import_message(text, (unsigned)length); }
#else
void __cw_device_print(const char* text, unsigned long length) { __cw_import_print(text, (unsigned)length); }
void __cw_flush_device_output(void) {}
void __cw_kernel_message(const char* text) { __cw_import_message(text, (unsigned)strlen(text)); }
#endif
void __cw_report_fault(const __cw_launch*, int error, unsigned block, unsigned thread) { __cw_import_fault(error, block, thread); }

static void drain(cw_sink* s, const char* text, unsigned long length) {
  if (s->at != s->start) __cw_device_print(s->start, (unsigned long)(s->at - s->start));
  s->at = s->start;
  if (length) __cw_device_print(text, length);
}

int vprintf(const char* format, va_list arguments) {
  if (!format) return -1;
  char block[512];
  cw_sink s = {drain, nullptr, block, block, block + sizeof block, 0, 0};
  int n = __cw_format(&s, format, arguments);
  drain(&s, "", 0);
  return n < 0 ? n : s.arguments;
}

int printf(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int n = vprintf(format, arguments);
  va_end(arguments);
  return n;
}

void __assert_fail(const char* expression, const char* file, unsigned line, const char* function) {
  __cw_device_assert(expression, file, line, function);
  __builtin_trap();
}
}
