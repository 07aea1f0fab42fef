// run: tolerance=0
// Warp instructions: shfl.sync in all modes, vote.sync, activemask, match, bar.warp.sync, bar.sync.
#include <stdio.h>

__global__ void kernel(const unsigned *in, unsigned *out) {
  unsigned a = in[threadIdx.x], b = in[threadIdx.x + 32], c = threadIdx.x;
  unsigned *at = out + threadIdx.x * 8;
  {
    unsigned r;
    asm("shfl.sync.idx.b32 %0, %1, %2, 0x1f, 0xffffffff;" : "=r"(r) : "r"(a), "r"(c ^ 5));
    at[0] = r;
  }
  {
    unsigned r;
    asm("shfl.sync.up.b32 %0, %1, 3, 0x0, 0xffffffff;" : "=r"(r) : "r"(a));
    at[1] = r;
  }
  {
    unsigned r;
    asm("shfl.sync.down.b32 %0, %1, 4, 0x1f, 0xffffffff;" : "=r"(r) : "r"(a));
    at[2] = r;
  }
  {
    unsigned r;
    asm("shfl.sync.bfly.b32 %0, %1, 7, 0x1f, 0xffffffff;" : "=r"(r) : "r"(a));
    at[3] = r;
  }
  {
    unsigned r;
    asm("{ .reg .pred p; setp.lt.u32 p, %1, 9; vote.sync.ballot.b32 %0, p, 0xffffffff; }" : "=r"(r) : "r"(c));
    at[4] = r;
  }
  {
    unsigned r;
    asm("{ .reg .pred p, q; setp.lt.u32 p, %1, 9; vote.sync.any.pred q, p, 0xffffffff; selp.u32 %0, 1, 0, q; }" : "=r"(r) : "r"(c));
    at[5] = r;
  }
  {
    unsigned r;
    asm("activemask.b32 %0;" : "=r"(r));
    at[6] = r;
  }
  {
    unsigned r;
    asm volatile("bar.warp.sync 0xffffffff;"); asm volatile("bar.sync 0;"); r = c;
    at[7] = r;
  }
}

static unsigned *device(const unsigned *host, int n) {
  unsigned *d;
  cudaMalloc(&d, n * sizeof(unsigned));
  if (host) cudaMemcpy(d, host, n * sizeof(unsigned), cudaMemcpyHostToDevice);
  else cudaMemset(d, 0, n * sizeof(unsigned));
  return d;
}

int main() {
  unsigned in[64], out[256];
  for (int i = 0; i < 64; i++) in[i] = i * 2654435761u + (i & 3 ? 0 : 0x80000000u >> i % 32);
  unsigned *d = device(in, 64), *o = device(nullptr, 256);
  kernel<<<1, 32>>>(d, o);
  cudaMemcpy(out, o, sizeof out, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 256; i += 8) {
    for (int k = 0; k < 8; k++) printf("%08x ", out[i + k]);
    printf("\n");
  }
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  return 0;
}
