// run: tolerance=0
// Integer promotions, usual arithmetic conversions, truncation, sign extension, comparisons of mixed signs, float to integer.
#include <stdio.h>
#include <stdint.h>
#include <limits.h>
#include <stdbool.h>

int main() {
  signed char sc = -1;
  unsigned char uc = 255;
  short s = -32768;
  unsigned short us = 65535;
  int i = -1;
  unsigned u = 1;
  long l = -1;
  unsigned long ul = 1;
  printf("promotion: %d %d %d %d\n", sc + uc, uc + uc, us * 2, -us);
  printf("char arithmetic: %d %d\n", (signed char)(sc * 200), (unsigned char)(uc + 1));
  printf("mixed compare: %d %d %d %d %d\n", i < u, sc < u, l < u, l < ul, (long)i < (long)u);
  printf("us < i: %d, uc == sc: %d, (char)uc == sc: %d\n", us < i, uc == sc, (signed char)uc == sc);
  printf("truncation: %d %d %u %ld\n", (short)0x12345678, (signed char)0x1ff, (unsigned)0x123456789abcdefL, (long)(int)0xffffffffu);
  printf("extension: %lx %lx %x %lx\n", (unsigned long)sc, (unsigned long)uc, (unsigned)s, (unsigned long)(unsigned)i);
  printf("shifts: %d %d %u %d %ld\n", -8 >> 1, i >> 31, 0x80000000u >> 31, uc << 4, 1L << 40);
  printf("shift of narrow: %d %d\n", sizeof(uc << 1) == 4, (unsigned char)(uc << 1));
  printf("complement: %d %d %u\n", ~uc, (unsigned char)~uc, ~0u);
  printf("division: %d %d %d %d %u\n", -7 / 2, -7 % 2, 7 / -2, 7 % -2, (unsigned)-7 / 2);
  printf("64-bit division: %ld %ld %lu %lu\n", -9000000000L / 7, -9000000000L % 7, 18446744073709551615ul / 10, 18446744073709551615ul % 10);
  printf("int times long: %ld %d\n", 100000 * 100000L, sizeof(i * l) == 8);
  printf("unsigned wrap: %u %u %lu\n", u - 2, 65536u * 65536u + 5, ul - 2);
  printf("compound: ");
  uc += 10; printf("%d ", uc);
  sc -= 128; printf("%d ", sc);
  us *= us; printf("%d ", us);
  s >>= 3; printf("%d ", s);
  uc = 200; uc <<= 1; printf("%d ", uc);
  uc /= 3.5; printf("%d ", uc);
  i = 7; i *= 1.5; printf("%d ", i);
  u = 5; u -= 2.5; printf("%u\n", u);
  printf("float to int: %d %d %d %ld %u\n", (int)3.99, (int)-3.99, (int)1e9f, (long)1e18, (unsigned)4e9);
  printf("int to float: %.1f %.1f %.1f %.1f\n", (float)16777217, (double)16777217, (float)UINT_MAX, (double)ULONG_MAX);
  printf("negative long: %.1f %.1f %.1f\n", (float)LONG_MIN, (double)-1234567890123L, (double)(unsigned long)-1L);
  printf("bool: %d %d %d %d %d\n", (bool)0.5, (bool)256, (bool)(char)256, !5, !!-3);
  bool b = 7; b += 3; printf("bool sums: %d %zu\n", b, sizeof b);
  printf("char constants: %d %d %d %zu\n", 'A', '\xff', '\377' < 0, sizeof 'a');
  printf("conditional type: %d %zu %.1f\n", (1 ? -1 : 0u) > 0, sizeof(1 ? 1 : 1L), 1 ? 1 : 2.5);
  printf("int8: %d %d %d\n", INT8_MIN, (int8_t)128, (uint8_t)-1);
  int64_t big = INT64_MAX; uint64_t ubig = UINT64_MAX;
  printf("int64: %ld %lu %lx\n", big, ubig, (uint64_t)INT64_MIN);
  printf("limits: %d %d %u %ld %lu %d %d\n", INT_MIN, INT_MAX, UINT_MAX, LONG_MIN, ULONG_MAX, SCHAR_MIN, USHRT_MAX);
  printf("literals: %d %zu %zu %zu %zu\n", 0b1010 + 012 + 0xA, sizeof 2147483648, sizeof 0xffffffff, sizeof 1u, sizeof 1ull);
  printf("pre/post: ");
  unsigned char c = 255; printf("%d ", c++); printf("%d ", c--); printf("%d ", --c); printf("%d\n", ++c == 255);
  double d = -0.0; printf("%.1f %d %d\n", d, d == 0, (int)d);
  float f = 0.1f; printf("%d %d\n", f == 0.1, (double)f == 0.1f);
  printf("%.9g %.17g\n", 1.0f / 3, 1.0 / 3);
  printf("%d %d\n", (int)(0.1f + 0.2f == 0.3f), (int)(0.1 + 0.2 == 0.3));
  return 0;
}
