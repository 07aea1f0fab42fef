// run: tolerance=0
// sscanf: conversions, widths, assignments that are suppressed, sets, counts, mixed literals, failures.
#include <cstdio>
#include <cstring>

int main() {
  int a = 0, b = 0, c = 0, n = 0;
  unsigned u = 0;
  float f = 0;
  double d = 0;
  char s[32] = "", t[32] = "", ch = 0;
  long l = 0;
  short h = 0;
  int got = sscanf("12 0x1f 017 -5", "%d %i %i %d", &a, &b, &c, &n);
  printf("%d: %d %d %d %d\n", got, a, b, c, n);
  got = sscanf("3.5 -2e3 0x1p4", "%f %lf %lf", &f, &d, &d);
  printf("%d: %g %g\n", got, f, d);
  got = sscanf("word   another", "%s%s", s, t);
  printf("%d: %s %s\n", got, s, t);
  got = sscanf("123456", "%3d%2d%c", &a, &b, &ch);
  printf("%d: %d %d %c\n", got, a, b, ch);
  got = sscanf("key=value;rest", "%[^=]=%[a-z]%n", s, t, &n);
  printf("%d: %s %s %d\n", got, s, t, n);
  got = sscanf("10,20,30", "%d,%*d,%d", &a, &b);
  printf("%d: %d %d\n", got, a, b);
  got = sscanf("  x", "%c%c", &ch, s);
  printf("%d: '%c'\n", got, ch);
  got = sscanf("abc", "%d", &a);
  printf("%d ", got);
  got = sscanf("", "%d", &a);
  printf("%d ", got);
  got = sscanf("5 abc", "%d %d", &a, &b);
  printf("%d\n", got);
  got = sscanf("ff 77 4000000000 -1", "%x %o %u %hd", &u, &a, &b, &h);
  printf("%d: %x %o %u %d\n", got, u, a, (unsigned)b, h);
  got = sscanf("9000000000 2024-03-15", "%ld %d-%d-%d", &l, &a, &b, &c);
  printf("%d: %ld %d %d %d\n", got, l, a, b, c);
  got = sscanf("100%", "%d%%%n", &a, &n);
  printf("%d: %d %d\n", got, a, n);
  got = sscanf("a]b", "%[]a]%s", s, t);
  printf("%d: %s %s\n", got, s, t);
  got = sscanf("nan inf 1e", "%lf %f", &d, &f);
  printf("%d: %d %g\n", got, d != d, f);
  memset(s, '.', 8);
  got = sscanf("abcdef", "%4c", s);
  printf("%d: %.6s\n", got, s);
}
