__global__ void local_histogram(const int *values, int *out, int n) {
  int counts[8];
  for (int k = 0; k < 8; k++) counts[k] = 0;
  for (int i = 0; i < n; i++) counts[values[i] & 7]++;
  int best = 0;
  for (int k = 1; k < 8; k++) {
    if (counts[k] > counts[best]) best = k;
  }
  out[threadIdx.x] = best;
}

__global__ void polynomial(const float *x, float *y, int n) {
  const float coefficients[4] = {1.0f, -0.5f, 0.25f, -0.125f};
  int i = threadIdx.x;
  float sum = 0.0f;
  for (int k = 3; k >= 0; k--) sum = sum * x[i] + coefficients[k];
  if (i < n) y[i] = sum;
}
