/* Pointers and references to device memory: what is read or written through them in host code is copied, in kernels it is accessed. */
#ifndef __THRUST_POINTERS_H
#define __THRUST_POINTERS_H
#include <__thrust/system.h>
#include <iosfwd>

namespace thrust {

template <class T> class device_ptr;

template <class T> class device_reference {
  T* p;
  typedef std::remove_cv_t<T> V;

 public:
  typedef V value_type;
  typedef device_ptr<T> pointer;
  __CW_HD explicit device_reference(T* to) : p(to) {}
  __CW_HD explicit device_reference(const device_ptr<T>& to) : p(to.get()) {}
  device_reference(const device_reference&) = default;
  template <class U, class = std::enable_if_t<std::is_convertible_v<U*, T*>>> __CW_HD device_reference(const device_reference<U>& r) : p((&r).get()) {}
  __CW_HD operator V() const {
    if (__cw_reads_remotely()) {
      alignas(V) unsigned char bytes[sizeof(V)];
      __cw_copy_remotely(bytes, p, sizeof(V));
      return *reinterpret_cast<V*>(bytes);
    }
    return *p;
  }
  __CW_HD const device_reference& operator=(const V& value) const {
    if (__cw_reads_remotely()) __cw_copy_remotely(p, &value, sizeof(V));
    else *p = value;
    return *this;
  }
  __CW_HD const device_reference& operator=(const device_reference& r) const { return *this = (V)r; }
  template <class U> __CW_HD const device_reference& operator=(const device_reference<U>& r) const { return *this = (V)(typename device_reference<U>::value_type)r; }
  __CW_HD device_ptr<T> operator&() const { return device_ptr<T>(p); }
#define __THRUST_ASSIGN(op) \
  template <class U> __CW_HD const device_reference& operator op##=(const U& u) const { return *this = (V)((V)*this op u); }
  __THRUST_ASSIGN(+) __THRUST_ASSIGN(-) __THRUST_ASSIGN(*) __THRUST_ASSIGN(/) __THRUST_ASSIGN(%)
  __THRUST_ASSIGN(&) __THRUST_ASSIGN(|) __THRUST_ASSIGN(^) __THRUST_ASSIGN(<<) __THRUST_ASSIGN(>>)
#undef __THRUST_ASSIGN
  __CW_HD const device_reference& operator++() const { V v = *this; return *this = ++v; }
  __CW_HD const device_reference& operator--() const { V v = *this; return *this = --v; }
  __CW_HD V operator++(int) const { V v = *this, old = v; *this = ++v; return old; }
  __CW_HD V operator--(int) const { V v = *this, old = v; *this = --v; return old; }
  __CW_HD void swap(device_reference other) const { V v = *this; *this = other; other = v; }
  friend __CW_HD void swap(device_reference a, device_reference b) { a.swap(b); }
  template <class C, class Tr> friend std::basic_ostream<C, Tr>& operator<<(std::basic_ostream<C, Tr>& out, const device_reference& r) { return out << (V)r; }
  template <class C, class Tr> friend std::basic_istream<C, Tr>& operator>>(std::basic_istream<C, Tr>& in, const device_reference& r) {
    V v;
    in >> v;
    r = v;
    return in;
  }
};

namespace __impl {
/* What pointers that are classes have in common. D<T> is the pointer itself, R what it refers to a T by. */
template <class D, class T, class R> class pointer_base {
 protected:
  T* p;

 public:
  typedef T element_type;
  typedef std::remove_cv_t<T> value_type;
  typedef R reference;
  typedef D pointer;
  typedef ptrdiff_t difference_type;
  typedef std::random_access_iterator_tag iterator_category;
  typedef device_system_tag __system;
  typedef T* raw_pointer;
  __CW_HD constexpr pointer_base() : p(nullptr) {}
  __CW_HD constexpr explicit pointer_base(T* raw) : p(raw) {}
  __CW_HD constexpr T* get() const { return p; }
  __CW_HD constexpr D base() const { return (const D&)*this; }
  __CW_HD T* __unwrap() const { return p; }
  __CW_HD explicit operator bool() const { return p != nullptr; }
  __CW_HD R operator*() const { return static_cast<R>(*p); }
  __CW_HD R operator[](ptrdiff_t i) const { return static_cast<R>(p[i]); }
  __CW_HD T* operator->() const { return p; }
  __CW_HD D& operator++() { ++p; return (D&)*this; }
  __CW_HD D& operator--() { --p; return (D&)*this; }
  __CW_HD D operator++(int) { return D(p++); }
  __CW_HD D operator--(int) { return D(p--); }
  __CW_HD D& operator+=(ptrdiff_t n) { p += n; return (D&)*this; }
  __CW_HD D& operator-=(ptrdiff_t n) { p -= n; return (D&)*this; }
  __CW_HD friend D operator+(const D& a, ptrdiff_t n) { return D(a.p + n); }
  __CW_HD friend D operator+(ptrdiff_t n, const D& a) { return D(a.p + n); }
  __CW_HD friend D operator-(const D& a, ptrdiff_t n) { return D(a.p - n); }
};
}  // namespace __impl

template <class T> class device_ptr : public __impl::pointer_base<device_ptr<T>, T, device_reference<T>> {
  typedef __impl::pointer_base<device_ptr<T>, T, device_reference<T>> B;

 public:
  __CW_HD device_ptr() {}
  __CW_HD device_ptr(decltype(nullptr)) {}
  template <class U, class = std::enable_if_t<std::is_convertible_v<U*, T*>>> __CW_HD explicit device_ptr(U* raw) : B(raw) {}
  template <class U, class = std::enable_if_t<std::is_convertible_v<U*, T*>>> __CW_HD device_ptr(const device_ptr<U>& other) : B(other.get()) {}
  __CW_HD explicit device_ptr(const device_ptr<void>& other);
  __CW_HD device_reference<T> operator*() const { return device_reference<T>(this->p); }
  __CW_HD device_reference<T> operator[](ptrdiff_t i) const { return device_reference<T>(this->p + i); }
};
template <> class device_ptr<void> {
  void* p;

 public:
  typedef void element_type;
  typedef void value_type;
  typedef void* raw_pointer;
  __CW_HD device_ptr() : p(nullptr) {}
  __CW_HD device_ptr(decltype(nullptr)) : p(nullptr) {}
  __CW_HD explicit device_ptr(void* raw) : p(raw) {}
  template <class U> __CW_HD device_ptr(const device_ptr<U>& other) : p((void*)other.get()) {}
  __CW_HD void* get() const { return p; }
  __CW_HD explicit operator bool() const { return p != nullptr; }
};
template <class T> __CW_HD device_ptr<T>::device_ptr(const device_ptr<void>& other) : B((T*)other.get()) {}

/* Managed memory: device memory that host code may access as it is. */
template <class T> class universal_ptr : public __impl::pointer_base<universal_ptr<T>, T, T&> {
  typedef __impl::pointer_base<universal_ptr<T>, T, T&> B;

 public:
  __CW_HD universal_ptr() {}
  __CW_HD universal_ptr(decltype(nullptr)) {}
  template <class U, class = std::enable_if_t<std::is_convertible_v<U*, T*>>> __CW_HD explicit universal_ptr(U* raw) : B(raw) {}
  template <class U, class = std::enable_if_t<std::is_convertible_v<U*, T*>>> __CW_HD universal_ptr(const universal_ptr<U>& other) : B(other.get()) {}
};

#define __THRUST_COMPARE(Ptr)                                                                                              \
  template <class T, class U> __CW_HD ptrdiff_t operator-(const Ptr<T>& a, const Ptr<U>& b) { return a.get() - b.get(); }  \
  template <class T, class U> __CW_HD bool operator==(const Ptr<T>& a, const Ptr<U>& b) { return a.get() == b.get(); }     \
  template <class T, class U> __CW_HD bool operator!=(const Ptr<T>& a, const Ptr<U>& b) { return a.get() != b.get(); }     \
  template <class T> __CW_HD bool operator==(const Ptr<T>& a, decltype(nullptr)) { return a.get() == nullptr; }            \
  template <class T> __CW_HD bool operator!=(const Ptr<T>& a, decltype(nullptr)) { return a.get() != nullptr; }            \
  template <class T, class U> __CW_HD bool operator<(const Ptr<T>& a, const Ptr<U>& b) { return a.get() < b.get(); }       \
  template <class T, class U> __CW_HD bool operator>(const Ptr<T>& a, const Ptr<U>& b) { return a.get() > b.get(); }       \
  template <class T, class U> __CW_HD bool operator<=(const Ptr<T>& a, const Ptr<U>& b) { return a.get() <= b.get(); }     \
  template <class T, class U> __CW_HD bool operator>=(const Ptr<T>& a, const Ptr<U>& b) { return a.get() >= b.get(); }
__THRUST_COMPARE(device_ptr)
__THRUST_COMPARE(universal_ptr)
#undef __THRUST_COMPARE

template <class T> __CW_HD device_ptr<T> device_pointer_cast(T* raw) { return device_ptr<T>(raw); }
template <class T> __CW_HD device_ptr<T> device_pointer_cast(const device_ptr<T>& p) { return p; }
template <class T> __CW_HD T* raw_pointer_cast(T* p) { return p; }
template <class T> __CW_HD T* raw_pointer_cast(const device_ptr<T>& p) { return p.get(); }
template <class T> __CW_HD T* raw_pointer_cast(const universal_ptr<T>& p) { return p.get(); }
template <class T> __CW_HD T& raw_reference_cast(T& r) { return r; }
template <class T> __CW_HD T& raw_reference_cast(const device_reference<T>& r) { return *(&r).get(); }

inline device_ptr<void> device_malloc(size_t bytes) {
  void* p = nullptr;
  if (bytes != 0 && cudaMalloc(&p, bytes) != cudaSuccess) {
    cudaGetLastError();
    throw std::bad_alloc();
  }
  return device_ptr<void>(p);
}
template <class T> inline device_ptr<T> device_malloc(size_t count) { return device_ptr<T>((T*)device_malloc(count * sizeof(T)).get()); }
inline void device_free(device_ptr<void> p) { __impl::check(cudaFree(p.get()), "device free failed"); }

}  // namespace thrust
#endif
