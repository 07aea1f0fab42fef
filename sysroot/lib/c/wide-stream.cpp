/* Wide characters on streams, and wide printf: both go through UTF-8. Widths and precisions count its bytes. */
#include <errno.h>
#include <stdlib.h>
#include <time.h>
#include <wchar.h>

extern "C" {
static char* to_narrow(const wchar_t* text) {
  const wchar_t* p = text;
  size_t n = wcsrtombs(nullptr, &p, 0, nullptr);
  if (n == ~0ul) return nullptr;
  char* result = (char*)malloc(n + 1);
  if (result) wcsrtombs(result, &text, n + 1, nullptr);
  return result;
}

int vfwprintf(FILE* file, const wchar_t* format, va_list arguments) {
  char* narrow = to_narrow(format);
  if (!narrow) return -1;
  char* text;
  int n = vasprintf(&text, narrow, arguments);
  free(narrow);
  if (n < 0) return n;
  if (fwrite(text, 1, (size_t)n, file) != (size_t)n)
    n = -1;
  else
    n = (int)mbstowcs(nullptr, text, 0);
  free(text);
  return n;
}

int vswprintf(wchar_t* to, size_t size, const wchar_t* format, va_list arguments) {
  char* narrow = to_narrow(format);
  if (!narrow) return -1;
  char* text;
  int n = vasprintf(&text, narrow, arguments);
  free(narrow);
  if (n < 0) return n;
  size_t length = mbstowcs(nullptr, text, 0);
  if (size) {
    size_t stored = mbstowcs(to, text, size);
    if (stored == size) to[size - 1] = 0;
  }
  free(text);
  return length < size ? (int)length : -1;
}

size_t wcsftime(wchar_t* to, size_t size, const wchar_t* format, const struct tm* parts) {
  char* narrow = to_narrow(format);
  char* text = narrow && size < 0x10000000 ? (char*)malloc(size * 4 + 1) : nullptr;
  size_t n = text ? strftime(text, size * 4, narrow, parts) : 0, length = n ? mbstowcs(nullptr, text, 0) : 0;
  if (length < size && text && (n || !*narrow))
    mbstowcs(to, n ? text : "", size);
  else
    length = 0;
  free(text);
  free(narrow);
  return length;
}

int vwprintf(const wchar_t* format, va_list arguments) { return vfwprintf(stdout, format, arguments); }

int wprintf(const wchar_t* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int n = vfwprintf(stdout, format, arguments);
  va_end(arguments);
  return n;
}
int fwprintf(FILE* file, const wchar_t* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int n = vfwprintf(file, format, arguments);
  va_end(arguments);
  return n;
}
int swprintf(wchar_t* to, size_t size, const wchar_t* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int n = vswprintf(to, size, format, arguments);
  va_end(arguments);
  return n;
}

wint_t fputwc(wchar_t c, FILE* file) {
  char bytes[8];
  size_t n = wcrtomb(bytes, c, nullptr);
  return n != ~0ul && fwrite(bytes, 1, n, file) == n ? (wint_t)c : WEOF;
}
wint_t putwc(wchar_t c, FILE* file) { return fputwc(c, file); }
wint_t putwchar(wchar_t c) { return fputwc(c, stdout); }
int fputws(const wchar_t* text, FILE* file) {
  for (; *text; text++)
    if (fputwc(*text, file) == WEOF) return -1;
  return 1;
}

wint_t fgetwc(FILE* file) {
  mbstate_t state = {};
  for (;;) {
    int c = fgetc(file);
    if (c == EOF) return WEOF;
    char byte = (char)c;
    wchar_t wide = 0;
    size_t n = mbrtowc(&wide, &byte, 1, &state);
    if (n == ~0ul) return WEOF;
    if (n <= 1) return (wint_t)wide;
  }
}
wint_t getwc(FILE* file) { return fgetwc(file); }
wint_t getwchar(void) { return fgetwc(stdin); }
wchar_t* fgetws(wchar_t* to, int size, FILE* file) {
  int n = 0;
  while (n < size - 1) {
    wint_t c = fgetwc(file);
    if (c == WEOF) break;
    to[n++] = (wchar_t)c;
    if (c == '\n') break;
  }
  if (!n) return nullptr;
  to[n] = 0;
  return to;
}
wint_t ungetwc(wint_t c, FILE* file) {
  char bytes[8];
  size_t n = c == WEOF ? ~0ul : wcrtomb(bytes, (wchar_t)c, nullptr);
  if (n == ~0ul) return WEOF;
  while (n)
    if (ungetc((unsigned char)bytes[--n], file) == EOF) return WEOF;
  return c;
}
int fwide(FILE*, int mode) { return mode; }
}
