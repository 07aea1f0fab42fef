// run: tolerance=0
// Decoupled look-back: blocks take a ticket, publish their sum, and wait for the prefix of those before; volatile loads, fences.
#include <stdio.h>
#include <stdlib.h>
#define THREADS 128
enum { EMPTY, SUM, PREFIX };
struct State { int flag, sum, prefix; };
__device__ unsigned ticket;
__global__ void scan(const int *in, int *out, volatile State *states, int n) {
  __shared__ int s[THREADS];
  __shared__ int tile, before;
  int t = threadIdx.x;
  if (t == 0) tile = atomicAdd(&ticket, 1);
  __syncthreads();
  int i = tile * THREADS + t;
  s[t] = i < n ? in[i] : 0;
  __syncthreads();
  for (int o = 1; o < THREADS; o *= 2) { int v = t >= o ? s[t - o] : 0; __syncthreads(); s[t] += v; __syncthreads(); }
  if (t == 0) {
    int total = s[THREADS - 1], running = 0;
    states[tile].sum = total;
    __threadfence();
    states[tile].flag = SUM;
    for (int b = tile - 1; b >= 0;) {
      int f = states[b].flag;
      if (f == EMPTY) continue;
      __threadfence();
      if (f == PREFIX) { running += states[b].prefix; break; }
      running += states[b].sum;
      b--;
    }
    states[tile].prefix = running + total;
    __threadfence();
    states[tile].flag = PREFIX;
    before = running;
  }
  __syncthreads();
  if (i < n) out[i] = before + s[t];
}
int main() {
  int n = 20011, blocks = (n + THREADS - 1) / THREADS, *h = (int *)malloc(n * 4), *r = (int *)malloc(n * 4), *in, *out; State *states;
  for (int i = 0; i < n; i++) h[i] = i * 31 % 17 - 5;
  cudaMalloc(&in, n * 4); cudaMalloc(&out, n * 4); cudaMalloc(&states, blocks * sizeof(State));
  cudaMemcpy(in, h, n * 4, cudaMemcpyHostToDevice);
  for (int round = 0; round < 3; round++) {
    unsigned zero = 0; cudaMemcpyToSymbol(ticket, &zero, sizeof zero);
    cudaMemset(states, 0, blocks * sizeof(State));
    scan<<<blocks, THREADS>>>(in, out, states, n);
    cudaMemcpy(r, out, n * 4, cudaMemcpyDeviceToHost);
    int s = 0, wrong = 0; for (int i = 0; i < n; i++) wrong += r[i] != (s += h[i]);
    printf("%d: %d, %d wrong\n", round, r[n - 1], wrong);
  }
  return 0;
}
