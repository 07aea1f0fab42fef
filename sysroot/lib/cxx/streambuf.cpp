// basic_streambuf<char>.
#define __CW_STREAM_BODIES
#include <streambuf>

namespace std {
template class basic_streambuf<char>;
}
