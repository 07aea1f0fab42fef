__global__ void logarithms(float *x) {
  int i = threadIdx.x;
  x[i] = log2f(x[i]) + log10f(x[i + 1]) * exp2f(x[i + 2]) - exp10f(x[i + 3]);
}

__global__ void rotations(float *x, float *y, float angle) {
  float s, c;
  sincosf(angle * threadIdx.x, &s, &c);
  float a = x[threadIdx.x], b = y[threadIdx.x];
  x[threadIdx.x] = c * a - s * b;
  sincosf(b, &y[threadIdx.x], &c);
}

__global__ void unordered(const float *x, int *differ) { differ[threadIdx.x] = x[threadIdx.x] != x[threadIdx.x + 1]; }
