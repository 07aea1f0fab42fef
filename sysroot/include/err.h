#ifndef _ERR_H
#define _ERR_H
#include <__cuda_wasm/defs.h>
#include <stdarg.h>
__CW_BEGIN
void warn(const char* format, ...);
void warnx(const char* format, ...);
void vwarn(const char* format, va_list arguments);
void vwarnx(const char* format, va_list arguments);
void err(int status, const char* format, ...) __attribute__((noreturn));
void errx(int status, const char* format, ...) __attribute__((noreturn));
void verr(int status, const char* format, va_list arguments) __attribute__((noreturn));
void verrx(int status, const char* format, va_list arguments) __attribute__((noreturn));
__CW_END
#endif
