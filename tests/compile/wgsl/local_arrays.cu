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

__global__ void lookup(const int *in, int *out) {
  const int steps[4] = {1, 0, -1, 0};
  int i = threadIdx.x;
  out[i] = in[i] + steps[in[i] & 3];
}

struct Pair {
  float x, y;
};

__global__ void pairs(const Pair *in, Pair *out, int n) {
  Pair p[2] = {};
  p[n & 1] = in[threadIdx.x];
  out[threadIdx.x] = p[1];
}
