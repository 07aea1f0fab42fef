// Streams over strings and files, manipulators, facets, failures.
#include <iostream>
#include <sstream>
#include <fstream>
#include <iomanip>
#include <locale>
#include <vector>
#include <cstdio>
using namespace std;
struct commas : numpunct<char> { char do_thousands_sep() const override { return '\''; } string do_grouping() const override { return "\3\2"; } char do_decimal_point() const override { return ','; } };
int main() {
  ostringstream o; o << 1 << "a" << 2.5f; cout << o.str() << endl;
  o.str(""); o << setw(10) << setfill('*') << 3.14159 << left << setw(6) << 7 << '|' << internal << setw(8) << -5; cout << o.str() << '\n';
  istringstream in("12 abc 3.5 0x1f -7 z"); int a, n; string s; double d; unsigned h; char c;
  in >> a >> s >> d >> hex >> h >> dec >> n >> c; cout << a << s << d << ' ' << h << ' ' << n << c << in.eof() << in.fail() << "\n";
  in >> c; cout << in.eof() << in.fail() << '\n';
  { ofstream f("cx-t1.txt"); f << "line one\nline two\n" << 42 << ' ' << 1.5 << "\nlast"; }
  { ifstream f("cx-t1.txt"); string l; int k = 0; while (getline(f, l)) cout << k++ << ':' << l << '\n'; cout << f.eof() << f.fail() << f.bad() << '\n'; f.clear(); f.seekg(5); f >> l; cout << l << ' ' << f.tellg() << '\n'; }
  { fstream f("cx-t1.txt", ios::in | ios::out); f.seekp(5); f << "ONE"; f.seekg(0); string l; getline(f, l); cout << l << '\n'; f.seekp(0, ios::end); f << "!"; cout << f.tellp() << endl; }
  { ofstream f("cx-t1.txt", ios::app); cout << f.tellp() << ' '; f << "more"; cout << f.tellp() << '\n'; }
  { ifstream f("cx-t1.txt", ios::binary | ios::ate); cout << f.tellg() << '\n'; f.seekg(0); stringstream ss; ss << f.rdbuf(); cout << ss.str() << '\n'; vector<char> v((istreambuf_iterator<char>(ss)), {}); cout << v.size() << '\n'; }
  { ifstream f("/nonexistent"); cout << f.is_open() << !f << '\n'; }
  cout.imbue(locale(cout.getloc(), new commas)); cout << 1234567 << ' ' << -1234567.25 << ' ' << hex << showbase << 0x1234567 << dec << ' ' << 1e300 << ' ' << 12 << fixed << ' ' << 1e10 << '\n';
  cout.imbue(locale::classic()); cout << 1234567 << defaultfloat << '\n';
  istringstream g("1'234'56'789 5"); g.imbue(locale(locale(), new commas)); long gl = 0; g >> gl; cout << noshowbase << gl << g.fail() << '\n';
  cout << boolalpha << true << setw(8) << false << noboolalpha << '\n';
  cout << quoted("a \"b\" \\") << '\n'; istringstream q("\"a \\\"b\" tail"); string qs; q >> quoted(qs); cout << qs << '\n';
  tm t{}; t.tm_year = 120; t.tm_mday = 5; cout << put_time(&t, "%Y-%m-%d %H:%M") << '\n';
  try { istringstream e("x"); e.exceptions(ios::failbit); int k; e >> k; } catch (const ios_base::failure& f) { cout << f.what() << ' ' << f.code() << '\n'; }
  stringstream ss; ss << 1 << ' ' << 2; int x, y; ss >> x >> y; cout << x + y << ss.eof() << '\n'; ss.clear(); ss << " 77"; ss >> x; cout << x << '\n';
  ostringstream m = [] { ostringstream r; r << "moved"; return r; }(); m << '!'; cout << m.str() << '\n';
  cout << (ostringstream() << "rv" << 5).str() << '\n';
  cout << nullptr << (void*)0 << ' ' << (void*)0x1234 << ' ' << "\n";
  wostringstream w; w << L"wide " << 42 << ' ' << 2.5 << " n"; cout << w.str().size() << '\n';
  char buf[5]; istringstream cb("abcdefgh ij"); cb.width(5); cb >> buf; cout << buf << '\n'; cb.getline(buf, 5); cout << buf << cb.fail() << '\n';
  cout << isalpha('x', locale()) << toupper('x', locale()) << '\n';
  cout << 'c' << (signed char)'d' << (unsigned char)'e' << short(-3) << L'x' << '\n'; cout << (const char*)nullptr; cout << cout.fail(); cout.clear(); cout << "after\n";
  unsigned u; istringstream ui("-1 4294967296 99999999999999999999"); ui >> u; cout << u << ' '; ui >> u; cout << u << ui.fail(); ui.clear(); ui >> u; cout << u << ui.fail() << ui.eof() << '\n';
  ios_base::sync_with_stdio(false); cin.tie(nullptr);
  printf("done\n");
}
