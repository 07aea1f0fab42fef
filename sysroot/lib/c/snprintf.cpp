/* printf to memory. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "printf.h"

extern "C" {
static void cut(cw_sink* s, const char* text, size_t n) {
  size_t room = (size_t)(s->end - s->at);
  if (n > room) n = room;
  memcpy(s->at, text, n);
  s->at += n;
}

int vsnprintf(char* to, size_t size, const char* format, va_list arguments) {
  char none[1];
  if (!size) to = none;
  size_t room = size ? size - 1 : 0, most = 0xffffffffu - (unsigned)(unsigned long)to;
  cw_sink s = {cut, nullptr, to, to, to + (room < most ? room : most), 0, 0};
  int n = __cw_format(&s, format, arguments);
  if (size) *s.at = 0;
  return n;
}

int vsprintf(char* to, const char* format, va_list arguments) { return vsnprintf(to, ~0ul, format, arguments); }

static void enlarge(cw_sink* s, const char* text, size_t n) {
  size_t used = (size_t)(s->at - s->start), size = (used + n) * 2;
  char* larger = s->target ? (char*)realloc(s->start, size) : nullptr;
  if (!larger) { /* remembered: nothing more is stored */
    s->target = nullptr;
    s->at = s->end;
    return;
  }
  s->start = larger;
  memcpy(larger + used, text, n);
  s->at = larger + used + n;
  s->end = larger + size - 1;
}

int vasprintf(char** result, const char* format, va_list arguments) {
  char* first = (char*)malloc(128);
  if (!first) return -1;
  cw_sink s = {enlarge, result, first, first, first + 127, 0, 0};
  int n = __cw_format(&s, format, arguments);
  if (n < 0 || !s.target) {
    free(s.start);
    return -1;
  }
  *s.at = 0;
  *result = s.start;
  return n;
}

int snprintf(char* to, size_t size, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int n = vsnprintf(to, size, format, arguments);
  va_end(arguments);
  return n;
}

int sprintf(char* to, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int n = vsnprintf(to, ~0ul, format, arguments);
  va_end(arguments);
  return n;
}

int asprintf(char** result, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int n = vasprintf(result, format, arguments);
  va_end(arguments);
  return n;
}
}
