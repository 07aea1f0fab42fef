// run: tolerance=0
// Special registers: thread, block and lane numbers, lane masks.
#include <stdio.h>

__global__ void kernel(const unsigned *in, unsigned *out) {
  unsigned a = in[threadIdx.x], b = in[threadIdx.x + 32], c = threadIdx.x;
  unsigned *at = out + threadIdx.x * 9;
  {
    unsigned r;
    asm("mov.u32 %0, %%laneid;" : "=r"(r));
    at[0] = r;
  }
  {
    unsigned r;
    asm("mov.u32 %0, %%tid.x;" : "=r"(r));
    at[1] = r;
  }
  {
    unsigned r;
    asm("mov.u32 %0, %%ntid.x;" : "=r"(r));
    at[2] = r;
  }
  {
    unsigned r;
    asm("mov.u32 %0, %%ctaid.x;" : "=r"(r));
    at[3] = r;
  }
  {
    unsigned r;
    asm("mov.u32 %0, %%nctaid.y;" : "=r"(r));
    at[4] = r;
  }
  {
    unsigned r;
    asm("mov.u32 %0, %%lanemask_lt;" : "=r"(r));
    at[5] = r;
  }
  {
    unsigned r;
    asm("mov.u32 %0, %%lanemask_ge;" : "=r"(r));
    at[6] = r;
  }
  {
    unsigned r;
    asm("mov.u32 %0, %%lanemask_eq;" : "=r"(r));
    at[7] = r;
  }
  {
    unsigned r;
    asm("mov.u32 %0, %%lanemask_gt;" : "=r"(r));
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
