// What structures say goes in front of loops, if the first round asks for it and nothing in the loop may change it.
struct Rows {
  float *values;
  const int *columns;
  const float *x;
  int count;
};

__global__ void sums(const Rows *rows, float *out) {
  const Rows &row = rows[blockIdx.x];
  float sum = 0;
  for (int k = threadIdx.x; k < row.count; k += blockDim.x) sum += row.values[k] * row.x[row.columns[k]];
  out[blockIdx.x * blockDim.x + threadIdx.x] = sum;
}

// Floats are no pointers, but they may be the count's bits.
__global__ void scale(const Rows *rows, float by) {
  for (int k = 0; k < rows->count; k++) rows->values[k] *= by;
}

// The second load is not reached by all that enter the loop.
__global__ void until(Rows *rows, float limit) {
  for (int k = 0; k < 100; k++) {
    if (rows[1].values[k] > limit) break;
    rows[k].count = rows[2].columns[k];
  }
}
