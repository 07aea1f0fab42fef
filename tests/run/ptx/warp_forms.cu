// run: tolerance=0
// Warp instructions with a second result and in their rarer forms: shuffles that say whether their source is in range, clamps and segments that no width stands for, votes, matches, reductions, elections; barriers with a number, and reductions of barriers.
#include <stdio.h>

__global__ void shuffles(unsigned* out, unsigned clamp) {
  unsigned t = threadIdx.x, v = t * 10 + 1, r, p, *o = out + t * 14;
#define SHUFFLE(mode, at, b, c)                                                                                                     \
  asm volatile("{ .reg .pred p; shfl.sync." mode ".b32 %0|p, %2, " b ", " c ", 0xffffffff; selp.u32 %1, 1, 0, p; }" : "=r"(r), "=r"(p) : "r"(v), "r"(clamp)); \
  o[at] = r, o[at + 1] = p
  SHUFFLE("up", 0, "3", "0x0");
  SHUFFLE("down", 2, "5", "0x1f");
  SHUFFLE("bfly", 4, "9", "0x1f");
  SHUFFLE("idx", 6, "17", "0x181f");
  SHUFFLE("up", 8, "2", "0x1c00");
  SHUFFLE("down", 10, "1", "%3");
  SHUFFLE("idx", 12, "30", "%3");
#undef SHUFFLE
}

__global__ void together(unsigned* out) {
  unsigned t = threadIdx.x, r, *o = out + t * 12;
  asm volatile("{ .reg .pred p, q; setp.lt.u32 p, %1, 32; vote.sync.uni.pred q, p, 0xffffffff; selp.u32 %0, 1, 0, q; }" : "=r"(r) : "r"(t));
  o[0] = r;
  asm volatile("{ .reg .pred p, q; setp.lt.u32 p, %1, 31; vote.sync.uni.pred q, p, 0xffffffff; selp.u32 %0, 1, 0, q; }" : "=r"(r) : "r"(t));
  o[1] = r;
  asm volatile("{ .reg .pred p, q; setp.lt.u32 p, %1, 31; vote.sync.all.pred q, !p, 0xffffffff; selp.u32 %0, 1, 0, q; }" : "=r"(r) : "r"(t));
  o[2] = r;
  unsigned all;
  asm volatile("{ .reg .pred p; match.all.sync.b32 %0|p, %2, 0xffffffff; selp.u32 %1, 1, 0, p; }" : "=r"(r), "=r"(all) : "r"(t / 32));
  o[3] = r, o[4] = all;
  asm volatile("{ .reg .pred p; match.all.sync.b64 %0|p, %2, 0xffffffff; selp.u32 %1, 1, 0, p; }" : "=r"(r), "=r"(all) : "l"(t < 16 ? 1ull << 40 : 1ull << 41));
  o[5] = r, o[6] = all;
  asm volatile("match.any.sync.b64 %0, %1, 0xffffffff;" : "=r"(r) : "l"((unsigned long long)(t % 3) << 33));
  o[7] = r;
  int s;
  asm volatile("redux.sync.add.s32 %0, %1, 0xffffffff;" : "=r"(s) : "r"((int)t - 20));
  o[8] = (unsigned)s;
  asm volatile("redux.sync.min.s32 %0, %1, 0xffffffff;" : "=r"(s) : "r"((int)t - 20));
  o[9] = (unsigned)s;
  asm volatile("redux.sync.xor.b32 %0, %1, 0xffffffff;" : "=r"(r) : "r"(t * t));
  o[10] = r;
  unsigned leader;
  asm volatile("{ .reg .pred p; elect.sync %0|p, 0xffffffff; selp.u32 %1, 1, 0, p; }" : "=r"(leader), "=r"(r));
  // Which lane it is does not matter, only that all agree.
  unsigned one = __ballot_sync(0xffffffffu, r);
  o[11] = __popc(one) == 1 && one == 1u << leader && __all_sync(0xffffffffu, __shfl_sync(0xffffffffu, leader, 0) == leader);
}

__global__ void barriers(unsigned* out) {
  __shared__ unsigned box[64];
  unsigned t = threadIdx.x, r, n = 3;
  box[t] = t;
  asm volatile("bar.sync 1;" : : : "memory");
  out[t * 5] = box[63 - t];
  asm volatile("barrier.cta.sync.aligned %0;" : : "r"(n) : "memory");
  box[t] = t * 2;
  asm volatile("barrier.sync 0;" : : : "memory");
  out[t * 5 + 1] = box[(t + 40) % 64];
  asm volatile("{ .reg .pred p; setp.lt.u32 p, %1, 40; bar.red.popc.u32 %0, 0, p; }" : "=r"(r) : "r"(t));
  out[t * 5 + 2] = r;
  asm volatile("{ .reg .pred p, q; setp.lt.u32 p, %1, 40; bar.red.and.pred q, 0, !p; selp.u32 %0, 1, 0, q; }" : "=r"(r) : "r"(t));
  out[t * 5 + 3] = r;
  asm volatile("{ .reg .pred p, q; setp.eq.u32 p, %1, 40; bar.red.or.pred q, 2, p; selp.u32 %0, 1, 0, q; }" : "=r"(r) : "r"(t));
  out[t * 5 + 4] = r;
}

__global__ void registers(unsigned* out) {
  unsigned r, *o = out + (blockIdx.x * blockDim.x + threadIdx.x) * 6;
  asm("mov.u32 %0, %%nwarpid;" : "=r"(r));
  // As many as fit are allowed.
  o[0] = r >= 2;
  asm("mov.u32 %0, %%lanemask_gt;" : "=r"(o[1]));
  asm("mov.u32 %0, %%nctaid.x;" : "=r"(o[2]));
  asm("mov.u32 %0, %%cluster_nctarank;" : "=r"(o[3]));
  asm("mov.u32 %0, %%cluster_ctarank;" : "=r"(o[4]));
  asm("mov.u32 %0, WARP_SZ;" : "=r"(o[5]));
}

static void print(const char* name, const unsigned* v, int rows, int columns, int step) {
  printf("%s %s\n", name, cudaGetErrorName(cudaDeviceSynchronize()));
  for (int i = 0; i < rows; i += step) {
    for (int k = 0; k < columns; k++) printf("%x ", v[i * columns + k]);
    printf("\n");
  }
}

int main() {
  unsigned* out;
  cudaMallocManaged(&out, 1024 * sizeof(unsigned));
  shuffles<<<1, 32>>>(out, 0x0c17);
  print("shuffles", out, 32, 14, 1);
  together<<<1, 32>>>(out);
  print("together", out, 32, 12, 5);
  barriers<<<1, 64>>>(out);
  print("barriers", out, 64, 5, 9);
  registers<<<2, 64>>>(out);
  print("registers", out, 128, 6, 37);
}
