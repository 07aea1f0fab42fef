// run: tolerance=0 nvcc="-std=c++17"
// cg::reduce with all operators and types, inclusive and exclusive scans, over tiles and coalesced groups; invoke_one.
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
#include <cooperative_groups/scan.h>
#include <cstdio>
namespace cg = cooperative_groups;

struct Longest {
  __device__ int operator()(int a, int b) const { return a % 10 >= b % 10 ? a : b; }
};

__global__ void reduce(int* out, double* sums) {
  auto block = cg::this_thread_block();
  auto warp = cg::tiled_partition<32>(block);
  auto eight = cg::tiled_partition<8>(warp);
  int i = threadIdx.x, v = i * 37 % 101;
  out[i] = cg::reduce(warp, v, cg::plus<int>()) + 100000 * cg::reduce(eight, v, cg::less<int>());
  out[64 + i] = cg::reduce(eight, v, cg::greater<int>()) + 1000 * cg::reduce(eight, v | 8, cg::bit_and<int>()) + 1000000 * (cg::reduce(eight, v, cg::bit_xor<int>()) & 63);
  out[128 + i] = cg::reduce(eight, v, Longest()) + 1000 * cg::reduce(warp, v & 5, cg::bit_or<int>());
  double d = cg::reduce(warp, i * 0.5, cg::plus<double>());
  if (warp.thread_rank() == 0) sums[i / 32] = d;
}

__global__ void scan(int* out) {
  auto warp = cg::tiled_partition<32>(cg::this_thread_block());
  auto four = cg::tiled_partition<4>(warp);
  int i = threadIdx.x, v = i % 7 + 1;
  out[i] = cg::inclusive_scan(warp, v);
  out[32 + i] = cg::exclusive_scan(warp, v);
  out[64 + i] = cg::inclusive_scan(four, v, cg::greater<int>()) + 100 * cg::exclusive_scan(four, v, cg::plus<int>());
  out[96 + i] = -1;
  if (i % 3) {
    auto some = cg::coalesced_threads();
    out[96 + i] = cg::exclusive_scan(some, v) + 1000 * cg::reduce(some, v, cg::plus<int>());
  }
}

__global__ void once(int* counter, int* out) {
  auto block = cg::this_thread_block();
  cg::invoke_one(block, [&] { atomicAdd(counter, 1); });
  auto warp = cg::tiled_partition<32>(block);
  int shared = cg::invoke_one_broadcast(warp, [&] { return atomicAdd(counter + 1, 10); });
  out[threadIdx.x] = warp.all(shared == warp.shfl(shared, 0));
}

int main() {
  int *out, *counter;
  double* sums;
  cudaMallocManaged(&out, 256 * sizeof(int));
  cudaMallocManaged(&counter, 2 * sizeof(int));
  cudaMallocManaged(&sums, 2 * sizeof(double));
  reduce<<<1, 64>>>(out, sums);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  for (int i = 0; i < 192; i += 5) printf("%d ", out[i]);
  printf("\n%g %g\n", sums[0], sums[1]);
  scan<<<1, 32>>>(out);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  for (int i = 0; i < 128; i++) printf("%d%c", out[i], i % 32 == 31 ? '\n' : ' ');
  counter[0] = counter[1] = 0;
  once<<<3, 64>>>(counter, out);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  printf("%d %d %d %d\n", counter[0], counter[1], out[0], out[63]);
}
