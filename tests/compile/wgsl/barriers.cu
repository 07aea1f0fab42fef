// Scan of a block, in place: barriers in a loop, with a skipped part.
__global__ void scan(int *data, int n) {
  __shared__ int values[256];
  int i = blockIdx.x * 256 + threadIdx.x;
  values[threadIdx.x] = i < n ? data[i] : 0;
  for (int distance = 1; distance < 256; distance *= 2) {
    __syncthreads();
    int left = threadIdx.x >= distance ? values[threadIdx.x - distance] : 0;
    __syncthreads();
    values[threadIdx.x] += left;
  }
  if (i < n) data[i] = values[threadIdx.x];
}

// Some threads go on with the next round before others; the barrier is reached by all.
__global__ void rounds(const float *in, float *out, int n) {
  __shared__ float best[64];
  best[threadIdx.x] = 0.0f;
  for (int round = 0; round < n; round++) {
    __syncthreads();
    float v = in[round * 64 + threadIdx.x];
    if (v < 0.0f) continue;
    best[threadIdx.x] = fmaxf(best[threadIdx.x], v * best[63 - threadIdx.x]);
  }
  out[threadIdx.x] = best[threadIdx.x];
}
