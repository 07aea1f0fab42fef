// run: tolerance=0
// Kernel templates: explicit and deduced arguments, non-type and functor parameters, kernels as template arguments, through function pointers and tables, specialized kernels.
#include <stdio.h>

template <class T> __global__ void fill(T* p, T v) { p[threadIdx.x] = v; }
template <int block, class T> __global__ void reduce(const T* in, T* out) {
  __shared__ T s[block];
  s[threadIdx.x] = in[threadIdx.x]; __syncthreads();
  for (int k = block / 2; k > 0; k /= 2) { if (threadIdx.x < k) s[threadIdx.x] += s[threadIdx.x + k]; __syncthreads(); }
  if (threadIdx.x == 0) *out = s[0];
}
template <> __global__ void fill<char>(char* p, char v) { p[threadIdx.x] = char(v + threadIdx.x); }
template <class Op> __global__ void transform(float* p, Op op) { p[threadIdx.x] = op(p[threadIdx.x]); }
struct Scale { float k; __device__ float operator()(float v) const { return v * k; } };
template <class T> struct Add { T n; __host__ __device__ T operator()(T v) const { return v + n; } };
template <float (*f)(float)> __global__ void apply(float* p) { p[threadIdx.x] = f(p[threadIdx.x]); }
__device__ float negate(float v) { return -v; }
template <void (*kernel)(int*, int)> void run(int* p, int v) { kernel<<<1, 4>>>(p, v); }
template <class... P, class... A> void launch(void (*kernel)(P...), int threads, A... a) { kernel<<<1, threads>>>(a...); }
typedef void (*Kernel)(int*, int);
__global__ void one(int* p, int v) { p[threadIdx.x] += v; }
__global__ void two(int* p, int v) { p[threadIdx.x] *= v; }
template <bool up, bool twice> __global__ void step(int* p, int) { p[threadIdx.x] += (up ? 1 : -1) * (twice ? 2 : 1); }
namespace ns { template <class T, T v> __global__ void constant(T* p) { p[threadIdx.x] = v; } }
template <class T> struct Owner { static void go(T* p, T v) { fill<<<1, 4>>>(p, v); } };
template <class T> void show(const char* name, const T* d) { T h[4]; cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost); printf("%s %g %g %g %g\n", name, double(h[0]), double(h[1]), double(h[2]), double(h[3])); }

int main() {
  int* i; float* f; char* c; cudaMalloc(&i, 64); cudaMalloc(&f, 64); cudaMalloc(&c, 64);
  fill<<<1, 4>>>(i, 3); show("fill", i); fill<float><<<1, 4>>>(f, 1); show("explicit", f); fill<<<1, 4>>>(c, 'A'); show("specialized", c);
  reduce<4><<<1, 4>>>(i, i + 1); show("reduce", i);
  transform<<<1, 4>>>(f, Scale{2.5f}); transform<<<1, 4>>>(f, Add<float>{1}); show("functors", f);
  apply<negate><<<1, 4>>>(f); show("device function", f);
  run<one>(i, 5); run<two>(i, 2); show("template argument", i);
  Kernel table[] = {one, two, step<true, false>, step<false, true>}; for (Kernel k : table) k<<<1, 4>>>(i, 3); show("table", i);
  launch(fill<int>, 4, i, 8); launch(two, 2, i, 2); show("deduced pointer", i);
  ns::constant<int, 42><<<1, 4>>>(i); show("constant", i); Owner<float>::go(f, 0.5f); show("member", f);
  auto k = &fill<int>; (*k)<<<dim3(1), dim3(2), 0, 0>>>(i, 7); show("address", i);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
}
