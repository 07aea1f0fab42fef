__global__ void reverse(int *data, int n) {
  extern __shared__ int staged[];
  int t = threadIdx.x;
  staged[t] = data[blockIdx.x * n + t];
  __syncthreads();
  data[blockIdx.x * n + t] = staged[n - 1 - t];
}

struct alignas(16) Pack {
  float v[4];
};

__global__ void packs(const Pack *in, Pack *out, int columns) {
  extern __shared__ char bytes[];
  Pack *rows = reinterpret_cast<Pack *>(bytes) + (threadIdx.y + 2) * columns / 4;
  rows[threadIdx.x] = in[threadIdx.x];
  out[threadIdx.x] = rows[threadIdx.x];
}
