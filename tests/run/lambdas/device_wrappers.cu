// run: nvcc="--extended-lambda" tolerance=0
// Extended lambdas given to kernel templates: for_each, transform, reduce and map wrappers; captures of pointers, structs and arrays; __host__ __device__ lambdas on both sides.
#include <stdio.h>
#include <vector>

template <class F>
__global__ void for_each_kernel(int n, F f) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) f(i);
}
template <class F>
void for_each(int n, F f) {
  for_each_kernel<<<(n + 63) / 64, 64>>>(n, f);
  cudaDeviceSynchronize();
}
template <class T, class F>
__global__ void reduce_kernel(const T *in, int n, T first, F combine, T *out) {
  __shared__ T cells[128];
  T mine = first;
  for (int i = threadIdx.x; i < n; i += blockDim.x) mine = combine(mine, in[i]);
  cells[threadIdx.x] = mine;
  __syncthreads();
  for (int step = blockDim.x / 2; step > 0; step /= 2) {
    if (threadIdx.x < step) cells[threadIdx.x] = combine(cells[threadIdx.x], cells[threadIdx.x + step]);
    __syncthreads();
  }
  if (threadIdx.x == 0) *out = cells[0];
}
struct Line { int slope, offset; __host__ __device__ int at(int x) const { return slope * x + offset; } };

int main() {
  const int n = 300;
  int *data, *result;
  cudaMallocManaged(&data, n * sizeof(int));
  cudaMallocManaged(&result, sizeof(int));
  Line line{3, 7};
  int table[4] = {1, 10, 100, 1000};
  for_each(n, [=] __device__(int i) { data[i] = line.at(i) + table[i % 4]; });
  printf("%d %d %d\n", data[0], data[1], data[n - 1]);

  auto larger = [] __host__ __device__(int a, int b) { return a > b ? a : b; };
  auto sum = [] __host__ __device__(int a, int b) { return a + b; };
  reduce_kernel<<<1, 128>>>(data, n, -1, larger, result);
  cudaDeviceSynchronize();
  int expected = -1;
  for (int i = 0; i < n; i++) expected = larger(expected, data[i]);
  printf("%d %d\n", *result, expected);
  reduce_kernel<<<1, 128>>>(data, n, 0, sum, result);
  cudaDeviceSynchronize();
  int total = 0;
  for (int i = 0; i < n; i++) total = sum(total, data[i]);
  printf("%d %d\n", *result, total);

  int offset = 5;
  auto shift = [offset] __host__ __device__(int x) { return x + offset; };
  auto pipeline = [=] __host__ __device__(int x) { return shift(shift(x)) * 2; };
  for_each(n, [=] __device__(int i) { data[i] = pipeline(i); });
  bool same = true;
  for (int i = 0; i < n; i++) same = same && data[i] == pipeline(i);
  printf("%d %d\n", same, data[10]);

  int limit = 100;
  for_each(n, [=] __device__(int i) {
    auto clamp = [=](int v) { return v < limit ? v : limit; };
    data[i] = clamp(data[i]);
  });
  printf("%d %d\n", data[3], data[200]);
  cudaFree(data);
  cudaFree(result);
}
