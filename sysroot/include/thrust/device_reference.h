#ifndef _THRUST_DEVICE_REFERENCE_H
#define _THRUST_DEVICE_REFERENCE_H
#include <__thrust/pointers.h>
namespace thrust {
}  // namespace thrust
#endif
