// run: tolerance=1e-9
// Double precision in kernels: integration, series, matrix-vector products, comparisons, conversions to and from integers and float.
#include <stdio.h>
__global__ void integrate(double *out, int n) {
  __shared__ double s[128];
  double h = 1.0 / n, v = 0;
  for (int i = blockIdx.x * 128 + threadIdx.x; i < n; i += gridDim.x * 128) {
    double x = (i + 0.5) * h;
    v += 4 / (1 + x * x);
  }
  s[threadIdx.x] = v * h;
  __syncthreads();
  for (int w = 64; w; w >>= 1) {
    if (threadIdx.x < w) s[threadIdx.x] += s[threadIdx.x + w];
    __syncthreads();
  }
  if (!threadIdx.x) atomicAdd(out, s[0]);
}
__global__ void series(double *out) {
  double x = (threadIdx.x - 4) * 0.37, term = 1, s = 1;
  for (int i = 1; i < 25; i++)
    s += term *= x / i;
  out[threadIdx.x] = s - exp(x) < 1e-12 && exp(x) - s < 1e-12 ? s : -1;
}
__global__ void product(const double *m, const double *v, double *out, int n) {
  double s = 0;
  for (int j = 0; j < n; j++)
    s += m[threadIdx.x * n + j] * v[j];
  out[threadIdx.x] = s;
}
__global__ void convert(double *out) {
  int t = threadIdx.x;
  double d = t * 1e9 + 0.75;
  out[t] = (int)(d / 1e6) + (long long)d * 2.0 + (float)d * 0.5 + (unsigned)(d / 3) +
           (double)(1ull << 60 | t) / 1e10 + (d > 3e9) * 0.125 + (d != d) + fabs(-d) +
           fmin(d, 2e9) + floor(d / 7) + (double)(float)0.1;
}
int main() {
  double *d, h[64], m[400], v[20], *dm, *dv;
  cudaMalloc(&d, sizeof h);
  cudaMemset(d, 0, 8);
  integrate<<<4, 128>>>(d, 20000);
  cudaMemcpy(h, d, 8, cudaMemcpyDeviceToHost);
  printf("%.10f\n", h[0]);
  series<<<1, 9>>>(d);
  cudaMemcpy(h, d, 72, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 9; i++)
    printf("%.10g ", h[i]);
  printf("\n");
  for (int i = 0; i < 400; i++)
    m[i] = i % 17 / 8.0;
  for (int i = 0; i < 20; i++)
    v[i] = 1.0 / (i + 1);
  cudaMalloc(&dm, sizeof m);
  cudaMalloc(&dv, sizeof v);
  cudaMemcpy(dm, m, sizeof m, cudaMemcpyHostToDevice);
  cudaMemcpy(dv, v, sizeof v, cudaMemcpyHostToDevice);
  product<<<1, 20>>>(dm, dv, d, 20);
  cudaMemcpy(h, d, 160, cudaMemcpyDeviceToHost);
  printf("%.10g %.10g\n", h[0], h[19]);
  convert<<<1, 8>>>(d);
  cudaMemcpy(h, d, 64, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 5; i++)
    printf("%.12g ", h[i]);
  printf("\n");
  return 0;
}
