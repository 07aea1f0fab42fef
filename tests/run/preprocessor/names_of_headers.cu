// run: tolerance=0
// Macros with names that headers might use for their own purposes, defined before these are read.
#define T 4
#define N 1024
#define K 3
#define D
#define B 16
#define size 7
#define value 5
#define first 1
#define data 2
#define Iterator 6
#include <algorithm>
#include <complex>
#include <cooperative_groups.h>
#include <cstdio>
#include <cub/cub.cuh>
#include <cuda_fp16.h>
#include <curand_kernel.h>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <thrust/device_vector.h>
#include <thrust/sort.h>
#include <type_traits>
#include <vector>
#undef size
#undef data
#undef first
#undef value

__global__ void fill(int* out) {
  if (threadIdx.x < N) out[threadIdx.x] = T * threadIdx.x + K;
}

int main() {
  std::map<std::string, int> counts;
  counts["a"] += T;
  std::vector<int> v{B, K, T};
  std::sort(v.begin(), v.end());
  thrust::device_vector<int> d(v.size() + 5);
  fill<<<1, 8>>>(thrust::raw_pointer_cast(d.data()));
  thrust::sort(d.begin(), d.end(), thrust::greater<int>());
  std::cout << counts["a"] << ' ' << v[0] << ' ' << v.back() << ' ' << d[0] << ' ' << d[7] << ' ' << std::is_base_of<int, int>::value << '\n';
}
