// run: tolerance=0
// Whole powers of complex numbers are products, exact where those are.
#include <complex>
#include <stdio.h>

int main() {
  std::complex<double> z(1.5, -2.5), i(0, 1);
  std::complex<float> f(1, 1);
  for (int n = -4; n <= 7; n++) {
    std::complex<double> a = std::pow(z, n), b = std::pow(i, n);
    std::complex<float> c = std::pow(f, n);
    printf("%.17g %.17g  %g %g  %.9g %.9g\n", a.real(), a.imag(), b.real(), b.imag(), c.real(), c.imag());
  }
}
