/* strtod, strtof and the strtol family against glibc's: values, ends, errno. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include "harness.h"

extern "C" double cw_strtod(const char*, char**);
extern "C" float cw_strtof(const char*, char**);
extern "C" long cw_strtol(const char*, char**, int);
extern "C" unsigned long cw_strtoul(const char*, char**, int);
extern "C" __thread int cw___cw_errno;

template <class T>
static bool same_bits(T a, T b) { return !memcmp(&a, &b, sizeof a); }

static void floats(const char* text) {
  char *e1, *e2;
  errno = 0;
  double a = strtod(text, &e1);
  int error = errno;
  cw___cw_errno = 0;
  double b = cw_strtod(text, &e2);
  CHECK(same_bits(a, b) && e1 == e2 && error == cw___cw_errno, "strtod(\"%.60s\"…%zu): glibc %a end %ld errno %d, ours %a end %ld errno %d\n",
        text, strlen(text), a, e1 - text, error, b, e2 - text, cw___cw_errno);
  errno = 0;
  float c = strtof(text, &e1);
  error = errno;
  cw___cw_errno = 0;
  float d = cw_strtof(text, &e2);
  CHECK(same_bits(c, d) && e1 == e2 && error == cw___cw_errno, "strtof(\"%.60s\"…%zu): glibc %a errno %d, ours %a errno %d\n", text,
        strlen(text), (double)c, error, (double)d, cw___cw_errno);
}

static void integers(const char* text, int base) {
  char *e1 = nullptr, *e2 = nullptr;
  errno = 0;
  long a = strtol(text, &e1, base);
  int error = errno;
  cw___cw_errno = 0;
  long b = cw_strtol(text, &e2, base);
  CHECK(a == b && e1 == e2 && error == cw___cw_errno, "strtol(\"%s\", %d): %ld, ours %ld; end %ld %ld\n", text, base, a, b, e1 - text, e2 - text);
  errno = 0;
  unsigned long c = strtoul(text, &e1, base);
  error = errno;
  cw___cw_errno = 0;
  unsigned long d = cw_strtoul(text, &e2, base);
  CHECK(c == d && e1 == e2 && error == cw___cw_errno, "strtoul(\"%s\", %d): %lu, ours %lu\n", text, base, c, d);
}

void check_numbers() {
  static char text[3000];
  static const char* const special[] = {
      "0", "-0", "1", ".5", "5.", ".", "", "e5", "1e", "1e+", "1e5x", "+1", "-.5e-3", "  12", "inf", "-INF", "infinity", "infinit",
      "nan", "-nan", "nan(123)", "nan(", "nan(x y)", "0x1p4", "0x.8", "0x", "0xg", "0x1.8p", "0x1p-1074", "0x1p-1075", "0x1.8p-1075",
      "0x1.fffffffffffff8p0", "0x1.fffffffffffff7p0", "0x1p1024", "0x1.fffffffffffffp1023", "1e308", "1e309", "1.7976931348623157e308",
      "1.7976931348623158e308", "1.797693134862315808e308", "1.79769313486231580793728971405303415e308", "4.9e-324", "2.4703282292062327e-324",
      "2.4703282292062328e-324", "2.4703282292062327208e-324", "1e-400", "1e400", "1e99999999999999", "1e-99999999999999", "0e999999999",
      "9007199254740993", "9007199254740992.5", "9007199254740993.00000000000000000000000000000000000001", "2.2250738585072011e-308",
      "2.2250738585072014e-308", "16777217", "16777217.0000000000000001", "3.4028235677973366e38", "3.4028235e38", "1.4e-45", "7e-46",
      "0.000000000000000000000000000000000000000000000001e48", "123456789012345678901234567890", "1_0", "1,5", "1e0x", "00001.5"};
  for (const char* s : special) floats(s);
  for (int i = 0; i < 60000; i++) {
    double x = random_double();
    snprintf(text, sizeof text, "%.*g", (int)(random64() % 25) + 1, x);
    floats(text);
    if (i % 4 == 0) { /* any digits, any exponent */
      char* p = text;
      int digits = (int)(random64() % 30) + 1;
      for (int d = 0; d < digits; d++) {
        *p++ = (char)('0' + random64() % 10);
        if (d == digits / 2) *p++ = '.';
      }
      sprintf(p, "e%d", (int)(random64() % 700) - 350);
      floats(text);
    }
    if (i % 20 == 0) { /* exactly half way between two neighbours, and beside it */
      x = fabs(x);
      if (!(x < 1e300)) continue;
      double up = nextafter(x, INFINITY);
      if (x > 1e-290) {
        snprintf(text, sizeof text, "%.1100Lf", ((long double)x + up) / 2);
        floats(text);
        size_t n = strlen(text);
        strcpy(text + n, "1");
        floats(text);
      }
      float f = (float)x, g = nextafterf(f, INFINITY);
      if (g < 3e38f) {
        snprintf(text, sizeof text, "%.*f", i % 40 ? 170 : 1100, ((double)f + g) / 2);
        floats(text);
        strcat(text, "0000001");
        floats(text);
      }
    }
    if (i % 10 == 0) {
      snprintf(text, sizeof text, "%a", x);
      floats(text);
      snprintf(text, sizeof text, "0x%lx.%lxp%d", random64() >> (random64() & 63), random64(), (int)(random64() % 2400) - 1200);
      floats(text);
    }
  }
  static const char* const ints[] = {"0", "x", "", "-", "+5", "  -12abc", "0x1f", "0X1F", "0x", "0xg", "017", "089", "9223372036854775807",
                                     "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615",
                                     "18446744073709551616", "-1", "zz", "99999999999999999999999", "-99999999999999999999999", "0b101", "1 2"};
  for (const char* s : ints)
    for (int base : {0, 2, 8, 10, 16, 36, 1, 37}) integers(s, base);
  for (int i = 0; i < 20000; i++) {
    int n = (int)(random64() % 24);
    for (int k = 0; k < n; k++) text[k] = "0123456789abcdefABCDEFxXzZ-+ "[random64() % 29];
    text[n] = 0;
    integers(text, (int)(random64() % 38));
  }
}
