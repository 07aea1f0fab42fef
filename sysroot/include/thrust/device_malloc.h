#ifndef _THRUST_DEVICE_MALLOC_H
#define _THRUST_DEVICE_MALLOC_H
#include <__thrust/pointers.h>
namespace thrust {
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
