#ifndef _THRUST_DEVICE_DELETE_H
#define _THRUST_DEVICE_DELETE_H
#include <__thrust/pointers.h>
namespace thrust {
}  // namespace thrust
#endif
