__global__ void reverse(int *data, int n) {
  extern __shared__ int staged[];
  int t = threadIdx.x;
  staged[t] = data[blockIdx.x * n + t];
  __syncthreads();
  data[blockIdx.x * n + t] = staged[n - 1 - t];
}
