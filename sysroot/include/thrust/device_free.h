#ifndef _THRUST_DEVICE_FREE_H
#define _THRUST_DEVICE_FREE_H
#include <__thrust/pointers.h>
namespace thrust {
}  // namespace thrust
#endif
