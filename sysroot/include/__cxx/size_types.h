// What every header of the library gives of <cstddef>.
#ifndef _CXX_SIZE_TYPES_H
#define _CXX_SIZE_TYPES_H
#include <stddef.h>
namespace std {
using ::size_t;
using ::ptrdiff_t;
using ::nullptr_t;
}
#endif
