/* printf to streams and descriptors. In a kernel on the CPU device, printf's text goes to the device's buffer instead. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "kernel.h"
#include "printf.h"

extern "C" {
/* The text is gathered in a block on the stack, so that an unbuffered stream sees few writes. */
static void write_out(cw_sink* s, const char* text, size_t n, size_t (*write)(void*, const char*, size_t)) {
  size_t held = (size_t)(s->at - s->start);
  if (held && write(s->target, s->start, held) != held) s->failed = 1;
  s->at = s->start;
  if (n <= (size_t)(s->end - s->start)) {
    memcpy(s->at, text, n);
    s->at += n;
  } else if (write(s->target, text, n) != n) {
    s->failed = 1;
  }
}

static size_t to_stream(void* file, const char* text, size_t n) { return fwrite(text, 1, n, (FILE*)file); }
static void drain_to_stream(cw_sink* s, const char* text, size_t n) { write_out(s, text, n, to_stream); }

int vfprintf(FILE* file, const char* format, va_list arguments) {
  char block[512];
  cw_sink s = {drain_to_stream, file, block, block, block + sizeof block, 0, 0};
  int n = __cw_format(&s, format, arguments);
  drain_to_stream(&s, "", 0);
  return s.failed ? -1 : n;
}

static size_t to_device(void*, const char* text, size_t n) {
  __cw_device_print(text, n);
  return n;
}
static void drain_to_device(cw_sink* s, const char* text, size_t n) { write_out(s, text, n, to_device); }

static int device_vprintf(const char* format, va_list arguments) {
  char block[512];
  if (!format) return -1;
  cw_sink s = {drain_to_device, nullptr, block, block, block + sizeof block, 0, 0};
  int n = __cw_format(&s, format, arguments);
  drain_to_device(&s, "", 0);
  return n < 0 ? n : s.arguments;
}

int vprintf(const char* format, va_list arguments) {
  return __cw_in_kernel ? device_vprintf(format, arguments) : vfprintf(stdout, format, arguments);
}

int printf(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int n = vprintf(format, arguments);
  va_end(arguments);
  return n;
}

int fprintf(FILE* file, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int n = vfprintf(file, format, arguments);
  va_end(arguments);
  return n;
}
}
