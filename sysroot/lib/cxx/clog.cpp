// std::clog.
#include "standard-stream.h"
#include <ostream>

namespace std {
static __standard_buffer buffer(stderr);
ostream clog(&buffer);
}
