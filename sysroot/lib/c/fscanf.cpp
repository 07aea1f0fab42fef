/* scanf from streams. */
#include <stdio.h>
#include "scanf.h"
extern "C" {
static int get(cw_source* s) { return fgetc((FILE*)s->file); }
static void unget(cw_source* s, int c) { ungetc(c, (FILE*)s->file); }

int vfscanf(FILE* file, const char* format, va_list arguments) {
  cw_source s = {get, unget, nullptr, file, 0};
  return __cw_scan(&s, format, arguments);
}

int vscanf(const char* format, va_list arguments) { return vfscanf(stdin, format, arguments); }

int fscanf(FILE* file, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int n = vfscanf(file, format, arguments);
  va_end(arguments);
  return n;
}

int scanf(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int n = vfscanf(stdin, format, arguments);
  va_end(arguments);
  return n;
}
}
