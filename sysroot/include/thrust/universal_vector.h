#ifndef _THRUST_UNIVERSAL_VECTOR_H
#define _THRUST_UNIVERSAL_VECTOR_H
#include <__thrust/vector.h>
#include <thrust/universal_allocator.h>
namespace thrust {
template <class T, class A = universal_allocator<T>> class universal_vector : public __impl::vector_base<universal_vector<T, A>, T, universal_ptr<T>, universal_ptr<const T>, universal_allocator<T>>, public __impl::any_vector {
  typedef __impl::vector_base<universal_vector<T, A>, T, universal_ptr<T>, universal_ptr<const T>, universal_allocator<T>> Base;
  __THRUST_VECTOR(universal_vector, Base)
};
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
