// run: tolerance=0
// What threads and blocks keep across barriers of the grid: values of all types, local arrays, shared memory of all kinds, static and dynamic, and pointers that change places.
#include <cooperative_groups.h>
#include <cstdio>
namespace cg = cooperative_groups;

struct Pair { short low; double high; unsigned char bytes[3]; };

__global__ void values(long long *out, int rounds) {
  cg::grid_group grid = cg::this_grid();
  int rank = (int)grid.thread_rank();
  long long wide = (1ll << 40) * rank + 7;
  double real = rank / 3.0;
  float single = rank * 0.5f;
  bool odd = rank % 2 == 1;
  unsigned char small = (unsigned char)(rank * 3);
  unsigned long long mixed = 0x9e3779b97f4a7c15ull;
  for (int r = 0; r < rounds; r++) {
    wide = wide * 3 + out[(rank + 1) % grid.size()] % 5;
    grid.sync();
    out[rank] = wide & 0xffff;
    real += single;
    single = single * 1.5f + r;
    odd = !odd;
    small = (unsigned char)(small * 5 + r);
    mixed ^= mixed << 13;
    mixed += small;
    grid.sync();
  }
  out[rank] = wide + (long long)(real * 1024) + (long long)(single * 16) + (odd ? 1 : 0) + small + (long long)(mixed >> 20);
}

__global__ void locals(int *out, int rounds) {
  cg::grid_group grid = cg::this_grid();
  int rank = (int)grid.thread_rank(), n = (int)grid.size();
  int ring[7];
  Pair pairs[2];
  for (int i = 0; i < 7; i++) ring[i] = rank * i;
  for (int i = 0; i < 2; i++) {
    pairs[i].low = (short)(rank - i);
    pairs[i].high = rank * 0.25 + i;
    for (int k = 0; k < 3; k++) pairs[i].bytes[k] = (unsigned char)(rank + k);
  }
  for (int r = 0; r < rounds; r++) {
    out[rank] = ring[r % 7] + pairs[r & 1].low;
    grid.sync();
    int other = out[(rank + r + 1) % n];
    ring[(r + other) % 7 < 0 ? 0 : (r + other) % 7] += other;
    pairs[r & 1].low = (short)(pairs[r & 1].low + other);
    pairs[r & 1].high += other;
    pairs[r & 1].bytes[other & 1] ^= (unsigned char)r;
    grid.sync();
  }
  int sum = 0;
  for (int i = 0; i < 7; i++) sum = sum * 31 + ring[i];
  for (int i = 0; i < 2; i++) sum += pairs[i].low + (int)(pairs[i].high * 4) + pairs[i].bytes[0] + pairs[i].bytes[1] * 3 + pairs[i].bytes[2] * 7;
  out[rank] = sum;
}

__global__ void shared(int *out, int *next, int rounds) {
  cg::grid_group grid = cg::this_grid();
  __shared__ float table[3][17];
  __shared__ Pair pair;
  __shared__ unsigned char flags[5];
  __shared__ unsigned counter;
  extern __shared__ double sums[];
  int t = threadIdx.x, rank = (int)grid.thread_rank(), n = (int)grid.size();
  for (int i = t; i < 51; i += blockDim.x) table[i / 17][i % 17] = blockIdx.x + i;
  if (t < 5) flags[t] = (unsigned char)(t + blockIdx.x);
  if (t == 0) {
    pair.low = (short)blockIdx.x;
    pair.high = blockIdx.x * 0.5;
    for (int k = 0; k < 3; k++) pair.bytes[k] = (unsigned char)k;
    counter = 0;
  }
  sums[t] = t * 0.125;
  __syncthreads();
  for (int r = 0; r < rounds; r++) {
    next[rank] = out[rank] + (int)table[r % 3][t % 17] + flags[t % 5];
    atomicAdd(&counter, 1u);
    grid.sync();
    sums[t] += next[(rank + 1) % n] * 0.5;
    __syncthreads();
    if (t == 0) {
      pair.low = (short)(pair.low + counter);
      pair.high += sums[(r + 1) % blockDim.x];
      pair.bytes[r % 3]++;
      flags[r % 5] ^= (unsigned char)pair.low;
    }
    __syncthreads();
    table[(r + 1) % 3][t % 17] = pair.bytes[r % 3] + (float)(t % 17);
    int *swap = out;
    out = next;
    next = swap;
    grid.sync();
  }
  next[rank] = (int)(sums[t] * 8) + pair.low + (int)pair.high + (int)table[1][t % 17] + flags[t % 5] + (int)counter;
}

template <class T> unsigned long long digest(const T *p, int n) {
  unsigned long long sum = 0;
  for (int i = 0; i < n; i++) sum = sum * 1000003 + (unsigned long long)p[i];
  return sum;
}

int main() {
  const int n = 5 * 48;
  long long *wide, hw[n];
  int *a, *b, h[n], rounds = 6;
  cudaMalloc(&wide, sizeof hw);
  cudaMalloc(&a, sizeof h);
  cudaMalloc(&b, sizeof h);
  cudaMemset(wide, 0, sizeof hw);
  cudaMemset(a, 0, sizeof h);
  void *args[] = {&wide, &rounds};
  cudaLaunchCooperativeKernel((void *)values, dim3(5), dim3(48), args, 0, 0);
  cudaMemcpy(hw, wide, sizeof hw, cudaMemcpyDeviceToHost);
  printf("values: %lld %lld %llu\n", hw[1], hw[n - 1], digest(hw, n));
  for (int blocks = 5; blocks > 0; blocks -= 2) {
    void *args2[] = {&a, &rounds};
    cudaLaunchCooperativeKernel((void *)locals, dim3(blocks), dim3(48), args2, 0, 0);
    cudaMemcpy(h, a, blocks * 48 * sizeof(int), cudaMemcpyDeviceToHost);
    printf("locals: %d %llu\n", h[blocks * 48 - 1], digest(h, blocks * 48));
  }
  for (int i = 0; i < n; i++) h[i] = i % 10;
  cudaMemcpy(a, h, sizeof h, cudaMemcpyHostToDevice);
  for (rounds = 1; rounds < 8; rounds += 3) {
    void *args3[] = {&a, &b, &rounds};
    cudaLaunchCooperativeKernel((void *)shared, dim3(5), dim3(48), args3, 48 * sizeof(double), 0);
    cudaMemcpy(h, rounds % 2 ? a : b, sizeof h, cudaMemcpyDeviceToHost);
    printf("shared: %d %llu\n", h[n - 1], digest(h, n));
  }
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
}
