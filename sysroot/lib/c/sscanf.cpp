/* scanf from memory. */
#include <stdio.h>
#include "scanf.h"
extern "C" {
static int get(cw_source* s) { return *s->text ? *s->text++ : -1; }
static void unget(cw_source* s, int) { s->text--; }

int vsscanf(const char* text, const char* format, va_list arguments) {
  cw_source s = {get, unget, (const unsigned char*)text, nullptr, 0};
  return __cw_scan(&s, format, arguments);
}

int sscanf(const char* text, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int n = vsscanf(text, format, arguments);
  va_end(arguments);
  return n;
}
}
