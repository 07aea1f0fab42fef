// run: tolerance=0
// Loads and stores: global, shared and generic, widths, vectors, volatile, offsets; cvta; guarded loads.
#include <stdio.h>

__global__ void kernel(const unsigned *in, unsigned *out) {
  unsigned a = in[threadIdx.x], b = in[threadIdx.x + 32], c = threadIdx.x;
  unsigned *at = out + threadIdx.x * 10;
  {
    unsigned r;
    asm volatile("ld.global.u32 %0, [%1];" : "=r"(r) : "l"(in + c));
    at[0] = r;
  }
  {
    unsigned r;
    asm volatile("ld.global.u32 %0, [%1+8];" : "=r"(r) : "l"(in + c));
    at[1] = r;
  }
  {
    unsigned r;
    asm volatile("ld.global.u8 %0, [%1+1];" : "=r"(r) : "l"(in + c));
    at[2] = r;
  }
  {
    unsigned r;
    short h; asm volatile("ld.global.s16 %0, [%1];" : "=h"(h) : "l"(in + c)); r = (unsigned)(int)h;
    at[3] = r;
  }
  {
    unsigned r;
    unsigned x, y; asm volatile("ld.global.v2.u32 {%0, %1}, [%2];" : "=r"(x), "=r"(y) : "l"(in + (c & ~1u))); r = x * 3 + y;
    at[4] = r;
  }
  {
    unsigned r;
    unsigned x, y, z, w; asm volatile("ld.global.nc.v4.u32 {%0, %1, %2, %3}, [%4];" : "=r"(x), "=r"(y), "=r"(z), "=r"(w) : "l"(in + (c & ~3u))); r = x ^ y ^ z ^ w;
    at[5] = r;
  }
  {
    unsigned r;
    asm volatile("st.global.u32 [%0], %1;" : : "l"(at + 6), "r"(a + 1) : "memory"); r = at[6] + 1;
    at[6] = r;
  }
  {
    unsigned r;
    asm volatile("st.volatile.global.u32 [%1], %2; ld.volatile.global.u32 %0, [%1];" : "=r"(r) : "l"(at + 7), "r"(b) : "memory");
    at[7] = r;
  }
  {
    unsigned r;
    size_t g; asm("cvta.to.global.u64 %0, %1;" : "=l"(g) : "l"(in + c)); asm volatile("ld.global.u32 %0, [%1];" : "=r"(r) : "l"(g));
    at[8] = r;
  }
  {
    unsigned r;
    r = 9; asm volatile("{ .reg .pred p; setp.lt.u32 p, %1, 16; @p ld.global.u32 %0, [%2]; }" : "+r"(r) : "r"(c), "l"(in + c));
    at[9] = r;
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
  unsigned in[64], out[320];
  for (int i = 0; i < 64; i++) in[i] = i * 2654435761u + (i & 3 ? 0 : 0x80000000u >> i % 32);
  unsigned *d = device(in, 64), *o = device(nullptr, 320);
  kernel<<<1, 32>>>(d, o);
  cudaMemcpy(out, o, sizeof out, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 320; i += 10) {
    for (int k = 0; k < 10; k++) printf("%08x ", out[i + k]);
    printf("\n");
  }
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  return 0;
}
