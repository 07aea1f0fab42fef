// run: tolerance=0
// Clocks as special registers: they go on, in whole and in halves.
#include <stdio.h>

__global__ void read(unsigned* out) {
  unsigned long long before, after;
  unsigned low, high, again;
  asm volatile("mov.u64 %0, %%globaltimer;" : "=l"(before));
  asm volatile("mov.u64 %0, %%globaltimer;" : "=l"(after));
  out[0] = after >= before && before > 0;
  asm volatile("mov.u64 %0, %%clock64;" : "=l"(before));
  asm volatile("mov.u64 %0, %%clock64;" : "=l"(after));
  out[1] = after >= before;
  asm volatile("mov.u32 %0, %%globaltimer_hi; mov.u32 %1, %%globaltimer_lo; mov.u32 %2, %%globaltimer_hi;" : "=r"(high), "=r"(low), "=r"(again));
  asm volatile("mov.u64 %0, %%globaltimer;" : "=l"(after));
  out[2] = again - high < 2 && after >> 32 >= high;
  asm volatile("mov.u32 %0, %%clock; mov.u32 %1, %%clock;" : "=r"(low), "=r"(again));
  out[3] = again - low < 1u << 30;
}

int main() {
  unsigned* out;
  cudaMallocManaged(&out, 4 * sizeof(unsigned));
  read<<<1, 1>>>(out);
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  printf("%u %u %u %u\n", out[0], out[1], out[2], out[3]);
}
