// run: tolerance=1e-12
// std::complex: arithmetic, functions, branch cuts, polar forms, input and output, mixed types.
#include <complex>
#include <cstdio>
#include <iostream>
#include <sstream>

template <class T> void show(const char* name, std::complex<T> z) { printf("%s: %.12g %.12g\n", name, (double)z.real(), (double)z.imag()); }

int main() {
  using namespace std;
  using namespace std::complex_literals;
  complex<double> a(3, -4), b(0.5, 2);
  show("sum", a + b);
  show("difference", a - 2.0);
  show("product", a * b);
  show("quotient", a / b);
  show("scalar quotient", 1.0 / b);
  printf("%g %g %g %g\n", abs(a), norm(a), arg(-1.0 + 0i), real(conj(a)));
  show("polar", polar(2.0, 1.0));
  show("exp", exp(b));
  show("log", log(a));
  show("sqrt", sqrt(a));
  show("sqrt of -1", sqrt(complex<double>(-1)));
  show("power", pow(a, 3));
  show("complex power", pow(a, b));
  show("sin", sin(b));
  show("cos", cos(b));
  show("tan", tan(b));
  show("sinh", sinh(b));
  show("cosh", cosh(b));
  show("tanh", tanh(b));
  show("asin", asin(b));
  show("acos", acos(b));
  show("atan", atan(b));
  show("log10", log10(b));
  complex<float> f(1.5f, -2.5f);
  f *= 2;
  f += complex<float>(0, 1);
  show("float", f);
  cout << a << ' ' << f << ' ' << (a == complex<double>(3, -4)) << (a != b) << '\n';
  istringstream in("(1.5,2) 7 (3)");
  complex<double> x, y, z;
  in >> x >> y >> z;
  cout << x << y << z << '\n';
  complex<double> sum = 0, w = polar(1.0, 2 * 3.14159265358979323846 / 8), p = 1;
  for (int i = 0; i < 8; i++, p *= w) sum += p * p;
  printf("%d %d\n", abs(sum) < 1e-12, abs(p - 1.0) < 1e-12);
  show("i", 2i * 2i);
}
