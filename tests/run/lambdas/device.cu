// run: nvcc=--extended-lambda tolerance=0
// Extended lambdas: __device__ and __host__ __device__ lambdas passed to kernels, captures by value, nested calls, lambdas inside device functions.
#include <stdio.h>

template <class F> __global__ void run(F f, float* p, int n) { int i = blockIdx.x * blockDim.x + threadIdx.x; if (i < n) p[i] = f(i); }
template <class F> __global__ void apply(F f, float* p) { f(p, threadIdx.x); }
template <class F, class... A> __global__ void invoke(F f, A... a) { f(a...); }
template <class F> __host__ __device__ float integrate(F f, int n) { float s = 0; for (int i = 0; i < n; i++) s += f((i + 0.5f) / n) / n; return s; }
template <class F> __global__ void integrate_on_device(F f, float* out) { *out = integrate(f, 8); }
struct Params { float scale, offset; int table[3]; };
static void show(const float* d, int n) { float h[8]; cudaMemcpy(h, d, n * sizeof(float), cudaMemcpyDeviceToHost); for (int i = 0; i < n; i++) printf("%g ", h[i]); printf("\n"); }
template <class T> void scaled(T* d, T by) { run<<<1, 4>>>([=] __device__(int i) { return by * i; }, d, 4); }
__global__ void inner(float* p) { auto square = [](float v) { return v * v; }; int k = 3; auto add = [&k](float v) mutable { k++; return v + k; }; float t = add(square(threadIdx.x)); p[threadIdx.x] = t * 100 + k; }
struct Simulation { float rate; void step(float* d) { float r = rate; run<<<1, 4>>>([=] __device__(int i) { return r * (i + 1); }, d, 4); } };

int main() {
  float* d; cudaMalloc(&d, 64); float k = 2.5f; int shift = 1; Params p = {2, 0.5f, {10, 20, 30}};
  run<<<2, 4>>>([] __device__(int i) { return i * 2.0f; }, d, 8); show(d, 8);
  run<<<1, 4>>>([=] __device__(int i) { return k * i + shift; }, d, 4); show(d, 4);
  run<<<1, 3>>>([p] __device__(int i) { return p.scale * p.table[i] + p.offset; }, d, 3); show(d, 3);
  apply<<<1, 4>>>([=] __device__(float* v, int i) { float t = v[i]; __syncthreads(); v[3 - i] = t; }, d); show(d, 4);
  auto poly = [=] __host__ __device__(float x) { return 3 * x * x + shift; }; integrate_on_device<<<1, 1>>>(poly, d); printf("%.5f ", integrate(poly, 8)); show(d, 1);
  invoke<<<1, 4>>>([] __device__(float* a, float b, int c) { a[threadIdx.x] = b * c + threadIdx.x; }, d, 1.5f, 4); show(d, 4);
  auto first = [] __host__ __device__(float v) { return v + 1; }; auto second = [] __host__ __device__(float v) { return v * 10; }; auto both = [=] __host__ __device__(float v) { return second(first(v)); }; printf("%g ", both(2)); run<<<1, 2>>>([=] __device__(int i) { return both(i); }, d, 2); show(d, 2);
  scaled(d, 0.25f); show(d, 4); inner<<<1, 4>>>(d); show(d, 4); Simulation{1.5f}.step(d); show(d, 4);
  int block = 2; auto nested = [=] __device__(int i) { auto in = [=](int j) { return j * block + i; }; return float(in(10)); }; run<<<1, 4>>>(nested, d, 4); show(d, 4);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
}
