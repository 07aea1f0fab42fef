/* The formatter: reads a format, takes the arguments, writes text to a sink; output is glibc's in the C locale. Positional
   arguments (%1$d) are collected in a first pass over the format, because their types give their places. */
#include "printf.h"
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <wchar.h>
#include "decimal.h"

extern "C" {
enum { MINUS = 1, PLUS = 2, SPACE = 4, ALTERNATE = 8, ZERO = 16 };
enum { L_INT, L_CHAR, L_SHORT, L_LONG, L_LONG_DOUBLE };
enum { NONE = -1, NEXT = -2, MAX_POSITIONS = 64 };

struct conversion {
  unsigned char flags, length;
  char letter;
  int width, precision;                             /* NONE, or a number */
  int width_from, precision_from, value_from;       /* NONE: not an argument; NEXT; or a position from 0 */
};

union argument {
  long i;
  double d;
  void* p;
};

struct arguments {
  va_list list;
  argument* positions; /* not null once a format uses positions */
  int read;
};

static inline void put(cw_sink* s, const char* text, size_t n) {
  s->total += n;
  if (n <= (size_t)(s->end - s->at)) {
    for (size_t i = 0; i < n && n < 16; i++) s->at[i] = text[i];
    if (n >= 16) memcpy(s->at, text, n);
    s->at += n;
  } else {
    s->drain(s, text, n);
  }
}

static void pad(cw_sink* s, char c, long n) {
  char run[32];
  if (n <= 0) return;
  memset(run, c, sizeof run);
  for (; n > 32; n -= 32) put(s, run, 32);
  put(s, run, (size_t)n);
}

static const char* number(const char* p, int* result) {
  unsigned n = 0;
  for (; (unsigned)(*p - '0') < 10; p++) n = n > 214748363 ? INT_MAX : n * 10 + (unsigned)(*p - '0');
  *result = (int)n;
  return p;
}

/* After a '*': the argument that it names. */
static const char* star(const char* p, int* from) {
  int position;
  const char* q = number(p, &position);
  if (q != p && *q == '$' && position > 0) {
    *from = position - 1;
    return q + 1;
  }
  *from = NEXT;
  return p;
}

/* Reads what follows '%', its letter included; null where the format ends too early. */
static const char* parse(const char* p, conversion* c) {
  c->flags = 0;
  c->width = c->precision = NONE;
  c->width_from = c->precision_from = NONE;
  c->value_from = NEXT;
  int n;
  const char* q = number(p, &n);
  if (q != p && *q == '$' && n > 0) {
    c->value_from = n - 1;
    p = q + 1;
  }
  for (;; p++) {
    if (*p == '-') c->flags |= MINUS;
    else if (*p == '+') c->flags |= PLUS;
    else if (*p == ' ') c->flags |= SPACE;
    else if (*p == '#') c->flags |= ALTERNATE;
    else if (*p == '0') c->flags |= ZERO;
    else if (*p != '\'' && *p != 'I') break;
  }
  if (*p == '*')
    p = star(p + 1, &c->width_from);
  else if ((unsigned)(*p - '0') < 10)
    p = number(p, &c->width);
  if (*p == '.') {
    p++;
    if (*p == '*')
      p = star(p + 1, &c->precision_from);
    else if (*p == '-') { /* a negative precision counts as none */
      p = number(p + 1, &n);
    } else
      p = number(p, &c->precision);
  }
  c->length = L_INT;
  switch (*p) {
    case 'h':
      c->length = L_SHORT;
      if (*++p == 'h') {
        c->length = L_CHAR;
        p++;
      }
      break;
    case 'l':
      c->length = L_LONG;
      if (*++p == 'l') {
        c->length = L_LONG_DOUBLE;
        p++;
      }
      break;
    case 'L':
    case 'q':
      c->length = L_LONG_DOUBLE;
      p++;
      break;
    case 'j':
    case 'z':
    case 'Z':
    case 't':
      c->length = L_LONG;
      p++;
      break;
    default:
      break;
  }
  c->letter = *p;
  if (c->letter == 'C' || c->letter == 'S') {
    c->letter |= 32;
    c->length = L_LONG;
  }
  return *p ? p + 1 : nullptr;
}

/* The kind of argument that a conversion takes: 'i', 'l', 'd', 'D', 'p', or 0 for none. */
static char kind_of(const conversion* c) {
  switch (c->letter) {
    case 'd': case 'i': case 'u': case 'o': case 'x': case 'X': case 'c': case 'b': case 'B':
      return c->length >= L_LONG ? 'l' : 'i';
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case 'a': case 'A':
      return c->length == L_LONG_DOUBLE ? 'D' : 'd';
    case 's': case 'p': case 'n':
      return 'p';
    default:
      return 0;
  }
}

static argument read(arguments* a, char kind) {
  argument r;
  a->read++;
  switch (kind) {
    case 'l': r.i = va_arg(a->list, long); break;
    case 'd': r.d = va_arg(a->list, double); break;
    case 'D': r.d = (double)va_arg(a->list, long double); break;
    case 'p': r.p = va_arg(a->list, void*); break;
    default: r.i = va_arg(a->list, int); break;
  }
  return r;
}

static inline argument take(arguments* a, int from, char kind) {
  if (from >= 0 && a->positions) return a->positions[from];
  return read(a, kind);
}

static int collect(const char* p, arguments* a) {
  char kinds[MAX_POSITIONS] = {};
  int count = 0;
  while ((p = strchr(p, '%')) != nullptr) {
    if (*++p == '%') {
      p++;
      continue;
    }
    conversion c;
    p = parse(p, &c);
    if (!p) break;
    int from[3] = {c.value_from, c.width_from, c.precision_from};
    for (int i = 0; i < 3; i++) {
      if (from[i] < 0) continue;
      if (from[i] >= MAX_POSITIONS) {
        errno = EINVAL;
        return 0;
      }
      if (from[i] >= count) count = from[i] + 1;
      char kind = i ? 'i' : kind_of(&c);
      if (kind) kinds[from[i]] = kind;
    }
  }
  for (int i = 0; i < count; i++) a->positions[i] = read(a, kinds[i]);
  return 1;
}

/* prefix (sign, 0x), zeros, text: padded to the width by spaces, or by zeros after the prefix. */
static void field(cw_sink* s, const conversion* c, const char* prefix, int prefix_length, long zeros, const char* text,
                  size_t n) {
  long rest = c->width - prefix_length - zeros - (long)n;
  if (rest > 0 && !(c->flags & MINUS)) {
    if (c->flags & ZERO)
      zeros += rest;
    else
      pad(s, ' ', rest);
    rest = 0;
  }
  if (prefix_length) put(s, prefix, (size_t)prefix_length);
  if (zeros) pad(s, '0', zeros);
  put(s, text, n);
  if (rest > 0) pad(s, ' ', rest);
}

static void put_integer(cw_sink* s, conversion* c, long value) {
  char text[72], prefix[2];
  int prefix_length = 0, n = sizeof text;
  unsigned long u = (unsigned long)value;
  char letter = c->letter;
  if (letter == 'd' || letter == 'i') {
    if (c->length == L_CHAR) value = (signed char)value;
    if (c->length == L_SHORT) value = (short)value;
    if (c->length == L_INT) value = (int)value;
    u = value < 0 ? 0 - (unsigned long)value : (unsigned long)value;
    if (value < 0)
      prefix[prefix_length++] = '-';
    else if (c->flags & (PLUS | SPACE))
      prefix[prefix_length++] = c->flags & PLUS ? '+' : ' ';
  } else {
    if (c->length == L_CHAR) u = (unsigned char)u;
    if (c->length == L_SHORT) u = (unsigned short)u;
    if (c->length == L_INT) u = (unsigned)u;
  }
  unsigned long rest = u;
  if (letter == 'x' || letter == 'X' || letter == 'p') {
    const char* digits = letter == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    for (; rest; rest >>= 4) text[--n] = digits[rest & 15];
    if (u && c->flags & ALTERNATE) {
      prefix[prefix_length++] = '0';
      prefix[prefix_length++] = letter == 'X' ? 'X' : 'x';
    }
  } else if (letter == 'o') {
    for (; rest; rest >>= 3) text[--n] = (char)('0' + (rest & 7));
    if (c->flags & ALTERNATE && c->precision <= (int)sizeof text - n && (u || c->precision >= 0)) text[--n] = '0';
  } else if (letter == 'b' || letter == 'B') {
    for (; rest; rest >>= 1) text[--n] = (char)('0' + (rest & 1));
    if (u && c->flags & ALTERNATE) {
      prefix[prefix_length++] = '0';
      prefix[prefix_length++] = letter;
    }
  } else {
    for (; rest >> 32; rest /= 10) text[--n] = (char)('0' + rest % 10);
    for (unsigned low = (unsigned)rest; low; low /= 10) text[--n] = (char)('0' + low % 10);
  }
  int length = (int)sizeof text - n;
  long zeros = 0;
  if (c->precision >= 0) {
    c->flags &= (unsigned char)~ZERO;
    if (c->precision > length) zeros = c->precision - length;
  } else if (!u && !length) {
    text[--n] = '0';
    length = 1;
  }
  field(s, c, prefix, prefix_length, zeros, text + n, (size_t)length);
}

static void put_hexadecimal(cw_sink* s, conversion* c, double x, char* prefix, int prefix_length) {
  unsigned long bits = __builtin_bit_cast(unsigned long, x);
  unsigned long m = bits & 0xfffffffffffff;
  int e = (int)(bits >> 52 & 2047), upper = c->letter == 'A', digits = 13;
  if (e) m |= 1ul << 52;
  e = e ? e - 1023 : m ? -1022 : 0;
  if (c->precision >= 0 && c->precision < 13) {
    int shift = (13 - c->precision) * 4;
    unsigned long rest = m & ((1ul << shift) - 1), half = 1ul << (shift - 1);
    m >>= shift;
    if (rest > half || (rest == half && m & 1)) m++;
    m <<= shift;
    digits = c->precision;
  } else if (c->precision < 0) {
    while (digits && !(m >> (52 - 4 * digits) & 15)) digits--;
  }
  long zeros = c->precision > 13 ? c->precision - 13 : 0;
  prefix[prefix_length++] = '0';
  prefix[prefix_length++] = upper ? 'X' : 'x';
  const char* names = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  char text[16], exponent[8];
  int n = 0, k = 0;
  text[n++] = names[m >> 52];
  if (digits || zeros || c->flags & ALTERNATE) text[n++] = '.';
  for (int i = 1; i <= digits; i++) text[n++] = names[m >> (52 - 4 * i) & 15];
  exponent[k++] = upper ? 'P' : 'p';
  exponent[k++] = e < 0 ? '-' : '+';
  unsigned magnitude = (unsigned)(e < 0 ? -e : e);
  int places = magnitude > 999 ? 4 : magnitude > 99 ? 3 : magnitude > 9 ? 2 : 1;
  for (int i = places; i-- > 0; magnitude /= 10) exponent[k + i] = (char)('0' + magnitude % 10);
  k += places;
  long rest = c->width - prefix_length - n - zeros - k;
  if (!(c->flags & (MINUS | ZERO))) pad(s, ' ', rest);
  put(s, prefix, (size_t)prefix_length);
  if ((c->flags & (MINUS | ZERO)) == ZERO) pad(s, '0', rest);
  put(s, text, (size_t)n);
  pad(s, '0', zeros);
  put(s, exponent, (size_t)k);
  if (c->flags & MINUS) pad(s, ' ', rest);
}

/* Digits [from, to) of d, zeros beyond its last. */
static void put_digits(cw_sink* s, const cw_decimal* d, long from, long to) {
  long end = to < d->count ? to : d->count;
  if (from < end) {
    put(s, d->digits + from, (size_t)(end - from));
    from = end;
  }
  pad(s, '0', to - from);
}

static void put_float(cw_sink* s, conversion* c, double x) {
  char prefix[4];
  int prefix_length = 0;
  unsigned long bits = __builtin_bit_cast(unsigned long, x);
  if (bits >> 63)
    prefix[prefix_length++] = '-';
  else if (c->flags & (PLUS | SPACE))
    prefix[prefix_length++] = c->flags & PLUS ? '+' : ' ';
  char letter = (char)(c->letter | 32);
  int upper = letter != c->letter;
  bits &= 0x7ffffffffffffffful;
  if (bits >= 0x7ff0000000000000ul) {
    c->flags &= (unsigned char)~ZERO;
    int nan = bits > 0x7ff0000000000000ul;
    field(s, c, prefix, prefix_length, 0, upper ? nan ? "NAN" : "INF" : nan ? "nan" : "inf", 3);
    return;
  }
  x = __builtin_bit_cast(double, bits);
  if (letter == 'a') {
    put_hexadecimal(s, c, x, prefix, prefix_length);
    return;
  }
  cw_decimal d;
  long precision = c->precision < 0 ? 6 : c->precision;
  int exponent_form = letter == 'e', point = c->flags & ALTERNATE;
  if (letter == 'f') {
    __cw_to_decimal(&d, x, 1, (int)precision < 1100 ? (int)precision : 1100);
    if (!d.count) d.point = 0;
  } else {
    long significant = letter == 'g' ? precision ? precision : 1 : precision + 1;
    __cw_to_decimal(&d, x, 0, significant < 1400 ? (int)significant : 1400);
    if (!d.count) d.point = 1;
    if (letter == 'g') {
      long exponent = d.point - 1, wanted = significant;
      if (!(c->flags & ALTERNATE)) {
        while (d.count && d.digits[d.count - 1] == '0') d.count--;
        wanted = d.count ? d.count : 1;
      }
      exponent_form = exponent < -4 || exponent >= significant;
      precision = exponent_form ? wanted - 1 : wanted - d.point;
      if (precision < 0) precision = 0;
    }
  }
  if (precision) point = 1;
  char tail[8];
  int tail_length = 0;
  long before = 1;
  if (exponent_form) {
    int e = d.point - 1;
    tail[0] = upper ? 'E' : 'e';
    tail[1] = e < 0 ? '-' : '+';
    if (e < 0) e = -e;
    tail_length = 2;
    if (e > 99) tail[tail_length++] = (char)('0' + e / 100);
    tail[tail_length++] = (char)('0' + e / 10 % 10);
    tail[tail_length++] = (char)('0' + e % 10);
  } else if (d.point > 0) {
    before = d.point;
  }
  long rest = c->width - prefix_length - before - (point ? 1 : 0) - precision - tail_length;
  if (!(c->flags & (MINUS | ZERO))) pad(s, ' ', rest);
  if (prefix_length) put(s, prefix, 1);
  if ((c->flags & (MINUS | ZERO)) == ZERO) pad(s, '0', rest);
  if (exponent_form || d.point > 0) {
    put_digits(s, &d, 0, before);
    if (point) put(s, ".", 1);
    put_digits(s, &d, before, before + precision);
  } else {
    put(s, "0.", point ? 2 : 1);
    long zeros = -d.point < precision ? -d.point : precision;
    pad(s, '0', zeros);
    put_digits(s, &d, 0, precision - zeros);
  }
  if (tail_length) put(s, tail, (size_t)tail_length);
  if (c->flags & MINUS) pad(s, ' ', rest);
}

static void put_text(cw_sink* s, conversion* c, const char* text, size_t n) {
  c->flags &= (unsigned char)~ZERO;
  field(s, c, nullptr, 0, 0, text, n);
}

/* Wide text as UTF-8; a precision counts bytes and splits no character. */
static int put_wide(cw_sink* s, conversion* c, const wchar_t* text, size_t count) {
  char bytes[8];
  size_t total = 0, limit = c->precision < 0 ? ~0ul : (size_t)c->precision, used = 0;
  for (; used < count && total < limit; used++) {
    if (count == ~0ul && !text[used]) break;
    size_t n = wcrtomb(bytes, text[used], nullptr);
    if (n == ~0ul) return 0;
    if (total + n > limit) break;
    total += n;
  }
  long rest = c->width - (long)total;
  if (!(c->flags & MINUS)) pad(s, ' ', rest);
  for (size_t i = 0; i < used; i++) put(s, bytes, wcrtomb(bytes, text[i], nullptr));
  if (c->flags & MINUS) pad(s, ' ', rest);
  return 1;
}

static void store_count(const conversion* c, void* to, size_t total) {
  switch (c->length) {
    case L_CHAR: *(signed char*)to = (signed char)total; break;
    case L_SHORT: *(short*)to = (short)total; break;
    case L_INT: *(int*)to = (int)total; break;
    default: *(long*)to = (long)total; break;
  }
}

/* 0 on a character that cannot be converted. */
static int convert(cw_sink* s, conversion* c, arguments* a) {
  char kind = kind_of(c);
  argument value;
  value.i = 0;
  if (kind) value = take(a, c->value_from, kind);
  switch (c->letter) {
    case 'd': case 'i': case 'u': case 'o': case 'x': case 'X': case 'b': case 'B':
      put_integer(s, c, value.i);
      return 1;
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case 'a': case 'A':
      put_float(s, c, value.d);
      return 1;
    case 'c': {
      if (c->length == L_LONG) {
        wchar_t wide = (wchar_t)value.i;
        c->precision = NONE;
        return put_wide(s, c, &wide, 1);
      }
      char byte = (char)value.i;
      put_text(s, c, &byte, 1);
      return 1;
    }
    case 's': {
      if (!value.p)
        value.p = (void*)(c->precision < 0 || c->precision >= 6 ? "(null)" : "");
      else if (c->length == L_LONG)
        return put_wide(s, c, (const wchar_t*)value.p, ~0ul);
      const char* text = (const char*)value.p;
      put_text(s, c, text, c->precision < 0 ? strlen(text) : strnlen(text, (size_t)c->precision));
      return 1;
    }
    case 'p':
      if (!value.p) {
        put_text(s, c, "(nil)", 5);
      } else {
        c->flags |= ALTERNATE;
        c->length = L_LONG;
        put_integer(s, c, value.i);
      }
      return 1;
    case 'n':
      store_count(c, value.p, s->total);
      return 1;
    default: {
      char buffer[32];
      const char* text = strerror_r(errno, buffer, sizeof buffer);
      put_text(s, c, text, c->precision < 0 ? strlen(text) : strnlen(text, (size_t)c->precision));
      return 1;
    }
  }
}

int __cw_format(cw_sink* s, const char* format, va_list list) {
  arguments a;
  argument positions[MAX_POSITIONS];
  va_copy(a.list, list);
  a.positions = nullptr;
  a.read = 0;
  const char* p = format;
  int failed = 0;
  for (;;) {
    const char* plain = p;
    while (*p && *p != '%') p++;
    if (p != plain) put(s, plain, (size_t)(p - plain));
    if (!*p) break;
    const char* start = p;
    conversion c;
    p = parse(p + 1, &c);
    if (!p) {
      errno = EINVAL;
      failed = 1;
      break;
    }
    if ((c.value_from >= 0 || c.width_from >= 0 || c.precision_from >= 0) && !a.positions) {
      a.positions = positions;
      if (!collect(start, &a)) {
        failed = 1;
        break;
      }
    }
    if (c.width_from != NONE) {
      c.width = (int)take(&a, c.width_from, 'i').i;
      if (c.width < 0) {
        c.flags |= MINUS;
        c.width = c.width == INT_MIN ? INT_MAX : -c.width;
      }
    }
    if (c.precision_from != NONE) {
      c.precision = (int)take(&a, c.precision_from, 'i').i;
      if (c.precision < 0) c.precision = NONE;
    }
    if (c.letter == '%') {
      put(s, "%", 1);
    } else if (kind_of(&c) || c.letter == 'm') {
      if (!convert(s, &c, &a)) {
        failed = 1;
        break;
      }
    } else {
      put(s, start, (size_t)(p - start)); /* an unknown letter: as written */
    }
  }
  s->arguments = a.read;
  va_end(a.list);
  if (!failed && s->total > INT_MAX) {
    errno = EOVERFLOW;
    failed = 1;
  }
  return failed ? -1 : (int)s->total;
}
}
