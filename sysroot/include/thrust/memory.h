#ifndef _THRUST_MEMORY_H
#define _THRUST_MEMORY_H
#include <__thrust/pointers.h>
namespace thrust {
}  // namespace thrust
#endif
