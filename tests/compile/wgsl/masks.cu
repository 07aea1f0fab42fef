__global__ void reverse(float *x, int n) {
  __shared__ float tile[64];
  int i = threadIdx.x;
  if (i >= n) return;
  tile[i] = x[i];
  __syncthreads();
  x[i] = tile[n - 1 - i];
}

__global__ void sums(const int *x, int *count, int *y, int n, int rounds) {
  __shared__ int tile[128];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  int v = x[i];
  if (v < 0) {
    y[i] = -1;
    return;
  }
  int place = atomicAdd(count, 1);
  for (int r = 0; r < rounds; r++) {
    tile[threadIdx.x] = v;
    __syncthreads();
    for (int k = 0; k < 4; k++) v += tile[(threadIdx.x + k) % 128];
    __syncthreads();
  }
  if (v > 10) y[place] = v;
}
