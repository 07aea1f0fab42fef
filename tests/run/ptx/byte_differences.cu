// run: tolerance=0
// vabsdiff4: absolute differences of bytes, summed onto a third operand, unsigned and signed.
#include <cstdio>

__device__ unsigned sum(unsigned a, unsigned b, unsigned c) {
  unsigned r;
  asm("vabsdiff4.u32.u32.u32.add %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c));
  return r;
}
__device__ unsigned bytes(unsigned a, unsigned b) {
  unsigned r;
  asm("vabsdiff4.u32.u32.u32 %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(0));
  return r;
}
__device__ int signed_sum(int a, int b, int c) {
  int r;
  asm("vabsdiff4.s32.s32.s32.add %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c));
  return r;
}

__global__ void kernel(unsigned* out) {
  const unsigned a[] = {0x01020304, 0xff00ff00, 0x80402010, 0x7f80ff01}, b[] = {0x04030201, 0x00ff00ff, 0x01234567, 0x807f01ff};
  int i = threadIdx.x;
  out[3 * i] = sum(a[i], b[i], 1000 * i);
  out[3 * i + 1] = bytes(a[i], b[i]);
  out[3 * i + 2] = (unsigned)signed_sum((int)a[i], (int)b[i], 7);
}

int main() {
  unsigned* out;
  cudaMallocManaged(&out, 12 * sizeof(unsigned));
  kernel<<<1, 4>>>(out);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  for (int i = 0; i < 4; i++) printf("%u %08x %u\n", out[3 * i], out[3 * i + 1], out[3 * i + 2]);
}
