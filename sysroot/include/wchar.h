#ifndef _WCHAR_H
#define _WCHAR_H
#include <stddef.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <__cuda_wasm/mbstate.h>
typedef unsigned wint_t;
#define WEOF 0xffffffffu
struct tm;
__CW_BEGIN
size_t wcslen(const wchar_t* s);
size_t wcsnlen(const wchar_t* s, size_t n);
wchar_t* wcscpy(wchar_t* to, const wchar_t* from);
wchar_t* wcsncpy(wchar_t* to, const wchar_t* from, size_t n);
wchar_t* wcscat(wchar_t* to, const wchar_t* from);
wchar_t* wcsncat(wchar_t* to, const wchar_t* from, size_t n);
int wcscmp(const wchar_t* a, const wchar_t* b);
int wcsncmp(const wchar_t* a, const wchar_t* b, size_t n);
int wcscoll(const wchar_t* a, const wchar_t* b);
int wcscasecmp(const wchar_t* a, const wchar_t* b);
size_t wcsxfrm(wchar_t* to, const wchar_t* from, size_t n);
wchar_t* wcschr(const wchar_t* s, wchar_t c);
wchar_t* wcsrchr(const wchar_t* s, wchar_t c);
wchar_t* wcsstr(const wchar_t* s, const wchar_t* needle);
size_t wcsspn(const wchar_t* s, const wchar_t* accept);
size_t wcscspn(const wchar_t* s, const wchar_t* reject);
wchar_t* wcspbrk(const wchar_t* s, const wchar_t* accept);
wchar_t* wcstok(wchar_t* s, const wchar_t* delimiters, wchar_t** save);
wchar_t* wcsdup(const wchar_t* s);
wchar_t* wmemcpy(wchar_t* to, const wchar_t* from, size_t n);
wchar_t* wmemmove(wchar_t* to, const wchar_t* from, size_t n);
wchar_t* wmemset(wchar_t* to, wchar_t c, size_t n);
int wmemcmp(const wchar_t* a, const wchar_t* b, size_t n);
wchar_t* wmemchr(const wchar_t* s, wchar_t c, size_t n);
wint_t btowc(int c);
int wctob(wint_t c);
int mbsinit(const mbstate_t* state);
size_t mbrlen(const char* text, size_t n, mbstate_t* state);
size_t mbrtowc(wchar_t* result, const char* text, size_t n, mbstate_t* state);
size_t wcrtomb(char* result, wchar_t c, mbstate_t* state);
size_t mbsrtowcs(wchar_t* to, const char** from, size_t n, mbstate_t* state);
size_t wcsrtombs(char* to, const wchar_t** from, size_t n, mbstate_t* state);
int wcwidth(wchar_t c);
long wcstol(const wchar_t* text, wchar_t** end, int base);
unsigned long wcstoul(const wchar_t* text, wchar_t** end, int base);
long long wcstoll(const wchar_t* text, wchar_t** end, int base);
unsigned long long wcstoull(const wchar_t* text, wchar_t** end, int base);
double wcstod(const wchar_t* text, wchar_t** end);
float wcstof(const wchar_t* text, wchar_t** end);
long double wcstold(const wchar_t* text, wchar_t** end);
size_t wcsftime(wchar_t* to, size_t size, const wchar_t* format, const struct tm* parts);
int wprintf(const wchar_t* format, ...);
int fwprintf(FILE* file, const wchar_t* format, ...);
int swprintf(wchar_t* to, size_t size, const wchar_t* format, ...);
int vwprintf(const wchar_t* format, va_list arguments);
int vfwprintf(FILE* file, const wchar_t* format, va_list arguments);
int vswprintf(wchar_t* to, size_t size, const wchar_t* format, va_list arguments);
wint_t fputwc(wchar_t c, FILE* file);
wint_t putwc(wchar_t c, FILE* file);
wint_t putwchar(wchar_t c);
int fputws(const wchar_t* text, FILE* file);
wint_t fgetwc(FILE* file);
wint_t getwc(FILE* file);
wint_t getwchar(void);
wchar_t* fgetws(wchar_t* to, int size, FILE* file);
wint_t ungetwc(wint_t c, FILE* file);
int fwide(FILE* file, int mode);
__CW_END
#endif
