// run: tolerance=0
// Compile-time dispatch in device code: traits, policies, tag dispatch, unrolled loops, tables by constexpr, block sizes as parameters, dispatch from run-time values.
#include <stdio.h>

template <class T> struct Limits; template <> struct Limits<int> { static __host__ __device__ constexpr int lowest() { return -2147483647 - 1; } }; template <> struct Limits<float> { static __host__ __device__ constexpr float lowest() { return -3e38f; } };
struct Max { template <class T> static __device__ T apply(T a, T b) { return a < b ? b : a; } template <class T> static __device__ T identity() { return Limits<T>::lowest(); } }; struct Plus { template <class T> static __device__ T apply(T a, T b) { return a + b; } template <class T> static __device__ T identity() { return T(); } };
template <int n> struct Unroll { template <class F> static __device__ void run(F f) { Unroll<n - 1>::run(f); f(n - 1); } }; template <> struct Unroll<0> { template <class F> static __device__ void run(F) {} };
template <class Op, int block, class T> __global__ void reduce(const T* in, int n, T* out) {
  __shared__ T s[block]; T v = Op::template identity<T>(); for (int i = threadIdx.x; i < n; i += block) v = Op::apply(v, in[i]); s[threadIdx.x] = v; __syncthreads();
  for (int k = block / 2; k > 0; k /= 2) { if (threadIdx.x < k) s[threadIdx.x] = Op::apply(s[threadIdx.x], s[threadIdx.x + k]); __syncthreads(); } if (threadIdx.x == 0) *out = s[0];
}
template <int n> __global__ void power(float* p) { float v = p[threadIdx.x], r = 1; Unroll<n>::run([&](int) { r *= v; }); p[threadIdx.x] = r; }
template <class Op, class T> T run(const T* in, int n, int block) { T h, *d, *o; cudaMalloc(&d, n * sizeof(T)); cudaMalloc(&o, sizeof(T)); cudaMemcpy(d, in, n * sizeof(T), cudaMemcpyHostToDevice); switch (block) { case 32: reduce<Op, 32><<<1, 32>>>(d, n, o); break; case 64: reduce<Op, 64><<<1, 64>>>(d, n, o); break; default: reduce<Op, 128><<<1, 128>>>(d, n, o); } cudaMemcpy(&h, o, sizeof h, cudaMemcpyDeviceToHost); cudaFree(d); cudaFree(o); return h; }

int main() {
  int v[100]; float f[100]; for (int i = 0; i < 100; i++) { v[i] = (i * 37) % 101 - 50; f[i] = v[i] * 0.5f; }
  for (int block : {32, 64, 128}) printf("%d %d %.1f %.1f\n", run<Max>(v, 100, block), run<Plus>(v, 100, block), run<Max>(f, 100, block), run<Plus>(f, 100, block));
  float h[3] = {1, 2, 3}, *d; cudaMalloc(&d, sizeof h); cudaMemcpy(d, h, sizeof h, cudaMemcpyHostToDevice); power<5><<<1, 3>>>(d); cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost); printf("%.0f %.0f %.0f\n", h[0], h[1], h[2]);
}
