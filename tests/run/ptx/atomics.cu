// run: tolerance=0
// atom and red: add, min, max, and, or, xor, exch, cas, inc, dec on global memory; fences.
#include <stdio.h>

__global__ void kernel(const unsigned *in, unsigned *out) {
  unsigned a = in[threadIdx.x], b = in[threadIdx.x + 32], c = threadIdx.x;
  unsigned *at = out + threadIdx.x * 9;
  {
    unsigned r;
    unsigned *w = out + 32 * 9; asm volatile("atom.global.add.u32 %0, [%1], %2;" : "=r"(r) : "l"(at), "r"(c + 1)); (void)w;
    at[0] = r;
  }
  {
    unsigned r;
    at[1] = 50; asm volatile("atom.global.min.u32 %0, [%1], %2;" : "=r"(r) : "l"(at + 1), "r"(c * 4)); r = at[1];
    at[1] = r;
  }
  {
    unsigned r;
    at[2] = 5; asm volatile("atom.max.s32 %0, [%1], %2;" : "=r"(r) : "l"(at + 2), "r"((int)c - 10)); r = at[2] * 100 + r;
    at[2] = r;
  }
  {
    unsigned r;
    at[3] = a; asm volatile("red.global.and.b32 [%0], %1;" : : "l"(at + 3), "r"(b) : "memory"); r = at[3];
    at[3] = r;
  }
  {
    unsigned r;
    at[4] = a; asm volatile("atom.or.b32 %0, [%1], %2;" : "=r"(r) : "l"(at + 4), "r"(b)); r ^= at[4];
    at[4] = r;
  }
  {
    unsigned r;
    at[5] = 7; asm volatile("atom.exch.b32 %0, [%1], %2;" : "=r"(r) : "l"(at + 5), "r"(a)); r += at[5];
    at[5] = r;
  }
  {
    unsigned r;
    at[6] = c & 1; asm volatile("atom.cas.b32 %0, [%1], 1, %2;" : "=r"(r) : "l"(at + 6), "r"(77)); r = r * 1000 + at[6];
    at[6] = r;
  }
  {
    unsigned r;
    at[7] = c; asm volatile("atom.inc.u32 %0, [%1], 20;" : "=r"(r) : "l"(at + 7)); r = r * 100 + at[7]; asm volatile("membar.gl;");
    at[7] = r;
  }
  {
    unsigned r;
    at[8] = c; asm volatile("atom.global.dec.u32 %0, [%1], 20;" : "=r"(r) : "l"(at + 8)); r = r * 100 + at[8]; asm volatile("fence.acq_rel.gpu;" : : : "memory");
    at[8] = r;
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
  unsigned in[64], out[288];
  for (int i = 0; i < 64; i++) in[i] = i * 2654435761u + (i & 3 ? 0 : 0x80000000u >> i % 32);
  unsigned *d = device(in, 64), *o = device(nullptr, 288);
  kernel<<<1, 32>>>(d, o);
  cudaMemcpy(out, o, sizeof out, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 288; i += 9) {
    for (int k = 0; k < 9; k++) printf("%08x ", out[i + k]);
    printf("\n");
  }
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  return 0;
}
