// Pointers that loops move.
__global__ void copy_strings(const int *from, int *to, int n) {
  const int *p = from + threadIdx.x;
  int *q = to + threadIdx.x;
  while (p < from + n) {
    *q = *p;
    p += blockDim.x;
    q += blockDim.x;
  }
}

__global__ void dot(const float *a, const float *b, float *out, int n) {
  float sum = 0.0f;
  const float *end = a + n;
  for (; a != end; ++a, ++b) sum += *a * *b;
  *out = sum;
}
