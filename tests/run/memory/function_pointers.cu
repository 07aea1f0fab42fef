// run: tolerance=0
// Device function pointers: chosen by data, in tables in constant and device memory, passed through the host, to templates, in structs; virtual functions.
#include <stdio.h>
typedef int (*Op)(int, int);
__device__ int add(int a, int b) {
  return a + b;
}
__device__ int sub(int a, int b) {
  return a - b;
}
__device__ int mul(int a, int b) {
  return a * b;
}
__device__ int pow_(int a, int b) {
  int r = 1;
  while (b-- > 0)
    r *= a;
  return r;
}
__device__ Op table[4] = {add, sub, mul, pow_};
__constant__ Op constants[2] = {mul, sub};
__device__ Op single = pow_;
__device__ int fold(Op f, const int *v, int n) {
  int r = v[0];
  for (int i = 1; i < n; i++)
    r = f(r, v[i]);
  return r;
}
template <Op F>
__device__ int applied(int a) {
  return F(a, 3);
}
struct Step {
  Op op;
  int argument;
};
__device__ float half_(float x) {
  return x / 2;
}
__device__ float negate(float x) {
  return -x;
}
__global__ void choose(int *out) {
  int t = threadIdx.x;
  Op f = t & 1 ? add : t & 2 ? mul : sub;
  out[t] = f(t, 7) + table[t % 4](t % 5, 3) + constants[t & 1](t, 2);
}
__global__ void folds(int *out) {
  int v[5] = {9, 2, 3, 1, 2};
  out[0] = fold(add, v, 5);
  out[1] = fold(sub, v, 5);
  out[2] = fold(table[2], v, 5);
  out[3] = applied<add>(4) + applied<mul>(5);
  float (*g[2])(float) = {half_, negate};
  float x = 10;
  for (int i = 0; i < 5; i++)
    x = g[i & 1](x);
  out[4] = (int)(x * 100);
  Op none = nullptr;
  out[5] = none == nullptr && table[0] == add && table[1] != add;
}
__global__ void program(const Step *steps, int n, int *out) {
  int acc = threadIdx.x;
  for (int i = 0; i < n; i++)
    acc = steps[i].op(acc, steps[i].argument);
  out[threadIdx.x] = acc;
}
__global__ void fill(Step *steps) {
  steps[0] = {add, 5};
  steps[1] = {table[2], 3};
  steps[2] = Step{sub, 1};
}
__global__ void given(Op f, int *out) {
  out[threadIdx.x] = f(threadIdx.x, 4);
}
struct Shape {
  __device__ virtual float area() const = 0;
  __device__ virtual ~Shape() {}
};
struct Square : Shape {
  float s;
  __device__ Square(float s) : s(s) {}
  __device__ float area() const override { return s * s; }
};
struct Circle : Shape {
  float r;
  __device__ Circle(float r) : r(r) {}
  __device__ float area() const override { return 3 * r * r; }
};
__global__ void shapes(int *out) {
  Square a(threadIdx.x);
  Circle b(threadIdx.x + 1);
  Shape *s = threadIdx.x % 2 ? (Shape *)&a : &b;
  out[threadIdx.x] = (int)s->area();
}
static int *d, h[64];
static void show(int n) {
  cudaMemcpy(h, d, n * 4, cudaMemcpyDeviceToHost);
  for (int i = 0; i < n; i++)
    printf("%d ", h[i]);
  printf("\n");
}
int main() {
  cudaMalloc(&d, sizeof h);
  choose<<<1, 16>>>(d);
  show(16);
  folds<<<1, 1>>>(d);
  show(6);
  Step *s;
  cudaMalloc(&s, 3 * sizeof(Step));
  fill<<<1, 1>>>(s);
  program<<<1, 8>>>(s, 3, d);
  show(8);
  Op f;
  cudaMemcpyFromSymbol(&f, single, sizeof f);
  given<<<1, 8>>>(f, d);
  show(8);
  Op fs[4];
  cudaMemcpyFromSymbol(fs, table, sizeof fs);
  given<<<1, 4>>>(fs[1], d);
  show(4);
  cudaMemcpyToSymbol(single, &fs[0], sizeof f);
  cudaMemcpyFromSymbol(&f, single, sizeof f);
  given<<<1, 4>>>(f, d);
  show(4);
  shapes<<<1, 8>>>(d);
  show(8);
  return 0;
}
