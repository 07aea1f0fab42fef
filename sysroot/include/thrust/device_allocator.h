#ifndef _THRUST_DEVICE_ALLOCATOR_H
#define _THRUST_DEVICE_ALLOCATOR_H
#include <__thrust/pointers.h>
namespace thrust {
template <class T> class device_allocator {
 public:
  typedef T value_type;
  typedef device_ptr<T> pointer;
  typedef device_ptr<const T> const_pointer;
  typedef device_reference<T> reference;
  typedef size_t size_type;
  typedef ptrdiff_t difference_type;
  template <class U> struct rebind { typedef device_allocator<U> other; };
  device_allocator() {}
  template <class U> device_allocator(const device_allocator<U>&) {}
  pointer allocate(size_t n) { return device_malloc<T>(n); }
  void deallocate(pointer p, size_t) { device_free(p); }
  bool operator==(const device_allocator&) const { return true; }
  bool operator!=(const device_allocator&) const { return false; }
};
}  // namespace thrust
#endif
