// run: tolerance=0 stdin=scanf.in
// scanf and sscanf: conversions, widths, suppression, sets, counts, mismatches; fgets, getchar, ungetc on standard input until its end.
#include <stdio.h>
#include <string.h>
int main() {
  int a, b, c, n;
  unsigned u;
  long l;
  float f;
  double d;
  char s[32], t[32], ch;
  short h;
  unsigned char uc;
  printf("%d ", sscanf("12 -34 0x1f", "%d %d %i", &a, &b, &c));
  printf("%d %d %d\n", a, b, c);
  printf("%d ", sscanf("077 0x10 9", "%i%x%o", &a, &u, &c));
  printf("%d %u\n", a, u);
  printf("%d ", sscanf("3.5e2,-.25;1e-3", "%f,%lf;%f", &f, &d, &f));
  printf("%g %g\n", f, d);
  printf("%d ", sscanf("  word next", "%s%n %c", s, &n, &ch));
  printf("%s %d %c\n", s, n, ch);
  printf("%d ", sscanf("123456", "%3d%2d", &a, &b));
  printf("%d %d\n", a, b);
  printf("%d ", sscanf("abc123def", "%[a-z]%[0-9]%s", s, t, t + 8));
  printf("%s %s %s\n", s, t, t + 8);
  printf("%d ", sscanf("key=value rest", "%[^=]=%s", s, t));
  printf("%s %s\n", s, t);
  printf("%d ", sscanf("1 2 3", "%*d %d %*s", &a));
  printf("%d\n", a);
  printf("%d %d %d\n", sscanf("", "%d", &a), sscanf("x", "%d", &a), sscanf("5 x", "%d %d", &a, &b));
  printf("%d ", sscanf("70000 300 -9000000000", "%hd %hhu %ld", &h, &uc, &l));
  printf("%d %d %ld\n", h, uc, l);
  printf("%d ", sscanf("50%", "%d%%", &a));
  printf("%d\n", a);
  printf("%d ", sscanf("abcdef", "%3c%c", s, &ch));
  s[3] = 0;
  printf("%s %c\n", s, ch);
  printf("%d ", sscanf("a-b]c", "%[]a-]%s", s, t));
  printf("%s %s\n", s, t);
  n = sscanf("inf nan", "%lf %f", &d, &f);
  printf("%d %d\n", n, d > 1e308);
  n = sscanf("12:30:45", "%d:%d:%d", &a, &b, &c);
  printf("%d\n", n == 3 ? a * 3600 + b * 60 + c : -1);
  printf("%d ", scanf("%d", &n));
  long sum = 0;
  for (int i = 0; i < n; i++) {
    scanf("%d", &a);
    sum += a;
  }
  printf("%d %ld\n", n, sum);
  scanf(" %31s", s);
  printf("%s\n", s);
  fgets(t, sizeof t, stdin);
  printf("[%s]\n", t + (t[0] == '\n'));
  fgets(t, 6, stdin);
  printf("[%s]\n", t);
  fgets(t, sizeof t, stdin);
  t[strcspn(t, "\n")] = 0;
  printf("[%s]\n", t);
  int k = getchar();
  ungetc(k, stdin);
  printf("%c ", k);
  printf("%d ", scanf("%lf %lf", &d, &d));
  printf("%g\n", d);
  int count = 0, lines = 0;
  while ((k = getchar()) != EOF) {
    count++;
    lines += k == '\n';
  }
  printf("%d %d %d %d\n", count, lines, feof(stdin) != 0, scanf("%d", &a));
  return 0;
}
