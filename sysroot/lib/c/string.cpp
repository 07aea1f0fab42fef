/* <string.h>: lengths, copies, comparisons and searches. Words are read only where aligned, so that no read leaves the
   page (and the memory) of a byte that the caller gave. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "words.h"

extern "C" {
size_t strlen(const char* s) {
  const char* p = s;
  for (; (unsigned long)p & 7; p++)
    if (!*p) return (size_t)(p - s);
  while (!has_zero(word_at(p))) p += 8;
  while (*p) p++;
  return (size_t)(p - s);
}

size_t strnlen(const char* s, size_t n) {
  const char* end = (const char*)memchr(s, 0, n);
  return end ? (size_t)(end - s) : n;
}

int memcmp(const void* a, const void* b, size_t n) {
  const unsigned char *p = (const unsigned char*)a, *q = (const unsigned char*)b;
  for (; n >= 8; n -= 8, p += 8, q += 8) {
    unsigned long x = word_at(p), y = word_at(q);
    if (x != y) {
      x = __builtin_bswap64(x);
      y = __builtin_bswap64(y);
      // The difference of the first bytes that differ, as glibc gives it.
      int shift = __builtin_clzl(x ^ y) & ~7;
      return (int)(x << shift >> 56) - (int)(y << shift >> 56);
    }
  }
  for (; n; n--, p++, q++)
    if (*p != *q) return *p - *q;
  return 0;
}

int bcmp(const void* a, const void* b, size_t n) { return memcmp(a, b, n); }

void* memchr(const void* p, int c, size_t n) {
  const unsigned char *s = (const unsigned char*)p, byte = (unsigned char)c;
  for (; n && (unsigned long)s & 7; s++, n--)
    if (*s == byte) return (void*)s;
  unsigned long pattern = 0x0101010101010101ul * byte;
  for (; n >= 8 && !has_zero(word_at(s) ^ pattern); s += 8) n -= 8;
  for (; n; s++, n--)
    if (*s == byte) return (void*)s;
  return nullptr;
}

void* rawmemchr(const void* p, int c) {
  const unsigned char* s = (const unsigned char*)p;
  while (*s != (unsigned char)c) s++;
  return (void*)s;
}

void* memrchr(const void* p, int c, size_t n) {
  const unsigned char* s = (const unsigned char*)p;
  while (n--)
    if (s[n] == (unsigned char)c) return (void*)(s + n);
  return nullptr;
}

void* mempcpy(void* to, const void* from, size_t n) { return (char*)memcpy(to, from, n) + n; }

void* memccpy(void* to, const void* from, int c, size_t n) {
  unsigned char* t = (unsigned char*)to;
  const unsigned char* f = (const unsigned char*)from;
  while (n--)
    if ((*t++ = *f++) == (unsigned char)c) return t;
  return nullptr;
}

void explicit_bzero(void* p, size_t n) { memset(p, 0, n); }
void bzero(void* p, size_t n) { memset(p, 0, n); }
void bcopy(const void* from, void* to, size_t n) { memmove(to, from, n); }

char* stpcpy(char* to, const char* from) {
  size_t n = strlen(from);
  memcpy(to, from, n + 1);
  return to + n;
}

char* strcpy(char* to, const char* from) {
  memcpy(to, from, strlen(from) + 1);
  return to;
}

char* stpncpy(char* to, const char* from, size_t n) {
  size_t length = strnlen(from, n);
  memcpy(to, from, length);
  memset(to + length, 0, n - length);
  return to + length;
}

char* strncpy(char* to, const char* from, size_t n) {
  stpncpy(to, from, n);
  return to;
}

char* strcat(char* to, const char* from) {
  strcpy(to + strlen(to), from);
  return to;
}

char* strncat(char* to, const char* from, size_t n) {
  char* end = to + strlen(to);
  size_t length = strnlen(from, n);
  memcpy(end, from, length);
  end[length] = 0;
  return to;
}

char* strdup(const char* s) {
  size_t n = strlen(s) + 1;
  char* copy = (char*)malloc(n);
  return copy ? (char*)memcpy(copy, s, n) : copy;
}

char* strndup(const char* s, size_t n) {
  size_t length = strnlen(s, n);
  char* copy = (char*)malloc(length + 1);
  if (!copy) return copy;
  copy[length] = 0;
  return (char*)memcpy(copy, s, length);
}

int strcmp(const char* a, const char* b) {
  while (*a && *a == *b) a++, b++;
  return (unsigned char)*a - (unsigned char)*b;
}

int strncmp(const char* a, const char* b, size_t n) {
  for (; n && *a && *a == *b; n--) a++, b++;
  return n ? (unsigned char)*a - (unsigned char)*b : 0;
}

int strcoll(const char* a, const char* b) { return strcmp(a, b); }

size_t strxfrm(char* to, const char* from, size_t n) {
  size_t length = strlen(from);
  if (n) strncpy(to, from, n);
  return length;
}

int strcasecmp(const char* a, const char* b) {
  for (;; a++, b++) {
    int x = tolower((unsigned char)*a), y = tolower((unsigned char)*b);
    if (x != y || !x) return x - y;
  }
}

int strncasecmp(const char* a, const char* b, size_t n) {
  for (; n; n--, a++, b++) {
    int x = tolower((unsigned char)*a), y = tolower((unsigned char)*b);
    if (x != y || !x) return x - y;
  }
  return 0;
}

char* strchrnul(const char* s, int c) {
  while (*s && *s != (char)c) s++;
  return (char*)s;
}

char* strchr(const char* s, int c) {
  s = strchrnul(s, c);
  return *s == (char)c ? (char*)s : nullptr;
}

char* strrchr(const char* s, int c) { return (char*)memrchr(s, c, strlen(s) + 1); }
char* index(const char* s, int c) { return strchr(s, c); }
char* rindex(const char* s, int c) { return strrchr(s, c); }
}
