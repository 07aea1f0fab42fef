// Templates that two units share: implicit, explicit and extern instantiation; friends and members defined in the class and outside.
#include <stdio.h>
template <class T> struct Box {
  T value;
  static int count;
  static T zero() { return T(0); }
  T twice() const;
  Box &operator+=(const Box &o);
  template <class U> U as() const;
  struct Inner { T get(const Box &b) const; };
  friend Box operator+(Box a, const Box &b) { a += b; return a; }
  friend bool same(const Box &a, const Box &b) { return a.value == b.value; }
  ~Box();
};
template <class T> int Box<T>::count = sizeof(T);
template <class T> T Box<T>::twice() const { return value * 2; }
template <class T> Box<T> &Box<T>::operator+=(const Box &o) { value += o.value; count++; return *this; }
template <class T> template <class U> U Box<T>::as() const { return U(value); }
template <class T> T Box<T>::Inner::get(const Box &b) const { return b.value + 1; }
template <class T> Box<T>::~Box() { count--; }
template <class T> T cube(T x) { return x * x * x; }
__device__ int cube_on_device(int i);
template <class T> __global__ void fill(T *out, T value, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) out[i] = value + cube_on_device(i);
}
__device__ inline int cube_on_device(int i) { return i * i * i; }
template <class T> struct Special { const char *name() const { return "general"; } const char *other() const; };
template <class T> const char *Special<T>::other() const { return "general other"; }
template <> const char *Special<int>::name() const;
template <> inline const char *Special<char>::name() const { return "char, inline"; }
extern template struct Box<double>;
extern template int cube<int>(int);
extern template __global__ void fill<int>(int *, int, int);
class Friendly { int secret = 5; friend int reveal(const Friendly &f) { return f.secret; } };
