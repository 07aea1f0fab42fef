/* fnmatch: a shell's patterns. */
#include <ctype.h>
#include <fnmatch.h>
#include <string.h>

static int folded(unsigned char c, int flags) { return flags & FNM_CASEFOLD ? tolower(c) : c; }

static bool is_in_class(const char* name, size_t n, int c) {
  static const struct { const char* name; int (*holds)(int); } classes[] = {
    {"alnum", isalnum}, {"alpha", isalpha}, {"blank", isblank}, {"cntrl", iscntrl}, {"digit", isdigit}, {"graph", isgraph},
    {"lower", islower}, {"print", isprint}, {"punct", ispunct}, {"space", isspace}, {"upper", isupper}, {"xdigit", isxdigit},
  };
  for (auto& k : classes)
    if (strlen(k.name) == n && !memcmp(k.name, name, n)) return k.holds(c);
  return false;
}

/* What stands behind '[': whether c is among it. The end of the brackets comes back in `end`; nullptr: there is none, and '[' means itself. */
static bool bracket(const char* p, unsigned char c, int flags, const char** end) {
  bool inverted = *p == '!' || *p == '^', found = false;
  if (inverted) p++;
  int wanted = folded(c, flags);
  for (const char* first = p; *p != ']' || p == first;) {
    if (!*p || (*p == '/' && flags & FNM_PATHNAME)) return *end = nullptr, false;
    if (p[0] == '[' && p[1] == ':') {
      const char* close = strstr(p + 2, ":]");
      if (close) {
        found |= is_in_class(p + 2, close - p - 2, c) || (flags & FNM_CASEFOLD && is_in_class(p + 2, close - p - 2, toupper(c)));
        p = close + 2;
        continue;
      }
    }
    if (*p == '\\' && !(flags & FNM_NOESCAPE) && p[1]) p++;
    unsigned char low = *p++, high = low;
    if (*p == '-' && p[1] && p[1] != ']') {
      p++;
      if (*p == '\\' && !(flags & FNM_NOESCAPE) && p[1]) p++;
      high = *p++;
    }
    found |= folded(low, flags) <= wanted && wanted <= folded(high, flags);
  }
  *end = p + 1;
  return found != inverted;
}

extern "C" int fnmatch(const char* pattern, const char* text, int flags) {
  // Where the last star began, and what it has taken so far.
  const char *star = nullptr, *taken = nullptr, *start = text;
  auto is_hidden = [&](const char* t) { return *t == '.' && flags & FNM_PERIOD && (t == start || (flags & FNM_PATHNAME && t[-1] == '/')); };
  const char *p = pattern, *t = text;
  for (;;) {
    if (*p == '*') {
      if (is_hidden(t)) return FNM_NOMATCH;
      while (*p == '*') p++;
      star = p;
      taken = t;
      continue;
    }
    bool matches = false;
    const char* next = p;
    if (!*p) {
      if (!*t || (flags & FNM_LEADING_DIR && *t == '/')) return 0;
    } else if (*t) {
      bool is_apart = (*t == '/' && flags & FNM_PATHNAME) || is_hidden(t);
      next = p + 1;
      if (*p == '?') {
        matches = !is_apart;
      } else if (*p == '[') {
        const char* end;
        bool among = bracket(p + 1, *t, flags, &end);
        matches = end ? among && !is_apart : *t == '[';
        if (end) next = end;
      } else {
        if (*p == '\\' && !(flags & FNM_NOESCAPE) && p[1]) next = ++p + 1;
        matches = folded(*p, flags) == folded(*t, flags);
      }
    }
    if (matches) {
      p = next;
      t++;
      continue;
    }
    if (!star || !*taken || (*taken == '/' && flags & FNM_PATHNAME)) return FNM_NOMATCH;
    p = star;
    t = ++taken;
  }
}
