// run: tolerance=0
// Tiles of all sizes with their ranks; shuffles, votes and matches within them; groups of a condition, of a label, of the active threads.
#include <cooperative_groups.h>
#include <cstdio>
namespace cg = cooperative_groups;

template <int N> __device__ int tile(int* out) {
  auto t = cg::tiled_partition<N>(cg::this_thread_block());
  int v = threadIdx.x * 3 + 1;
  int r = t.thread_rank() + 100 * t.meta_group_rank() + 10000 * t.meta_group_size() + 1000000 * t.size();
  int s = t.shfl(v, N - 1) + 2 * t.shfl_xor(v, N > 1 ? 1 : 0) + 3 * t.shfl_down(v, 1) + 5 * t.shfl_up(v, 1);
  int votes = t.any(v % 5 == 0) + 2 * t.all(v > 0) + 4 * (int)__popc(t.ballot(v & 1));
  out[threadIdx.x] += r ^ s * 7 ^ votes * 11;
  return r;
}

__global__ void tiles(int* out) {
  out[threadIdx.x] = 0;
  tile<1>(out);
  tile<2>(out);
  tile<4>(out);
  tile<8>(out);
  tile<16>(out);
  tile<32>(out);
}

__global__ void groups(int* out) {
  auto warp = cg::tiled_partition<32>(cg::this_thread_block());
  int i = threadIdx.x;
  auto half = cg::binary_partition(warp, i % 3 == 0);
  out[i] = half.thread_rank() + 100 * half.size() + 10000 * half.shfl(i, 0);
  auto label = cg::labeled_partition(warp, i % 5);
  out[64 + i] = label.thread_rank() + 100 * label.size() + 10000 * label.shfl(i, label.size() - 1);
  out[128 + i] = -1;
  if (i % 4 == 1) {
    auto active = cg::coalesced_threads();
    out[128 + i] = active.thread_rank() + 100 * active.size() + 10000 * active.shfl_down(i, 1) + 1000000 * (int)__popc(active.ballot(i < 20));
  }
  warp.sync();
  out[192 + i] = __popc(warp.match_any(i / 6));
}

__global__ void dynamic(int* out) {
  auto block = cg::this_thread_block();
  auto t = cg::tiled_partition(block, 16);
  out[threadIdx.x + 32 * threadIdx.y] = t.thread_rank() + 100 * t.size() + 10000 * block.thread_rank() + 10000000 * (int)block.group_index().x + (int)block.thread_index().y * 1000;
  t.sync();
}

int main() {
  int* out;
  cudaMallocManaged(&out, 256 * sizeof(int));
  tiles<<<1, 64>>>(out);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  for (int i = 0; i < 64; i++) printf("%d%c", out[i], i % 8 == 7 ? '\n' : ' ');
  groups<<<1, 64>>>(out);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  for (int i = 0; i < 256; i++) printf("%d%c", out[i], i % 16 == 15 ? '\n' : ' ');
  dynamic<<<2, dim3(32, 2)>>>(out);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  for (int i = 0; i < 64; i += 7) printf("%d ", out[i] % 10000000);
  printf("\n");
}
