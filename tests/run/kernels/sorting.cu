// run: tolerance=0
// Bitonic sort in shared memory and over global memory, odd-even sort, rank sort, LSD radix sort with ballots, key-value pairs.
#include <stdio.h>
#include <stdlib.h>
__global__ void bitonic_block(unsigned *v) {
  __shared__ unsigned s[512];
  unsigned t = threadIdx.x, base = blockIdx.x * 512;
  s[t] = v[base + t];
  s[t + 256] = v[base + t + 256];
  for (unsigned size = 2; size <= 512; size <<= 1)
    for (unsigned stride = size / 2; stride > 0; stride >>= 1) {
      __syncthreads();
      unsigned p = 2 * t - (t & (stride - 1));
      bool up = (p & size) == 0;
      if ((s[p] > s[p + stride]) == up) {
        unsigned x = s[p];
        s[p] = s[p + stride];
        s[p + stride] = x;
      }
    }
  __syncthreads();
  v[base + t] = s[t];
  v[base + t + 256] = s[t + 256];
}
__global__ void bitonic_step(float *v, int j, int k, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x, o = i ^ j;
  if (o > i && i < n) {
    float a = v[i], b = v[o];
    if ((i & k) ? a < b : a > b) {
      v[i] = b;
      v[o] = a;
    }
  }
}
struct Pair {
  int key;
  short value;
};
__global__ void rank_sort(const Pair *in, Pair *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  Pair p = in[i];
  int rank = 0;
  for (int j = 0; j < n; j++)
    rank += in[j].key < p.key || (in[j].key == p.key && j < i);
  out[rank] = p;
}
__global__ void radix(unsigned *v, unsigned *temp, int n) {
  __shared__ int zeros, next[2];
  int lane = threadIdx.x;
  for (int bit = 0; bit < 32; bit++) {
    if (lane == 0) zeros = 0;
    __syncwarp();
    int mine = 0;
    for (int i = lane; i < n; i += 32)
      mine += !(v[i] >> bit & 1);
    atomicAdd(&zeros, mine);
    __syncwarp();
    if (lane == 0) {
      next[0] = 0;
      next[1] = zeros;
    }
    __syncwarp();
    for (int b = 0; b < n; b += 32) {
      int i = b + lane;
      bool valid = i < n;
      unsigned x = valid ? v[i] : 0;
      bool one = x >> bit & 1;
      unsigned ones = __ballot_sync(~0u, valid && one), noughts = __ballot_sync(~0u, valid && !one),
               below = (1u << lane) - 1;
      if (valid) temp[one ? next[1] + __popc(ones & below) : next[0] + __popc(noughts & below)] = x;
      __syncwarp();
      if (lane == 0) {
        next[1] += __popc(ones);
        next[0] += __popc(noughts);
      }
      __syncwarp();
    }
    for (int i = lane; i < n; i += 32)
      v[i] = temp[i];
    __syncwarp();
  }
}
int main() {
  unsigned h[1024], *d, *t;
  unsigned seed = 7;
  float hf[1024], *df;
  for (int i = 0; i < 1024; i++) {
    seed = seed * 1664525u + 1013904223u;
    h[i] = seed;
    hf[i] = (int)(seed >> 8) / 1024.0f - 4000;
  }
  cudaMalloc(&d, 4096);
  cudaMalloc(&t, 4096);
  cudaMalloc(&df, 4096);
  cudaMemcpy(d, h, 4096, cudaMemcpyHostToDevice);
  bitonic_block<<<2, 256>>>(d);
  unsigned r[1024];
  cudaMemcpy(r, d, 4096, cudaMemcpyDeviceToHost);
  int bad = 0;
  for (int i = 1; i < 1024; i++)
    bad += i != 512 && r[i - 1] > r[i];
  printf("bitonic %d: %u %u %u %u\n", bad, r[0], r[511], r[512], r[1023]);
  cudaMemcpy(df, hf, 4096, cudaMemcpyHostToDevice);
  for (int k = 2; k <= 1024; k <<= 1)
    for (int j = k >> 1; j; j >>= 1)
      bitonic_step<<<8, 128>>>(df, j, k, 1024);
  cudaMemcpy(hf, df, 4096, cudaMemcpyDeviceToHost);
  bad = 0;
  for (int i = 1; i < 1024; i++)
    bad += hf[i - 1] > hf[i];
  printf("global %d: %.3f %.3f %.3f\n", bad, hf[0], hf[512], hf[1023]);
  Pair p[300], *dp, *dq;
  for (int i = 0; i < 300; i++)
    p[i] = {(i * 7919) % 50 - 25, (short)i};
  cudaMalloc(&dp, sizeof p);
  cudaMalloc(&dq, sizeof p);
  cudaMemcpy(dp, p, sizeof p, cudaMemcpyHostToDevice);
  rank_sort<<<3, 128>>>(dp, dq, 300);
  cudaMemcpy(p, dq, sizeof p, cudaMemcpyDeviceToHost);
  bad = 0;
  for (int i = 1; i < 300; i++)
    bad += p[i - 1].key > p[i].key || (p[i - 1].key == p[i].key && p[i - 1].value > p[i].value);
  printf("rank %d: %d/%d %d/%d\n", bad, p[0].key, p[0].value, p[299].key, p[299].value);
  cudaMemcpy(d, h, 4096, cudaMemcpyHostToDevice);
  radix<<<1, 32>>>(d, t, 1000);
  cudaMemcpy(r, d, 4096, cudaMemcpyDeviceToHost);
  bad = 0;
  for (int i = 1; i < 1000; i++)
    bad += r[i - 1] > r[i];
  printf("radix %d: %u %u\n", bad, r[0], r[999]);
  return 0;
}
