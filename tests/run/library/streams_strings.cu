// run: tolerance=0
// String streams and files: appending, replacing contents, positions, binary data, own stream operators and manipulators, states as conditions, tied errors.
#include <cstdio>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>

struct Vec {
  double x, y;
};
std::ostream& operator<<(std::ostream& s, const Vec& v) { return s << '(' << v.x << ", " << v.y << ')'; }
std::istream& operator>>(std::istream& s, Vec& v) {
  char open, comma, close;
  return s >> open >> v.x >> comma >> v.y >> close;
}
std::ostream& twice(std::ostream& s) { return s << s.fill() << s.fill(); }

int main() {
  using namespace std;
  ostringstream out;
  out << "n=" << 42 << setfill('.') << twice << setw(6) << 1.5;
  cout << out.str() << ' ' << out.tellp() << '\n';
  out.str("new");
  out << "X";
  cout << out.str() << ' ';
  ostringstream at_end("start ", ios::ate);
  at_end << "end";
  cout << at_end.str() << '\n';
  stringstream both;
  both << Vec{1.5, -2} << ' ' << 7;
  Vec v;
  int n;
  both >> v >> n;
  cout << v << n << '\n';
  {
    ofstream file("streams_strings.tmp");
    file << "line one\n" << 2 << ' ' << 3.25 << "\nend\n";
    cout << file.is_open() << file.tellp();
  }
  ifstream in("streams_strings.tmp");
  string word, line;
  double d;
  in >> word;
  getline(in, line);
  in >> n >> d;
  cout << ' ' << word << '|' << line << '|' << n << '|' << d;
  in.seekg(0, ios::end);
  cout << ' ' << in.tellg() << '\n';
  in.close();
  {
    fstream edit("streams_strings.tmp", ios::in | ios::out);
    edit.seekp(5);
    edit << "ONE";
    edit.seekg(0);
    getline(edit, line);
    cout << line << '\n';
  }
  {
    ofstream more("streams_strings.tmp", ios::app | ios::binary);
    const char zero[3] = {0, 1, 2};
    more.write(zero, 3);
  }
  ifstream whole("streams_strings.tmp", ios::binary);
  stringstream copy;
  copy << whole.rdbuf();
  cout << copy.str().size() << ' ' << (int)copy.str().back() << '\n';
  ifstream missing("no such file");
  if (!missing) cout << "missing\n";
  cout << missing.is_open() << missing.good() << missing.fail() << '\n';
  remove("streams_strings.tmp");
  ostringstream excepting;
  excepting.exceptions(ios::failbit | ios::badbit);
  try {
    excepting.setstate(ios::failbit);
  } catch (const ios_base::failure&) {
    cout << "failure\n";
  }
  ios saved(nullptr);
  saved.copyfmt(cout);
  cout << hex << setfill('#') << setw(5) << 255 << '\n';
  cout.copyfmt(saved);
  cout << setw(5) << 255 << '\n';
  cout.put('p').write("qrs", 2).flush() << endl;
}
