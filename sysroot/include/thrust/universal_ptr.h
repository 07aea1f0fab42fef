#ifndef _THRUST_UNIVERSAL_PTR_H
#define _THRUST_UNIVERSAL_PTR_H
#include <__thrust/pointers.h>
namespace thrust {
}  // namespace thrust
#endif
