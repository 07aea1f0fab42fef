__global__ void votes(const int *x, int *y) {
  int positive = __syncthreads_count(x[threadIdx.x] > 0);
  int some = __syncthreads_or(x[threadIdx.x] == 7);
  if (__syncthreads_and(x[threadIdx.x] != 3)) {
    __syncthreads();
    y[threadIdx.x] = positive + some;
  }
}
