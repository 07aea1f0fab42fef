__global__ void add_one(int *data, int n) {
  int stride = gridDim.x * blockDim.x;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += stride) data[i] += 1;
}

// Indices of 64 bits that only address memory need 32.
__global__ void wide_index(const float *in, float *out, int rows, int columns) {
  size_t row = blockIdx.y * blockDim.y + threadIdx.y;
  size_t column = blockIdx.x * blockDim.x + threadIdx.x;
  if (row < rows && column < columns) out[column * rows + row] = in[row * columns + column];
}
