__global__ void warp_sum(const float *x, float *y, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float v = i < n ? x[i] : 0.0f;
  for (int d = 16; d > 0; d >>= 1) v += __shfl_down_sync(0xffffffff, v, d);
  if (threadIdx.x % 32 == 0) y[i / 32] = v;
}

__global__ void block_sum(const int *x, int *y) {
  __shared__ int sums[32];
  int v = x[threadIdx.x];
  v = __reduce_add_sync(0xffffffff, v);
  if (threadIdx.x % 32 == 0) sums[threadIdx.x / 32] = v;
  __syncthreads();
  if (threadIdx.x < 32) {
    v = sums[threadIdx.x];
    for (int d = 1; d < 32; d *= 2) v += __shfl_xor_sync(0xffffffff, v, d);
    if (threadIdx.x == 0) *y = v;
  }
}

__global__ void shuffles(int *x, int lane, int width) {
  int v = x[threadIdx.x];
  v += __shfl_sync(0xffffffff, v, lane);
  v += __shfl_sync(0xffffffff, v, lane, 8);
  v += __shfl_up_sync(0xffffffff, v, 1, width);
  v += __shfl_xor_sync(0xffffffff, v, lane, 16);
  x[threadIdx.x] = v;
}

__global__ void votes(int *x, unsigned mask) {
  int v = x[threadIdx.x];
  unsigned b = __ballot_sync(0xffffffff, v > 0);
  if (__any_sync(mask, v == 3) && __all_sync(0xffffffff, v < 9)) x[threadIdx.x] = __popc(b) + __activemask();
}
