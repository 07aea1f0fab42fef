// run: tolerance=0
// string.h and ctype.h: copying, comparing, searching, tokens, memory functions, overlaps, case; signs of comparison results.
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <ctype.h>
#include <stdlib.h>
static int sign(int v) {
  return (v > 0) - (v < 0);
}
int main() {
  char a[64] = "hello", b[64];
  printf("%zu %s ", strlen(a), strcpy(b, a));
  printf("%s\n", strcat(b, " world"));
  strncpy(b, "abcdef", 3);
  printf("%s\n", b);
  memset(b, '#', 12);
  b[12] = 0;
  strncpy(b, "xy", 5);
  printf("%s %c %d\n", b, b[5], b[4]);
  strncat(b, "12345", 3);
  printf("%s\n", b);
  printf("%d %d %d %d %d\n", sign(strcmp("abc", "abd")), sign(strcmp("b", "abc")), strcmp("", ""),
         sign(strcmp("abc", "abcd")), sign(strcmp("\xff", "a")));
  printf("%d %d %d\n", strncmp("abcX", "abcY", 3), sign(strncmp("abcX", "abcY", 4)),
         strcasecmp("HeLLo", "hEllO"));
  printf("%d %d\n", sign(memcmp("a\0b", "a\0c", 3)), strncasecmp("ABx", "aby", 2));
  const char *s = "the quick brown the fox";
  printf("%td %td %td %td %d\n", strchr(s, 'q') - s, strrchr(s, 't') - s, strstr(s, "brown") - s,
         strstr(s, "") - s, strstr(s, "cat") == nullptr);
  printf("%td %zu %zu %td %td\n", strpbrk(s, "xyzf") - s, strspn("aabbc", "ab"),
         strcspn("hello", "lo"), (char *)memchr(s, 'w', 20) - s, strchr(s, 0) - s);
  char text[] = "one,two;;three , four";
  int n = 0;
  for (char *t = strtok(text, ",; "); t; t = strtok(nullptr, ",; "))
    printf("%d:%s ", n++, t);
  printf("\n");
  char again[] = "a b\tc", *save;
  for (char *t = strtok_r(again, " \t", &save); t; t = strtok_r(nullptr, " \t", &save))
    printf("<%s>", t);
  printf("\n");
  char m[32] = "0123456789";
  memmove(m + 2, m, 8);
  printf("%s ", m);
  memmove(m, m + 3, 7);
  printf("%s ", m);
  memcpy(m, "XYZ", 3);
  memset(m + 5, '-', 3);
  printf("%s\n", m);
  char *dup = strdup("duplicate");
  dup[0] = 'D';
  printf("%s %s\n", dup, strerror(0));
  free(dup);
  char *part = strndup("partial", 4);
  printf("%s\n", part);
  free(part);
  for (int (*f)(int) : {isalpha, isdigit, isalnum, isspace, isupper, islower, ispunct, isxdigit,
                        isprint, iscntrl, isgraph, isblank}) {
    int c = 0;
    unsigned h = 0;
    for (int i = 0; i < 128; i++)
      if (f(i)) {
        c++;
        h = h * 31 + i;
      }
    printf("%d/%u ", c, h);
  }
  printf("\n");
  for (const char *p = "Hello, World 123"; *p; p++)
    putchar(isupper(*p) ? tolower(*p) : toupper(*p));
  printf("\n");
  printf("%zu %zu\n", strnlen("abc", 2), strnlen("abc", 10));
  char *end;
  long parsed = strtol("  -42xyz", &end, 10);
  printf("%ld %s|", parsed, end);
  printf("%ld %ld %ld %ld ", strtol("0x1F", nullptr, 16), strtol("0x1F", nullptr, 0),
         strtol("077", nullptr, 0), strtol("zz", nullptr, 36));
  printf("%lu %ld\n", strtoul("4294967295", &end, 10), strtol("99999999999999999999", nullptr, 10));
  double number = strtod("3.5e+2abc", &end);
  printf("%g %s|%g %g %g %g\n", number, end, strtod("-.5", nullptr), strtod("0x1.8p3", nullptr),
         atof("1e-5"), (double)strtof("16777217", nullptr));
  printf("%d %d %ld %lld\n", atoi("123abc"), atoi("-7"), atol("5000000000"), atoll("-9"));
  printf("%.17g %.17g %.17g\n", strtod("0.1", nullptr), strtod("1.7976931348623157e308", nullptr),
         strtod("2.2250738585072011e-308", nullptr));
  printf("%d %ld %d\n", abs(-5), labs(-5000000000), div(17, 5).rem);
  return 0;
}
