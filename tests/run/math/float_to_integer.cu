// run: tolerance=0
// Conversions from float to integers of 32 and 64 bits at and beyond the integers' limits, of infinities, and of NaN.
#include <cmath>
#include <cstdio>

__global__ void convert(const float *x, int *i, unsigned *u, long long *l, unsigned long long *ul, int n) {
  int t = threadIdx.x;
  if (t >= n) return;
  i[t] = (int)x[t];
  u[t] = (unsigned)x[t];
  l[t] = (long long)x[t];
  ul[t] = (unsigned long long)x[t];
}

__global__ void clamped(const float *x, int *i, unsigned *u, int n) {
  int t = threadIdx.x;
  if (t >= n) return;
  i[t] = (int)(fminf(fmaxf(x[t], -1000.f), 1000.f) * 3.f);
  u[t] = (unsigned)fminf(x[t] * x[t], 4e9f);
}

int main() {
  const float inf = INFINITY, values[] = {
    0.f, -0.f, 1.5f, -1.5f, 1e10f, -1e10f, 2147483520.f, 2147483648.f, -2147483648.f, -2147483904.f, 4294967040.f, 4294967296.f, 1e30f, -1e30f, 9.2e18f, 9.3e18f, -9.3e18f, 1.8e19f, 1.9e19f, 1e-40f, inf, -inf,
  };
  const int n = sizeof values / sizeof *values;
  float *x;
  int *i;
  unsigned *u;
  long long *l;
  unsigned long long *ul;
  cudaMallocManaged(&x, (n + 1) * sizeof *x);
  cudaMallocManaged(&i, (n + 1) * sizeof *i);
  cudaMallocManaged(&u, (n + 1) * sizeof *u);
  cudaMallocManaged(&l, (n + 1) * sizeof *l);
  cudaMallocManaged(&ul, (n + 1) * sizeof *ul);
  for (int k = 0; k < n; k++) x[k] = values[k];
  x[n] = NAN;
  convert<<<1, 32>>>(x, i, u, l, ul, n + 1);
  cudaDeviceSynchronize();
  for (int k = 0; k < n; k++) printf("%g: %d %u %lld %llu\n", x[k], i[k], u[k], l[k], ul[k]);
  printf("nan: %d %u\n", i[n], u[n]);
  clamped<<<1, 32>>>(x, i, u, n + 1);
  cudaDeviceSynchronize();
  for (int k = 0; k <= n; k++) printf("%d %u\n", i[k], u[k]);
  return 0;
}
