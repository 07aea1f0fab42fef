// run: tolerance=0
// Functions as template arguments that the parameter's type chooses: function templates, overloads, both together, partly given arguments; in kernels, classes and host functions.
#include <cstdio>

template <typename T> __host__ __device__ T twice(T x) { return x + x; }
__host__ __device__ int half(int x) { return x / 2; }
__host__ __device__ double half(double x) { return x / 2; }
template <typename T> __host__ __device__ T mixed(T x) { return x * 10; }
__host__ __device__ int mixed(int x) { return x + 1; }
template <int n, typename T> __host__ __device__ T plus(T x) { return x + n; }

template <typename T> using Function = T (*)(T);

template <typename T, Function<T> f> __global__ void apply(T x, T *out) { *out = f(x); }
template <typename T, T (*f)(T), int n> __global__ void apply_times(T x, T *out) { *out = f(x) * n; }
template <typename T, T (&f)(T)> struct Applied {
  static T of(T x) { return f(x); }
};
template <class T, Function<T>... fs> T chain(T x) {
  for (Function<T> f : {fs...}) x = f(x);
  return x;
}

template <typename T> static T fetch(T *device) {
  T host;
  cudaMemcpy(&host, device, sizeof(T), cudaMemcpyDeviceToHost);
  return host;
}

int main() {
  double *d;
  int *i;
  cudaMalloc(&d, sizeof(double));
  cudaMalloc(&i, sizeof(int));
  apply<double, twice><<<1, 1>>>(1.25, d);
  printf("%g\n", fetch(d));
  apply<int, twice<int>><<<1, 1>>>(4, i);
  printf("%d\n", fetch(i));
  apply<int, &twice><<<1, 1>>>(5, i);
  printf("%d\n", fetch(i));
  apply_times<double, half, 3><<<1, 1>>>(5.0, d);
  printf("%g\n", fetch(d));
  apply_times<int, half, 3><<<1, 1>>>(5, i);
  printf("%d\n", fetch(i));
  apply<double, mixed><<<1, 1>>>(2.5, d);
  printf("%g\n", fetch(d));
  apply<int, mixed><<<1, 1>>>(2, i);
  printf("%d\n", fetch(i));
  apply<int, mixed<int>><<<1, 1>>>(2, i);
  printf("%d\n", fetch(i));
  apply<double, plus<4>><<<1, 1>>>(0.5, d);
  printf("%g\n", fetch(d));
  printf("%d %g %d\n", Applied<int, twice>::of(21), Applied<double, mixed>::of(0.5), chain<int, twice, mixed, half, plus<3>>(6));
}
