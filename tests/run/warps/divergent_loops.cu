// run: tolerance=0
// Warp operations in loops that lanes leave at different rounds, in arms of switches, behind continue and break, and after lanes have returned.
#include <stdio.h>

/** Lanes leave after different numbers of rounds; those that stay vote and pass values on among themselves. */
__global__ void leaving(const int *trips, int *sums, unsigned *masks) {
  int t = threadIdx.x;
  unsigned mask = 0xffffffffu;
  int sum = 0;
  for (int i = 0;; i++) {
    bool go = i < trips[t];
    mask = __ballot_sync(mask, go);
    if (!go) break;
    int first = __ffs(mask) - 1;
    sum += __shfl_sync(mask, t * 3 + i, first) + __popc(mask);
    masks[t] = mask;
  }
  sums[t] = sum;
}

/** Each value class is served by its own lanes, one class a round. */
__global__ void classes(const int *keys, int *ranks, int *rounds) {
  int t = threadIdx.x, key = keys[t], round = 0;
  unsigned left = 0xffffffffu;
  bool done = false;
  while (!done) {
    int leader = __ffs(left) - 1;
    int chosen = __shfl_sync(left, key, leader);
    unsigned same = __ballot_sync(left, key == chosen);
    if (key == chosen) {
      ranks[t] = __popc(same & ((1u << (t & 31)) - 1));
      rounds[t] = round;
      done = true;
    }
    left &= ~same;
    round++;
  }
}

/** Arms of a switch shuffle among the lanes that take them. */
__global__ void arms(int *out) {
  int t = threadIdx.x, kind = t % 4, v = t * 7;
  unsigned mine = __match_any_sync(0xffffffffu, kind);
  switch (kind) {
    case 0:
      v += __shfl_sync(mine, v, 4);
      break;
    case 1:
      v -= __reduce_add_sync(mine, v);
      break;
    case 2:
    case 3:
      if (kind == 2) v ^= __shfl_xor_sync(mine, v, 4);
      else v = __any_sync(mine, v > 200) * 1000 + v;
      break;
  }
  out[t] = v;
}

/** Lanes skip rounds, some return from inside the loop. */
__global__ void skipping(int n, int *out) {
  int t = threadIdx.x, lane = t & 31;
  out[t] = -1;
  int sum = 0;
  unsigned mask = 0xffffffffu;
  for (int i = 0; i < n; i++) {
    unsigned gone = __ballot_sync(mask, lane == 31 - i);
    if (lane == 31 - i) {
      out[t] = 10000 + i;
      return;
    }
    mask &= ~gone;
    unsigned odd = __ballot_sync(mask, (lane + i) & 1);
    if (((lane + i) & 1) == 0) continue;
    int other = __shfl_sync(odd, lane * 5 + i, __ffs(odd) - 1);
    for (int j = 0; j < 3; j++) {
      unsigned part = __ballot_sync(odd, lane % 3 >= j);
      if (lane % 3 < j) break;
      odd = part;
      sum += __popc(part) * (j + 1);
    }
    sum += other;
  }
  out[t] = sum;
}

/** A search whose lanes agree on who has found something; a barrier of the block follows. */
__global__ void search(const int *data, int n, int *found) {
  __shared__ int best[4];
  int t = threadIdx.x, warp = t >> 5;
  if ((t & 31) == 0) best[warp] = n;
  __syncwarp();
  for (int i = t; i - t < n; i += blockDim.x) {
    bool hit = i < n && data[i] % 17 == warp;
    unsigned hits = __ballot_sync(0xffffffffu, hit);
    if (hits != 0) {
      if ((t & 31) == __ffs(hits) - 1) best[warp] = i;
      break;
    }
  }
  __syncthreads();
  if (t < 4) found[t] = best[t];
}

template <class T> void print(const char *name, const T *x, int n) {
  printf("%s", name);
  for (int i = 0; i < n; i++) printf(" %lld", (long long)x[i]);
  printf("\n");
}

int main() {
  int *a, *b;
  unsigned *m;
  cudaMallocManaged(&a, 512 * sizeof(int));
  cudaMallocManaged(&b, 128 * sizeof(int));
  cudaMallocManaged(&m, 128 * sizeof(unsigned));
  for (int i = 0; i < 64; i++) {
    a[i] = (i * 11 + 5) % 9;
    m[i] = 7;
  }
  leaving<<<1, 64>>>(a, b, m);
  cudaDeviceSynchronize();
  print("leaving", b, 64);
  print("masks", m, 64);
  for (int i = 0; i < 64; i++) a[i] = (i * i) % 5;
  classes<<<1, 64>>>(a, b, b + 64);
  cudaDeviceSynchronize();
  print("classes", b, 128);
  arms<<<1, 64>>>(b);
  cudaDeviceSynchronize();
  print("arms", b, 64);
  skipping<<<1, 64>>>(6, b);
  cudaDeviceSynchronize();
  print("skipping", b, 64);
  for (int i = 0; i < 512; i++) a[i] = (i * 7919 + 13) % 1009;
  search<<<1, 128>>>(a, 512, b);
  cudaDeviceSynchronize();
  print("search", b, 4);
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
}
