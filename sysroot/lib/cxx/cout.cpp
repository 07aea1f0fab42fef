// std::cout.
#include "standard-stream.h"
#include <ostream>

namespace std {
static __standard_buffer cout_buffer(stdout);
ostream cout(&cout_buffer);
}
