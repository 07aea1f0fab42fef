// basic_ostream<char> and <wchar_t>.
#define __CW_STREAM_BODIES
#include <ostream>

namespace std {
template class basic_ostream<char>;
template class basic_ostream<wchar_t>;
template ostream& endl(ostream&);
template ostream& ends(ostream&);
template ostream& flush(ostream&);
template ostream& operator<<(ostream&, char);
template ostream& operator<<(ostream&, const char*);
template ostream& operator<<(ostream&, const string&);
}
