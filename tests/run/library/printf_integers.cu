// run: tolerance=0
// printf of integers, characters, strings and pointers: flags together, widths and precisions from arguments, length modifiers, %n, returned counts.
#include <cinttypes>
#include <cstddef>
#include <cstdio>
#include <cstring>

int main() {
  const long long values[] = {0, 1, -1, 42, -42, 2147483647, -2147483647 - 1, 9223372036854775807ll, -9223372036854775807ll - 1};
  for (long long v : values) {
    printf("%lld|%12lld|%-12lld|%+lld|% lld|%012lld|%.5lld|%12.5lld|%-+12.3lld|\n", v, v, v, v, v, v, v, v, v);
    printf("%llu|%llx|%#llX|%llo|%#llo|%#018llx|%.0lld\n", v, v, v, v, v, v, v);
    printf("%hhd %hd %d %ld %hhu %hu %u %hhx\n", (signed char)v, (short)v, (int)v, (long)v, (unsigned char)v, (unsigned short)v, (unsigned)v, (unsigned char)v);
  }
  printf("[%.0d] [%.0x] [%#x] [%#o] [%+.0d] [%5.0d]\n", 0, 0, 0, 0, 0, 0);
  printf("[%c] [%3c] [%-3c] [%s] [%8s] [%-8s] [%.2s] [%8.3s] [%.*s] [%*d] [%-*d]\n", 'a', 'b', 'c', "str", "str", "str", "str", "string", 2, "xyz", 5, 42, -5, 42);
  printf("[%p] [%10p] [%s]\n", (void*)0x1000, (void*)0xab, (const char*)"");
  int n = 0;
  long m = 0;
  int count = printf("12345%n678%ln\n", &n, &m);
  printf("%d %d %ld\n", count, n, m);
  printf("%zu %td %jd %" PRId64 " %" PRIx32 " %" PRIu8 "\n", sizeof(int), (ptrdiff_t)-3, (intmax_t)-4, (int64_t)5, (uint32_t)255, (uint8_t)200);
  char buffer[8];
  count = snprintf(buffer, sizeof buffer, "%d-%s", 12345, "abcdef");
  printf("%d '%s'\n", count, buffer);
  count = snprintf(nullptr, 0, "%080d", 1);
  printf("%d %zu\n", count, strlen(buffer));
  printf("%5%|%-5%|%%|%i\n", 7);
  sprintf(buffer, "%3d|", 7);
  fputs(buffer, stdout);
  puts("");
}
