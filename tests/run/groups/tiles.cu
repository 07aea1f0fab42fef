// run: tolerance=0
// Cooperative groups within a block: ranks and sizes, shuffles of many types, votes and matches in tiles of every size, tiles of tiles, coalesced groups, partitions.
#include <stdio.h>
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
#include <cooperative_groups/scan.h>
namespace cg = cooperative_groups;

struct Triple {
  int a;
  double b;
  char c;
};

template <int Size> __device__ int in_tile(int v, int *checks) {
  auto tile = cg::tiled_partition<Size>(cg::this_thread_block());
  int rank = tile.thread_rank(), sum = cg::reduce(tile, v, cg::plus<int>());
  int largest = cg::reduce(tile, v, cg::greater<int>());
  int up = tile.shfl_up(v, 1), down = tile.shfl_down(v, 1u), across = tile.shfl_xor(v, Size / 2), first = tile.shfl(v, 0);
  unsigned odd = tile.ballot(v & 1), same = tile.match_any(v % 3);
  tile.sync();
  checks[0] = rank * 1000 + tile.size() * 10 + tile.meta_group_rank() + tile.meta_group_size();
  checks[1] = up * 3 + down * 5 + across * 7 + first * 11;
  checks[2] = odd + same * 3 + tile.any(v == 4) + tile.all(v >= 0) * 2;
  return sum * 100 + largest + cg::inclusive_scan(tile, v) + cg::exclusive_scan(tile, v, cg::plus<int>()) * 2;
}

__global__ void tiles(int *out) {
  int t = cg::this_thread_block().thread_rank(), v = t * 37 % 19;
  int *o = out + t * 24;
  o[0] = in_tile<1>(v, o + 1);
  o[4] = in_tile<2>(v, o + 5);
  o[8] = in_tile<4>(v, o + 9);
  o[12] = in_tile<8>(v, o + 13);
  o[16] = in_tile<16>(v, o + 17);
  o[20] = in_tile<32>(v, o + 21);
}

__global__ void types(double *out) {
  auto warp = cg::tiled_partition<32>(cg::this_thread_block());
  int r = warp.thread_rank();
  Triple t = {r, r * 0.5, (char)('a' + r % 26)};
  t = warp.shfl(t, (r + 5) % 32);
  double d = warp.shfl_down(r * 1.25, 3u);
  float f = warp.shfl_up(r * 0.75f, 2);
  long long l = warp.shfl_xor((long long)r << 33, 1);
  unsigned char b = warp.shfl((unsigned char)(r * 9), 31 - r);
  short s = warp.shfl((short)-r, 7);
  int all;
  unsigned m = warp.match_all(r >= 0, all);
  out[r] = t.a + t.b + t.c + d + f + (double)(l >> 33) + b + s + all + (double)(m % 1000);
}

__global__ void coalesced(int *out) {
  int t = threadIdx.x;
  out[t] = -1;
  if (t % 3 == 1) {
    cg::coalesced_group g = cg::coalesced_threads();
    int sum = cg::reduce(g, t, cg::plus<int>()), before = g.shfl_up(t, 1), after = g.shfl_down(t, 2), second = g.shfl(t, 1);
    out[t] = g.thread_rank() + g.size() * 10 + sum * 100 + before + after + second + (int)g.ballot(t & 1);
  }
}

__global__ void partitions(int *out) {
  auto warp = cg::tiled_partition<32>(cg::this_thread_block());
  int r = warp.thread_rank();
  auto half = cg::binary_partition(warp, r % 5 < 2);
  int a = half.size() * 100 + half.thread_rank() + half.meta_group_rank() * 1000;
  auto label = cg::labeled_partition(warp, r * r % 7);
  int b = label.size() * 100 + label.thread_rank() + label.meta_group_rank() * 1000 + label.meta_group_size() * 10000;
  auto quads = cg::tiled_partition<4>(cg::tiled_partition<16>(cg::this_thread_block()));
  cg::thread_group any = cg::tiled_partition(cg::this_thread_block(), 8), inner = cg::tiled_partition(any, 2);
  any.sync();
  inner.sync();
  int c = quads.meta_group_rank() * 10 + quads.meta_group_size() + (int)any.thread_rank() * 100 + (int)inner.thread_rank() * 1000 + (int)inner.size() * 10000;
  out[threadIdx.x] = a + b * 3 + c * 7 + cg::reduce(half, r, cg::plus<int>()) + cg::reduce(label, r, cg::less<int>());
}

__device__ int sum_group(cg::thread_group g, int *x, int v) {
  int lane = g.thread_rank();
  for (int i = g.size() / 2; i > 0; i /= 2) {
    x[lane] = v;
    g.sync();
    if (lane < i) v += x[lane + i];
    g.sync();
  }
  return lane == 0 ? v : -1;
}
__global__ void groups_as_arguments(int *out) {
  __shared__ int x[64];
  cg::thread_block block = cg::this_thread_block();
  int r = block.thread_rank(), total = sum_group(block, x, r + 1);
  block.sync();
  cg::thread_block_tile<16> tile = cg::tiled_partition<16>(block);
  int part = sum_group(tile, x + r / 16 * 16, r + 1);
  out[r] = total * 7 + part;
}

__global__ void several_warps(int *out) {
  cg::thread_block block = cg::this_thread_block();
  auto two = cg::tiled_partition<64>(block);
  auto four = cg::tiled_partition<128>(block);
  int r = block.thread_rank();
  int a = cg::reduce(two, r, cg::plus<int>());
  two.sync();
  out[r] = a + cg::reduce(four, r, cg::greater<int>()) * 3 + two.shfl(r, 33) + two.any(r == 70) * 7 + two.all(r < 64) * 13 + two.meta_group_rank();
}

static unsigned hash(const void *p, int bytes) {
  unsigned h = 2166136261u;
  for (int i = 0; i < bytes; i++) h = (h ^ ((const unsigned char *)p)[i]) * 16777619u;
  return h;
}

int main() {
  static int h[96 * 24];
  int *d;
  cudaMalloc(&d, sizeof h);
  tiles<<<1, 96>>>(d);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 96; i += 31) {
    for (int k = 0; k < 24; k++) printf(" %d", h[i * 24 + k]);
    printf("\n");
  }
  printf("tiles %08x\n", hash(h, sizeof h));
  double *dd, hd[32];
  cudaMalloc(&dd, sizeof hd);
  types<<<1, 32>>>(dd);
  cudaMemcpy(hd, dd, sizeof hd, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 32; i++) printf(" %g", hd[i]);
  printf("\n");
  coalesced<<<1, 32>>>(d);
  cudaMemcpy(h, d, 128, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 32; i++) printf(" %d", h[i]);
  printf("\n");
  partitions<<<1, 32>>>(d);
  cudaMemcpy(h, d, 128, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 32; i++) printf(" %d", h[i]);
  printf("\n");
  groups_as_arguments<<<1, 64>>>(d);
  cudaMemcpy(h, d, 256, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 64; i++) printf(" %d", h[i]);
  printf("\n");
  several_warps<<<1, 128>>>(d);
  cudaMemcpy(h, d, 512, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 128; i += 9) printf(" %d", h[i]);
  printf("\n%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
}
