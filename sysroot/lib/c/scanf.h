/* The reader that all scanf functions share. */
#ifndef CW_SCANF_H
#define CW_SCANF_H
#include <stdarg.h>
struct cw_source {
  int (*get)(cw_source* source);             /* the next byte, or -1 */
  void (*unget)(cw_source* source, int c);   /* at most one, just read */
  const unsigned char* text;
  void* file;
  long count; /* bytes taken */
};
extern "C" int __cw_scan(cw_source* source, const char* format, va_list arguments);
#endif
