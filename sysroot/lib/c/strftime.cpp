/* strftime and strptime in the C locale, with GNU's flags (_ - 0 ^ #) and widths. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

extern "C" {
static const char* const day_names[7] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
static const char* const month_names[12] = {"January", "February", "March",     "April",   "May",      "June",
                                            "July",    "August",   "September", "October", "November", "December"};

struct writer {
  char *at, *end;
  int full;
};

static void put(writer* w, char c) {
  if (w->at < w->end)
    *w->at++ = c;
  else
    w->full = 1;
}

struct style {
  char pad;   /* 0: the conversion's own; '-': none */
  int width;  /* -1: the conversion's own */
  int upper, swap;
};

static void put_text(writer* w, const style* s, const char* text, size_t n) {
  for (long i = (long)n; i < s->width; i++) put(w, s->pad == '0' ? '0' : ' ');
  for (size_t i = 0; i < n; i++) put(w, (char)(s->upper ? toupper((unsigned char)text[i]) : text[i]));
}

static void put_number(writer* w, const style* s, long value, int width, char pad) {
  char digits[24];
  int n = 0;
  unsigned long u = value < 0 ? 0 - (unsigned long)value : (unsigned long)value;
  do {
    digits[n++] = (char)('0' + u % 10);
  } while (u /= 10);
  if (s->pad) pad = s->pad == '_' ? ' ' : s->pad;
  if (s->width >= 0) width = s->width;
  int length = n + (value < 0);
  if (pad == ' ')
    for (int i = length; i < width; i++) put(w, ' ');
  if (value < 0) put(w, '-');
  if (pad == '0')
    for (int i = length; i < width; i++) put(w, '0');
  while (n) put(w, digits[--n]);
}

/* The year and week that ISO 8601 gives a day. */
static int iso_week(const struct tm* p, long* year) {
  *year = (long)p->tm_year + 1900;
  int weekday = (p->tm_wday + 6) % 7;
  int week = (p->tm_yday - weekday + 10) / 7;
  for (int step = 0; step < 2; step++) {
    long y = week < 1 ? *year - 1 : *year;
    int leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0, days = 365 + leap;
    if (week < 1) {
      *year = y;
      return (p->tm_yday + days - weekday + 10) / 7;
    }
    if (week == 53 && p->tm_yday - weekday + 3 >= days) {
      ++*year;
      return 1;
    }
  }
  return week;
}

static void format(writer* w, const char* f, const struct tm* p) {
  for (; *f; f++) {
    if (*f != '%') {
      put(w, *f);
      continue;
    }
    const char* start = f++;
    style s = {0, -1, 0, 0};
    for (;; f++) {
      if (*f == '_' || *f == '-' || *f == '0') s.pad = *f;
      else if (*f == '^') s.upper = 1;
      else if (*f == '#') s.swap = 1;
      else break;
    }
    if (isdigit((unsigned char)*f)) {
      s.width = 0;
      for (; isdigit((unsigned char)*f); f++)
        if (s.width < 100000) s.width = s.width * 10 + (*f - '0');
    }
    if (*f == 'E' || *f == 'O') f++;
    long year = (long)p->tm_year + 1900, other;
    int hour12 = p->tm_hour % 12 ? p->tm_hour % 12 : 12;
    const char *text = nullptr, *nested = nullptr;
    size_t length = 0;
    switch (*f) {
      case 'a':
      case 'A':
        text = (unsigned)p->tm_wday < 7 ? day_names[p->tm_wday] : "?";
        length = *f == 'a' && text[1] ? 3 : strlen(text);
        s.upper |= s.swap;
        break;
      case 'b':
      case 'B':
      case 'h':
        text = (unsigned)p->tm_mon < 12 ? month_names[p->tm_mon] : "?";
        length = *f != 'B' && text[1] ? 3 : strlen(text);
        s.upper |= s.swap;
        break;
      case 'c': nested = "%a %b %e %H:%M:%S %Y"; break;
      case 'C': put_number(w, &s, year < 0 ? -((99 - year) / 100) : year / 100, 1, '0'); break;
      case 'd': put_number(w, &s, p->tm_mday, 2, '0'); break;
      case 'D':
      case 'x': nested = "%m/%d/%y"; break;
      case 'e': put_number(w, &s, p->tm_mday, 2, ' '); break;
      case 'F': nested = "%Y-%m-%d"; break;
      case 'g':
        iso_week(p, &other);
        put_number(w, &s, (other % 100 + 100) % 100, 2, '0');
        break;
      case 'G':
        iso_week(p, &other);
        put_number(w, &s, other, 1, '0');
        break;
      case 'H': put_number(w, &s, p->tm_hour, 2, '0'); break;
      case 'I': put_number(w, &s, hour12, 2, '0'); break;
      case 'j': put_number(w, &s, p->tm_yday + 1, 3, '0'); break;
      case 'k': put_number(w, &s, p->tm_hour, 2, ' '); break;
      case 'l': put_number(w, &s, hour12, 2, ' '); break;
      case 'm': put_number(w, &s, p->tm_mon + 1, 2, '0'); break;
      case 'M': put_number(w, &s, p->tm_min, 2, '0'); break;
      case 'n': put(w, '\n'); break;
      case 'p':
      case 'P': {
        static const char* const names[4] = {"AM", "PM", "am", "pm"};
        text = names[(p->tm_hour > 11) + (*f == 'P' || s.swap ? 2 : 0)];
        length = 2;
        if (*f == 'P' || s.swap) s.upper = 0;
        break;
      }
      case 'r': nested = "%I:%M:%S %p"; break;
      case 'R': nested = "%H:%M"; break;
      case 's': {
        struct tm copy = *p;
        put_number(w, &s, mktime(&copy), 1, '0');
        break;
      }
      case 'S': put_number(w, &s, p->tm_sec, 2, '0'); break;
      case 't': put(w, '\t'); break;
      case 'T':
      case 'X': nested = "%H:%M:%S"; break;
      case 'u': put_number(w, &s, (p->tm_wday + 6) % 7 + 1, 1, '0'); break;
      case 'U': put_number(w, &s, (p->tm_yday - p->tm_wday + 7) / 7, 2, '0'); break;
      case 'V': put_number(w, &s, iso_week(p, &other), 2, '0'); break;
      case 'w': put_number(w, &s, p->tm_wday, 1, '0'); break;
      case 'W': put_number(w, &s, (p->tm_yday - (p->tm_wday + 6) % 7 + 7) / 7, 2, '0'); break;
      case 'y': put_number(w, &s, (year % 100 + 100) % 100, 2, '0'); break;
      case 'Y': put_number(w, &s, year, 1, '0'); break;
      case 'z': {
        long offset = p->tm_gmtoff, minutes = (offset < 0 ? -offset : offset) / 60;
        put(w, offset < 0 ? '-' : '+');
        s.width = s.width > 0 ? s.width - 1 : s.width;
        put_number(w, &s, minutes / 60 * 100 + minutes % 60, 4, '0');
        break;
      }
      case 'Z':
        text = p->tm_zone ? p->tm_zone : "";
        length = strlen(text);
        if (s.swap) {
          s.upper = 0;
          for (size_t i = 0; i < length; i++) put(w, (char)tolower((unsigned char)text[i]));
          text = nullptr;
        }
        break;
      case '%': put(w, '%'); break;
      default: /* unknown: as written */
        if (!*f) f--;
        for (const char* q = start; q <= f; q++) put(w, *q);
        break;
    }
    if (text) put_text(w, &s, text, length);
    if (nested) {
      char block[64];
      writer inner = {block, block + sizeof block, 0};
      format(&inner, nested, p);
      put_text(w, &s, block, (size_t)(inner.at - block));
    }
  }
}

size_t strftime(char* to, size_t size, const char* f, const struct tm* p) {
  writer w = {to, size ? to + size - 1 : to, size == 0};
  format(&w, f, p);
  if (w.full) return 0;
  *w.at = 0;
  return (size_t)(w.at - to);
}

static const char* read_number(const char* t, int low, int high, int digits, int* result) {
  int n = 0, seen = 0;
  while (isspace((unsigned char)*t)) t++;
  for (; seen < digits && isdigit((unsigned char)*t); seen++) n = n * 10 + (*t++ - '0');
  if (!seen || n < low || n > high) return nullptr;
  *result = n;
  return t;
}

static const char* read_name(const char* t, const char* const* names, int count, int* result) {
  for (int i = 0; i < count; i++) {
    size_t n = strlen(names[i]);
    if (strncasecmp(t, names[i], n)) n = 3;
    if (strncasecmp(t, names[i], n)) continue;
    *result = i;
    return t + n;
  }
  return nullptr;
}

struct parsing {
  int pm, hour12, century, year_in_century, have_date, have_yday;
};

static const char* parse(const char* t, const char* f, struct tm* r, parsing* g) {
  for (; t && *f; f++) {
    if (isspace((unsigned char)*f)) {
      while (isspace((unsigned char)*t)) t++;
      continue;
    }
    if (*f != '%') {
      t = *t == *f ? t + 1 : nullptr;
      continue;
    }
    f++;
    while (*f == '_' || *f == '-' || *f == '0' || *f == '^' || *f == '#' || *f == 'E' || *f == 'O') f++;
    int n;
    switch (*f) {
      case 'a': case 'A': t = read_name(t, day_names, 7, &r->tm_wday); break;
      case 'b': case 'B': case 'h': t = read_name(t, month_names, 12, &r->tm_mon); g->have_date = 1; break;
      case 'c': t = parse(t, "%a %b %e %H:%M:%S %Y", r, g); break;
      case 'C': t = read_number(t, 0, 99, 2, &g->century); break;
      case 'd': case 'e': t = read_number(t, 1, 31, 2, &r->tm_mday); g->have_date = 1; break;
      case 'D': case 'x': t = parse(t, "%m/%d/%y", r, g); break;
      case 'F': t = parse(t, "%Y-%m-%d", r, g); break;
      case 'H': case 'k': t = read_number(t, 0, 23, 2, &r->tm_hour); g->hour12 = 0; break;
      case 'I': case 'l':
        t = read_number(t, 1, 12, 2, &n);
        if (t) r->tm_hour = n % 12;
        g->hour12 = 1;
        break;
      case 'j':
        t = read_number(t, 1, 366, 3, &n);
        if (t) r->tm_yday = n - 1;
        g->have_yday = 1;
        break;
      case 'm':
        t = read_number(t, 1, 12, 2, &n);
        if (t) r->tm_mon = n - 1;
        g->have_date = 1;
        break;
      case 'M': t = read_number(t, 0, 59, 2, &r->tm_min); break;
      case 'n': case 't':
        while (isspace((unsigned char)*t)) t++;
        break;
      case 'p': case 'P':
        g->pm = !strncasecmp(t, "PM", 2);
        t = g->pm || !strncasecmp(t, "AM", 2) ? t + 2 : nullptr;
        break;
      case 'r': t = parse(t, "%I:%M:%S %p", r, g); break;
      case 'R': t = parse(t, "%H:%M", r, g); break;
      case 's': {
        char* end;
        time_t when = strtol(t, &end, 10);
        t = end == t ? nullptr : localtime_r(&when, r) ? end : nullptr;
        break;
      }
      case 'S': t = read_number(t, 0, 61, 2, &r->tm_sec); break;
      case 'T': case 'X': t = parse(t, "%H:%M:%S", r, g); break;
      case 'u':
        t = read_number(t, 1, 7, 1, &n);
        if (t) r->tm_wday = n % 7;
        break;
      case 'w': t = read_number(t, 0, 6, 1, &r->tm_wday); break;
      case 'U': case 'W': case 'V': t = read_number(t, 0, 53, 2, &n); break;
      case 'y': t = read_number(t, 0, 99, 2, &g->year_in_century); g->have_date = 1; break;
      case 'Y':
        t = read_number(t, 0, 9999, 4, &n);
        if (t) r->tm_year = n - 1900;
        g->century = g->year_in_century = -1;
        g->have_date = 1;
        break;
      case 'z': {
        while (isspace((unsigned char)*t)) t++;
        if (*t == 'Z') {
          r->tm_gmtoff = 0;
          t++;
          break;
        }
        int negative = *t == '-', hours, minutes = 0;
        if (*t != '-' && *t != '+') return nullptr;
        t = read_number(t + 1, 0, 99, 2, &hours);
        if (t && *t == ':') t++;
        if (t && isdigit((unsigned char)*t)) t = read_number(t, 0, 59, 2, &minutes);
        r->tm_gmtoff = (hours * 60 + minutes) * (negative ? -60 : 60);
        break;
      }
      case 'Z': break;
      case '%': t = *t == '%' ? t + 1 : nullptr; break;
      default: return nullptr;
    }
  }
  return t;
}

char* strptime(const char* text, const char* f, struct tm* r) {
  parsing g = {0, 0, -1, -1, 0, 0};
  const char* end = parse(text, f, r, &g);
  if (!end) return nullptr;
  if (g.hour12 && g.pm) r->tm_hour += 12;
  if (g.year_in_century >= 0)
    r->tm_year = g.year_in_century + (g.century >= 0 ? g.century * 100 - 1900 : g.year_in_century < 69 ? 100 : 0);
  else if (g.century >= 0)
    r->tm_year = g.century * 100 - 1900;
  if (g.have_date || g.have_yday) {
    struct tm day = {};
    day.tm_year = r->tm_year;
    day.tm_mon = g.have_date ? r->tm_mon : 0;
    day.tm_mday = g.have_date ? (r->tm_mday ? r->tm_mday : 1) : r->tm_yday + 1;
    timegm(&day);
    r->tm_wday = day.tm_wday;
    r->tm_yday = day.tm_yday;
    if (!g.have_date) {
      r->tm_mon = day.tm_mon;
      r->tm_mday = day.tm_mday;
    }
  }
  return (char*)end;
}
}
