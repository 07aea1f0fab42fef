/* sscanf against glibc's. */
#include <errno.h>
#include <stdlib.h>
#include "harness.h"

extern "C" int cw_sscanf(const char*, const char*, ...);
extern "C" __thread int cw___cw_errno;
extern "C" void cw_free(void*);

/* Up to four targets of 64 bytes each, compared whole. */
static void same(const char* text, const char* format) {
  static char a[4][64] __attribute__((aligned(16))), b[4][64] __attribute__((aligned(16)));
  memset(a, 0x55, sizeof a);
  memset(b, 0x55, sizeof b);
  int n = sscanf(text, format, a[0], a[1], a[2], a[3]);
  int m = cw_sscanf(text, format, b[0], b[1], b[2], b[3]);
  bool equal = n == m;
  for (int i = 0; i < 4; i++) equal = equal && !memcmp(a[i], b[i], 64);
  CHECK(equal, "sscanf(\"%s\", \"%s\"): glibc %d (%.8s), ours %d (%.8s)\n", text, format, n, a[0], m, b[0]);
}

void check_scanf() {
  static const char* const texts[] = {"", " ", "12", "-5 6", "  42abc", "0x1F", "0x", "0xg", "017", "08", "abc def", "1.5e3x", "1e", "1e+", "-.5", ".",
                                      "inf", "infx", "infinity", "nan", "in", "12345678901234567890123", "a,b,c", "1,2,3,4", "x=7", "x =7", "%5",
                                      "3.14 2.71", "hello world", "   lead", "0x1.8p3 7", "1:2:3", "+7", "--7", "abc]def", "99999999999", "-99999999999",
                                      "1 2 3 4 5", "1\n2\n3", "12345", "0b11", "(nil)", "1.2.3", "1e5e6", "000123", "-0x10"};
  static const char* const formats[] = {"%d", "%i", "%u", "%x", "%o", "%ld", "%hhd", "%hd", "%lld", "%f", "%lf", "%g", "%s", "%3s", "%c", "%3c", "%d%n",
                                        "%d %d", "%d,%d,%d,%d", "%d:%d:%d", "x=%d", "x = %d", "%[a-c]", "%[^,],%s", "%*d %d", "%2d%2d%d", "%%%d", "%5[^]]",
                                        "%[]abc]", "%s %s", "%lf %lf", "%4f%s", "%1d%1d", "%x %d", "%n", "%*s%n", "%d%c", "%i %i", "%d %n", "%p", "%zu",
                                        "%2$d %1$d", "abc%s", "%3f", "%2x", "%1x", "%5c", "%[0-9.]", "%d %[^\n]", "%hhx"};
  for (const char* t : texts)
    for (const char* f : formats) same(t, f);
  for (int i = 0; i < 20000; i++) {
    char t[40], f[40], *p = f;
    int n = (int)(random64() % 16);
    for (int k = 0; k < n; k++) t[k] = "0123456789 +-.,eExXabcpn"[random64() % 24];
    t[n] = 0;
    for (int k = 0; k < 3; k++) {
      static const char* const parts[] = {"%d", "%i", "%x", "%f", "%lf", "%s", "%c", "%[0-9]", "%[^a]", " ", ",", "%2d", "%3s", "%*d", "%4lf"};
      p = stpcpy(p, parts[random64() % 15]);
    }
    same(t, f);
  }
  char* text = nullptr;
  EXPECT(cw_sscanf("word rest", "%ms", &text) == 1 && !strcmp(text, "word"));
  cw_free(text);
  wchar_t wide[8] = {};
  EXPECT(cw_sscanf("h\xc3\xa9 x", "%ls", wide) == 1 && wide[0] == 'h' && wide[1] == 0xe9 && wide[2] == 0);
}
