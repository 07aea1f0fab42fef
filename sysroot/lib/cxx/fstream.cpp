// Streams over files.
#define __CW_STREAM_BODIES
#include <fstream>

namespace std {
template class basic_filebuf<char>;
template class basic_ifstream<char>;
template class basic_ofstream<char>;
template class basic_fstream<char>;
}
