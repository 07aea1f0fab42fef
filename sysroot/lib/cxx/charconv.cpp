// Numbers and characters, without locales (<charconv>).
#include <charconv>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <strings.h>

namespace std {

to_chars_result __integer_to_chars(char* first, char* last, unsigned long magnitude, bool negative, int base) {
  char text[65], *to = text + 65;
  do *--to = "0123456789abcdefghijklmnopqrstuvwxyz"[magnitude % base];
  while ((magnitude /= base) != 0);
  if (negative) *--to = '-';
  const long n = text + 65 - to;
  if (last - first < n) return {last, errc::value_too_large};
  memcpy(first, to, n);
  return {first + n, errc()};
}
from_chars_result __integer_from_chars(const char* first, const char* last, bool is_signed, unsigned long largest, unsigned long& bits, int base) {
  const char* p = first;
  const bool negative = is_signed && p < last && *p == '-';
  p += negative;
  const char* const start = p;
  const unsigned long limit = largest + negative;
  unsigned long value = 0;
  bool overflow = false;
  for (; p < last; ++p) {
    const char c = *p;
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'z' ? c - 'a' + 10 : c >= 'A' && c <= 'Z' ? c - 'A' + 10 : 99;
    if (digit >= base) break;
    if (value > (limit - digit) / base) overflow = true;
    else value = value * base + digit;
  }
  if (p == start) return {first, errc::invalid_argument};
  if (overflow) return {p, errc::result_out_of_range};
  bits = negative ? 0 - value : value;
  return {p, errc()};
}

static to_chars_result copy(char* first, char* last, const char* text, long n) {
  if (last - first < n) return {last, errc::value_too_large};
  memcpy(first, text, n);
  return {first + n, errc()};
}
// printf's text for one of its letters; hexadecimal without 0x.
static to_chars_result print(char* first, char* last, double x, char letter, int precision) {
  const char format[] = {'%', '.', '*', letter, 0};
  char text[1600];
  int n;
  if (letter == 'a' && precision < 0) n = snprintf(text, sizeof text, "%a", x);
  else n = snprintf(text, sizeof text, format, precision, x);
  if (n >= int(sizeof text)) return {last, errc::value_too_large};
  if (letter == 'a' && isfinite(x)) {
    char* const prefix = text + (text[0] == '-');
    memmove(prefix, prefix + 2, n - (prefix - text) - 1);
    n -= 2;
  }
  return copy(first, last, text, n);
}
// The fewest digits that give x back, in scientific notation; returns their count.
static int shortest(double x, bool single) {
  char text[40];
  for (int digits = 0; digits < 17; digits++) {
    snprintf(text, sizeof text, "%.*e", digits, x);
    if (single ? strtof(text, nullptr) == float(x) : strtod(text, nullptr) == x) return digits;
  }
  return 16;
}
static to_chars_result print_shortest(char* first, char* last, double x, bool single, chars_format format, bool any) {
  if (!isfinite(x)) return print(first, last, x, 'f', 6);
  if (format == chars_format::hex) return print(first, last, x, 'a', -1);
  const int digits = shortest(x, single);
  char e[40];
  const int e_size = snprintf(e, sizeof e, "%.*e", digits, x), exponent = atoi(strchr(e, 'e') + 1);
  const int fraction = digits > exponent ? digits - exponent : 0;
  if (format == chars_format::scientific) return copy(first, last, e, e_size);
  if (format == chars_format::fixed) return print(first, last, x, 'f', fraction);
  // Either the shorter of both, or by %g's rule.
  char f[400];
  const int f_size = snprintf(f, sizeof f, "%.*f", fraction, x);
  if (any ? f_size <= e_size : exponent >= -4 && exponent < (digits + 1 > 6 ? digits + 1 : 6)) return copy(first, last, f, f_size);
  return copy(first, last, e, e_size);
}
static char letter_of(chars_format format) {
  return format == chars_format::scientific ? 'e' : format == chars_format::fixed ? 'f' : format == chars_format::hex ? 'a' : 'g';
}
to_chars_result to_chars(char* first, char* last, double x) { return print_shortest(first, last, x, false, chars_format::general, true); }
to_chars_result to_chars(char* first, char* last, double x, chars_format format) { return print_shortest(first, last, x, false, format, false); }
to_chars_result to_chars(char* first, char* last, double x, chars_format format, int precision) { return print(first, last, x, letter_of(format), precision < 0 ? 6 : precision); }
to_chars_result to_chars(char* first, char* last, float x) { return print_shortest(first, last, x, true, chars_format::general, true); }
to_chars_result to_chars(char* first, char* last, float x, chars_format format) { return print_shortest(first, last, x, true, format, false); }
to_chars_result to_chars(char* first, char* last, float x, chars_format format, int precision) { return print(first, last, x, letter_of(format), precision < 0 ? 6 : precision); }

// The characters that may belong to a number, for C's functions, which take more than <charconv> does.
static from_chars_result read(const char* first, const char* last, chars_format format, bool single, double& x) {
  const char* p = first;
  string text;
  if (p < last && *p == '-') text += *p++;
  const auto digit = [&] { return p < last && (format == chars_format::hex ? isxdigit((unsigned char)*p) != 0 : *p >= '0' && *p <= '9'); };
  if (last - p >= 3 && strncasecmp(p, "inf", 3) == 0) {
    const long n = last - p >= 8 && strncasecmp(p, "infinity", 8) == 0 ? 8 : 3;
    x = text.empty() ? HUGE_VAL : -HUGE_VAL;
    return {p + n, errc()};
  }
  if (last - p >= 3 && strncasecmp(p, "nan", 3) == 0) {
    x = text.empty() ? NAN : -NAN;
    return {p + 3, errc()};
  }
  if (format == chars_format::hex) text += "0x";
  bool some = false;
  for (; digit(); some = true) text += *p++;
  if (p < last && *p == '.' && (some || p + 1 < last)) {
    const char* const point = p;
    text += *p++;
    bool behind = false;
    for (; digit(); behind = true) text += *p++;
    if (!some && !behind) p = point;
    some |= behind;
  }
  if (!some) return {first, errc::invalid_argument};
  const char mark = format == chars_format::hex ? 'p' : 'e';
  bool exponent = false;
  if (format != chars_format::fixed && p < last && (*p | 32) == mark) {
    const char* q = p + 1;
    if (q < last && (*q == '+' || *q == '-')) q++;
    if (q < last && *q >= '0' && *q <= '9') {
      while (q < last && *q >= '0' && *q <= '9') q++;
      text.append(p, q);
      p = q;
      exponent = true;
    }
  }
  if (format == chars_format::scientific && !exponent) return {first, errc::invalid_argument};
  const int saved = errno;
  errno = 0;
  const double value = single ? double(strtof(text.c_str(), nullptr)) : strtod(text.c_str(), nullptr);
  const bool outside = errno == ERANGE;
  errno = saved;
  if (outside) return {p, errc::result_out_of_range};
  x = value;
  return {p, errc()};
}
from_chars_result from_chars(const char* first, const char* last, double& x, chars_format format) { return read(first, last, format, false, x); }
from_chars_result from_chars(const char* first, const char* last, float& x, chars_format format) {
  double d = x;
  const from_chars_result r = read(first, last, format, true, d);
  if (r.ec == errc()) x = float(d);
  return r;
}

}
