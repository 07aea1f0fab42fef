// run: tolerance=0
// Loads of short arms, which vector code does for all threads: from memory up to where the heap ends, and from memory that kernels allocate while they run.
#include <cstdio>

__global__ void filled(int **pieces) { pieces[blockIdx.x][threadIdx.x] = blockIdx.x + threadIdx.x; }

__global__ void chosen(int **pieces, const int *flags, int *wrong) {
  int *piece = pieces[blockIdx.x];
  int i = threadIdx.x;
  int v = -1;
  if (flags[i] > 0) v = piece[i];
  if (v != (i % 3 > 0 ? (int)blockIdx.x + i : -1)) atomicAdd(wrong, 1);
}

__global__ void kept(int **to, const int *flags, int *out, int bytes) {
  int i = threadIdx.x;
  if (i == 0) {
    int *p = (int *)malloc(bytes);
    for (int k = 0; k < bytes / 4; k++) p[k] = k * 3 + blockIdx.x;
    to[blockIdx.x] = p;
  }
  __syncthreads();
  const int *p = to[blockIdx.x];
  int sum = 0;
  for (int from = 0; from < bytes / 4; from += blockDim.x) {
    int v = 1;
    if (flags[i & 63] > 0) v = p[from + i];
    sum = sum * 31 + v;
  }
  out[blockIdx.x * blockDim.x + i] = sum;
}

int main() {
  int *flags;
  cudaMallocManaged(&flags, 64 * 4);
  for (int i = 0; i < 64; i++) flags[i] = i % 3;
  // Small ones, so that some end where the heap does.
  const int count = 20000;
  int **pieces, *bad;
  cudaMallocManaged(&pieces, count * sizeof(int *));
  cudaMallocManaged(&bad, sizeof(int));
  *bad = 0;
  for (int i = 0; i < count; i++) cudaMalloc(&pieces[i], 64 * sizeof(int));
  filled<<<count, 64>>>(pieces);
  chosen<<<count, 64>>>(pieces, flags, bad);
  cudaDeviceSynchronize();
  printf("%d wrong\n", *bad);
  const int blocks = 40, bytes = 65536;
  int **to;
  int *sums;
  cudaMalloc(&to, blocks * sizeof(int *));
  cudaMallocManaged(&sums, blocks * 64 * sizeof(int));
  kept<<<blocks, 64>>>(to, flags, sums, bytes);
  cudaDeviceSynchronize();
  long wrong = 0;
  for (int b = 0; b < blocks; b++) {
    for (int i = 0; i < 64; i++) {
      unsigned sum = 0;
      for (int from = 0; from < bytes / 4; from += 64) sum = sum * 31 + (i % 3 > 0 ? (from + i) * 3 + b : 1);
      wrong += (int)sum != sums[b * 64 + i];
    }
  }
  printf("%ld wrong\n", wrong);
}
