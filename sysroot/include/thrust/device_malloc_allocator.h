#ifndef _THRUST_DEVICE_MALLOC_ALLOCATOR_H
#define _THRUST_DEVICE_MALLOC_ALLOCATOR_H
#include <thrust/device_allocator.h>
namespace thrust {
template <class T> using device_malloc_allocator = device_allocator<T>;
}  // namespace thrust
#endif
