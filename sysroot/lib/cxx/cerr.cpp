// std::cerr, tied to std::cout, flushed after every output.
#include "standard-stream.h"
#include <iostream>

namespace std {
static __standard_buffer cerr_buffer(stderr);
ostream cerr(&cerr_buffer);
static const bool ready = (cerr.tie(&cout), cerr.setf(ios_base::unitbuf), true);
}
