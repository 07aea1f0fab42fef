// std::cin, tied to std::cout.
#include "standard-stream.h"
#include <iostream>

namespace std {
static __standard_buffer cin_buffer(stdin);
istream cin(&cin_buffer);
static const bool ready = (cin.tie(&cout), true);
}
