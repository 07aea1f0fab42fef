// run: tolerance=0
// Predicates: setp with every comparison and combination, selp, guarded instructions, predicate logic.
#include <stdio.h>

__global__ void kernel(const unsigned *in, unsigned *out) {
  unsigned a = in[threadIdx.x], b = in[threadIdx.x + 32], c = threadIdx.x;
  unsigned *at = out + threadIdx.x * 7;
  {
    unsigned r;
    asm("{ .reg .pred p; setp.lt.u32 p, %1, %2; selp.u32 %0, %1, %2, p; }" : "=r"(r) : "r"(a), "r"(b));
    at[0] = r;
  }
  {
    unsigned r;
    asm("{ .reg .pred p; setp.ge.s32 p, %1, %2; selp.b32 %0, 111, 222, p; }" : "=r"(r) : "r"(a), "r"(b));
    at[1] = r;
  }
  {
    unsigned r;
    asm("{ .reg .pred p; setp.ne.u32 p, %2, 5; mov.u32 %0, %1; @p add.u32 %0, %0, 1000; @!p sub.u32 %0, %0, 7; }" : "=r"(r) : "r"(a), "r"(c));
    at[2] = r;
  }
  {
    unsigned r;
    asm("{ .reg .pred p, q; setp.gt.u32 p, %1, %2; setp.lt.and.u32 q, %3, 16, p; selp.u32 %0, 1, 0, q; }" : "=r"(r) : "r"(a), "r"(b), "r"(c));
    at[3] = r;
  }
  {
    unsigned r;
    asm("{ .reg .pred p, q, r; setp.eq.u32 p, %3, 3; setp.eq.u32 q, %3, 4; or.pred r, p, q; not.pred r, r; selp.u32 %0, %1, %2, r; }" : "=r"(r) : "r"(a), "r"(b), "r"(c));
    at[4] = r;
  }
  {
    unsigned r;
    asm("{ .reg .pred p, q; setp.lt.s32 p|q, %1, %2; selp.u32 %0, 10, 20, q; }" : "=r"(r) : "r"(a), "r"(b));
    at[5] = r;
  }
  {
    unsigned r;
    r = 5; asm("{ .reg .pred p; setp.hi.u32 p, %1, %2; @p mov.u32 %0, %1; }" : "+r"(r) : "r"(a), "r"(b));
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
