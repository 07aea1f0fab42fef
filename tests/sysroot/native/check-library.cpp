/* The rest against glibc: random numbers, sorting, strings, dates, options, wide characters. */
#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <libgen.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>
#include <wchar.h>
#include "harness.h"

extern "C" {
int cw_rand();
void cw_srand(unsigned);
long cw_random();
int cw_rand_r(unsigned*);
char* cw_initstate(unsigned, char*, size_t);
char* cw_setstate(char*);
double cw_drand48();
long cw_lrand48();
long cw_mrand48();
void cw_srand48(long);
double cw_erand48(unsigned short*);
void cw_qsort(void*, size_t, size_t, int (*)(const void*, const void*));
void* cw_bsearch(const void*, const void*, size_t, size_t, int (*)(const void*, const void*));
size_t cw_strlen(const char*);
int cw_memcmp(const void*, const void*, size_t);
void* cw_memchr(const void*, int, size_t);
void* cw_memrchr(const void*, int, size_t);
void* cw_memmem(const void*, size_t, const void*, size_t);
char* cw_strstr(const char*, const char*);
char* cw_strchr(const char*, int);
char* cw_strrchr(const char*, int);
int cw_strcmp(const char*, const char*);
int cw_strncmp(const char*, const char*, size_t);
int cw_strcasecmp(const char*, const char*);
int cw_strncasecmp(const char*, const char*, size_t);
size_t cw_strspn(const char*, const char*);
size_t cw_strcspn(const char*, const char*);
char* cw_strncpy(char*, const char*, size_t);
char* cw_strncat(char*, const char*, size_t);
char* cw_strtok_r(char*, const char*, char**);
int cw_strverscmp(const char*, const char*);
char* cw_strerror(int);
char* cw_strsignal(int);
size_t cw_strftime(char*, size_t, const char*, const struct tm*);
char* cw_strptime(const char*, const char*, struct tm*);
struct tm* cw_gmtime_r(const time_t*, struct tm*);
time_t cw_timegm(struct tm*);
time_t cw_mktime(struct tm*);
char* cw_asctime(const struct tm*);
int cw_getopt_long(int, char* const*, const char*, const struct option*, int*);
extern char* cw_optarg;
extern int cw_optind, cw_opterr, cw_optopt;
char* cw_dirname(char*);
char* cw___xpg_basename(char*);
size_t cw_mbstowcs(wchar_t*, const char*, size_t);
size_t cw_wcstombs(char*, const wchar_t*, size_t);
int cw_mbtowc(wchar_t*, const char*, size_t);
int cw_swprintf(wchar_t*, size_t, const wchar_t*, ...);
size_t cw_wcsftime(wchar_t*, size_t, const wchar_t*, const struct tm*);
double cw_wcstod(const wchar_t*, wchar_t**);
int cw_clock_gettime(int, struct timespec*);
int cw_nanosleep(const struct timespec*, struct timespec*);
time_t cw_time(time_t*);
long cw_clock();
int cw_setenv(const char*, const char*, int);
char* cw_getenv(const char*);
int cw_unsetenv(const char*);
int cw_isalpha(int); int cw_isdigit(int); int cw_isalnum(int); int cw_isspace(int); int cw_isupper(int); int cw_islower(int);
int cw_ispunct(int); int cw_isprint(int); int cw_isgraph(int); int cw_iscntrl(int); int cw_isxdigit(int); int cw_isblank(int);
int cw_toupper(int); int cw_tolower(int);
}

static int sign(int n) { return (n > 0) - (n < 0); }

static void randoms() {
  for (int i = 0; i < 1000; i++) EXPECT(cw_rand() == rand());
  for (unsigned seed : {0u, 1u, 42u, 1234567890u, 0xffffffffu, 0x80000000u}) {
    srand(seed);
    cw_srand(seed);
    for (int i = 0; i < 500; i++) EXPECT(cw_rand() == rand());
    unsigned a = seed, b = seed;
    for (int i = 0; i < 50; i++) EXPECT(rand_r(&a) == cw_rand_r(&b));
    srand48(seed);
    cw_srand48(seed);
    unsigned short x[3] = {1, 2, (unsigned short)seed}, y[3] = {1, 2, (unsigned short)seed};
    for (int i = 0; i < 50; i++)
      EXPECT(drand48() == cw_drand48() && lrand48() == cw_lrand48() && mrand48() == cw_mrand48() && erand48(x) == cw_erand48(y));
  }
  for (size_t size : {8, 32, 64, 128, 256}) {
    static char a[256] __attribute__((aligned(8))), b[256] __attribute__((aligned(8)));
    char* old_a = initstate(5, a, size);
    char* old_b = cw_initstate(5, b, size);
    for (int i = 0; i < 100; i++) EXPECT(random() == cw_random());
    EXPECT(setstate(old_a) == a && cw_setstate(old_b) == b);
    for (int i = 0; i < 10; i++) EXPECT(random() == cw_random());
    setstate(a);
    cw_setstate(b);
    for (int i = 0; i < 10; i++) EXPECT(random() == cw_random());
    setstate(old_a);
    cw_setstate(old_b);
  }
}

static int by_key(const void* a, const void* b) { return *(const unsigned char*)a - *(const unsigned char*)b; }

static void sorting() {
  for (size_t size : {1, 2, 4, 8, 12, 32, 33, 100}) {
    for (size_t count : {0, 1, 2, 3, 7, 8, 9, 50, 1000}) {
      static unsigned char a[100000], b[100000];
      for (size_t i = 0; i < count * size; i++) a[i] = b[i] = (unsigned char)random64();
      for (size_t i = 0; i < count; i++) a[i * size] = b[i * size] = (unsigned char)(random64() % 16);
      qsort(a, count, size, by_key);
      cw_qsort(b, count, size, by_key);
      CHECK(!memcmp(a, b, count * size), "qsort of %zu elements of %zu bytes differs from glibc's\n", count, size);
      if (count) {
        unsigned char key = (unsigned char)(random64() % 20);
        EXPECT(bsearch(&key, a, count, size, by_key) == nullptr
                   ? cw_bsearch(&key, b, count, size, by_key) == nullptr
                   : *(unsigned char*)cw_bsearch(&key, b, count, size, by_key) == key);
      }
    }
  }
}

static void strings() {
  for (int i = 0; i < 30000; i++) {
    char a[80], b[80], c[80], d[80];
    size_t n = random64() % 60, m = random64() % 60, shift = random64() % 8;
    unsigned letters = random64() % 3 ? 2 : 60;
    for (size_t k = 0; k < n; k++) a[shift + k] = (char)('A' + random64() % letters);
    a[shift + n] = 0;
    for (size_t k = 0; k < m; k++) b[k] = k < n && random64() % 16 ? a[shift + k] : (char)('A' + random64() % letters);
    b[m] = 0;
    const char* s = a + shift;
    EXPECT(cw_strlen(s) == n);
    EXPECT(sign(cw_strcmp(s, b)) == sign(strcmp(s, b)));
    size_t limit = random64() % 60, common = n < m ? n : m;
    EXPECT(sign(cw_strncmp(s, b, limit)) == sign(strncmp(s, b, limit)));
    EXPECT(sign(cw_memcmp(s, b, common)) == sign(memcmp(s, b, common)));
    EXPECT(sign(cw_strcasecmp(s, b)) == sign(strcasecmp(s, b)));
    EXPECT(sign(cw_strncasecmp(s, b, limit)) == sign(strncasecmp(s, b, limit)));
    int ch = random64() % 10 ? 'A' + (int)(random64() % letters) : 0;
    EXPECT(cw_strchr(s, ch) == strchr(s, ch) && cw_strrchr(s, ch) == strrchr(s, ch));
    EXPECT(cw_memchr(s, ch, n) == memchr(s, ch, n) && cw_memrchr(s, ch, n) == memrchr(s, ch, n));
    b[random64() % 6] = 0;
    EXPECT(cw_strstr(s, b) == strstr(s, b));
    size_t k = random64() % 9;
    EXPECT(cw_memmem(s, n, b, k) == memmem(s, n, b, k));
    EXPECT(cw_strspn(s, b) == strspn(s, b) && cw_strcspn(s, b) == strcspn(s, b));
    memset(c, 'q', 80);
    memset(d, 'q', 80);
    strncpy(c, s, limit);
    cw_strncpy(d, s, limit);
    EXPECT(!memcmp(c, d, 80));
    c[5] = d[5] = 0;
    strncat(c, s, limit);
    cw_strncat(d, s, limit);
    EXPECT(!memcmp(c, d, 70));
    strcpy(c, s);
    strcpy(d, s);
    char *x = nullptr, *y = nullptr;
    for (char *p = strtok_r(c, "AC", &x), *q = cw_strtok_r(d, "AC", &y);; p = strtok_r(nullptr, "AC", &x), q = cw_strtok_r(nullptr, "AC", &y)) {
      EXPECT(!p == !q && (!p || !strcmp(p, q)));
      if (!p || !q) break;
    }
    for (size_t j = 0; j < n; j++) c[j] = "01a9"[random64() % 4];
    for (size_t j = 0; j < n; j++) d[j] = random64() % 8 ? c[j] : "01a9"[random64() % 4];
    c[n] = d[n] = 0;
    CHECK(sign(cw_strverscmp(c, d)) == sign(strverscmp(c, d)), "strverscmp(%s, %s): %d\n", c, d, strverscmp(c, d));
  }
  for (int code = -2; code < 140; code++) CHECK(!strcmp(cw_strerror(code), strerror(code)), "strerror(%d): %s\n", code, cw_strerror(code));
  for (int s = 1; s < 32; s++) CHECK(!strcmp(cw_strsignal(s), strsignal(s)), "strsignal(%d): %s\n", s, cw_strsignal(s));
#define CLASS(name) EXPECT(!cw_##name(c) == !name(c));
  for (int c = -1; c < 256; c++) {
    CLASS(isalpha) CLASS(isdigit) CLASS(isalnum) CLASS(isspace) CLASS(isupper) CLASS(islower) CLASS(ispunct) CLASS(isprint)
    CLASS(isgraph) CLASS(iscntrl) CLASS(isxdigit) CLASS(isblank)
    EXPECT(cw_toupper(c) == toupper(c) && cw_tolower(c) == tolower(c));
  }
  for (const char* path : {"", "/", "//", "a", "a/", "/a", "/a/", "a/b", "a//b//", "/usr/lib/x.c", ".", "..", "a/..", "//a", "///a", "///", "/a/b"}) {
    char a[32], b[32];
    strcpy(a, path);
    strcpy(b, path);
    EXPECT(!strcmp(dirname(a), cw_dirname(b)));
    strcpy(a, path);
    strcpy(b, path);
    EXPECT(!strcmp(basename(a), cw___xpg_basename(b)));
  }
}

static void dates() {
  for (int i = 0; i < 3000; i++) {
    time_t t = i % 3 ? (time_t)(random64() % 8000000000) - 2000000000 : (long)random64() >> 12;
    struct tm a = {}, b = {};
    gmtime_r(&t, &a);
    if (!cw_gmtime_r(&t, &b)) {
      EXPECT(!gmtime_r(&t, &a));
      continue;
    }
    CHECK(!memcmp(&a, &b, 36), "gmtime(%ld)\n", t);
    EXPECT(cw_timegm(&b) == t);
    a.tm_mday += (int)(random64() % 2000) - 1000;
    a.tm_mon += (int)(random64() % 200) - 100;
    a.tm_sec += (int)(random64() % 200000) - 100000;
    b = a;
    EXPECT(timegm(&a) == cw_timegm(&b) && !memcmp(&a, &b, 36));
    for (const char* f : {"%a %A %b %B %c %C %d %D %e %F", "%g %G %H %I %j %k %l %m %M %n %p %P", "%r %R %s %S %t %T %u %U %V", "%w %W %x %X %y %Y %z %%",
                          "%^a %#b %-d %_m %05d %10Y %-I %^B %#p %_H %3S|%20A|%012F", "%Ey %Od %h %q"}) {
      char c[300], d[300];
      size_t n = strftime(c, 300, f, &a), m = cw_strftime(d, 300, f, &a);
      CHECK(n == m && !strcmp(c, d), "strftime(%s) of %ld: [%s] ours [%s]\n", f, t, c, d);
    }
    if (a.tm_year > -900 && a.tm_year < 8000) {
      EXPECT(!strcmp(asctime(&a), cw_asctime(&a)));
      char text[64];
      strftime(text, 64, "%Y-%m-%d %H:%M:%S", &a);
      struct tm x = {}, y = {};
      char *p = strptime(text, "%Y-%m-%d %H:%M:%S", &x), *q = cw_strptime(text, "%Y-%m-%d %H:%M:%S", &y);
      CHECK(p == q && !memcmp(&x, &y, 36), "strptime(%s)\n", text);
    }
  }
}

static void options() {
  static const struct option longs[] = {{"alpha", 0, nullptr, 'A'}, {"beta", 1, nullptr, 'B'}, {"gamma", 2, nullptr, 'G'}, {"alps", 0, nullptr, 'P'}, {}};
  static const char* const words[] = {"-a", "-b", "-bx", "-abc", "--alpha", "--beta", "--beta=3", "--gam", "--gamma=1", "--al", "--", "x", "-", "-z", "-cq", "--nope", "-d"};
  opterr = cw_opterr = 0;
  for (int i = 0; i < 20000; i++) {
    char* a[10];
    char* b[10];
    int n = (int)(random64() % 7) + 1;
    a[0] = b[0] = (char*)"prog";
    for (int k = 1; k < n; k++) a[k] = b[k] = (char*)words[random64() % 17];
    a[n] = b[n] = nullptr;
    const char* shorts = i % 4 == 0 ? "+ab:c::" : i % 4 == 1 ? "-ab:c::" : i % 4 == 2 ? ":ab:c::" : "ab:c::";
    optind = cw_optind = 0;
    for (int k = 0; k < 20; k++) {
      int x = -5, y = -5;
      int p = getopt_long(n, a, shorts, longs, &x), q = cw_getopt_long(n, b, shorts, longs, &y);
      bool same = p == q && optind == cw_optind && x == y && (optarg == cw_optarg) && (p != '?' || optopt == cw_optopt) && !memcmp(a, b, sizeof(char*) * (size_t)n);
      CHECK(same, "getopt step %d: %d %d, optind %d %d, optopt %d %d, [%s %s %s %s] %s\n", k, p, q, optind, cw_optind, optopt, cw_optopt, n > 1 ? a[1] : "",
            n > 2 ? a[2] : "", n > 3 ? a[3] : "", n > 4 ? a[4] : "", shorts);
      if (p == -1 || !same) break;
    }
  }
}

static void wide() {
  wchar_t w[40];
  char text[80];
  EXPECT(cw_mbstowcs(w, "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z", 40) == 5 && w[1] == 0xe9 && w[2] == 0x20ac && w[3] == 0x1f600 && w[5] == 0);
  EXPECT(cw_wcstombs(text, w, 80) == 11 && !strcmp(text, "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z"));
  for (const char* bad : {"\x80", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xff", "\xc3"}) EXPECT(cw_mbtowc(w, bad, strlen(bad)) == -1);
  EXPECT(cw_swprintf(w, 40, L"%d %ls %s", 5, L"\u20ac", "x") == 5 && w[2] == 0x20ac);
  struct tm day = {};
  day.tm_mday = 3;
  EXPECT(cw_wcsftime(w, 40, L"%d\u20ac", &day) == 3 && w[1] == '3' && w[2] == 0x20ac && cw_wcsftime(w, 3, L"%d\u20ac", &day) == 0);
  EXPECT(cw_swprintf(w, 3, L"%d", 12345) == -1);
  wchar_t* end;
  const wchar_t* number = L" 2.5e1x";
  EXPECT(cw_wcstod(number, &end) == 25 && *end == 'x');
}

static void clocks() {
  struct timespec before = {}, after = {}, pause = {0, 3000000};
  EXPECT(cw_clock_gettime(1, &before) == 0 && cw_nanosleep(&pause, nullptr) == 0 && cw_clock_gettime(1, &after) == 0);
  long ns = (after.tv_sec - before.tv_sec) * 1000000000 + after.tv_nsec - before.tv_nsec;
  CHECK(ns >= 3000000 && ns < 1000000000, "slept %ld ns\n", ns);
  time_t now = time(nullptr);
  EXPECT(cw_time(nullptr) - now <= 1 && cw_clock() >= 0 && cw_clock_gettime(77, &after) == -1);
  pause.tv_nsec = -1;
  EXPECT(cw_nanosleep(&pause, nullptr) == -1);
}

static void environment() {
  EXPECT(!cw_getenv("NOTHING") && cw_setenv("A", "1", 0) == 0 && !strcmp(cw_getenv("A"), "1"));
  EXPECT(cw_setenv("A", "2", 0) == 0 && !strcmp(cw_getenv("A"), "1") && cw_setenv("A", "3", 1) == 0 && !strcmp(cw_getenv("A"), "3"));
  for (int i = 0; i < 50; i++) {
    char name[8];
    sprintf(name, "V%d", i);
    EXPECT(cw_setenv(name, name, 1) == 0);
  }
  EXPECT(!strcmp(cw_getenv("V7"), "V7") && cw_unsetenv("V7") == 0 && !cw_getenv("V7") && !strcmp(cw_getenv("V49"), "V49"));
  EXPECT(cw_setenv("a=b", "x", 1) == -1);
}

void check_library() {
  randoms();
  sorting();
  strings();
  dates();
  options();
  wide();
  clocks();
  environment();
}
