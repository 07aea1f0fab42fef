// run: nvcc="-ftz=true -fmad=false" tolerance=0
// -ftz=true: single-precision device code takes and gives zeros for denormals; double precision, integers and host code keep theirs.
#include <stdio.h>
#include <string.h>

__host__ __device__ float product(float a, float b) { return a * b; }
__host__ __device__ float pick(float a, float b) { return a < b ? 1.0f : 0.0f; }

__global__ void kernel(const float *x, unsigned *out, double *wide, int n) {
  int i = threadIdx.x;
  if (i >= n) return;
  float a = x[2 * i], b = x[2 * i + 1];
  unsigned *o = out + 10 * i;
  o[0] = __float_as_uint(product(a, b));
  o[1] = __float_as_uint(a + b);
  o[2] = __float_as_uint(a - b);
  o[3] = __float_as_uint(b == 0.0f ? 5.0f : a / b);
  o[4] = __float_as_uint(fmaf(a, b, a));
  o[5] = pick(a, b) > 0 ? 1 : 0;
  o[6] = __float_as_uint((float)(1e-42 * (double)(i + 1)));
  o[7] = a == 0.0f;
  o[8] = __float_as_uint(fabsf(a) * 1.0f);
  float sum = 0.0f;
  for (int k = 0; k < 4; k++) sum += a;
  o[9] = __float_as_uint(sum);
  wide[i] = 1e-310 * (i + 1) + 0.0;
}

static unsigned bits(float f) {
  unsigned u;
  memcpy(&u, &f, 4);
  return u;
}

int main() {
  const int n = 6;
  float x[2 * n] = {1e-20f, 1e-20f, 1e-40f, 1.0f, -1e-40f, 1e-41f, 1.5f, 2.5f, 2e-38f, 1.9e-38f, -3e-39f, 4.0f};
  float *dx;
  unsigned *dout, out[10 * n];
  double *dwide, wide[n];
  cudaMalloc(&dx, sizeof x);
  cudaMalloc(&dout, sizeof out);
  cudaMalloc(&dwide, sizeof wide);
  cudaMemcpy(dx, x, sizeof x, cudaMemcpyHostToDevice);
  kernel<<<1, 32>>>(dx, dout, dwide, n);
  cudaMemcpy(out, dout, sizeof out, cudaMemcpyDeviceToHost);
  cudaMemcpy(wide, dwide, sizeof wide, cudaMemcpyDeviceToHost);
  for (int i = 0; i < n; i++) {
    for (int k = 0; k < 10; k++) printf("%08x ", out[10 * i + k]);
    printf("%g\n", wide[i]);
  }
  volatile float tiny = 1e-20f;
  printf("host %08x %g\n", bits(product(tiny, tiny)), pick(1e-40f, 2e-40f));
  cudaFree(dx);
  cudaFree(dout);
  cudaFree(dwide);
}
