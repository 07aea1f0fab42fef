// std::clog.
#include "standard-stream.h"
#include <ostream>

namespace std {
static __standard_buffer clog_buffer(stderr);
ostream clog(&clog_buffer);
}
