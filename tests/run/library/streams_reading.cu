// run: tolerance=0
// Reading from streams: numbers in all bases, words, characters, lines, failures and how they clear, peek, putback, ignore, positions.
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>

int main() {
  using namespace std;
  istringstream in("12 -7 0x1f 077 3.5e2 word\tlast  ");
  int a, b, c, d;
  double e;
  string f, g, h;
  in >> a >> b >> hex >> c >> oct >> d >> dec >> e >> f >> g;
  cout << a << ' ' << b << ' ' << c << ' ' << d << ' ' << e << ' ' << f << ' ' << g << ' ' << in.good();
  in >> h;
  cout << in.eof() << in.fail() << '\n';
  istringstream bad("12abc x9 99999999999 -1");
  int n = 5;
  bad >> n;
  cout << n << ' ' << bad.rdstate();
  bad >> n;
  cout << ' ' << n << ' ' << bad.fail();
  bad.clear();
  string rest;
  bad >> rest;
  char ch;
  bad >> ch >> n;
  cout << ' ' << rest << ' ' << ch << ' ' << n;
  bad >> n;
  cout << ' ' << n << ' ' << bad.fail();
  bad.clear();
  unsigned u;
  bad >> u;
  cout << ' ' << u << ' ' << bad.fail() << '\n';
  istringstream lines("first line\n\nthird;x;y\nlast");
  string line;
  while (getline(lines, line)) cout << '[' << line << ']';
  cout << lines.eof() << '\n';
  istringstream parts("a,bc,,d");
  while (getline(parts, line, ',')) cout << '<' << line << '>';
  cout << '\n';
  istringstream chars("xyz 123");
  cout << (char)chars.get() << (char)chars.peek();
  chars.putback('w');
  cout << (char)chars.get();
  chars.ignore(10, ' ');
  chars >> n;
  cout << n << chars.eof() << '\n';
  char buffer[8];
  istringstream raw("abcdefghij");
  raw.read(buffer, 4);
  cout << raw.gcount() << string(buffer, 4) << raw.tellg();
  raw.seekg(2);
  raw.get(buffer, 4);
  cout << buffer;
  raw.read(buffer, 8);
  cout << raw.gcount() << raw.eof() << raw.fail() << '\n';
  istringstream flags("true 0 yes 1");
  bool x, y, z = true;
  flags >> boolalpha >> x >> noboolalpha >> y >> z;
  cout << x << y << z << flags.fail() << '\n';
  istringstream white(" a b");
  white >> noskipws >> ch;
  cout << (ch == ' ');
  white >> ws >> ch;
  cout << ch << '\n';
  istringstream wide("abcdef");
  string w;
  wide >> setw(3) >> w;
  cout << w << wide.rdbuf()->in_avail() << '\n';
  istringstream f2("1e5 .5 5. +3 nan inf 1e400 1e-400");
  double v;
  for (int i = 0; i < 4; i++) {
    f2 >> v;
    cout << v << (f2.fail() ? "!" : "") << ' ';
  }
  cout << '\n';
  istringstream quoted_in("\"a b\\\"c\" d");
  quoted_in >> quoted(line) >> w;
  cout << line << '|' << w << '|' << quoted("x\"y") << '\n';
}
