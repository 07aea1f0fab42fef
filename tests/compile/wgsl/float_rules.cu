// What nvcc rounds once by default, and its options otherwise.
__global__ void rules(float *x, float c) {
  int i = threadIdx.x;
  float a = x[i], b = c - a;
  x[i + 1] = a * b + c;
  x[i + 2] = a / b;
  x[i + 3] = sqrtf(a);
  x[i + 4] = sinf(a) + expf(b);
}
