// run: tolerance=0
// A program that tests __CUDA_ARCH__: what host and device have apart (strings, tables of functions and strings, virtual functions) and what they share.
#include <cstdio>
#include <stdexcept>

__host__ __device__ int add(int x) {
#ifdef __CUDA_ARCH__
  return x + 1000;
#else
  return x;
#endif
}
__host__ __device__ int multiply(int x) {
#ifdef __CUDA_ARCH__
  return x * 1000;
#else
  return x * 2;
#endif
}

// Tables of functions.
typedef int (*Function)(int);
__device__ Function table[2] = {add, multiply};
__host__ __device__ int through(int i, int x) {
  const Function own[2] = {add, multiply};
  static const Function shared[2] = {multiply, add};
  return own[i](x) + shared[i](x);
}

// Strings, which the passes number differently.
__host__ __device__ const char* name(int i) {
#ifdef __CUDA_ARCH__
  static const char* const names[] = {"first on the device", "second on the device", "third"};
  return names[i];
#else
  return i ? "host, later" : "host";
#endif
}
__device__ const char* text = "a string of the device's memory";

// Virtual functions, also where a class inherits its destructor.
struct Base {
  __host__ __device__ virtual int where() const = 0;
  __host__ __device__ virtual ~Base() {}
};
struct A : Base {
  int x;
  __host__ __device__ A(int x) : x(x) {}
  __host__ __device__ int where() const override { return add(x); }
};
struct B : A {
  __host__ __device__ B(int x) : A(x) {}
  __host__ __device__ int where() const override {
#ifdef __CUDA_ARCH__
    return 3 * A::where();
#else
    return 2 * A::where();
#endif
  }
};
struct D {
  __device__ virtual int f() const { return 5; }
};
struct E : D {
  __device__ int f() const override { return 6; }
};
__host__ __device__ int ask(const Base* b) { return b->where(); }

struct Failure : std::runtime_error {
  Failure() : std::runtime_error("failed") {}
};
__host__ __device__ inline void check(bool good) {
#ifndef __CUDA_ARCH__
  if (!good) throw Failure();
#endif
}

__global__ void kernel(int i) {
  check(false);
  Base* b = i ? (Base*)new B(3) : (Base*)new A(4);
  D* d = i ? new E : new D;
  printf("%s: %d %d %d %d\n", name(i), table[i](3), through(i, 3), ask(b), d->f());
  if (i) printf("%s, %s\n", text, name(2));
  delete b;
  delete d;
}

int main() {
  for (int i = 0; i < 2; i++) kernel<<<1, 1>>>(i);
  cudaDeviceSynchronize();
  for (int i = 0; i < 2; i++) {
    Base* b = i ? (Base*)new B(3) : (Base*)new A(4);
    printf("%s: %d %d\n", name(i), through(i, 3), ask(b));
    delete b;
  }
  try {
    check(false);
  } catch (std::exception& e) {
    printf("%s\n", e.what());
  }
}
