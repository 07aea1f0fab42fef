// Formatted output: every number in every combination of flags, widths and precisions. Lines are hashed in groups to keep the output short.
#include <cstdio>
#include <iomanip>
#include <iostream>
#include <sstream>

int lines = 0;
unsigned long hash = 1469598103934665603ul;
template <class T> void show(T value, std::ios::fmtflags flags, int width, int precision, char fill) {
  std::ostringstream out;
  out.flags(flags);
  out.width(width);
  out.precision(precision);
  out.fill(fill);
  out << value << '|' << out.width();
  const std::string s = out.str();
  for (char c : s) hash = (hash ^ (unsigned char)c) * 1099511628211ul;
  if (lines++ % 97 == 0) std::cout << s << '\n';
}
template <class T> void all(const char* name, T value) {
  const std::ios::fmtflags adjust[] = {std::ios::fmtflags(), std::ios::left, std::ios::right, std::ios::internal};
  const std::ios::fmtflags base[] = {std::ios::dec, std::ios::hex, std::ios::oct, std::ios::fmtflags()};
  const std::ios::fmtflags real[] = {std::ios::fmtflags(), std::ios::fixed, std::ios::scientific, std::ios::fixed | std::ios::scientific};
  for (int k = 0; k < 4; k++)
    for (int w : {0, 7, 30})
      for (int extra = 0; extra < 16; extra++)
        for (int p : {0, 3, 17}) {
          std::ios::fmtflags f = adjust[(k + extra) % 4] | base[k] | real[(k + p) % 4];
          if (extra & 1) f |= std::ios::showbase;
          if (extra & 2) f |= std::ios::showpos;
          if (extra & 4) f |= std::ios::uppercase;
          if (extra & 8) f |= std::ios::showpoint | std::ios::boolalpha;
          show(value, f, w, p, extra & 1 ? '*' : ' ');
        }
  std::cout << name << ' ' << lines << ' ' << hash << '\n';
}
struct point : std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
  std::string do_truename() const override { return "ja"; }
};
template <class T> void read(const char* text, std::ios::fmtflags flags = std::ios::dec | std::ios::skipws) {
  std::istringstream in(text);
  in.flags(flags);
  T value = T(77);
  in >> value;
  std::cout << '<' << text << "> " << value << ' ' << in.rdstate();
  in.clear();
  std::string rest;
  std::getline(in, rest);
  std::cout << " <" << rest << ">\n";
}
int main() {
  all("int", 0), all("int", 42), all("int", -12345), all("int", 2147483647), all("int", -2147483647 - 1);
  all("short", short(-3)), all("unsigned", 4294967295u), all("long", -9223372036854775807l - 1), all("unsigned long", ~0ul), all("long long", 1234567890123ll);
  all("double", 0.0), all("double", -0.0), all("double", 1.0), all("double", 3.14159265358979), all("double", -2.5e-7), all("double", 123456789.125), all("double", 1e100);
  all("double", 5e-324), all("double", 1.7976931348623157e308), all("double", 0.5), all("double", 999999.5), all("float", 0.1f), all("float", 1e20f);
  all("infinity", 1e308 * 10), all("bool", true), all("bool", false), all("char", 'x'), all("text", "hello"), all("string", std::string("string")), all("pointer", (void*)0x12ab);

  std::cout.imbue(std::locale(std::cout.getloc(), new point));
  std::cout << 1234567 << ' ' << -98765.4321 << ' ' << 100 << ' ' << 1e15 << ' ' << std::fixed << 1e15 << ' ' << std::boolalpha << true << std::setw(12) << 1000 << '\n';
  std::cout.imbue(std::locale::classic());
  std::cout << std::defaultfloat << std::noboolalpha;

  for (const char* t : {"1", "  -12x", "+7", "", "abc", "0x1F", "017", "99999999999", "-99999999999", "1e5", "- 3", "--3", "007", "0", "0x", "3.7"}) {
    read<int>(t);
    read<int>(t, std::ios::skipws);
    read<int>(t, std::ios::hex | std::ios::skipws);
    read<unsigned>(t);
    read<unsigned short>(t);
    read<long>(t, std::ios::oct | std::ios::skipws);
    read<double>(t);
    read<bool>(t);
  }
  for (const char* t : {"1.5", "-.5", "5.", ".", "1e", "1e+", "1e5x", "1e400", "-1e400", "1e-400", "inf", "nan", "0x1p3", "00012.50", "1.2.3", "+e", "1E-3"}) {
    read<double>(t);
    read<float>(t);
  }
  read<bool>("true", std::ios::boolalpha), read<bool>("falsehood", std::ios::boolalpha), read<bool>("tru", std::ios::boolalpha), read<bool>("2");
  read<char>(" c");
}
