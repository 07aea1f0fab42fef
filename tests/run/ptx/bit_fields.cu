// run: tolerance=0
// bfe, bfi and prmt in inline PTX, with positions and lengths beyond the width.
#include <stdio.h>

__global__ void kernel(const unsigned *in, unsigned *out) {
  unsigned a = in[threadIdx.x], b = in[threadIdx.x + 32], c = threadIdx.x;
  unsigned *at = out + threadIdx.x * 11;
  {
    unsigned r;
    asm("bfe.u32 %0, %1, 4, 8;" : "=r"(r) : "r"(a));
    at[0] = r;
  }
  {
    unsigned r;
    asm("bfe.s32 %0, %1, 4, 8;" : "=r"(r) : "r"(a));
    at[1] = r;
  }
  {
    unsigned r;
    asm("bfe.u32 %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(c), "r"(c + 3));
    at[2] = r;
  }
  {
    unsigned r;
    asm("bfe.s32 %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(c + 8), "r"(c));
    at[3] = r;
  }
  {
    unsigned r;
    asm("bfi.b32 %0, %1, %2, 8, 12;" : "=r"(r) : "r"(a), "r"(b));
    at[4] = r;
  }
  {
    unsigned r;
    asm("bfi.b32 %0, %1, %2, %3, %4;" : "=r"(r) : "r"(a), "r"(b), "r"(c), "r"(c + 2));
    at[5] = r;
  }
  {
    unsigned r;
    asm("prmt.b32 %0, %1, %2, 0x3715;" : "=r"(r) : "r"(a), "r"(b));
    at[6] = r;
  }
  {
    unsigned r;
    asm("prmt.b32 %0, %1, %2, 0xba98;" : "=r"(r) : "r"(a), "r"(b));
    at[7] = r;
  }
  {
    unsigned r;
    asm("prmt.b32 %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c));
    at[8] = r;
  }
  {
    unsigned r;
    asm("dp4a.u32.u32 %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c));
    at[9] = r;
  }
  {
    unsigned r;
    asm("dp4a.s32.s32 %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c));
    at[10] = r;
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
  unsigned in[64], out[352];
  for (int i = 0; i < 64; i++) in[i] = i * 2654435761u + (i & 3 ? 0 : 0x80000000u >> i % 32);
  unsigned *d = device(in, 64), *o = device(nullptr, 352);
  kernel<<<1, 32>>>(d, o);
  cudaMemcpy(out, o, sizeof out, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 352; i += 11) {
    for (int k = 0; k < 11; k++) printf("%08x ", out[i + k]);
    printf("\n");
  }
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  return 0;
}
