// run: tolerance=0
// How streams write numbers: bases, signs, fill and adjustment, fixed, scientific, hexadecimal and default floats, precision, bool, pointers, characters.
#include <cmath>
#include <iomanip>
#include <iostream>
#include <limits>

int main() {
  using namespace std;
  cout << 42 << ' ' << -7 << ' ' << hex << 255 << ' ' << showbase << 255 << ' ' << oct << 8 << ' ' << uppercase << hex << 48879 << dec << nouppercase << noshowbase << '\n';
  cout << hex << -1 << ' ' << (short)-1 << ' ' << -1l << dec << '\n';
  cout << showpos << 5 << ' ' << 0 << ' ' << 2.5 << noshowpos << '\n';
  cout << setw(6) << 42 << '|' << left << setw(6) << 42 << '|' << right << setw(6) << -42 << '|' << internal << setfill('*') << setw(6) << -42 << setfill(' ') << right << '\n';
  cout << setfill('0') << setw(5) << 123 << setw(3) << 4567 << setfill(' ') << '|' << setw(8) << "ab" << '|' << left << setw(4) << 'c' << '|' << right << '\n';
  const double values[] = {0, 1, -1.5, 3.14159265358979, 1e6, 1e7, 123456789, 1e-4, 1e-5, 0.1, 1.0 / 3, 1e100, 5e-324, 1.7976931348623157e308};
  for (double v : values) {
    cout << defaultfloat << setprecision(6) << v << ' ' << fixed << setprecision(2) << (fabs(v) < 1e15 ? v : 0) << ' ' << scientific << v << ' ' << setprecision(9) << v << ' ' << defaultfloat << setprecision(17) << v << '\n';
  }
  cout << setprecision(6) << hexfloat << 1.0 << ' ' << 0.1 << ' ' << -2.5f << defaultfloat << '\n';
  cout << showpoint << 1.0 << ' ' << 100.0 << noshowpoint << ' ' << 1.0 << '\n';
  cout << numeric_limits<double>::infinity() << ' ' << -numeric_limits<double>::infinity() << ' ' << numeric_limits<double>::quiet_NaN() << ' ' << -0.0 << '\n';
  cout << true << ' ' << boolalpha << true << ' ' << false << noboolalpha << ' ' << setw(3) << true << '\n';
  cout << 'x' << (signed char)65 << (unsigned char)66 << (int)'c' << ' ' << (const void*)0 << ' ' << (void*)0x1234 << '\n';
  cout << 1.1f << ' ' << 16777216.0f << ' ' << 0.1f + 0.2f << ' ' << setprecision(9) << 0.1f << ' ' << setprecision(0) << fixed << 2.5 << ' ' << 3.5 << ' ' << 0.5 << defaultfloat << setprecision(6) << '\n';
  cout << numeric_limits<long long>::min() << ' ' << numeric_limits<unsigned long long>::max() << ' ' << (short)-32768 << ' ' << (unsigned char)255 + 0 << '\n';
  cout << setprecision(3) << 1234.5 << ' ' << 0.00012345 << ' ' << 999.9 << ' ' << 999.5 << ' ' << 9995.0 << '\n';
  long double ld = 2.25L;
  cout << ld << ' ' << setw(12) << setprecision(4) << fixed << 2.0 / 3 << '|' << setw(0) << 1.0 << '\n';
}
