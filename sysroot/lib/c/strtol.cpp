/* The strtol and atoi families: one reader of magnitude and sign, and the limits of each type. */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>

extern "C" {
struct integer {
  unsigned long magnitude;
  int negative, overflow;
};

static integer read_integer(const char* text, char** end, int base) {
  integer r = {0, 0, 0};
  const char* p = text;
  if (base < 0 || base == 1 || base > 36) {
    errno = EINVAL;
    return r;
  }
  while (isspace((unsigned char)*p)) p++;
  if (*p == '-' || *p == '+') r.negative = *p++ == '-';
  if ((base == 0 || base == 16) && p[0] == '0' && (p[1] | 32) == 'x' && isxdigit((unsigned char)p[2])) {
    p += 2;
    base = 16;
  } else if (base == 0) {
    base = *p == '0' ? 8 : 10;
  }
  const char* first = p;
  unsigned long b = (unsigned long)base, limit = ULONG_MAX / b;
  for (;; p++) {
    unsigned digit = (unsigned char)*p;
    digit = digit - '0' < 10 ? digit - '0' : (digit | 32) - 'a' < 26 ? (digit | 32) - 'a' + 10 : 99;
    if (digit >= b) break;
    if (r.magnitude > limit || (r.magnitude = r.magnitude * b + digit) < digit) r.overflow = 1;
  }
  if (end) *end = (char*)(p == first ? text : p);
  return r;
}

long strtol(const char* text, char** end, int base) {
  integer r = read_integer(text, end, base);
  if (r.overflow || r.magnitude > (unsigned long)LONG_MAX + (r.negative != 0)) {
    errno = ERANGE;
    return r.negative ? LONG_MIN : LONG_MAX;
  }
  return (long)(r.negative ? 0 - r.magnitude : r.magnitude);
}

unsigned long strtoul(const char* text, char** end, int base) {
  integer r = read_integer(text, end, base);
  if (r.overflow) {
    errno = ERANGE;
    return ULONG_MAX;
  }
  return r.negative ? 0 - r.magnitude : r.magnitude;
}

long long strtoll(const char* text, char** end, int base) { return strtol(text, end, base); }
unsigned long long strtoull(const char* text, char** end, int base) { return strtoul(text, end, base); }
intmax_t strtoimax(const char* text, char** end, int base) { return strtol(text, end, base); }
uintmax_t strtoumax(const char* text, char** end, int base) { return strtoul(text, end, base); }
int atoi(const char* text) { return (int)strtol(text, nullptr, 10); }
long atol(const char* text) { return strtol(text, nullptr, 10); }
long long atoll(const char* text) { return strtol(text, nullptr, 10); }
}
