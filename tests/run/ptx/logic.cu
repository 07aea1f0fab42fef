// run: tolerance=0
// Bits in inline PTX: and, or, xor, not, lop3 with several tables, shl, shr, funnel shifts, popc, clz, brev, bfind.
#include <stdio.h>

__global__ void kernel(const unsigned *in, unsigned *out) {
  unsigned a = in[threadIdx.x], b = in[threadIdx.x + 32], c = threadIdx.x;
  unsigned *at = out + threadIdx.x * 16;
  {
    unsigned r;
    asm("and.b32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
    at[0] = r;
  }
  {
    unsigned r;
    asm("or.b32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
    at[1] = r;
  }
  {
    unsigned r;
    asm("xor.b32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
    at[2] = r;
  }
  {
    unsigned r;
    asm("not.b32 %0, %1;" : "=r"(r) : "r"(a));
    at[3] = r;
  }
  {
    unsigned r;
    asm("lop3.b32 %0, %1, %2, %3, 0x96;" : "=r"(r) : "r"(a), "r"(b), "r"(c));
    at[4] = r;
  }
  {
    unsigned r;
    asm("lop3.b32 %0, %1, %2, %3, 0xe8;" : "=r"(r) : "r"(a), "r"(b), "r"(c));
    at[5] = r;
  }
  {
    unsigned r;
    asm("shl.b32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(c));
    at[6] = r;
  }
  {
    unsigned r;
    asm("shl.b32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(c + 20));
    at[7] = r;
  }
  {
    unsigned r;
    asm("shr.u32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(c + 8));
    at[8] = r;
  }
  {
    unsigned r;
    asm("shr.s32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(c + 16));
    at[9] = r;
  }
  {
    unsigned r;
    asm("shf.l.wrap.b32 %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c + 10));
    at[10] = r;
  }
  {
    unsigned r;
    asm("shf.r.clamp.b32 %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c + 10));
    at[11] = r;
  }
  {
    unsigned r;
    asm("popc.b32 %0, %1;" : "=r"(r) : "r"(a));
    at[12] = r;
  }
  {
    unsigned r;
    asm("clz.b32 %0, %1;" : "=r"(r) : "r"(a >> c));
    at[13] = r;
  }
  {
    unsigned r;
    asm("brev.b32 %0, %1;" : "=r"(r) : "r"(a));
    at[14] = r;
  }
  {
    unsigned r;
    asm("bfind.u32 %0, %1;" : "=r"(r) : "r"(a >> c));
    at[15] = r;
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
  unsigned in[64], out[512];
  for (int i = 0; i < 64; i++) in[i] = i * 2654435761u + (i & 3 ? 0 : 0x80000000u >> i % 32);
  unsigned *d = device(in, 64), *o = device(nullptr, 512);
  kernel<<<1, 32>>>(d, o);
  cudaMemcpy(out, o, sizeof out, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 512; i += 16) {
    for (int k = 0; k < 16; k++) printf("%08x ", out[i + k]);
    printf("\n");
  }
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  return 0;
}
