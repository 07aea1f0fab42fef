/* <wchar.h>: strings of wide characters, and their numbers (read through their ASCII text). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

extern "C" {
size_t wcslen(const wchar_t* s) {
  size_t n = 0;
  while (s[n]) n++;
  return n;
}
size_t wcsnlen(const wchar_t* s, size_t n) {
  size_t i = 0;
  while (i < n && s[i]) i++;
  return i;
}
wchar_t* wmemcpy(wchar_t* to, const wchar_t* from, size_t n) { return (wchar_t*)memcpy(to, from, n * sizeof(wchar_t)); }
wchar_t* wmemmove(wchar_t* to, const wchar_t* from, size_t n) { return (wchar_t*)memmove(to, from, n * sizeof(wchar_t)); }
wchar_t* wmemset(wchar_t* to, wchar_t c, size_t n) {
  for (size_t i = 0; i < n; i++) to[i] = c;
  return to;
}
int wmemcmp(const wchar_t* a, const wchar_t* b, size_t n) {
  for (; n; n--, a++, b++)
    if (*a != *b) return *a < *b ? -1 : 1;
  return 0;
}
wchar_t* wmemchr(const wchar_t* s, wchar_t c, size_t n) {
  for (; n; n--, s++)
    if (*s == c) return (wchar_t*)s;
  return nullptr;
}
wchar_t* wcscpy(wchar_t* to, const wchar_t* from) { return wmemcpy(to, from, wcslen(from) + 1); }
wchar_t* wcsncpy(wchar_t* to, const wchar_t* from, size_t n) {
  size_t length = wcsnlen(from, n);
  wmemcpy(to, from, length);
  wmemset(to + length, 0, n - length);
  return to;
}
wchar_t* wcscat(wchar_t* to, const wchar_t* from) {
  wcscpy(to + wcslen(to), from);
  return to;
}
wchar_t* wcsncat(wchar_t* to, const wchar_t* from, size_t n) {
  wchar_t* end = to + wcslen(to);
  size_t length = wcsnlen(from, n);
  wmemcpy(end, from, length);
  end[length] = 0;
  return to;
}
int wcsncmp(const wchar_t* a, const wchar_t* b, size_t n) {
  for (; n; n--, a++, b++) {
    if (*a != *b) return *a < *b ? -1 : 1;
    if (!*a) return 0;
  }
  return 0;
}
int wcscmp(const wchar_t* a, const wchar_t* b) { return wcsncmp(a, b, ~0ul); }
int wcscoll(const wchar_t* a, const wchar_t* b) { return wcscmp(a, b); }
int wcscasecmp(const wchar_t* a, const wchar_t* b) {
  for (;; a++, b++) {
    wint_t x = towlower((wint_t)*a), y = towlower((wint_t)*b);
    if (x != y) return x < y ? -1 : 1;
    if (!x) return 0;
  }
}
size_t wcsxfrm(wchar_t* to, const wchar_t* from, size_t n) {
  if (n) wcsncpy(to, from, n);
  return wcslen(from);
}
wchar_t* wcschr(const wchar_t* s, wchar_t c) { return wmemchr(s, c, wcslen(s) + 1); }
wchar_t* wcsrchr(const wchar_t* s, wchar_t c) {
  for (size_t n = wcslen(s) + 1; n--;)
    if (s[n] == c) return (wchar_t*)s + n;
  return nullptr;
}
wchar_t* wcsstr(const wchar_t* s, const wchar_t* needle) {
  size_t n = wcslen(needle);
  for (;; s++) {
    if (!wcsncmp(s, needle, n)) return (wchar_t*)s;
    if (!*s) return nullptr;
  }
}
size_t wcsspn(const wchar_t* s, const wchar_t* accept) {
  size_t n = 0;
  while (s[n] && wcschr(accept, s[n])) n++;
  return n;
}
size_t wcscspn(const wchar_t* s, const wchar_t* reject) {
  size_t n = 0;
  while (s[n] && !wcschr(reject, s[n])) n++;
  return n;
}
wchar_t* wcspbrk(const wchar_t* s, const wchar_t* accept) {
  s += wcscspn(s, accept);
  return *s ? (wchar_t*)s : nullptr;
}
wchar_t* wcstok(wchar_t* s, const wchar_t* delimiters, wchar_t** save) {
  if (!s) s = *save;
  if (!s) return s;
  s += wcsspn(s, delimiters);
  if (!*s) {
    *save = nullptr;
    return nullptr;
  }
  wchar_t* end = s + wcscspn(s, delimiters);
  *save = *end ? end + 1 : nullptr;
  *end = 0;
  return s;
}
wchar_t* wcsdup(const wchar_t* s) {
  size_t n = wcslen(s) + 1;
  wchar_t* copy = (wchar_t*)malloc(n * sizeof(wchar_t));
  return copy ? wmemcpy(copy, s, n) : copy;
}
int wcwidth(wchar_t c) { return c ? iswprint((wint_t)c) ? 1 : -1 : 0; }

/* The ASCII prefix of text after white space, in small or in allocated memory. */
static char* narrow(const wchar_t* text, const wchar_t** first, char small[128]) {
  while (iswspace((wint_t)*text)) text++;
  *first = text;
  size_t n = 0;
  while (text[n] > 0 && text[n] < 128) n++;
  char* to = n < 128 ? small : (char*)malloc(n + 1);
  if (!to) {
    to = small;
    n = 127;
  }
  for (size_t i = 0; i < n; i++) to[i] = (char)text[i];
  to[n] = 0;
  return to;
}

static void finish(char* copy, char* copy_end, char* small, const wchar_t* text, const wchar_t* first, wchar_t** end) {
  if (end) *end = (wchar_t*)(copy_end == copy ? text : first + (copy_end - copy));
  if (copy != small) free(copy);
}

long wcstol(const wchar_t* text, wchar_t** end, int base) {
  char small[128], *stop;
  const wchar_t* first;
  char* copy = narrow(text, &first, small);
  long value = strtol(copy, &stop, base);
  finish(copy, stop, small, text, first, end);
  return value;
}
unsigned long wcstoul(const wchar_t* text, wchar_t** end, int base) {
  char small[128], *stop;
  const wchar_t* first;
  char* copy = narrow(text, &first, small);
  unsigned long value = strtoul(copy, &stop, base);
  finish(copy, stop, small, text, first, end);
  return value;
}
long long wcstoll(const wchar_t* text, wchar_t** end, int base) { return wcstol(text, end, base); }
unsigned long long wcstoull(const wchar_t* text, wchar_t** end, int base) { return wcstoul(text, end, base); }
double wcstod(const wchar_t* text, wchar_t** end) {
  char small[128], *stop;
  const wchar_t* first;
  char* copy = narrow(text, &first, small);
  double value = strtod(copy, &stop);
  finish(copy, stop, small, text, first, end);
  return value;
}
float wcstof(const wchar_t* text, wchar_t** end) {
  char small[128], *stop;
  const wchar_t* first;
  char* copy = narrow(text, &first, small);
  float value = strtof(copy, &stop);
  finish(copy, stop, small, text, first, end);
  return value;
}
long double wcstold(const wchar_t* text, wchar_t** end) { return (long double)wcstod(text, end); }
}
