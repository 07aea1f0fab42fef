#pragma once
// A list of named operations that units add to before main runs, with state that all units share.
struct Operation {
  const char *name;
  int (*host)(int);
  void (*launch)(int *, int);
  const Operation *next;
};
inline const Operation *&operations() {
  static const Operation *first = nullptr;
  return first;
}
struct Registered {
  Operation operation;
  Registered(const char *name, int (*host)(int), void (*launch)(int *, int)) : operation{name, host, launch, operations()} { operations() = &operation; }
};
template <class T> struct Shared {
  static T value;
  static int uses;
};
template <class T> T Shared<T>::value = T();
template <class T> int Shared<T>::uses = 0;
template <class Op> __global__ void apply(int *p, int n, Op op) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) p[i] = op(p[i]);
}
template <class Op> void launch(int *p, int n) {
  apply<<<1, 64>>>(p, n, Op());
  Shared<int>::uses++;
}
namespace detail {
inline int counter = 40;
}
int count_operations();
extern thread_local int last_result;
extern const int table_size;
