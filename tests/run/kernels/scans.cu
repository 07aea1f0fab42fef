// run: tolerance=0
// Prefix sums: Hillis-Steele, Blelloch, warp shuffles, and over many blocks in three kernels; exclusive and inclusive; stream compaction.
#include <stdio.h>
#include <stdlib.h>
__global__ void hillis_steele(const int *in, int *out, int n) {
  extern __shared__ int s[];
  int t = threadIdx.x, ping = 0;
  s[t] = t < n ? in[t] : 0;
  __syncthreads();
  for (int o = 1; o < blockDim.x; o *= 2) {
    ping = 1 - ping;
    int *to = s + ping * blockDim.x, *from = s + (1 - ping) * blockDim.x;
    to[t] = t >= o ? from[t] + from[t - o] : from[t];
    __syncthreads();
  }
  if (t < n) out[t] = s[ping * blockDim.x + t];
}
__global__ void blelloch(const int *in, int *out, int *sums, int n) {
  __shared__ int s[512];
  int t = threadIdx.x, base = blockIdx.x * 512, a = base + 2 * t, b = a + 1, offset = 1;
  s[2 * t] = a < n ? in[a] : 0;
  s[2 * t + 1] = b < n ? in[b] : 0;
  for (int d = 256; d > 0; d >>= 1) {
    __syncthreads();
    if (t < d) s[offset * (2 * t + 2) - 1] += s[offset * (2 * t + 1) - 1];
    offset *= 2;
  }
  if (t == 0) {
    if (sums) sums[blockIdx.x] = s[511];
    s[511] = 0;
  }
  for (int d = 1; d < 512; d *= 2) {
    offset >>= 1;
    __syncthreads();
    if (t < d) {
      int i = offset * (2 * t + 1) - 1, j = offset * (2 * t + 2) - 1, x = s[i];
      s[i] = s[j];
      s[j] += x;
    }
  }
  __syncthreads();
  if (a < n) out[a] = s[2 * t];
  if (b < n) out[b] = s[2 * t + 1];
}
__global__ void add_offsets(int *out, const int *offsets, int n) {
  int i = blockIdx.x * 512 + threadIdx.x;
  if (i < n) out[i] += offsets[blockIdx.x];
}
__device__ int warp_scan(int v, int lane) {
  for (int o = 1; o < 32; o <<= 1) {
    int u = __shfl_up_sync(0xffffffffu, v, o);
    if (lane >= o) v += u;
  }
  return v;
}
__global__ void warp_based(const int *in, int *out, int n) {
  __shared__ int warps[32];
  int t = threadIdx.x, lane = t & 31, w = t >> 5;
  int v = t < n ? in[t] : 0, x = warp_scan(v, lane);
  if (lane == 31) warps[w] = x;
  __syncthreads();
  if (w == 0) warps[lane] = warp_scan(lane < blockDim.x / 32 ? warps[lane] : 0, lane);
  __syncthreads();
  if (w > 0) x += warps[w - 1];
  if (t < n) out[t] = x;
}
__global__ void compact(const int *in, const int *positions, int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n && in[i] % 3 == 0) out[positions[i]] = in[i];
}
__global__ void flags(const int *in, int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) out[i] = in[i] % 3 == 0;
}
int main() {
  const int n = 5000, blocks = (n + 511) / 512;
  int *h = (int *)malloc(n * 4), *r = (int *)malloc(n * 4), *in, *out, *sums, *scanned, *extra;
  for (int i = 0; i < n; i++)
    h[i] = (i * 7919 + 13) % 101;
  cudaMalloc(&in, n * 4);
  cudaMalloc(&out, n * 4);
  cudaMalloc(&sums, 512 * 4);
  cudaMalloc(&scanned, 512 * 4);
  cudaMalloc(&extra, n * 4);
  cudaMemcpy(in, h, n * 4, cudaMemcpyHostToDevice);
  for (int size : {1, 7, 256, 1000}) {
    int threads = (size + 31) / 32 * 32, wrong = 0, s = 0;
    hillis_steele<<<1, threads, 2 * threads * 4>>>(in, out, size);
    warp_based<<<1, threads>>>(in, extra, size);
    cudaMemcpy(r, out, size * 4, cudaMemcpyDeviceToHost);
    for (int i = 0; i < size; i++)
      wrong += r[i] != (s += h[i]);
    cudaMemcpy(r, extra, size * 4, cudaMemcpyDeviceToHost);
    s = 0;
    for (int i = 0; i < size; i++)
      wrong += r[i] != (s += h[i]);
    printf("%d: %d, %d wrong\n", size, r[size - 1], wrong);
  }
  blelloch<<<blocks, 256>>>(in, out, sums, n);
  blelloch<<<1, 256>>>(sums, scanned, 0, blocks);
  add_offsets<<<blocks, 512>>>(out, scanned, n);
  cudaMemcpy(r, out, n * 4, cudaMemcpyDeviceToHost);
  int s = 0, wrong = 0;
  for (int i = 0; i < n; i++) {
    wrong += r[i] != s;
    s += h[i];
  }
  printf("blelloch %d, %d wrong\n", r[n - 1], wrong);
  flags<<<blocks, 512>>>(in, extra, n);
  blelloch<<<blocks, 256>>>(extra, out, sums, n);
  blelloch<<<1, 256>>>(sums, scanned, 0, blocks);
  add_offsets<<<blocks, 512>>>(out, scanned, n);
  cudaMemset(extra, 0xff, n * 4);
  compact<<<blocks, 512>>>(in, out, extra, n);
  cudaMemcpy(r, extra, n * 4, cudaMemcpyDeviceToHost);
  int k = 0;
  wrong = 0;
  for (int i = 0; i < n; i++)
    if (h[i] % 3 == 0) wrong += r[k++] != h[i];
  printf("compacted %d, %d wrong, then %d\n", k, wrong, r[k]);
  return 0;
}
