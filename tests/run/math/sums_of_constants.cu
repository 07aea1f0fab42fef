// run: tolerance=0 nvcc="-fmad=false"
// Numbers to which one constant is added after the other: each sum is rounded, and the constants are not added up before.
#include <stdio.h>

__global__ void sums(const float *in, unsigned *out, int n) {
  int i = threadIdx.x;
  float x = in[i];
  float a = x + 1.0f;
  out[i] = __float_as_uint(a - 124228256.0f);
  out[n + i] = __float_as_uint((x + 0.1f) + 0.3f);
  out[2 * n + i] = __float_as_uint((0.7f - x) + 1e-3f);
  out[3 * n + i] = __float_as_uint((x - 3.3f) - (x * x + 5.7f));
  out[4 * n + i] = __float_as_uint(((x + 16777216.0f) + 1.0f) + 1.0f);
  out[5 * n + i] = __float_as_uint(((x + 0.1f) + in[n - 1 - i]) - 0.3f);
}

int main() {
  const int n = 32;
  float host[n], *in;
  unsigned bits[6 * n], *out;
  for (int i = 0; i < n; i++) host[i] = i * 0.37f + i * i;
  cudaMalloc(&in, sizeof host);
  cudaMalloc(&out, sizeof bits);
  cudaMemcpy(in, host, sizeof host, cudaMemcpyHostToDevice);
  sums<<<1, n>>>(in, out, n);
  cudaMemcpy(bits, out, sizeof bits, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 6 * n; i++) printf("%08x%c", bits[i], i % 8 == 7 ? '\n' : ' ');
}
