// run: tolerance=0
// Text to numbers and back: strtod and strtol in all forms, atoi, charconv, to_chars shortest and with precision.
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <initializer_list>

void parse(const char* text) {
  char* end;
  errno = 0;
  double d = strtod(text, &end);
  printf("'%s': %.17g, rest '%s', %s\n", text, d, end, errno == ERANGE ? "range" : "ok");
}

int main() {
  for (const char* t : {"3.25", "  -1e3x", "0x1.8p3", "0x.8", "inf", "-Infinity", "1e400", "-1e400", "1e-400", ".5.", "5.", "e5", "+", "0.1", "123456789012345678901234567890", "4.9e-324", "2.2250738585072011e-308", "1.7976931348623159e308", "9007199254740993", "0x1p-1075"}) parse(t);
  printf("%.9g %.9g\n", strtof("0.1", nullptr), strtof("1e39", nullptr));
  char* end;
  errno = 0;
  printf("%ld", strtol(" -0x7fz", &end, 0));
  printf(" '%s'", end);
  printf(" %ld", strtol("0777", nullptr, 0));
  printf(" %ld", strtol("zz", nullptr, 36));
  printf(" %ld", strtol("12", nullptr, 2));
  printf(" %d\n", errno);
  printf("%ld %d\n", strtol("9223372036854775808", nullptr, 10), errno == ERANGE);
  errno = 0;
  printf("%lu %d\n", strtoul("-1", nullptr, 10), errno);
  printf("%llu %lld\n", strtoull("18446744073709551615", nullptr, 10), strtoll("-9223372036854775808", nullptr, 10));
  printf("%d %ld %g\n", atoi("42x"), atol("-17"), atof("2.5e1"));
  char buffer[64];
  auto put = [&](auto... args) {
    auto r = std::to_chars(buffer, buffer + sizeof buffer, args...);
    printf("%.*s ", (int)(r.ptr - buffer), buffer);
  };
  put(42);
  put(-42, 16);
  put(255u, 2);
  put(9223372036854775807l, 36);
  printf("\n");
  for (double d : {0.1, 1.0, 100.0, 1e21, 1.5e-7, 123456.789, 5e-324, 0.3, 2.0 / 3}) put(d);
  put(0.1f);
  put(16777216.0f);
  printf("\n");
  put(3.14159, std::chars_format::fixed, 2);
  put(3.14159, std::chars_format::scientific, 3);
  put(1234.5, std::chars_format::general, 3);
  put(255.5, std::chars_format::hex);
  printf("\n");
  int n = 0;
  const char* text = "123abc";
  auto r = std::from_chars(text, text + 6, n);
  printf("%d %s %d\n", n, r.ptr, r.ec == std::errc());
  r = std::from_chars(text, text + 6, n, 16);
  printf("%x %d\n", n, (int)(r.ptr - text));
  short small = 7;
  text = "70000";
  r = std::from_chars(text, text + 5, small);
  printf("%d %d\n", small, r.ec == std::errc::result_out_of_range);
  double d = 0;
  text = "2.5e3;";
  auto q = std::from_chars(text, text + 6, d);
  printf("%g %s\n", d, q.ptr);
}
