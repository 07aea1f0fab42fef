#ifndef _THRUST_UNIVERSAL_ALLOCATOR_H
#define _THRUST_UNIVERSAL_ALLOCATOR_H
#include <__thrust/pointers.h>
namespace thrust {
template <class T> class universal_allocator {
 public:
  typedef T value_type;
  typedef universal_ptr<T> pointer;
  typedef T& reference;
  template <class U> struct rebind { typedef universal_allocator<U> other; };
  universal_allocator() {}
  template <class U> universal_allocator(const universal_allocator<U>&) {}
  pointer allocate(size_t n) {
    void* p = nullptr;
    if (n != 0 && cudaMallocManaged(&p, n * sizeof(T)) != cudaSuccess) {
      cudaGetLastError();
      throw std::bad_alloc();
    }
    return pointer((T*)p);
  }
  void deallocate(pointer p, size_t) { __impl::check(cudaFree(p.get()), "device free failed"); }
  bool operator==(const universal_allocator&) const { return true; }
  bool operator!=(const universal_allocator&) const { return false; }
};
}  // namespace thrust
#endif
