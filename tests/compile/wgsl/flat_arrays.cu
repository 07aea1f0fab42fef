__global__ void shared_rows(const float *in, float *out) {
  __shared__ float tile[16][17];
  float *flat = &tile[0][0];
  for (int i = threadIdx.x; i < 16 * 17; i += blockDim.x) flat[i] = in[i];
  __syncthreads();
  out[threadIdx.x] = tile[threadIdx.x % 16][threadIdx.x / 16] + tile[0][threadIdx.x % 17] + (*tile)[20];
}

__global__ void walking(int *out) {
  __shared__ int grid[4][4][4];
  int *p = grid[0][0] + threadIdx.x;
  *p = threadIdx.x;
  __syncthreads();
  int sum = 0;
  for (int *q = &grid[1][0][0]; q < &grid[2][0][0]; q++) sum += *q;
  out[threadIdx.x] = sum;
}
