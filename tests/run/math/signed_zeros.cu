// run: tolerance=0
// Signs of zeros: as constants, out of sums with zero, of products, and through conversions; constants that are subnormal numbers.
#include <cmath>
#include <cstdio>
#include <cstring>

__constant__ float table[4] = {-0.0f, 1e-40f, -3e-42f, 2.5f};

__global__ void constants(float *out, float a) {
  const float values[] = {0.0f, -0.0f, 1e-40f, -1e-45f, 1.0f};
  int n = 0;
  for (float v : values) out[n++] = v;
  for (float v : table) out[n++] = v;
  out[n++] = a < 5 ? 1.0f : -1e-39f;
  out[n++] = -0.0f * a;
  out[n++] = a * 0.0f;
  out[n++] = copysignf(0.0f, -a);
  out[n++] = (float)(-0.0 * a);
}

__global__ void sums(const float *a, const float *b, float *out, int n) {
  float dot = 0, sum = 0, four = 0;
  for (int i = 0; i < n; i++) {
    dot += a[i] * b[i];
    sum += a[i];
  }
  for (int i = 0; i < 4; i++) four += a[i];
  out[0] = dot;
  out[1] = sum;
  out[2] = four;
  out[3] = 0.0f + a[0];
  out[4] = a[0] + a[1] + 0.0f;
  out[5] = a[0] * b[0] + 0.0f;
  out[6] = a[1] + -0.0f;
  out[7] = 0.0f - b[2];
  out[8] = a[0] - a[1];
  out[9] = -(a[3] - a[3]);
  out[10] = fmaf(a[0], b[0], -0.0f);
}

static void print(const float *x, int n) {
  for (int i = 0; i < n; i++) {
    unsigned bits;
    memcpy(&bits, &x[i], 4);
    printf("%08x%c", bits, i == n - 1 ? '\n' : ' ');
  }
}

int main() {
  const int n = 8;
  float *a, *b, *out;
  cudaMallocManaged(&a, n * sizeof *a);
  cudaMallocManaged(&b, n * sizeof *b);
  cudaMallocManaged(&out, 32 * sizeof *out);
  for (int i = 0; i < n; i++) {
    a[i] = -0.0f;
    b[i] = i == 2 ? 0 : i + 1;
  }
  constants<<<1, 1>>>(out, 7);
  cudaDeviceSynchronize();
  print(out, 14);
  sums<<<1, 1>>>(a, b, out, n);
  cudaDeviceSynchronize();
  print(out, 11);
  return 0;
}
