// std::cin, tied to std::cout.
#include "standard-stream.h"
#include <iostream>

namespace std {
static __standard_buffer buffer(stdin);
istream cin(&buffer);
static const bool ready = (cin.tie(&cout), true);
}
