__global__ void rounds(int *state, int *out) {
  __shared__ int changed;
  __shared__ int tile[64];
  int i = threadIdx.x;
  tile[i] = state[i];
  do {
    __syncthreads();
    if (i == 0) changed = 0;
    __syncthreads();
    int next = max(tile[i], tile[(i + 1) & 63]);
    if (next != tile[i]) changed = 1;
    __syncthreads();
    tile[i] = next;
  } while (changed);
  out[i] = tile[i];
}

__global__ void chosen(const int *flags, int *x) {
  __shared__ int first;
  if (threadIdx.x == 0) first = x[blockIdx.x];
  __syncthreads();
  if (first > flags[0]) {
    x[threadIdx.x] += first;
    __syncthreads();
    x[threadIdx.x] -= x[threadIdx.x ^ 1];
  }
}
