// run: tolerance=0
// __half scalars: operators, comparisons with numbers that are none, saturation, fused products, classification, increments, mixed expressions.
#include <cstdio>
#include <cuda_fp16.h>

__device__ unsigned bits(__half h) { return __half_as_ushort(h); }

__device__ int work(unsigned* out) {
  const unsigned short patterns[] = {0x0000, 0x8000, 0x3c00, 0xbc00, 0x3555, 0x7bff, 0x0001, 0x03ff, 0x0400, 0x7c00, 0xfc00, 0x7e00, 0x4248};
  int n = 0;
  for (unsigned short p : patterns) {
    for (unsigned short q : patterns) {
      __half a = __ushort_as_half(p), b = __ushort_as_half(q);
      out[n++] = bits(a + b) | bits(a * b) << 16;
      out[n++] = bits(a - b) | bits(__hadd_sat(a, b)) << 16;
      out[n++] = bits(__hfma(a, b, a)) | bits(__hfma_relu(a, b, b)) << 16;
      out[n++] = (unsigned)((a == b) | (a != b) << 1 | (a < b) << 2 | (a <= b) << 3 | (a > b) << 4 | (a >= b) << 5 | __heq(a, b) << 6 | __hltu(a, b) << 7 | __hneu(a, b) << 8 | __hne(a, b) << 9);
      out[n++] = bits(__hmax(a, b)) | bits(__hmin(a, b)) << 16;
    }
    __half h = __ushort_as_half(p);
    out[n++] = (unsigned)__hisnan(h) | (unsigned)(__hisinf(h) + 1) << 4 | bits(__habs(h)) << 8;
    out[n++] = bits(-h) | bits(h++) << 16;
    out[n++] = bits(h) | bits(--h) << 16;
  }
  __half x = 1.5f, y = 2;
  x += y;
  x /= __half(4.0);
  float f = (float)x * 2 + (float)y;
  out[n++] = bits(x);
  out[n++] = (unsigned)(int)(f * 1000);
  out[n++] = (unsigned)((bool)x | (int)y << 4 | (int)(short)__half(-3.7f) << 8);
  return n;
}

__global__ void kernel(unsigned* out, int* count) { *count = work(out); }

int main() {
  unsigned* out;
  int* count;
  cudaMallocManaged(&out, 2048 * sizeof(unsigned));
  cudaMallocManaged(&count, sizeof(int));
  kernel<<<1, 1>>>(out, count);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  int n = *count;
  unsigned hash = 2166136261u;
  for (int i = 0; i < n; i++) {
    hash = (hash ^ out[i]) * 16777619u;
    if (i % 29 == 0) printf("%08x ", out[i]);
  }
  printf("\n%d values, hash %08x\n", n, hash);
}
