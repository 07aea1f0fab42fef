// run: tolerance=0
// Objects with virtual destructors in a thread's own memory, one of several classes in one buffer, ended through a base: the code that would free them is there and never runs. Pointers to members of such objects.
#include <stdio.h>
#include <new>

struct Shape {
  int id;
  __host__ __device__ Shape(int i) : id(i) {}
  __host__ __device__ virtual int area() const = 0;
  __host__ __device__ virtual ~Shape() {}
};
struct Named {
  int n;
  __host__ __device__ Named(int n) : n(n) {}
  __host__ __device__ virtual int name() const { return n; }
  __host__ __device__ virtual ~Named() {}
};
struct Square : Shape, Named {
  int s;
  __host__ __device__ Square(int s) : Shape(1), Named(10), s(s) {}
  __host__ __device__ int area() const override { return s * s; }
  __host__ __device__ int name() const override { return s * 100 + n; }
};
struct Circle : virtual Shape, Named {
  int r;
  __host__ __device__ Circle(int r) : Shape(2), Named(20), r(r) {}
  __host__ __device__ int area() const override { return 3 * r * r; }
};

__host__ __device__ int work(int t) {
  alignas(16) char buffer[64];
  Shape* shape;
  Named* named;
  if (t % 2) {
    Square* q = new (buffer) Square(t);
    shape = q;
    named = q;
  } else {
    Circle* q = new (buffer) Circle(t);
    shape = q;
    named = q;
  }
  int result = shape->area() * 10 + shape->id + named->name();
  shape->~Shape();
  int (Shape::*area)() const = &Shape::area;
  int (Square::*name)() const = &Square::name;
  int Named::*member = &Named::n;
  int Square::*derived = member;
  Square square(t);
  return result + (square.*area)() + (square.*name)() + square.*derived;
}

__global__ void kernel(int* out) { out[threadIdx.x] = work(threadIdx.x); }

int main() {
  int* out;
  cudaMallocManaged(&out, 32 * sizeof(int));
  kernel<<<1, 32>>>(out);
  cudaDeviceSynchronize();
  int differ = 0;
  for (int i = 0; i < 32; i++) differ += out[i] != work(i);
  printf("%d %d %d %d differ\n", out[4], out[7], out[31], differ);
}
