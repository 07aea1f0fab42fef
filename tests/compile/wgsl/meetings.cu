// A barrier in a loop that threads leave one after the other.
__global__ void early_exit(float *x, int n) {
  __shared__ float tile[64];
  int i = threadIdx.x;
  tile[i] = x[i];
  while (x[i] > 0) {
    if (i >= n) return;
    __syncthreads();
    x[i]--;
  }
  x[i] = tile[63 - i];
}
