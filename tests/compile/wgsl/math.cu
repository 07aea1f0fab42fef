__global__ void roots(float *x, float s) {
  int i = threadIdx.x;
  x[i] = sqrtf(x[i]) / s;
  x[i] /= 3.0f;
  x[i + 1] = 1.0f / x[i] + x[i] / 2.0f;
}

__global__ void nans(float *x) {
  float v = x[0];
  if (v != v) x[1] = 0.0f;
  if (isnan(x[2]) || isinf(x[3])) x[4] = INFINITY;
}

__global__ void functions(float *x) {
  float v = x[threadIdx.x];
  x[threadIdx.x] = expf(v) + logf(v) * tanhf(v) + __expf(v);
}

__global__ void angles(float *x) {
  float v = x[threadIdx.x];
  x[threadIdx.x] = sinf(v) * cosf(v) - tanf(v);
}
