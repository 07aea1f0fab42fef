#ifndef _THRUST_HOST_VECTOR_H
#define _THRUST_HOST_VECTOR_H
#include <__thrust/vector.h>
namespace thrust {
template <class T, class A = std::allocator<T>> class host_vector : public __impl::vector_base<host_vector<T, A>, T, T*, const T*, A>, public __impl::any_vector {
  typedef __impl::vector_base<host_vector<T, A>, T, T*, const T*, A> Base;
  __THRUST_VECTOR(host_vector, Base)
};
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
