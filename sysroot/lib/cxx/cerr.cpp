// std::cerr, tied to std::cout, flushed after every output.
#include "standard-stream.h"
#include <iostream>

namespace std {
static __standard_buffer buffer(stderr);
ostream cerr(&buffer);
static const bool ready = (cerr.tie(&cout), cerr.setf(ios_base::unitbuf), true);
}
