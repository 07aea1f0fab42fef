#ifndef _THRUST_DEVICE_VECTOR_H
#define _THRUST_DEVICE_VECTOR_H
#include <__thrust/vector.h>
#include <thrust/device_allocator.h>
namespace thrust {
template <class T, class A = device_allocator<T>> class device_vector : public __impl::vector_base<device_vector<T, A>, T, device_ptr<T>, device_ptr<const T>, device_allocator<T>>, public __impl::any_vector {
  typedef __impl::vector_base<device_vector<T, A>, T, device_ptr<T>, device_ptr<const T>, device_allocator<T>> Base;
  __THRUST_VECTOR(device_vector, Base)
};
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
