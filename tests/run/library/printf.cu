// run: tolerance=0
// printf: all flags, widths, precisions, length modifiers and conversions; snprintf truncation and return values; %n$ excluded.
#include <stdio.h>
#include <stdint.h>
#include <inttypes.h>
#include <stddef.h>
#include <float.h>
#include <math.h>
int main() {
  printf("%d|%5d|%-5d|%05d|%+d|% d|%.3d|%5.3d|%-+5d|%.0d|\n", 42, 42, 42, 42, 42, 42, 42, 42, 42,
         0);
  printf("%u|%o|%#o|%x|%#x|%X|%#X|%08x|%#010x|%.5x\n", 42u, 42u, 42u, 255u, 255u, 255u, 255u,
         0xbeefu, 0xbeefu, 0xau);
  printf("%hhd %hd %d %ld %lld %jd %zd %td\n", (signed char)300, (short)70000, -1, -1L << 40,
         INT64_MIN, (intmax_t)-5, (ssize_t)-6, (ptrdiff_t)7);
  printf("%hhu %hu %u %lu %llx %ju %zu\n", (unsigned char)300, (unsigned short)70000, ~0u, ~0ul,
         ~0ull, (uintmax_t)5, sizeof(int));
  printf("%" PRId64 " %" PRIu32 " %" PRIx64 " %" PRId8 "\n", (int64_t)-12, (uint32_t)12,
         (uint64_t)0xabc, (int8_t)-8);
  printf("%c|%5c|%-5c|%s|%10s|%-10s|%.3s|%10.2s|%%\n", 'a', 'b', 'c', "str", "right", "left",
         "truncate", "abc");
  printf("%*d|%-*d|%*d|%.*f|%*.*f|%.*s|%.*d\n", 6, 1, 6, 2, -6, 3, 2, 3.14159, 8, 3, 2.71828, 2,
         "xyz", -1, 5);
  printf("%f|%.0f|%#.0f|%.1f|%10.3f|%-10.3f|%+.2f|% .2f|%010.2f|%.15f\n", 3.5, 2.5, 2.5, 0.25,
         3.14159, 3.14159, 1.0, 1.0, -3.14159, 0.1);
  printf("%.0f %.0f %.0f %.0f %.1f %.2f %.3f\n", 0.5, 1.5, 3.5, -0.5, 0.35, 1.005, 2.0005);
  printf("%e|%.0e|%#.0e|%.3e|%12.2e|%E|%e|%e\n", 12345.678, 12345.678, 1.0, 9999.9, 0.00012345,
         1e100, 0.0, 5e-324);
  printf("%g|%g|%g|%g|%g|%g|%g|%g|%#g|%G\n", 100000.0, 1000000.0, 0.0001, 0.00001, 123456789.0, 0.1,
         1e-300, 2.0, 2.0, 1e-10);
  printf("%.3g|%.10g|%.17g|%.0g|%10.4g|%-10.2g|%+g|%015g\n", 3.14159, 3.14159, 0.1, 0.5, 1234.5678,
         0.000123, 7.0, -1.5);
  printf("%a %a %a %.2a %A %a\n", 1.0, 0.1, -2.5, 1.999, 255.5, 0.0);
  printf("%f %F %e %g %5f|%-5f|%05f\n", INFINITY, -INFINITY, INFINITY, (double)NAN, INFINITY,
         INFINITY, INFINITY);
  printf("%.20f\n%.3f\n%f\n", 1.0 / 3, 1e22, DBL_MAX);
  printf("%.50g\n%.60f\n", 1e-5, 1e-20);
  printf("%g %g %.9g %.9g\n", (double)FLT_MAX, (double)FLT_MIN, (double)0.1f, (double)FLT_EPSILON);
  printf("%Lf %Lg %.3Le\n", 1.5L, 2.25L, 1e10L);
  int n = 0;
  printf("12345%n6789", &n);
  printf(" %d\n", n);
  printf("%p %p\n", (void *)0, (void *)0x1234);
  printf("%s|%.2s|%10s\n", (char *)"", "", "");
  char b[10];
  int r = snprintf(b, sizeof b, "%s", "exactly 10");
  printf("%d [%s]\n", r, b);
  r = snprintf(b, 1, "abc");
  printf("%d [%s]\n", r, b);
  r = snprintf(nullptr, 0, "%d %s", 12345, "measured");
  printf("%d\n", r);
  r = snprintf(b, sizeof b, "%5.1f", 99.96);
  printf("%d [%s]\n", r, b);
  char big[200];
  r = sprintf(big, "%-20s|%20s|%060d", "left", "right", 7);
  printf("%d %s\n", r, big);
  fprintf(stdout, "%c%c%c\n", 65, 66, 67);
  fputs("fputs ", stdout);
  puts("puts");
  putchar('p');
  putc('q', stdout);
  fputc('\n', stdout);
  r = printf("count\n");
  printf("%d\n", r);
  printf("%i %+i %+.3i % 05d\n", 1, 2, 3, 4);
  printf("%'d\n", 1234567);
  printf("%ld%s%c", 1L, "two", '\n');
  printf("%.1f %.1f %.1f %.1f\n", 0.05, 0.15, 0.25, 0.45);
  printf("%08.3f|%+08d|%-08d|%x\n", -1.5, 5, 5, -1);
  return 0;
}
