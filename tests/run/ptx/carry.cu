// run: tolerance=0
// Extended precision: add.cc, addc, sub.cc, subc, mad.wide, mul.wide and 64-bit registers from halves.
#include <stdio.h>

__global__ void kernel(const unsigned *in, unsigned *out) {
  unsigned a = in[threadIdx.x], b = in[threadIdx.x + 32], c = threadIdx.x;
  unsigned *at = out + threadIdx.x * 7;
  {
    unsigned r;
    unsigned hi; asm("{ add.cc.u32 %0, %2, %3; addc.u32 %1, %2, %3; }" : "=r"(r), "=r"(hi) : "r"(a), "r"(b)); r ^= hi * 31;
    at[0] = r;
  }
  {
    unsigned r;
    unsigned hi; asm("sub.cc.u32 %0, %2, %3; subc.u32 %1, %3, %2;" : "=r"(r), "=r"(hi) : "r"(a), "r"(b)); r ^= hi * 31;
    at[1] = r;
  }
  {
    unsigned r;
    unsigned long long w; asm("mul.wide.u32 %0, %1, %2;" : "=l"(w) : "r"(a), "r"(b)); r = (unsigned)(w >> 32) ^ (unsigned)w;
    at[2] = r;
  }
  {
    unsigned r;
    long long w; asm("mad.wide.s32 %0, %1, %2, %3;" : "=l"(w) : "r"(a), "r"(b), "l"((long long)c << 20)); r = (unsigned)(w >> 32) ^ (unsigned)w;
    at[3] = r;
  }
  {
    unsigned r;
    unsigned long long w; asm("mov.b64 %0, {%1, %2};" : "=l"(w) : "r"(a), "r"(b)); r = (unsigned)(w >> 16);
    at[4] = r;
  }
  {
    unsigned r;
    unsigned x, y; unsigned long long w = (unsigned long long)a << 32 | b; asm("mov.b64 {%0, %1}, %2;" : "=r"(x), "=r"(y) : "l"(w)); r = x - y;
    at[5] = r;
  }
  {
    unsigned r;
    unsigned long long w; asm("mul.hi.u64 %0, %1, %2;" : "=l"(w) : "l"((unsigned long long)a << 20 | b), "l"((unsigned long long)b << 24 | a)); r = (unsigned)w;
    at[6] = r;
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
  unsigned in[64], out[224];
  for (int i = 0; i < 64; i++) in[i] = i * 2654435761u + (i & 3 ? 0 : 0x80000000u >> i % 32);
  unsigned *d = device(in, 64), *o = device(nullptr, 224);
  kernel<<<1, 32>>>(d, o);
  cudaMemcpy(out, o, sizeof out, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 224; i += 7) {
    for (int k = 0; k < 7; k++) printf("%08x ", out[i + k]);
    printf("\n");
  }
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  return 0;
}
