// basic_istream<char> and <wchar_t>.
#define __CW_STREAM_BODIES
#include <istream>

namespace std {
template class basic_istream<char>;
template class basic_istream<wchar_t>;
template class basic_iostream<char>;
template istream& operator>>(istream&, char&);
template istream& operator>>(istream&, string&);
template istream& getline(istream&, string&, char);
template istream& getline(istream&, string&);
template istream& ws(istream&);
}
