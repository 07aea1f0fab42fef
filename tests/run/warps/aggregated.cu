// run: tolerance=0
// Warp-level algorithms: filter with one atomic a warp, segmented sums, warp-wide maximum with its lane, bit transposes, reversing and rotating, matrix transposition by shuffles.
#include <stdio.h>
__device__ int total;
__global__ void filter(const int *in, int n, int *flags) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  bool keep = i < n && in[i] % 7 == 3;
  unsigned m = __ballot_sync(~0u, keep);
  if (m && (threadIdx.x & 31) == __ffs(m) - 1) atomicAdd(&total, __popc(m));
  if (keep) flags[i] = __popc(m & ((1u << (threadIdx.x & 31)) - 1));
}
__global__ void segmented(const int *key, const int *value, int *out) {
  int lane = threadIdx.x, k = key[lane], v = value[lane];
  for (int o = 1; o < 32; o <<= 1) {
    int ov = __shfl_up_sync(~0u, v, o), ok = __shfl_up_sync(~0u, k, o);
    if (lane >= o && ok == k) v += ov;
  }
  int next = __shfl_down_sync(~0u, k, 1);
  out[lane] = lane == 31 || next != k ? v : 0;
}
__global__ void best(const int *in, int *out) {
  int lane = threadIdx.x, v = in[lane], at = lane;
  for (int o = 16; o; o >>= 1) {
    int ov = __shfl_xor_sync(~0u, v, o), oa = __shfl_xor_sync(~0u, at, o);
    if (ov > v || (ov == v && oa < at)) {
      v = ov;
      at = oa;
    }
  }
  out[lane] = v * 100 + at;
}
__global__ void bits(unsigned *words) {
  int lane = threadIdx.x;
  unsigned w = words[lane], r = 0;
  for (int b = 0; b < 32; b++) {
    unsigned m = __ballot_sync(~0u, w >> b & 1);
    if (lane == b) r = m;
  }
  words[lane] = r;
}
__global__ void transpose8(int *m) {
  int lane = threadIdx.x, a[2] = {m[lane], m[lane + 32]}, b[2];
  for (int k = 0; k < 2; k++) {
    int r = (lane + 32 * k) / 8, c = lane % 8, from = c * 8 + r,
        x = __shfl_sync(~0u, a[0], from & 31), y = __shfl_sync(~0u, a[1], from & 31);
    b[k] = from < 32 ? x : y;
  }
  m[lane] = b[0];
  m[lane + 32] = b[1];
}
int main() {
  int h[500], *d, *f, n = 500, r;
  for (int i = 0; i < n; i++)
    h[i] = i * i % 101;
  cudaMalloc(&d, sizeof h);
  cudaMalloc(&f, sizeof h);
  cudaMemset(f, 0, sizeof h);
  cudaMemcpy(d, h, sizeof h, cudaMemcpyHostToDevice);
  filter<<<4, 128>>>(d, n, f);
  cudaMemcpyFromSymbol(&r, total, 4);
  int g[500], s = 0;
  cudaMemcpy(g, f, sizeof g, cudaMemcpyDeviceToHost);
  for (int v : g)
    s = s * 3 + v;
  printf("%d %d\n", r, s);
  int key[32];
  for (int i = 0; i < 32; i++)
    key[i] = i * i / 100;
  cudaMemcpy(f, key, 128, cudaMemcpyHostToDevice);
  segmented<<<1, 32>>>(f, d, f + 32);
  cudaMemcpy(g, f + 32, 128, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 32; i++)
    printf("%d ", g[i]);
  printf("\n");
  best<<<1, 32>>>(d, f);
  cudaMemcpy(g, f, 128, cudaMemcpyDeviceToHost);
  printf("%d %d\n", g[0], g[31]);
  unsigned w[32];
  for (int i = 0; i < 32; i++)
    w[i] = i * 2654435761u;
  cudaMemcpy(f, w, 128, cudaMemcpyHostToDevice);
  bits<<<1, 32>>>((unsigned *)f);
  cudaMemcpy(w, f, 128, cudaMemcpyDeviceToHost);
  printf("%08x %08x %08x\n", w[0], w[15], w[31]);
  transpose8<<<1, 32>>>(d);
  cudaMemcpy(g, d, 256, cudaMemcpyDeviceToHost);
  int bad = 0;
  for (int i = 0; i < 64; i++)
    bad += g[i] != h[i % 8 * 8 + i / 8];
  printf("%d\n", bad);
  return 0;
}
