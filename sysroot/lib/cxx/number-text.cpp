// How streams write and read numbers (sysroot/include/__cxx/ios_base.h).
#include <__cxx/ios_base.h>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace std {

__number_text __integer_text(ios_base::fmtflags flags, unsigned long magnitude, bool negative, bool is_signed, char* end) {
  char* to = end;
  const ios_base::fmtflags base = flags & ios_base::basefield;
  const bool upper = (flags & ios_base::uppercase) != 0, show = (flags & ios_base::showbase) && magnitude != 0;
  unsigned long rest = magnitude;
  if (base == ios_base::hex) {
    const char* digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    do *--to = digits[rest & 15];
    while ((rest >>= 4) != 0);
  } else if (base == ios_base::oct) {
    do *--to = char('0' + (rest & 7));
    while ((rest >>= 3) != 0);
  } else {
    do *--to = char('0' + rest % 10);
    while ((rest /= 10) != 0);
  }
  size_t whole = end - to, prefix = 0;
  if (base == ios_base::hex) {
    if (show) {
      *--to = upper ? 'X' : 'x';
      *--to = '0';
      prefix = 2;
    }
  } else if (base == ios_base::oct) {
    if (show) {
      *--to = '0';
      whole++;
    }
  } else if (negative || (is_signed && (flags & ios_base::showpos))) {
    *--to = negative ? '-' : '+';
    prefix = 1;
  }
  return {to, size_t(end - to), prefix, whole};
}

__number_text __float_text(ios_base::fmtflags flags, streamsize precision, double x, char* small, size_t size) {
  char format[8], *f = format;
  *f++ = '%';
  if (flags & ios_base::showpos) *f++ = '+';
  if (flags & ios_base::showpoint) *f++ = '#';
  const ios_base::fmtflags field = flags & ios_base::floatfield;
  const bool all = field == ios_base::floatfield; // hexadecimal: as many digits as there are
  if (!all) {
    *f++ = '.';
    *f++ = '*';
  }
  const char letter = all ? 'a' : field == ios_base::fixed ? 'f' : field == ios_base::scientific ? 'e' : 'g';
  *f++ = (flags & ios_base::uppercase) && letter != 'f' ? char(letter - 'a' + 'A') : letter;
  *f = 0;
  const int digits = precision < 0 ? 6 : int(precision);
  const auto print = [&](char* to, size_t room) { return all ? snprintf(to, room, format, x) : snprintf(to, room, format, digits, x); };
  char* text = small;
  const size_t n = print(small, size);
  if (n >= size) {
    text = static_cast<char*>(malloc(n + 1));
    if (!text) __throw_bad_alloc();
    print(text, n + 1);
  }
  size_t prefix = text[0] == '-' || text[0] == '+', whole = 0;
  if (all && isfinite(x) && prefix == 0) prefix = 2;
  while (text[prefix + whole] >= '0' && text[prefix + whole] <= '9') whole++;
  return {text, n, prefix, whole};
}

bool __float_value(const char* text, int bits, double& x) {
  char* end;
  const int saved = errno;
  x = bits == 24 ? double(strtof(text, &end)) : strtod(text, &end);
  errno = saved;
  if (end == text || *end) {
    x = 0;
    return false;
  }
  if (!isinf(x)) return true;
  const double most = bits == 24 ? 0x1.fffffep127 : 0x1.fffffffffffffp1023;
  x = x > 0 ? most : -most;
  return false;
}

bool __grouped_as(const string& groups, const string& sizes) {
  size_t g = 0;
  for (size_t i = sizes.size(); --i > 0;) {
    if (sizes[i] != groups[g]) return false;
    if (g + 1 < groups.size()) g++;
  }
  const signed char first = groups[g];
  return first <= 0 || first == 127 || sizes[0] <= first;
}

}
