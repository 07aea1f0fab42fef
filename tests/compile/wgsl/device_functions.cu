__device__ float square(float x) { return x * x; }

__device__ void accumulate(const float *row, int n, float &sum) {
  for (int i = 0; i < n; i++) sum += square(row[i]);
}

__device__ void minmax(const float *values, int n, float *low, float *high) {
  *low = values[0];
  *high = values[0];
  for (int i = 1; i < n; i++) {
    float v = values[i];
    if (v < *low) *low = v;
    if (v > *high) *high = v;
  }
}

__global__ void norms(const float *matrix, float *lengths, float *spreads, int rows, int columns) {
  int row = blockIdx.x * blockDim.x + threadIdx.x;
  if (row >= rows) return;
  float sum = 0.0f;
  accumulate(matrix + row * columns, columns, sum);
  lengths[row] = sqrtf(sum);
  float low, high;
  minmax(&matrix[row * columns], columns, &low, &high);
  spreads[row] = high - low;
}
