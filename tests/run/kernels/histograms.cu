// run: tolerance=0
// Histograms: global atomics, privatized in shared memory, packed 8-bit counters, per-thread local arrays.
#include <stdio.h>
#include <stdlib.h>
__global__ void global_bins(const unsigned char *in, int n, unsigned *bins) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += blockDim.x * gridDim.x)
    atomicAdd(&bins[in[i]], 1u);
}
__global__ void shared_bins(const uchar4 *in, int n4, unsigned *bins) {
  __shared__ unsigned s[256];
  for (int i = threadIdx.x; i < 256; i += blockDim.x)
    s[i] = 0;
  __syncthreads();
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n4; i += blockDim.x * gridDim.x) {
    uchar4 v = in[i];
    atomicAdd(s + v.x, 1);
    atomicAdd(s + v.y, 1);
    atomicAdd(s + v.z, 1);
    atomicAdd(s + v.w, 1);
  }
  __syncthreads();
  for (int i = threadIdx.x; i < 256; i += blockDim.x)
    if (s[i]) atomicAdd(bins + i, s[i]);
}
__global__ void local_bins(const unsigned char *in, int n, unsigned *bins) {
  unsigned short mine[16] = {0};
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += blockDim.x * gridDim.x)
    mine[in[i] >> 4]++;
  for (int b = 0; b < 16; b++)
    if (mine[b]) atomicAdd(&bins[b], (unsigned)mine[b]);
}
__global__ void packed(const unsigned char *in, int n, unsigned *bins) {
  __shared__ unsigned char counts[64][32];
  int t = threadIdx.x;
  for (int b = 0; b < 64; b++)
    counts[b][t] = 0;
  for (int i = t; i < n; i += 32)
    counts[in[i] & 63][t]++;
  __syncthreads();
  for (int b = t; b < 64; b += 32) {
    unsigned s = 0;
    for (int j = 0; j < 32; j++)
      s += counts[b][j];
    bins[b] = s;
  }
}
static unsigned host[256];
static unsigned *bins;
static void show(const char *name, int n) {
  cudaMemcpy(host, bins, n * 4, cudaMemcpyDeviceToHost);
  cudaMemset(bins, 0, 1024);
  unsigned h = 0, total = 0;
  for (int i = 0; i < n; i++) {
    h = h * 31 + host[i];
    total += host[i];
  }
  printf("%s %08x total %u: %u %u %u\n", name, h, total, host[0], host[n / 2], host[n - 1]);
}
int main() {
  int n = 40000;
  unsigned char *h = (unsigned char *)malloc(n), *d;
  unsigned seed = 12345;
  for (int i = 0; i < n; i++) {
    seed = seed * 1103515245u + 12345u;
    h[i] = (seed >> 16) * (seed >> 24 & 1 ? 1 : 3) >> 3;
  }
  cudaMalloc(&d, n);
  cudaMalloc(&bins, 1024);
  cudaMemset(bins, 0, 1024);
  cudaMemcpy(d, h, n, cudaMemcpyHostToDevice);
  global_bins<<<20, 100>>>(d, n, bins);
  show("global", 256);
  shared_bins<<<7, 192>>>((uchar4 *)d, n / 4, bins);
  show("shared", 256);
  local_bins<<<3, 128>>>(d, n, bins);
  show("local", 16);
  packed<<<1, 32>>>(d, 5000, bins);
  show("packed", 64);
  return 0;
}
