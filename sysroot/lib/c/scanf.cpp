/* Formatted input. Each conversion takes the longest prefix that its grammar allows, within its width, with one byte of
   look-ahead; numbers are then converted as strtol and strtod do. */
#include "scanf.h"
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include "decimal.h"

extern "C" {
enum { L_INT, L_CHAR, L_SHORT, L_LONG, L_LONG_DOUBLE };
enum { CONVERTED = 1, MISMATCH = 0, INPUT_END = -1 };

struct directive {
  char letter, length;
  int width; /* INT_MAX: none */
  int suppress, allocate;
  const char* set; /* of %[, after the bracket */
  void* to;
};

static inline int next(cw_source* s) {
  int c = s->get(s);
  s->count += c >= 0;
  return c;
}
static inline void back(cw_source* s, int c) {
  if (c < 0) return;
  s->count--;
  s->unget(s, c);
}
static int skip_space(cw_source* s) { /* what follows, already taken */
  int c;
  do {
    c = next(s);
  } while (isspace(c));
  return c;
}

static int scan_integer(cw_source* s, directive* d, int base) {
  int c = skip_space(s), left = d->width, negative = 0, digits = 0, overflow = 0;
  if (c < 0) return INPUT_END;
  unsigned long value = 0;
  if (c == '-' || c == '+') {
    negative = c == '-';
    left--;
    c = left ? next(s) : -1;
  }
  if (d->letter == 'p' && c == '(' && left >= 5) { /* (nil) */
    const char* rest = "nil)";
    while (*rest && (c = next(s)) == *rest) rest++;
    if (*rest) {
      back(s, c);
      return MISMATCH;
    }
    if (!d->suppress) *(void**)d->to = nullptr;
    return CONVERTED;
  }
  if (left && c == '0' && (base == 0 || base == 16)) {
    digits = 1;
    left--;
    c = left ? next(s) : -1;
    if (left && (c | 32) == 'x') {
      base = 16;
      left--;
      c = left ? next(s) : -1; /* glibc takes a lone 0x as zero */
    } else if (base == 0) {
      base = 8;
    }
  }
  if (base == 0) base = 10;
  while (left) {
    unsigned digit = isdigit(c) ? (unsigned)(c - '0') : isalpha(c) ? (unsigned)((c | 32) - 'a' + 10) : 99;
    if (digit >= (unsigned)base) break;
    digits = 1;
    if (value > (ULONG_MAX - digit) / (unsigned)base)
      overflow = 1;
    else
      value = value * (unsigned)base + digit;
    left--;
    if (!left) break;
    c = next(s);
  }
  if (left) back(s, c);
  if (!digits) return MISMATCH;
  if (d->letter == 'd' || d->letter == 'i') {
    if (overflow || value > (unsigned long)LONG_MAX + (negative != 0)) {
      errno = ERANGE;
      value = negative ? 1ul << 63 : LONG_MAX;
    } else if (negative) {
      value = 0 - value;
    }
  } else if (overflow) {
    errno = ERANGE;
    value = ULONG_MAX;
  } else if (negative) {
    value = 0 - value;
  }
  if (d->suppress) return CONVERTED;
  if (d->letter == 'p' || d->length >= L_LONG)
    *(unsigned long*)d->to = value;
  else if (d->length == L_CHAR)
    *(unsigned char*)d->to = (unsigned char)value;
  else if (d->length == L_SHORT)
    *(unsigned short*)d->to = (unsigned short)value;
  else
    *(unsigned*)d->to = (unsigned)value;
  return CONVERTED;
}

/* A text that grows. */
struct growing {
  char small[128];
  char* data;
  size_t used, size;
};

static int append(growing* g, int c) {
  if (g->used + 1 >= g->size) {
    char* larger = (char*)realloc(g->data == g->small ? nullptr : g->data, g->size * 2);
    if (!larger) return 0;
    if (g->data == g->small) memcpy(larger, g->small, g->used);
    g->data = larger;
    g->size *= 2;
  }
  g->data[g->used++] = (char)c;
  return 1;
}

/* Takes the bytes of a word (inf, nan) as far as they match, case aside; the count. */
static int take_word(cw_source* s, growing* g, int* c, int* left, const char* word) {
  int n = 0;
  while (word[n] && *left && tolower(*c) == word[n]) {
    append(g, *c);
    n++;
    --*left;
    *c = *left ? next(s) : -1;
  }
  return n;
}

static int take_float(cw_source* s, growing* g, int width) {
  int c = skip_space(s), left = width, ok = 0;
  if (c < 0) return INPUT_END;
  if (c == '-' || c == '+') {
    append(g, c);
    left--;
    c = left ? next(s) : -1;
  }
  if (left && tolower(c) == 'n') {
    ok = take_word(s, g, &c, &left, "nan") == 3;
  } else if (left && tolower(c) == 'i') {
    ok = take_word(s, g, &c, &left, "inf") == 3;
    if (ok && left && tolower(c) == 'i') ok = take_word(s, g, &c, &left, "inity") == 5;
  } else {
    int hexadecimal = 0, point = 0, exponent = 0, digits = 0;
    if (left && c == '0') {
      append(g, c);
      ok = digits = 1;
      left--;
      c = left ? next(s) : -1;
      if (left && tolower(c) == 'x') {
        hexadecimal = 1;
        append(g, c);
        left--;
        digits = 0;
        ok = !left; /* as glibc: 0x alone is no number, unless the width ends there */
        c = left ? next(s) : -1;
      }
    }
    while (left && c >= 0) {
      if (exponent ? isdigit(c) : hexadecimal ? isxdigit(c) : isdigit(c)) {
        ok = digits = 1;
      } else if (c == '.' && !point && !exponent) {
        point = 1;
        if (hexadecimal) ok = 1; /* as glibc: 0x. is zero */
      } else if (digits && !exponent && tolower(c) == (hexadecimal ? 'p' : 'e')) {
        exponent = 1;
      } else if ((c == '-' || c == '+') && exponent && tolower(g->data[g->used - 1]) == (hexadecimal ? 'p' : 'e')) {
      } else {
        break;
      }
      if (!append(g, c)) return MISMATCH;
      left--;
      if (left) c = next(s);
    }
  }
  if (left) back(s, c);
  g->data[g->used] = 0;
  return ok ? CONVERTED : MISMATCH;
}

static int scan_float(cw_source* s, directive* d) {
  growing g;
  g.data = g.small;
  g.used = 0;
  g.size = sizeof g.small;
  int result = take_float(s, &g, d->width);
  if (result == CONVERTED && !d->suppress) {
    double x = __cw_parse_float(g.data, nullptr, d->length == L_INT ? 24 : 53);
    if (d->length == L_LONG_DOUBLE)
      *(long double*)d->to = (long double)x;
    else if (d->length == L_LONG)
      *(double*)d->to = x;
    else
      *(float*)d->to = (float)x;
  }
  if (g.data != g.small) free(g.data);
  return result;
}

struct byte_set {
  unsigned long bits[4];
};

/* The set of a %[…]: after the opening bracket. */
static void read_set(const char* p, byte_set* set) {
  int invert = *p == '^';
  if (invert) p++;
  set->bits[0] = set->bits[1] = set->bits[2] = set->bits[3] = 0;
  for (const char* first = p; *p && (*p != ']' || p == first); p++) {
    unsigned char low = (unsigned char)*p, high = low;
    if (p[1] == '-' && p[2] && p[2] != ']') {
      high = (unsigned char)p[2];
      p += 2;
    }
    for (unsigned c = low; c <= high; c++) set->bits[c >> 6] |= 1ul << (c & 63);
  }
  if (invert)
    for (int i = 0; i < 4; i++) set->bits[i] = ~set->bits[i];
}

static const char* skip_set(const char* p) {
  if (*p == '^') p++;
  if (*p == ']') p++;
  while (*p && *p != ']') p++;
  return *p ? p + 1 : p;
}

/* %s, %[ and %c, into the caller's memory or memory of its own, as bytes or wide characters. */
static int scan_text(cw_source* s, directive* d) {
  byte_set set;
  int letter = d->letter, wide = d->length == L_LONG, limit = d->width;
  if (letter == '[') read_set(d->set, &set);
  if (letter == 'c' && limit == INT_MAX) limit = 1;
  int c = letter == 's' ? skip_space(s) : next(s);
  if (c < 0) return INPUT_END;
  size_t unit = wide ? sizeof(wchar_t) : 1, room = 0, used = 0;
  char* to = d->suppress ? nullptr : (char*)d->to;
  if (d->allocate && !d->suppress) to = nullptr;
  mbstate_t state = {};
  int taken = 0;
  for (; taken < limit && c >= 0; taken++) {
    if (letter == 's' ? isspace(c) : letter == '[' && !(set.bits[c >> 6] >> (c & 63) & 1)) break;
    if (!d->suppress) {
      if (d->allocate && used + 2 > room) {
        room = room ? room * 2 : 32;
        char* larger = (char*)realloc(to, room * unit);
        if (!larger) {
          free(to);
          return INPUT_END;
        }
        to = larger;
      }
      if (wide) {
        char byte = (char)c;
        size_t n = mbrtowc((wchar_t*)to + used, &byte, 1, &state);
        if (n == ~0ul) {
          if (d->allocate) free(to);
          return MISMATCH;
        }
        if (n != ~0ul - 1)
          used++;
        else
          taken--; /* in the middle of a character */
      } else {
        to[used++] = (char)c;
      }
    }
    if (taken + 1 == limit) {
      taken++;
      c = -2;
      break;
    }
    c = next(s);
  }
  if (c != -2) back(s, c);
  if (!taken) return MISMATCH;
  if (d->suppress) return CONVERTED;
  if (letter != 'c') {
    if (wide)
      ((wchar_t*)to)[used] = 0;
    else
      to[used] = 0;
  }
  if (d->allocate) *(char**)d->to = to;
  return CONVERTED;
}

struct targets {
  va_list list;
};

static void* target_at(targets* t, int position) {
  targets from_first;
  va_copy(from_first.list, t->list);
  void* p = nullptr;
  for (int i = 0; i < position; i++) p = va_arg(from_first.list, void*);
  va_end(from_first.list);
  return p;
}

static const char* parse(const char* p, directive* d, targets* all, targets* rest) {
  int position = 0;
  d->suppress = d->allocate = 0;
  d->length = L_INT;
  d->width = 0;
  while (isdigit((unsigned char)*p)) d->width = d->width > 100000000 ? d->width : d->width * 10 + (*p++ - '0');
  if (*p == '$') {
    position = d->width;
    d->width = 0;
    p++;
  }
  for (; *p == '*' || *p == '\'' || *p == 'I'; p++)
    if (*p == '*') d->suppress = 1;
  if (!d->width)
    while (isdigit((unsigned char)*p)) d->width = d->width > 100000000 ? d->width : d->width * 10 + (*p++ - '0');
  if (!d->width) d->width = INT_MAX;
  if (*p == 'm') {
    d->allocate = 1;
    p++;
  }
  switch (*p) {
    case 'h':
      d->length = L_SHORT;
      if (*++p == 'h') {
        d->length = L_CHAR;
        p++;
      }
      break;
    case 'l':
      d->length = L_LONG;
      if (*++p == 'l') {
        d->length = L_LONG_DOUBLE;
        p++;
      }
      break;
    case 'L': case 'q':
      d->length = L_LONG_DOUBLE;
      p++;
      break;
    case 'j': case 'z': case 'Z': case 't':
      d->length = L_LONG;
      p++;
      break;
    default:
      break;
  }
  d->letter = *p;
  if (!*p) return p;
  p++;
  if (d->letter == 'C' || d->letter == 'S') {
    d->letter |= 32;
    d->length = L_LONG;
  }
  if (d->letter == '[') {
    d->set = p;
    p = skip_set(p);
  }
  d->to = d->suppress || d->letter == '%' ? nullptr : position ? target_at(all, position) : va_arg(rest->list, void*);
  return p;
}

static int convert(cw_source* s, directive* d) {
  switch (d->letter) {
    case 'd': case 'u': return scan_integer(s, d, 10);
    case 'i': return scan_integer(s, d, 0);
    case 'o': return scan_integer(s, d, 8);
    case 'x': case 'X': case 'p': return scan_integer(s, d, 16);
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case 'a': case 'A': return scan_float(s, d);
    case 's': case '[': case 'c': return scan_text(s, d);
    case '%': {
      int c = skip_space(s);
      if (c == '%') return CONVERTED;
      back(s, c);
      return c < 0 ? INPUT_END : MISMATCH;
    }
    default: return MISMATCH;
  }
}

int __cw_scan(cw_source* s, const char* format, va_list list) {
  targets all, rest;
  va_copy(all.list, list);
  va_copy(rest.list, list);
  int converted = 0, result = CONVERTED;
  for (const char* p = format; *p && result == CONVERTED;) {
    if (isspace((unsigned char)*p)) {
      back(s, skip_space(s));
      p++;
      continue;
    }
    if (*p != '%') {
      int c = next(s);
      if (c != (unsigned char)*p) {
        back(s, c);
        result = c < 0 ? INPUT_END : MISMATCH;
      }
      p++;
      continue;
    }
    directive d;
    p = parse(p + 1, &d, &all, &rest);
    if (d.letter == 'n') {
      if (!d.to) continue;
      if (d.length >= L_LONG)
        *(long*)d.to = s->count;
      else if (d.length == L_CHAR)
        *(signed char*)d.to = (signed char)s->count;
      else if (d.length == L_SHORT)
        *(short*)d.to = (short)s->count;
      else
        *(int*)d.to = (int)s->count;
      continue;
    }
    result = convert(s, &d);
    if (result == CONVERTED && !d.suppress && d.letter != '%') converted++;
  }
  va_end(all.list);
  va_end(rest.list);
  return result == INPUT_END && !converted ? -1 : converted;
}
}
