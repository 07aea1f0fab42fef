// std::cout.
#include "standard-stream.h"
#include <ostream>

namespace std {
static __standard_buffer buffer(stdout);
ostream cout(&buffer);
}
