// run: tolerance=0
// Expressions that nest some hundred levels deep once loops are unrolled: sums, products, choices and reads that depend on each other.
#include <cstdio>

__device__ int table[64];

__global__ void chains(float* f, unsigned* u, int n) {
  int i = threadIdx.x;
  float x = i;
#pragma unroll
  for (int k = 0; k < 200; k++) x = fmaf(x, 1.0f, 0.5f);
  f[i] = x;
  unsigned h = i;
#pragma unroll
  for (int k = 0; k < 150; k++) h = (h ^ (h >> 3)) * 5 + k;
  u[i] = h;
  unsigned m = i;
#pragma unroll
  for (int k = 0; k < 150; k++) m = (m * 3 + 1) & 0xffff;
  u[i + n] = m;
  int place = i;
#pragma unroll
  for (int k = 0; k < 140; k++) place = table[place];
  u[i + 2 * n] = place;
  float y = i;
#pragma unroll
  for (int k = 0; k < 140; k++) y = y > k ? y - 1.5f : fabsf(y) + 1;
  f[i + n] = y;
}

int main() {
  const int n = 8;
  float *df, f[2 * n];
  unsigned *du, u[3 * n];
  int next[64];
  for (int k = 0; k < 64; k++) next[k] = (k * 5 + 3) % 64;
  cudaMemcpyToSymbol(table, next, sizeof next);
  cudaMalloc(&df, sizeof f);
  cudaMalloc(&du, sizeof u);
  chains<<<1, n>>>(df, du, n);
  cudaMemcpy(f, df, sizeof f, cudaMemcpyDeviceToHost);
  cudaMemcpy(u, du, sizeof u, cudaMemcpyDeviceToHost);
  int wrong = 0;
  for (int i = 0; i < n; i++) {
    unsigned h = i, m = i;
    int place = i;
    float y = i;
    for (int k = 0; k < 150; k++) h = (h ^ (h >> 3)) * 5 + k;
    for (int k = 0; k < 150; k++) m = (m * 3 + 1) & 0xffff;
    for (int k = 0; k < 140; k++) place = next[place];
    for (int k = 0; k < 140; k++) y = y > k ? y - 1.5f : y < 0 ? 1 - y : y + 1;
    wrong += (f[i] != i + 100.0f) + (u[i] != h) + (u[i + n] != m) + (u[i + 2 * n] != (unsigned)place) + (f[i + n] != y);
  }
  printf("%s, %d wrong, %.1f %.1f\n", cudaGetErrorString(cudaGetLastError()), wrong, f[0], f[7]);
}
