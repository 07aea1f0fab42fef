// run: tolerance=0 nvcc="-std=c++17"
// cuda::std in kernels and host code: arrays, tuples, pairs, optionals, limits, traits, algorithms.
#include <cstdio>
#include <cuda/std/array>
#include <cuda/std/cstdint>
#include <cuda/std/limits>
#include <cuda/std/optional>
#include <cuda/std/tuple>
#include <cuda/std/type_traits>
#include <cuda/std/utility>

template <class T> __host__ __device__ T most() { return cuda::std::numeric_limits<T>::max(); }

__host__ __device__ cuda::std::optional<int> find(const cuda::std::array<int, 5>& a, int x) {
  for (int i = 0; i < (int)a.size(); i++) {
    if (a[i] == x) return i;
  }
  return cuda::std::nullopt;
}

__host__ __device__ cuda::std::tuple<int, double> both(int i) { return {i, i * 0.5}; }

__host__ __device__ long work(int i) {
  cuda::std::array<int, 5> a = {5, 3, i, 1, 4};
  auto t = both(i);
  auto found = find(a, 4);
  cuda::std::pair<int, int> p(i, 2 * i);
  cuda::std::swap(p.first, p.second);
  static_assert(cuda::std::is_same<cuda::std::remove_const_t<const int>, int>::value, "");
  return cuda::std::get<0>(t) + (long)(10 * cuda::std::get<1>(t)) + found.value_or(-1) * 100 + p.first * 1000 + find(a, 77).has_value();
}

__global__ void kernel(long* out, float* limits) {
  out[threadIdx.x] = work(threadIdx.x);
  if (threadIdx.x == 0) {
    limits[0] = most<float>();
    limits[1] = most<cuda::std::int16_t>();
    limits[2] = cuda::std::numeric_limits<float>::epsilon();
  }
}

int main() {
  long* out;
  float* limits;
  cudaMallocManaged(&out, 8 * sizeof(long));
  cudaMallocManaged(&limits, 3 * sizeof(float));
  kernel<<<1, 8>>>(out, limits);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  for (int i = 0; i < 8; i++) printf("%ld %d\n", out[i], out[i] == work(i));
  printf("%g %g %g\n", limits[0], limits[1], limits[2]);
}
