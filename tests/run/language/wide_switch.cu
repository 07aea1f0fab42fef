// run: tolerance=0
// switch on 64-bit values: cases of all sizes, negative ones, values that differ in their high words only, fallthrough, a switch in a loop and one that is left from inside.
#include <stdio.h>
enum Large : unsigned long long { FIRST = 0xffffffff00000001ull, SECOND = 0x8000000000000000ull, THIRD = 1 };
__host__ __device__ int sorted(long long x) {
  switch (x) {
    case 0: return 10;
    case 1: return 11;
    case -1: return 12;
    case 0x100000000ll: return 13;
    case 0x100000001ll: return 14;
    case -0x100000000ll: return 15;
    case 0x7fffffffffffffffll: return 16;
    case -0x7fffffffffffffffll - 1: return 17;
    case 0xffffffffll: return 18;
    default: return 19;
  }
}
__host__ __device__ int large(Large x) {
  int sum = 0;
  switch (x) {
    case FIRST: sum += 1;
    case SECOND: sum += 2; break;
    case THIRD: sum += 4;
    default: sum += 8;
  }
  return sum;
}
__host__ __device__ int walk(unsigned long x) {
  int steps = 0;
  for (;; steps++) {
    switch (x) {
      case 0: return steps;
      case 1: x = 0; continue;
      case 2:
      case 4: x >>= 1; break;
      case 0x200000000ul: x = 4; break;
      default: x = x & 1 ? x - 1 : x >> 1;
    }
    if (steps > 200) break;
  }
  return -steps;
}
__global__ void kernel(const long long *in, int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) out[i] = sorted(in[i]) + 100 * large((Large)in[i]) + 10000 * walk((unsigned long)in[i]);
}
int main() {
  const long long base[] = {0, 1, 2, 4, 5, -1, 0x100000000ll, 0x100000001ll, -0x100000000ll, 0x7fffffffffffffffll, -0x7fffffffffffffffll - 1, 0xffffffffll, 0x200000000ll, 0x300000000ll, (long long)0xffffffff00000001ull, -0x7fffffffffffffffll};
  const int n = 64;
  long long *in;
  int *out, wrong = 0;
  cudaMallocManaged(&in, n * sizeof *in);
  cudaMallocManaged(&out, n * sizeof *out);
  for (int i = 0; i < n; i++) in[i] = base[i % 16] + (i / 16) * (i % 3 ? 1 : 0x100000000ll);
  kernel<<<2, 32>>>(in, out, n);
  if (cudaDeviceSynchronize() != cudaSuccess) return 1;
  for (int i = 0; i < 16; i++) printf("%lld: %d\n", in[i], out[i]);
  for (int i = 0; i < n; i++) wrong += out[i] != sorted(in[i]) + 100 * large((Large)in[i]) + 10000 * walk((unsigned long)in[i]);
  printf("%d wrong\n", wrong);
}
