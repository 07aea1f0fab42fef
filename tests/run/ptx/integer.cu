// run: tolerance=0
// Integer arithmetic in inline PTX: add, sub, mul lo and hi, mad, div, rem, min, max, abs, neg, sad.
#include <stdio.h>

__global__ void kernel(const unsigned *in, unsigned *out) {
  unsigned a = in[threadIdx.x], b = in[threadIdx.x + 32], c = threadIdx.x;
  unsigned *at = out + threadIdx.x * 14;
  {
    unsigned r;
    asm("add.u32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
    at[0] = r;
  }
  {
    unsigned r;
    asm("sub.s32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
    at[1] = r;
  }
  {
    unsigned r;
    asm("mul.lo.u32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
    at[2] = r;
  }
  {
    unsigned r;
    asm("mul.hi.u32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
    at[3] = r;
  }
  {
    unsigned r;
    asm("mul.hi.s32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
    at[4] = r;
  }
  {
    unsigned r;
    asm("mad.lo.u32 %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c));
    at[5] = r;
  }
  {
    unsigned r;
    asm("mad.hi.s32 %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c));
    at[6] = r;
  }
  {
    unsigned r;
    asm("div.u32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b | 1));
    at[7] = r;
  }
  {
    unsigned r;
    asm("rem.s32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b | 1));
    at[8] = r;
  }
  {
    unsigned r;
    asm("min.s32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
    at[9] = r;
  }
  {
    unsigned r;
    asm("max.u32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
    at[10] = r;
  }
  {
    unsigned r;
    asm("abs.s32 %0, %1;" : "=r"(r) : "r"(a));
    at[11] = r;
  }
  {
    unsigned r;
    asm("neg.s32 %0, %1;" : "=r"(r) : "r"(a));
    at[12] = r;
  }
  {
    unsigned r;
    asm("sad.u32 %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c));
    at[13] = r;
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
  unsigned in[64], out[448];
  for (int i = 0; i < 64; i++) in[i] = i * 2654435761u + (i & 3 ? 0 : 0x80000000u >> i % 32);
  unsigned *d = device(in, 64), *o = device(nullptr, 448);
  kernel<<<1, 32>>>(d, o);
  cudaMemcpy(out, o, sizeof out, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 448; i += 14) {
    for (int k = 0; k < 14; k++) printf("%08x ", out[i + k]);
    printf("\n");
  }
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  return 0;
}
