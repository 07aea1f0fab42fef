__global__ void compensated(const float *x, float *out, int n) {
  float sum = 0, lost = 0;
  for (int i = 0; i < n; i++) {
    float y = x[i] - lost;
    float t = sum + y;
    lost = (t - sum) - y;
    sum = t;
  }
  *out = sum;
}

__global__ void two_sum(const float *x, float *sum, float *error) {
  float a = x[0], b = x[1];
  float s = a + b, t = s - a;
  *sum = s;
  *error = (a - (s - t)) + (b - t);
}

__global__ void nearest(float *x) { x[threadIdx.x] = (x[threadIdx.x] + 12582912.0f) - 12582912.0f; }

__global__ void plain(float *x) { x[threadIdx.x] = x[threadIdx.x] + x[threadIdx.x + 1] - 3.0f; }
