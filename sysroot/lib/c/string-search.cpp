/* <string.h>: substrings, character sets and tokens. memmem is the two-way algorithm of Crochemore and Perrin, so that no
   input makes it quadratic. */
#include <ctype.h>
#include <string.h>

extern "C" {
/* The critical factorization: the start of the larger of the two maximal suffixes (by < and by >), and its period. */
static size_t maximal_suffix(const unsigned char* s, size_t n, int reversed, size_t* period) {
  size_t start = 0, next = 1, k = 0, p = 1;
  while (next + k < n) {
    unsigned char a = s[next + k], b = s[start + k];
    if (a == b) {
      if (++k == p) {
        next += p;
        k = 0;
      }
    } else if (reversed ? a > b : a < b) {
      next += k + 1;
      k = 0;
      p = next - start;
    } else {
      start = next++;
      k = 0;
      p = 1;
    }
  }
  *period = p;
  return start;
}

void* memmem(const void* haystack, size_t n, const void* needle, size_t length) {
  const unsigned char *h = (const unsigned char*)haystack, *s = (const unsigned char*)needle;
  if (!length) return (void*)h;
  if (length > n) return nullptr;
  const unsigned char* first = (const unsigned char*)memchr(h, *s, n - length + 1);
  if (!first || length == 1) return (void*)first;
  n -= (size_t)(first - h);
  h = first;
  size_t period, other_period, split = maximal_suffix(s, length, 0, &period);
  size_t other = maximal_suffix(s, length, 1, &other_period);
  if (other > split) {
    split = other;
    period = other_period;
  }
  int periodic = period + split <= length && !memcmp(s, s + period, split);
  if (!periodic) period = (split > length - split ? split : length - split) + 1;
  size_t memory = 0;
  for (size_t at = 0; at + length <= n;) {
    size_t i = split > memory ? split : memory;
    while (i < length && s[i] == h[at + i]) i++;
    if (i < length) {
      at += i - split + 1;
      memory = 0;
      continue;
    }
    size_t j = split;
    while (j > memory && s[j - 1] == h[at + j - 1]) j--;
    if (j <= memory) return (void*)(h + at);
    at += period;
    memory = periodic ? length - period : 0;
  }
  return nullptr;
}

char* strstr(const char* s, const char* needle) {
  if (!*needle) return (char*)s;
  s = strchr(s, *needle);
  return s && needle[1] ? (char*)memmem(s, strlen(s), needle, strlen(needle)) : (char*)s;
}

char* strcasestr(const char* s, const char* needle) {
  size_t n = strlen(needle);
  for (;; s++) {
    if (!strncasecmp(s, needle, n)) return (char*)s;
    if (!*s) return nullptr;
  }
}

struct byte_set {
  unsigned long bits[4];
};

static inline int contains(const byte_set* set, unsigned char c) { return set->bits[c >> 6] >> (c & 63) & 1; }

static void fill(byte_set* set, const char* members) {
  set->bits[0] = set->bits[1] = set->bits[2] = set->bits[3] = 0;
  for (; *members; members++) {
    unsigned char c = (unsigned char)*members;
    set->bits[c >> 6] |= 1ul << (c & 63);
  }
}

size_t strspn(const char* s, const char* accept) {
  byte_set set;
  fill(&set, accept);
  const char* p = s;
  while (contains(&set, (unsigned char)*p)) p++;
  return (size_t)(p - s);
}

size_t strcspn(const char* s, const char* reject) {
  byte_set set;
  fill(&set, reject);
  set.bits[0] |= 1;
  const char* p = s;
  while (!contains(&set, (unsigned char)*p)) p++;
  return (size_t)(p - s);
}

char* strpbrk(const char* s, const char* accept) {
  s += strcspn(s, accept);
  return *s ? (char*)s : nullptr;
}

char* strtok_r(char* s, const char* delimiters, char** save) {
  if (!s) s = *save;
  s += strspn(s, delimiters);
  char* end = s + strcspn(s, delimiters);
  *save = *end ? end + 1 : end;
  if (s == end) return nullptr;
  *end = 0;
  return s;
}

char* strtok(char* s, const char* delimiters) {
  static char* save;
  if (!s && !save) return nullptr;
  return strtok_r(s, delimiters, &save);
}

char* strsep(char** s, const char* delimiters) {
  char* start = *s;
  if (!start) return nullptr;
  char* end = start + strcspn(start, delimiters);
  if (*end) {
    *end = 0;
    *s = end + 1;
  } else {
    *s = nullptr;
  }
  return start;
}

/* Runs of digits compare as numbers, or, with leading zeros, as fractions. What decides is the run that the first
   difference lies in. */
int strverscmp(const char* a, const char* b) {
  size_t i = 0, run = 0;
  int zeros = 1;
  for (; a[i] == b[i]; i++) {
    if (!a[i]) return 0;
    if (!isdigit((unsigned char)a[i]))
      run = i + 1, zeros = 1;
    else if (a[i] != '0')
      zeros = 0;
  }
  int x = isdigit((unsigned char)a[i]), y = isdigit((unsigned char)b[i]);
  int number = run < i ? a[run] != '0' : x && y && a[i] != '0' && b[i] != '0';
  if (number) {
    size_t j = i;
    while (isdigit((unsigned char)a[j]) && isdigit((unsigned char)b[j])) j++;
    if (isdigit((unsigned char)a[j])) return 1;
    if (isdigit((unsigned char)b[j])) return -1;
  } else if (run < i && zeros && x != y) {
    return y - x;
  }
  return (unsigned char)a[i] - (unsigned char)b[i];
}
}
