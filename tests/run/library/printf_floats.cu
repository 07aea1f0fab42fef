// run: tolerance=0
// printf of floating numbers: every conversion, flag and precision over values where rounding and exponents change.
#include <cmath>
#include <cstdio>

int main() {
  const double values[] = {0.0, -0.0, 1, -1, 0.5, 1.5, 2.5, 0.125, 9.995, 99.95, 999.5, 9999.5, 0.1, 1e-5, 123456, 1234567, 1e15, 1e16, 1e17, 1.0 / 3, 2.0 / 3, 1e23, 4.35, 1e-310, 5e-324, 1.7976931348623157e308, INFINITY, -INFINITY, NAN};
  for (double v : values) {
    double f = std::fabs(v) < 1e30 || std::isnan(v) || std::isinf(v) ? v : 1;
    printf("%f|%.0f|%.1f|%10.2f|%-10.2f|%+f|% f|%010.3f|%#.0f\n", f, f, f, f, f, f, f, f, f);
    printf("%e|%.0e|%.1E|%14.3e|%g|%.0g|%.3g|%#g|%G|%.17g\n", v, v, v, v, v, v, v, v, v, v);
    printf("%a|%.0a|%.2A|%20a\n", v, v, v, v);
  }
  printf("%.20f %.30e\n", 0.1, 0.1);
  printf("%.40f\n", 1.0 / 3);
  printf("%.0f %.0f %.0f %.0f %.1f %.1f %.2f\n", 0.5, 1.5, 2.5, 3.5, 0.25, 0.35, 2.675);
  printf("%*.*f|%-*.*e|\n", 12, 4, 3.14159265, 15, 2, 31415.9265);
  printf("%Lf %Lg %f\n", 1.5L, 1e100L, (double)1.5f);
  printf("%.50g\n%.15g %.16g\n", 0.1, 0.1, 0.1);
  printf("%5.1f%%|%+.3g|%+g|% g\n", 99.5, 1e10, 0.0, 12.0);
}
