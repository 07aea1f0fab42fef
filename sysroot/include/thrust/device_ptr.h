#ifndef _THRUST_DEVICE_PTR_H
#define _THRUST_DEVICE_PTR_H
#include <__thrust/pointers.h>
namespace thrust {
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
