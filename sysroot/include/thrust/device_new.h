#ifndef _THRUST_DEVICE_NEW_H
#define _THRUST_DEVICE_NEW_H
#include <__thrust/pointers.h>
namespace thrust {
}  // namespace thrust
#endif
