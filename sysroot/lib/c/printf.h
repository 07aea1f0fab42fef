/* The formatter that all printf functions share. */
#ifndef CW_PRINTF_H
#define CW_PRINTF_H
#include <stdarg.h>
#include <stddef.h>

/* Where text goes: to [at, end) while it fits, else through drain, which gets what did not fit. */
struct cw_sink {
  void (*drain)(cw_sink* sink, const char* text, size_t n);
  void* target;
  char *start, *at, *end;
  size_t total;
  int arguments; /* how many were read, values of * included */
  int failed;    /* set by a drain */
};

/* The number of characters, or -1 with errno. Wide formats (and their %s) come converted to UTF-8. */
extern "C" int __cw_format(cw_sink* sink, const char* format, va_list arguments);
#endif
