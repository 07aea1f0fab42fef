// run: tolerance=0
// Shuffles of every kind, width and type; lanes outside the width; differing source lanes; inside loops and warps of several blocks.
#include <stdio.h>
__device__ unsigned hash_of(unsigned h, unsigned v) {
  return (h ^ v) * 16777619u;
}
__global__ void all(unsigned *out) {
  unsigned lane = threadIdx.x & 31, h = 2166136261u + blockIdx.x;
  const unsigned full = 0xffffffffu;
  int v = (threadIdx.x * 7919) ^ 0x55;
  for (int width = 32; width >= 1; width >>= 1) {
    for (int d = 0; d < 33; d += 5) {
      h = hash_of(h, __shfl_sync(full, v, d, width));
      h = hash_of(h, __shfl_up_sync(full, v, d, width));
      h = hash_of(h, __shfl_down_sync(full, v, d, width));
      h = hash_of(h, __shfl_xor_sync(full, v, d & 31, width));
    }
  }
  h = hash_of(h, __shfl_sync(full, v, lane * 3 + 1));
  h = hash_of(h, __shfl_sync(full, v, -1));
  h = hash_of(h, __shfl_sync(full, v, (lane * 5) & 7, 8));
  out[blockIdx.x * blockDim.x + threadIdx.x] = h;
}
template <typename T>
__global__ void typed(T *out, T scale) {
  T v = (T)(threadIdx.x * scale);
  T a = __shfl_sync(~0u, v, 5), b = __shfl_up_sync(~0u, v, 3), c = __shfl_down_sync(~0u, v, 4),
    d = __shfl_xor_sync(~0u, v, 16);
  T e = __shfl_sync(~0u, v, 2, 4), f = __shfl_up_sync(~0u, v, 1, 8);
  out[threadIdx.x] = a + b * 2 + c * 3 + d * 4 + e * 5 + f * 6;
}
template <typename T>
void run(const char *name, T scale) {
  T *d, h[64];
  cudaMalloc(&d, sizeof h);
  typed<<<1, 64>>>(d, scale);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  cudaFree(d);
  double s = 0;
  for (int i = 0; i < 64; i++)
    s += (double)h[i] * (i + 1);
  printf("%s %.3f %.3f %.3f %.0f\n", name, (double)h[0], (double)h[31], (double)h[63], s);
}
__global__ void divergent(int *out) {
  int lane = threadIdx.x, v = lane * 10, r = -1;
  if (lane < 16)
    r = __shfl_sync(0x0000ffff, v, (lane + 1) & 15);
  else
    r = __shfl_xor_sync(0xffff0000, v, 3) + 1;
  if (lane & 1) r += __shfl_down_sync(0xaaaaaaaa, v, 2);
  unsigned m = __ballot_sync(~0u, lane % 3 == 0);
  if (lane % 3 == 0) r += __shfl_sync(m, v, 9);
  out[lane] = r;
}
__global__ void butterfly(float *out) {
  float v = threadIdx.x + 0.5f;
  for (int m = 16; m; m >>= 1)
    v += __shfl_xor_sync(~0u, v, m);
  int i = threadIdx.x, fib = i < 2 ? i : 0;
  for (int k = 2; k < 20; k++) {
    int a = __shfl_sync(~0u, fib, k - 1), b = __shfl_sync(~0u, fib, k - 2);
    if (i == k) fib = a + b;
  }
  out[threadIdx.x] = v + fib;
}
int main() {
  unsigned *d, h[192], sum = 0;
  cudaMalloc(&d, sizeof h);
  all<<<2, 96>>>(d);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  for (unsigned v : h)
    sum = sum * 31 + v;
  printf("%08x %08x %08x %08x\n", sum, h[0], h[33], h[191]);
  run<int>("int", -3);
  run<unsigned>("unsigned", 0x1000001u);
  run<long>("long", 1L << 33);
  run<unsigned long long>("unsigned long long", 12345678901ull);
  run<float>("float", 0.25f);
  run<double>("double", 1.0 / 1024);
  divergent<<<1, 32>>>((int *)d);
  cudaMemcpy(h, d, 128, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 32; i++)
    printf("%d ", (int)h[i]);
  printf("\n");
  float *f = (float *)h;
  butterfly<<<1, 32>>>((float *)d);
  cudaMemcpy(h, d, 128, cudaMemcpyDeviceToHost);
  printf("%.1f %.1f %.1f\n", f[0], f[10], f[19]);
  return 0;
}
