// run: tolerance=0 nvcc="--extended-lambda"
// Functions and classes for host and device alike, functors and extended lambdas as kernel arguments, constexpr in device code, references, default arguments, operators.
#include <stdio.h>
template <typename F>
__global__ void for_each(int n, F f) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) f(i);
}
struct Polynomial {
  int c[4];
  __host__ __device__ int operator()(int x) const {
    int r = 0;
    for (int k = 3; k >= 0; k--)
      r = r * x + c[k];
    return r;
  }
};
template <typename F>
__global__ void map(F f, const int *in, int *out, int n) {
  int i = threadIdx.x;
  if (i < n) out[i] = f(in[i]);
}
constexpr int triangle(int n) {
  return n * (n + 1) / 2;
}
__host__ __device__ void order(int &a, int &b) {
  if (a > b) {
    int t = a;
    a = b;
    b = t;
  }
}
__host__ __device__ int clamp_(int v, int lo = 0, int hi = 10) {
  return v < lo ? lo : v > hi ? hi : v;
}
class Complex {
 public:
  __host__ __device__ Complex(int r = 0, int i = 0) : r(r), i(i) {}
  __host__ __device__ Complex operator*(const Complex &o) const {
    return {r * o.r - i * o.i, r * o.i + i * o.r};
  }
  __host__ __device__ Complex &operator+=(const Complex &o) {
    r += o.r;
    i += o.i;
    return *this;
  }
  int r, i;
};
enum class Mode { add, multiply };
template <Mode M>
__device__ int combine(int a, int b) {
  if constexpr (M == Mode::add)
    return a + b;
  else
    return a * b;
}
__host__ __device__ int all(int t) {
  int a = t * 7 % 5, b = 2;
  order(a, b);
  constexpr int six = triangle(3);
  Complex z(t, 1), w;
  for (int i = 0; i < 3; i++)
    w += z = z * Complex(1, 1);
  int s = 0;
  for (int v : {1, 2, t})
    s += v;
  auto twice = [=](int x) { return x * 2 + s; };
  return a * 100 + b * 10 + clamp_(t - 3) + six + w.r - w.i + twice(t) + clamp_(t, 5) +
         clamp_(-t, -9, -1);
}
__global__ void kernel(int *out) {
  int t = threadIdx.x;
  out[t] = all(t) + combine<Mode::add>(t, 5) - combine<Mode::multiply>(t, 2);
}
int main() {
  int *d, *e, h[64];
  cudaMalloc(&d, sizeof h);
  cudaMalloc(&e, sizeof h);
  int k = 5;
  for_each<<<2, 32>>>(50, [=] __device__(int i) { d[i] = i * k; });
  map<<<1, 64>>>(Polynomial{{1, 2, 3, 1}}, d, e, 50);
  cudaMemcpy(h, e, sizeof h, cudaMemcpyDeviceToHost);
  printf("%d %d %d\n", h[0], h[1], h[49]);
  map<<<1, 64>>>([] __host__ __device__(int x) { return ~x; }, d, e, 50);
  cudaMemcpy(h, e, sizeof h, cudaMemcpyDeviceToHost);
  printf("%d %d\n", h[2], h[49]);
  kernel<<<1, 64>>>(d);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  int wrong = 0;
  for (int t = 0; t < 64; t++)
    wrong += h[t] != all(t) + t + 5 - 2 * t;
  printf("%d %d, %d wrong\n", h[3], h[63], wrong);
  return 0;
}
